"""Candidates among patterns: none that matches is missed; of plain words, none other is named."""

import random
import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints
from renkei.reading.times.candidates import Candidates
from renkei.reading.times.first import parsed
from renkei.reading.trie import trie

PARTS = ["a", "b", "c", "[ab]", "[^a]", ".", "(?:a|bc)", "(?:ab|)", "a?", "b{1,3}", "(?:ac){2}"]
PARTS += ["(?=a)", "(?!b)", "(?<=c)", r"\b", "c*", "(?:b|c)+?", "a*+", r"\w", "[a-z]", "$"]
FORMS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join)
TEXTS = st.text("abc\U00020000 ", max_size=30)
WORDS = st.lists(st.text("abc", min_size=1, max_size=4), max_size=6, unique=True)


def candidates(forms: list[str], text: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """For each place in `text`, which may match from there on, and which up to there."""
    ahead = named(Candidates(list(map(parsed, forms))), text)
    behind = named(Candidates(list(map(parsed, forms)), backwards=True), text)
    return [(ahead.get(place, ()), behind.get(place, ())) for place in range(len(text) + 1)]


def named(candidates: Candidates, text: str) -> dict[int, tuple[int, ...]]:
    """The patterns that may match at each place where one may."""
    spots = np.tile(np.arange(len(text) + 1), (2, 1))
    patterns = candidates.at(codepoints(text), spots)
    found = list(zip(spots[0, : len(patterns)].tolist(), patterns, strict=True))
    assert len(found) == len(dict(found))
    return dict(found)


@settings(deadline=None)
@given(st.lists(FORMS, min_size=1, max_size=4), TEXTS)
def test_no_match_is_missed(forms: list[str], text: str) -> None:
    for place, (ahead, behind) in enumerate(candidates(forms, text)):
        for number, form in enumerate(map(re.compile, forms)):
            if form.match(text, place):
                assert number in ahead
            if any(form.fullmatch(text, start, place) for start in range(place + 1)):
                assert number in behind


@given(WORDS, TEXTS)
def test_of_words_those_that_stand_there(words: list[str], text: str) -> None:
    for place, (ahead, behind) in enumerate(candidates(words, text)):
        if place + 4 <= len(text):
            assert ahead == tuple(i for i, w in enumerate(words) if text.startswith(w, place))
        if place >= 4:
            assert behind == tuple(i for i, w in enumerate(words) if text.endswith(w, 0, place))


@settings(deadline=None)
@given(st.lists(FORMS, min_size=1, max_size=4), TEXTS)
def test_states_are_forgotten_and_found_again(forms: list[str], text: str) -> None:
    trees = list(map(parsed, forms))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("renkei.reading.times.candidates._FAR", 3)
        patch.setattr("renkei.reading.times.candidates._STATES", 4)
        one, others = Candidates(trees), [Candidates(trees) for _ in text]
        for _ in range(2):
            every = named(one, text)
            for place, other in enumerate(others):
                found = other.at(codepoints(text), np.full((2, 1), place))
                assert found == ([every[place]] if place in every else [])


@given(WORDS, st.text("abcd7 ", max_size=30))
def test_where_words_and_numerals_begin(words: list[str], text: str) -> None:
    signs = np.zeros(128, np.uint8)
    signs[ord("d")], signs[ord("7")] = kernel().BARRING, kernel().BARRING | kernel().NUMERAL
    out = np.empty((2, len(text)), np.int64)
    found = out[:, : kernel().begun(codepoints(text), *trie(words), signs, out)]
    expected = []
    for place, char in enumerate(text):
        word = any(text.startswith(w, place) for w in words)
        what = kernel().WORD * word | kernel().NUMERAL * (char == "7")
        if what and text[place - 1 : place] not in ("d", "7"):
            expected.append((place, what))
    assert list(map(tuple, found.T.tolist())) == expected


def test_threads_learn_together() -> None:
    letters = random.Random(2)
    words = ["".join(letters.choices("abcdefgh", k=6)) for _ in range(600)]
    trees, text = list(map(parsed, words)), "".join(words)
    expected = named(Candidates(trees), text)
    for _ in range(10):
        shared = Candidates(trees)
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(named, [shared] * 4, [text] * 4))
        assert found == [expected] * 4
