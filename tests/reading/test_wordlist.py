"""Words of a list are found from left to right, the longest first, whole where they must be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.features import codepoints
from renkei.reading.wordlist import BACK, FRONT, LATIN, NOTHING, Both, Listed, Words, listed

LISTS = st.lists(st.text("ab日-", min_size=1, max_size=5), min_size=1, max_size=30, unique=True)


def found(words: Words, text: str) -> list[tuple[int, int, int]]:
    return [(entry, start, end) for entry, start, end in words.find(codepoints(text)).tolist()]


@given(LISTS, st.text("ab日-"))
@settings(deadline=None)
def test_the_longest_word_is_found_from_left_to_right(words: list[str], text: str) -> None:
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    expected = [(words.index(m[0]), *m.span()) for m in re.finditer(longest, text)]
    assert found(Words(words), text) == expected


@pytest.mark.parametrize(
    ("rule", "text", "is_found"),
    [
        (FRONT, "be cut", True),
        (FRONT, "uncut", False),
        (FRONT, "日cut", False),
        (FRONT, "cuts", True),
        (BACK, "cuts", False),
        (BACK, "cut日", False),
        (BACK, "cut 😀", True),
        (FRONT | BACK, "-cut-", True),
        (LATIN, "日cut日", True),
        (LATIN, "uncut", False),
        (LATIN, "cut2", True),
        (LATIN, "2cut", True),
        (LATIN, "scut", False),
        (NOTHING, "cut", False),
    ],
)
def test_where_a_word_may_stand(rule: int, text: str, is_found: bool) -> None:
    assert bool(found(Words(["cut"], [rule]), text)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("5th", True), ("15th", False), ("1.5th", False), ("a.5th", True), ("1,5th", False)],
)
def test_a_number_is_not_cut(text: str, is_found: bool) -> None:
    assert bool(found(Words(["5th"], [LATIN]), text)) == is_found


def test_what_names_nothing_hides_what_is_in_it() -> None:
    assert found(Words(["new york", "york"], [NOTHING, 0]), "new york, york") == [(1, 10, 14)]


RULES = st.sampled_from([0, FRONT, FRONT | BACK, LATIN, LATIN | NOTHING])


@st.composite
def ruled(draw: st.DrawFn) -> Listed:
    """A list whose words all begin a word, or need not."""
    words = draw(LISTS)
    rule = RULES.filter(bool) if draw(st.booleans()) else RULES
    return listed(words, [draw(rule) for _ in words])


@given(ruled(), ruled(), st.text("ab日- \ud800😀"))
@settings(deadline=None)
def test_two_lists_are_found_at_once_as_one_by_one(one: Listed, two: Listed, text: str) -> None:
    codes = codepoints(text)
    alone = [Words(part.words, part.rules.tolist()).find(codes).tolist() for part in (one, two)]
    assert [rows.tolist() for rows in Both(one, two).find(codes)] == alone


def test_an_empty_list_finds_nothing() -> None:
    assert found(Words([]), "日本") == []
