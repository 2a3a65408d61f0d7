"""The names of a Japanese text that may speak, and the runs of words that lead up to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Name
from renkei.reading.compiled import kernel
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.times.first import first

_PLANE = 0x10000


class Callers(NamedTuple):
    """The names of a text: the entry, start and end of each; what each entry may be; the numbers of
    the names of people, and of those that can speak and may be marked as topic.

    `opens` has for each place in the text where the run of words begins that it is in.
    """

    entries: list[int]
    starts: list[int]
    ends: list[int]
    owners: Sequence[tuple[Name, ...]]
    people: list[int]
    marked: list[int]
    opens: NDArray[np.int64]

    def named(self, number: int) -> tuple[Name, ...]:
        """What a name may be."""
        return self.owners[self.entries[number]]


@cache
def _signs() -> NDArray[np.uint8]:
    """What each character of the basic plane is (see `renkei.reading.kernel.calling`), and one
    beyond."""
    rules, k = load_yaml("ja", "speech.yaml"), kernel().calling
    table = np.zeros(_PLANE + 1, np.uint8)
    for chars, bit in (
        (first(rules["marks"]["topic"]), k.LEADS),
        (rules["marks"]["same"], k.SAME),
        (rules["marks"]["links"], k.LINKS),
        (rules["marks"]["linked"], k.LINKED),
        (first(rules["titled"]["opens"]), k.OPENS),
    ):
        table[[ord(char) for char in chars or ()]] |= bit
    return table


def callers(layout: Layout) -> Callers:
    """The callers in a layout."""
    codes, spots = layout.codes, layout.spots
    opens = np.empty(len(codes) + 1, np.int64)
    people, marked = np.empty((2, len(spots)), np.int64)
    parts = layout.finder.parts
    persons, marks = kernel().callers(codes, _signs(), spots, parts, opens, people, marked)
    entries, starts, ends = spots.T.tolist()
    return Callers(
        entries,
        starts,
        ends,
        layout.finder.owners,
        people[:persons].tolist(),
        marked[:marks].tolist(),
        opens,
    )
