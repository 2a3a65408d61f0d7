"""What is written like a name is found in compiled code as the patterns of the rules find it."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.features import codepoints
from renkei.reading.parts import NOBODY_ELSE, PERSON
from renkei.reading.strangers import _writing, speech_words, subject_rules
from renkei.reading.written import capitals, written

NAMES = ["Jane", "Roe-Smith-san", "O’Neil", "O'Neil", "J.", "J.D.", "MacArthur", "X", "A’b"]
FAMILIAR = ["Van", "van", "de", "dela", "United", "States", "The", "the", "said", "U.S.", "NATO"]
OPENINGS = ["For", "Even", "Asked", "Even-Roe", "Anti-American"]
RARE = [
    "Élan",
    "Ægir",
    "Shin’ichi",
    "Łukasz",
    "Jose_2",
    "A÷b",
    "3rd",
    "Bß東",
    "𠮷Al",
    "al-",
    "-",
    ".",
    "’",
]
WORDS = st.sampled_from([*NAMES, *FAMILIAR, *OPENINGS, *RARE])
GAPS = st.sampled_from([" ", " ", " ", "-", "  ", ", ", "\n", "", ". "])
PARTS = st.lists(st.tuples(WORDS, GAPS), max_size=14)
PEOPLE = np.array([0, PERSON, PERSON | NOBODY_ELSE], np.uint8)
"""No person, one first of several, nobody but a person."""


class Spot(NamedTuple):
    entry: int
    start: int
    end: int


def plainly(text: str, start: int, end: int, spots: list[Spot]) -> int:
    """Where a stranger's name begins in what is written like one."""
    opens = "|".join(speech_words()["opens"])
    opening = re.compile(rf"(?:{opens})\s+").match(text, start, end)
    start = opening.end() if opening else start
    for spot in [s for s in spots if start <= s.start < end]:
        if spot.end >= end or PEOPLE[spot.entry] & NOBODY_ELSE:
            break
        start = spot.end + 1
    if not speech_words()["not_person"].isdisjoint(re.findall(r"\w+", text[start:end])):
        return -1
    for spot in spots:
        surname = spot.start > start and spot.end == end and PEOPLE[spot.entry]
        if spot.start < end and spot.end > start and not surname:
            return -1
    return start if " " in text[start:end] else -1


@given(PARTS, st.integers(0, 9), st.data())
@settings(deadline=None)
def test_names_are_found_as_plainly(parts, begin: int, data) -> None:
    text = "".join(word + gap for word, gap in parts)
    begin = min(begin, len(text))
    edges = [m.start() for m in re.finditer(r"\b", text)]
    cuts = sorted(data.draw(st.sets(st.sampled_from(edges)))) if edges else []
    spots = [
        Spot(data.draw(st.integers(0, 2)), a, b)
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    rows = np.array(spots, np.int64).reshape(-1, 3)
    found = written(codepoints(text), begin, _writing(), rows, PEOPLE)
    spans = [m.span() for m in subject_rules()["person"].finditer(text, begin)]
    assert list(zip(found.starts, found.ends, strict=True)) == spans
    assert found.names == [plainly(text, *span, spots) for span in spans]


@given(PARTS)
@settings(deadline=None)
def test_capitals_are_found_as_the_pattern_finds_them(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    starts, ends = capitals(codepoints(text))
    spans = [m.span() for m in subject_rules()["capitals"].finditer(text)]
    assert list(zip(starts, ends, strict=True)) == spans
