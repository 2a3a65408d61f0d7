"""Several lists found in one pass are found as each is when it is looked for alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.features import codepoints
from renkei.reading.wordlist import Words, tuples
from renkei.reading.wordlists import WordLists

WORDS = st.lists(st.text("ab日-", min_size=1, max_size=5), max_size=40, unique=True)


@given(WORDS, st.integers(1, 4), st.text("ab日-😀", max_size=400))
@settings(deadline=None)
def test_each_list_is_found_as_if_it_were_alone(words: list[str], lists: int, text: str) -> None:
    parted = [words[i::lists] for i in range(lists)]
    expected = [tuples(Words(part).find(codepoints(text))) for part in parted]
    assert WordLists(parted).find(codepoints(text)) == expected


def test_there_is_room_for_words_at_every_place() -> None:
    found = WordLists([["a"], ["aa", "b"], ["aaa"]]).find(codepoints("a" * 600))
    assert list(map(len, found)) == [600, 300, 200]


@pytest.mark.parametrize("lists", [[["a", "日"], ["b", "日"]], [["a", "日", "日"]]])
def test_a_word_that_stands_twice_is_named(lists: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="日"):
        WordLists(lists)
