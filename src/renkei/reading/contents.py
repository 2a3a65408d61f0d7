"""What quotes hold beside names and times: words, without which they claim nothing; and numbers.

All quotes of a text are gone through at once, compiled (`renkei.reading.kernel.holding`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.lexicon import load_yaml
from renkei.reading.tally import Table, pairs

_WORDS = 2
"""How many letters or digits a claim has at least: a single one outside names and times is a
particle."""
_LAST = 0x40000
"""Behind this character Unicode has no letters and no digits."""


def contents(
    language: str,
    codes: NDArray[np.uint32],
    places: Sequence[tuple[int, int]],
    spots: Table,
    entries: Table,
    items: Table,
    times: Sequence[tuple[int, int]],
) -> tuple[list[bool], list[bool]]:
    """Whether each quote holds words beside names and times, so that it claims something; and
    whether it holds the sign of a number, which every quantity does.

    Parameters
    ----------
    codes
        The code points of the folded text.
    places, times
        Where quotes and times stand; times are in order.
    spots
        A row a name, in order, with its start and end in the second and the third column.
    entries, items
        The entry of each name, and which entries are names of items: those count as words.
    """
    kinds, spelt = _tables(language)
    quotes, dated = pairs(places), pairs(times)
    out = np.empty((2, len(places)), np.int64)
    kernel().holding(quotes, codes, kinds, spelt, spots, entries, items, dated, _WORDS, out)
    words, numbers = out.tolist()
    return [count == _WORDS for count in words], [count > 0 for count in numbers]


@cache
def _tables(language: str) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """What each character is, and the signs of numbers that are words: see the kernel."""
    k, sign = kernel(), load_yaml(language, "quantities.yaml")["sign"]
    kinds = np.zeros(_LAST, np.uint8)
    every = "".join(map(chr, range(_LAST)))
    for pattern, kind in ((r"[^\W_]+", k.ALNUM), (r"\s+", k.SPACE if sign["spelt"] else 0)):
        for m in re.finditer(pattern, every):
            kinds[m.start() : m.end()] |= kind
    for name, kind in (("alone", k.ALONE), ("numerals", k.COUNTING), ("counted", k.COUNTED)):
        kinds[[ord(char) for char in sign[name]]] |= kind
    spelt = np.zeros((len(sign["spelt"]), max(map(len, sign["spelt"]), default=0) + 1), np.uint32)
    for row, word in zip(spelt, sign["spelt"], strict=True):
        row[: len(word)] = [ord(char) for char in word]
    return kinds, spelt
