"""What stands where someone may speak in Japanese is found as the patterns find it anywhere."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renkei.reading.chorus import _chorus
from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints
from renkei.reading.lexicon import load_yaml
from renkei.reading.speech_signs import _lists, signs
from renkei.reading.topic_marks import mark_of, mark_rules

RULES = load_yaml("ja", "speech.yaml")
MARKS, SIGNS = RULES["marks"], RULES["signs"]
PIECES = [word for words in SIGNS.values() for word in words]
PIECES += [*MARKS["bare"], *MARKS["linked"], *MARKS["told"], *MARKS["bodies"], *MARKS["author"]]
PIECES += [
    "日",
    "、",
    "「",
    "の",
    "氏",
    "両",
    "三",
    "首相",
    "外相",
    "米両",
    "か国の",
    "我",
    "わ",
    "代",
]
PIECES += [
    "話では",
    "試算によると",
    "一人",
    "ひとり",
    "人",
    "多く",
    "（架空）",
    "(",
    "さん",
    "ら",
    "側",
]
PIECES += [
    "によると",
    "によれば",
    "から、",
    "として、",
    "としては",
    "ず",
    "っ",
    "っと",
    "ち",
    "がっ",
]
PIECES += ["を示し", "も伝え", "語っ", "た。", "ました。", "によりますと", "当局", "自身", "たち"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def test_no_word_is_in_two_lists() -> None:
    lists, *_ = _lists()
    words = [word for own in lists for word in own]
    assert len(words) == len(set(words))


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_words_that_point_back_are_found_as_anywhere(text: str) -> None:
    pattern = mark_rules().carry
    found = [pattern.match(text, start) for _, start, _ in signs(codepoints(text)).carry]
    assert [m.span() for m in found if m] == [m.span() for m in pattern.finditer(text)]


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_what_names_issuers_ends_with_a_sign(text: str) -> None:
    ends = {end for _, _, end in signs(codepoints(text)).chorus}
    assert {m.end() for m in _chorus("ja").finditer(text)} <= ends


@given(st.from_regex(mark_rules().afterwards, fullmatch=True))
@settings(deadline=None)
def test_what_only_names_a_source_ends_with_a_sign(text: str) -> None:
    assert any(end == len(text) for _, _, end in signs(codepoints(text)).afterwards)


def joined(words: list[str], behind: str) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest)})(?={behind})")


@given(TEXTS)
@settings(deadline=None)
def test_bodies_and_nouns_for_what_is_said_are_found_by_what_is_behind_them(text: str) -> None:
    found = signs(codepoints(text))
    for placed, words, behind in (
        (found.bodies, MARKS["bodies"], MARKS["body"]),
        (found.told, MARKS["told"], MARKS["telling"]),
    ):
        spans = [(a, b - 1) for _, a, b in placed if re.compile(behind).match(text, b - 1)]
        assert spans == [m.span() for m in joined(words, behind).finditer(text)]


@given(TEXTS)
@example("の1人は")
@settings(deadline=None, max_examples=1000)
def test_a_topic_is_marked_where_its_pattern_matches(text: str) -> None:
    for at in range(len(text) + 1):
        m, found = mark_rules().topic.match(text, at), mark_of(text, at)
        assert (found is None) == (m is None)
        if m and found:
            end, manner = found
            weak = re.match("が|から|として", m["mark"]) is not None
            assert (end, manner.weak) == (m.end(), weak)
            assert manner.for_all == (not weak or m["mark"] == "が")


BITS = st.integers(0, 31)


@st.composite
def named_texts(draw: st.DrawFn) -> dict[str, Any]:
    """A text of characters below 7, the last of them beyond the table, and names in it."""
    text = draw(st.lists(st.integers(0, 6), max_size=40))
    edges = sorted(draw(st.sets(st.integers(0, len(text)))))
    names = [
        (draw(st.integers(0, 3)), *pair) for pair in zip(edges[::2], edges[1::2], strict=False)
    ]
    return {"text": text, "names": names}


@given(
    named_texts(),
    st.lists(BITS, min_size=6, max_size=6),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
@settings(deadline=None)
def test_callers_are_told_by_kind_and_neighbours(
    given_text: dict[str, Any], table: list[int], kinds: list[int]
) -> None:
    k = kernel().calling
    text, names = given_text["text"], given_text["names"]
    opens = np.empty(len(text) + 1, np.int64)
    people, marked = np.empty((2, len(names)), np.int64)
    counts = kernel().callers(
        np.array(text, np.uint32),
        np.array(table, np.uint8),
        np.array(names, np.int64).reshape(-1, 3),
        np.array(kinds, np.uint8),
        opens,
        people,
        marked,
    )

    def bits(at: int) -> int:
        return table[min(text[at], 5)] if 0 <= at < len(text) else 0

    def leads(end: int) -> bool:
        linked = not bits(end) & k.LINKS or bits(end + 1) & k.LINKED
        return bool(bits(end) & k.LEADS and linked)

    of_kind = {bit: [i for i, (e, _, _) in enumerate(names) if kinds[e] & bit] for bit in (1, 2)}
    assert people[: counts[0]].tolist() == of_kind[k.PERSON]
    assert marked[: counts[1]].tolist() == [
        i for i in of_kind[k.SPEAKS] if leads(names[i][2]) and not bits(names[i][1] - 1) & k.SAME
    ]
    assert opens.tolist() == [
        max((at + 1 for at in range(place) if bits(at) & k.OPENS), default=0)
        for place in range(len(text) + 1)
    ]
