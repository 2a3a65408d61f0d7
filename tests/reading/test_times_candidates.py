"""Candidates among patterns: none that matches is missed; of plain words, none other is named."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.reading.times.candidates import Candidates

PARTS = ["a", "b", "c", "[ab]", "[^a]", ".", "(?:a|bc)", "(?:ab|)", "a?", "b{1,3}", "(?:ac){2}"]
PARTS += ["(?=a)", "(?!b)", "(?<=c)", r"\b", "c*", "(?:b|c)+?", "a*+", r"\w", "[a-z]", "$"]
FORMS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join)
TEXTS = st.text("abc ", max_size=30)


def candidates(forms: list[str], *, backwards: bool = False) -> Candidates:
    found = Candidates(backwards=backwards)
    for form in forms:
        found.add(form)
    return found


@given(st.lists(FORMS, min_size=1, max_size=4), TEXTS)
def test_no_match_is_missed(forms: list[str], text: str) -> None:
    ahead, behind = candidates(forms), candidates(forms, backwards=True)
    for place in range(len(text) + 1):
        for number, form in enumerate(map(re.compile, forms)):
            if form.match(text, place):
                assert number in ahead.at(text, place)
            if any(form.fullmatch(text, start, place) for start in range(place + 1)):
                assert number in behind.at(text, place)


@given(st.lists(st.text("abc", min_size=1, max_size=4), max_size=6), TEXTS)
def test_of_words_those_that_stand_there(words: list[str], text: str) -> None:
    ahead, behind = candidates(words), candidates(words, backwards=True)
    for place in range(len(text) + 1):
        begun = [i for i, word in enumerate(words) if text.startswith(word, place)]
        ended = [i for i, word in enumerate(words) if text.endswith(word, 0, place)]
        if place + 4 <= len(text):
            assert list(ahead.at(text, place)) == begun
        if place >= 4:
            assert list(behind.at(text, place)) == ended


def test_many_steps_are_forgotten_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renkei.reading.times.candidates._MOST", 3)
    words = ["abc", "abd", "bcd"]
    found = candidates(words)
    for word in words * 3:
        assert found.at(word, 0) == (words.index(word),)
