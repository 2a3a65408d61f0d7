"""The names of a Japanese text that may speak, and the runs of words that lead up to them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.times.first import first

SAME = "同"
"""What makes a noun behind it point back: 同省."""
_PLANE = 0x10000


class Callers(NamedTuple):
    """The names of a text that are people, or that can speak and may be marked as topic: their
    numbers, in order; and for each place in the text where the run of words begins that it is in.
    """

    names: list[int]
    opens: NDArray[np.int64]


@cache
def _signs() -> NDArray[np.uint8]:
    """What each character of the basic plane is (see `renkei.reading.kernel.calling`), and one
    beyond."""
    rules, k = load_yaml("ja", "speech.yaml"), kernel().calling
    table = np.zeros(_PLANE + 1, np.uint8)
    for chars, bit in (
        (first(rules["marks"]["topic"]), k.LEADS),
        (SAME, k.SAME),
        (first(rules["titled"]["opens"]), k.OPENS),
    ):
        table[[ord(char) for char in chars or ()]] |= bit
    return table


def callers(layout: Layout) -> Callers:
    """The callers in a layout."""
    codes, spots = layout.codes, layout.spots
    opens, out = np.empty(len(codes) + 1, np.int64), np.empty(len(spots), np.int64)
    count = kernel().callers(codes, _signs(), spots, layout.finder.speaking, opens, out)
    return Callers(out[:count].tolist(), opens)
