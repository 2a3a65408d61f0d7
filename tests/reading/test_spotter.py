"""Costly patterns tried only at their signs find what they find when tried everywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.features import codepoints
from renkei.reading.lexicon import load_yaml
from renkei.reading.people import introductions
from renkei.reading.spotter import Begun, Sought, Spotter
from renkei.reading.subjects import subject_rules

SIGNS: dict[str, list[str]] = load_yaml("zh", "speech.yaml")["signs"]
RULES = introductions()
SOUGHT = {
    "report": subject_rules().report,
    "dotted": RULES.dotted,
    "behind": RULES.behind,
    "latin": RULES.latin,
    "outlets": RULES.outlets,
}
PIECES = sorted(
    {word for words in SIGNS.values() for word in words} | set("学会院报道据员教约翰史密斯日")
)
PIECES += ["(John Smith)", "（Jane Roe）", "研究员", "研究所", "的", "约翰·史密斯", "田中", "表示"]
PIECES += [
    "共同社",
    "朝日",
    "报道",
    "报导",
    "电讯",
    "消息",
    "爆料",
    "说",
    "称",
    "，",
    "《环球》",
    "3.5",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


@pytest.mark.parametrize("name", SOUGHT)
@settings(deadline=None)
@given(text=TEXTS)
def test_a_pattern_is_found_at_its_signs_as_it_is_found_anywhere(name: str, text: str) -> None:
    sought: Sought = SOUGHT[name]
    found = sought.matches(text, Spotter(SIGNS).find(codepoints(text)))
    assert [m.span() for m in found] == [m.span() for m in sought.pattern.finditer(text)]


@given(text=TEXTS)
def test_a_name_behind_a_title_begins_as_names_may(text: str) -> None:
    assert not RULES.titled.match(text) or text[0] in RULES.begins


@pytest.mark.parametrize(
    "name", ["front", "back", "behind", "preposition", "carry", "selves", "noun_after"]
)
@settings(deadline=None, max_examples=400)
@given(data=st.data())
def test_what_is_tried_begins_as_it_may(name: str, data: st.DataObject) -> None:
    begun: Begun = getattr(subject_rules(), name)
    text = data.draw(st.from_regex(begun.pattern, fullmatch=True))
    assert not text or text[0] in begun.begins


@pytest.mark.parametrize("name", ["unsaid", "denied"])
@settings(deadline=None)
@given(data=st.data())
def test_what_makes_a_verb_say_nothing_ends_as_it_may(name: str, data: st.DataObject) -> None:
    rules = subject_rules()
    pattern: re.Pattern[str] = getattr(rules, name)
    text = data.draw(st.from_regex(pattern))
    assert text[-1] in rules.ends or rules.made in text
    words = re.findall("[一-龥]+", re.sub(r"\(\?<!.*?\)|\[一-鿿\]", "", pattern.pattern))
    assert {word[-1] for word in words} <= rules.ends


def test_of_two_words_that_overlap_the_first_is_found() -> None:
    found = Spotter({"one": ["ab", "d"], "other": ["bc"]}).find(codepoints("abcd bc"))
    assert found == {"one": [0, 3], "other": [5]}
