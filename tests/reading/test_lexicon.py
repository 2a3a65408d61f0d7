"""Folding, the cues and the files that a linguist edits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renkei.nouns import Likelihood, Rung
from renkei.reading.fold import fold
from renkei.reading.lexicon import LANGUAGES, Lexicon, lexicon, load_yaml

SHORT = ("zh", "ja", "en")
FILES = [
    (language, entry.name)
    for language in SHORT
    for entry in sorted(
        (resources.files("renkei.reading") / "data" / language).iterdir(), key=lambda e: e.name
    )
    if entry.name.endswith(".yaml")
]


@given(
    st.text() | st.text("İıßﬁﬂＡｂ１，。Å\u0301e\u0327ǅ𠮷𝐀👩‍🚀國麼著乾\u202e\0"),
    st.sampled_from(SHORT),
)
@example("İﬁÅ\u0301ＡＢＣ👩‍🚀𠮷\ud800", "en")
@example("乾隆皇帝著書麼", "zh")
def test_folding_keeps_every_offset(text: str, language: str) -> None:
    folded = fold(text, language)
    assert len(folded) == len(text)
    kept = [(a, b) for a, b in zip(text, folded, strict=True) if a.isascii()]
    assert all(a == b or (language != "zh" and a.lower() == b) for a, b in kept)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("駐日美軍司令部", "驻日美军司令部"),
        ("國會通過法案", "国会通过法案"),
        ("尚未決定", "尚未决定"),
        ("美國國務卿發言", "美国国务卿发言"),
        ("同盟", "同盟"),
    ],
)
def test_traditional_characters_become_simplified(traditional: str, simplified: str) -> None:
    assert fold(traditional, "zh") == simplified
    assert fold(traditional, "ja") == traditional


def test_the_longest_cue_wins_and_its_parts_are_not_found() -> None:
    words = Lexicon({"a": ["考虑"], "b": ["不考虑", "虑"], "c": ["考虑到"]}, spaced=False)
    found = [words.hit(hit) for hit in words.find("不考虑；考虑到；考虑")]
    assert [(h.word, h.classes) for h in found] == [
        ("不考虑", ("b",)),
        ("考虑到", ("c",)),
        ("考虑", ("a",)),
    ]


def test_a_word_of_two_classes_has_both() -> None:
    words = Lexicon({"a": ["plan"], "b": ["plan", "plans"]}, spaced=True)
    assert [words.hit(h).classes for h in words.find("a plan, plans")] == [("a", "b"), ("b",)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("signal signs sign.", ["sign"]),
        ("resign co-sign (sign)", ["sign", "sign"]),
        ("sign2 2sign sign", ["sign"]),
        ("sign", ["sign"]),
        ("", []),
    ],
)
def test_english_cues_are_whole_words(text: str, found: list[str]) -> None:
    words = Lexicon({"a": ["sign"]}, spaced=True)
    assert [text[a:b] for _, a, b in words.find(text)] == found


def test_a_word_may_stand_closed_and_open_each_with_its_classes() -> None:
    words = Lexicon({"tell": ["warn"], "oppose": ["warn*"], "other": ["warns"]}, spaced=True)
    told = [words.hit(hit) for hit in words.find("we warn, a warning warns; unwarned")]
    assert [(hit.start, hit.classes) for hit in told] == [
        (3, ("tell",)),
        (11, ("oppose",)),
        (19, ("other",)),
    ]


def test_cues_stand_where_they_are_said_to_stand() -> None:
    text = "日本政府は配備を検討しており、計画は撤回しない。"
    hits = [lexicon("ja").hit(h) for h in lexicon("ja").find(text)]
    assert all(any(word in h.word for h in hits) for word in ("検討", "計画", "撤回"))
    assert all(text[h.start : h.end] == h.word for h in hits)
    assert [h.start for h in hits] == sorted(h.start for h in hits)


def test_a_firm_cue_is_one_of_its_class_too() -> None:
    words = Lexicon({"ended": ["end"], "firm-ended": ["called off"], "firm-x": ["y"]}, spaced=True)
    found = {h.word: h.classes for h in map(words.hit, words.find("called off, y, the end"))}
    assert found == {"called off": ("firm-ended", "ended"), "y": ("firm-x",), "end": ("ended",)}


@pytest.mark.parametrize("language", SHORT)
def test_every_class_of_cues_is_known_and_has_words(language: str) -> None:
    cues = load_yaml(language, "cues.yaml")
    wanted = {rung.value for rung in Rung} | {likelihood.value for likelihood in Likelihood}
    wanted |= {"negation", "support", "oppose", "concern", "event", "measure", "arrangement"}
    wanted |= {"say-act", "say-direct", "say-according", "say-not"}
    assert wanted <= set(cues)
    assert set(cues) == set(load_yaml("zh", "cues.yaml"))
    for name, words in cues.items():
        assert words, name
        wrong = [w for w in words if not isinstance(w, str) or not w.strip("* ")]
        assert not wrong, (name, wrong)
        assert len(words) == len(set(words)), (name, sorted(w for w in words if words.count(w) > 1))


@pytest.mark.parametrize("language", SHORT)
def test_cues_are_written_as_folded_text_is(language: str) -> None:
    """A cue in capitals, or in traditional characters, would never be found."""
    words = {w for group in load_yaml(language, "cues.yaml").values() for w in group}
    assert [w for w in sorted(words) if fold(w, language) != w] == []


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    else:
        assert isinstance(value, str | int), value
        assert value is not True and value is not False, "a bare yes or no is not a word"
        if isinstance(value, str):
            yield value


@pytest.mark.parametrize(("language", "name"), FILES)
def test_every_data_file_holds_words_only(language: str, name: str) -> None:
    data = load_yaml(language, name)
    assert isinstance(data, dict)
    assert all(isinstance(key, str) for key in data)
    assert list(strings(data))


@pytest.mark.parametrize(("language", "name"), FILES)
def test_no_data_file_states_a_key_twice(language: str, name: str) -> None:
    """YAML would keep the last one and drop the first without a word."""
    text = (resources.files("renkei.reading") / "data" / language / name).read_text("utf-8")
    keys = re.findall(r"^([\w-]+):", text, re.MULTILINE)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", SHORT)
def test_the_patterns_of_where_to_cut_compile(language: str) -> None:
    data = load_yaml(language, "units.yaml")
    for key in ("after", "before", "not_before"):
        re.compile(data[key])
    assert data["shortest"] > 0


def test_each_language_read_has_its_data() -> None:
    assert set(LANGUAGES) == {"zh-Hans", "zh-Hant", "ja", "en"}
    assert {language for language, _ in FILES} == set(LANGUAGES.values())
