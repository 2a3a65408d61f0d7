"""A quote of names and times alone claims nothing."""

from __future__ import annotations

import numpy as np
import pytest

import renkei
from renkei.nouns import Document
from renkei.packs.load import load_names
from renkei.reading.contents import contents
from renkei.reading.features import codepoints
from renkei.reading.fold import fold
from renkei.reading.reader import ClauseReader
from renkei.samples import folder


@pytest.mark.parametrize(
    ("text", "names", "times", "nothing"),
    [
        ("防衛省は同日", [(0, 3)], [(4, 6)], True),
        ("防衛省は同日に発足させた", [(0, 3)], [(4, 6)], False),
        ("Japan, on Monday", [(0, 5)], [(7, 16)], True),
        ("Japan will pay", [(0, 5)], [], False),
        ("", [], [], True),
    ],
)
def test_what_is_left_without_names_and_times(
    text: str, names: list[tuple[int, int]], times: list[tuple[int, int]], nothing: bool
) -> None:
    padded = fold("前に。" + text, "ja")
    who, when = ([(a + 3, b + 3) for a, b in places] for places in (names, times))
    assert claims(padded, who, when) is not nothing


def claims(
    text: str, names: list[tuple[int, int]], times: list[tuple[int, int]], item: bool = False
) -> bool:
    """Whether all behind the third character claims something."""
    spots = np.array([(0, a, b) for a, b in names], np.int64).reshape(-1, 3)
    entries = np.zeros(len(names), np.int64)
    place = np.array([[3], [len(text)]])
    return contents("ja", codepoints(text), place, spots, entries, np.array([item]), times)[0][0]


def test_the_name_of_an_item_is_what_is_claimed() -> None:
    assert not claims("前に。米日", [(3, 5)], [])
    assert claims("前に。米日", [(3, 5)], [], item=True)


def test_a_name_and_a_time_may_overlap() -> None:
    assert not claims("前に。abcdef", [(3, 6), (7, 9)], [(5, 8)])
    assert claims("前に。abcdefgh", [(3, 6), (7, 9)], [(5, 8)])


def test_who_speaks_is_no_claim_of_its_own() -> None:
    reader, known = ClauseReader(), load_names()
    for document in renkei.read(folder()):
        assert isinstance(document, Document)
        for s in reader.read(document, known):
            assert s.quote not in (s.speaker, f"{s.speaker}は"), document.origin
