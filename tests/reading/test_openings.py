"""Matches found by tables are those that the regular expression finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.features import codepoints
from renkei.reading.fold import fold
from renkei.reading.lexicon import load_yaml
from renkei.reading.openings import Openings, begins

PATTERNS = [
    "ab?c|a",
    "(?:a|ab)(?:c|bcd)",
    "a?b?a",
    "(?<!ab)[cd]|(?<=a)b(?!c)",
    r"\s?-\s?|\s--?\s",
    r"(?=ab)[a-c]{1,2}|[^\d\s]\d{2,3}(?!\w)",
    "a(?=b{0,9}c)|b{3,}",
    "d(?!ab|c)|(?:cd){2}",
    r"\bab|c$",
    "a+?b",
    "(?!)",
    "|".join(f"{one}{two}" for one in "abcdefghijk" for two in "lmnopqrstu"),
]
OURS = [
    load_yaml(language, "units.yaml")[rule]
    for language in ("zh", "ja", "en")
    for rule in ("after", "before")
]
WORDS = (
    *'，；。：！？!?;”’」』—“‘「『"①②（()）1,月日将会对是愿',
    *("以及", "并将", "同时也", "但是", "表示欢迎", "一方で", "とともに", "──"),
    *(" and ", " or ", "to ", " but ", " which ", " as the ", " when it ", " -- ", " – ", ": "),
)


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    """The matches that begin anywhere, those within another left out, by tables."""
    out, end = [], 0
    for first, behind in Openings(pattern).find(text, codepoints(text)).tolist():
        if behind >= 0 and first >= end:
            out.append((first, behind))
            end = behind
    return out


@pytest.mark.parametrize("pattern", PATTERNS)
@given(st.text("abcd12 -", max_size=30) | st.text("abcdlmu\U00020000é"))
@settings(deadline=None)
def test_matches_are_those_of_the_expression(pattern: str, text: str) -> None:
    assert spans(pattern, text) == [m.span() for m in re.finditer(pattern, text)]


@pytest.mark.parametrize("pattern", OURS)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=12).map("".join))
@settings(deadline=None)
def test_sentences_are_cut_where_the_expressions_say(pattern: str, text: str) -> None:
    folded = fold(text, "en")
    assert spans(pattern, folded) == [m.span() for m in re.finditer(pattern, folded)]


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("ab|c", "ac"),
        ("a?b*c", "abc"),
        ("(?:a|)+?b", "ab"),
        ("(?<!x)(?=a)[a-c](?:d|e)", "abc"),
        ("^(a{0,2})b", "ab"),
        (r"(?!a)\s?a", "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0a\u1680"),
    ],
)
def test_a_match_begins_with_what_its_pattern_does(pattern: str, first: str) -> None:
    assert {char for char in begins(pattern) if char < "\u2000"} == set(first)


@pytest.mark.parametrize("pattern", ["[^a]b", ".", r"(a)?\1"])
def test_what_may_begin_with_anything_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="begin with any"):
        begins(pattern)
