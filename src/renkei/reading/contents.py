"""What quotes hold beside names and times: words, without which they claim nothing; and numbers.

All quotes of a text are gone through at once, compiled (`renkei.reading.kernel.holding`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

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
    quotes: Table,
    spots: Table,
    entries: Table,
    items: Table,
    times: Sequence[tuple[int, int]],
) -> tuple[list[bool], list[Sequence[int]]]:
    """Whether each quote holds words beside names and times, so that it claims something; and
    where numbers may begin in it, if not in times alone.

    Parameters
    ----------
    codes
        The code points of the folded text.
    quotes
        Where quotes stand: two rows, starts and ends.
    spots
        A row a name, in order, with its start and end in the second and the third column.
    entries, items
        The entry of each name, and which entries are names of items: those count as words.
    times
        Where times stand, in order.
    """
    kinds, spelt = characters(language), _spelt(language)
    out, places = np.empty((2, quotes.shape[1]), np.int64), np.empty(len(codes), np.int64)
    kernel().holding(
        quotes, codes, kinds, spelt, spots, entries, items, pairs(times), _WORDS, places, out
    )
    words, edges = out.tolist()
    numbers = places[: edges[-1]].tolist()
    begun = [numbers[a:b] if a < b else () for a, b in pairwise([0, *edges])]
    return [count == _WORDS for count in words], begun


@cache
def characters(language: str) -> NDArray[np.uint8]:
    """What each character is, by code point: see `kernel.holding`."""
    k, sign = kernel(), load_yaml(language, "quantities.yaml")["sign"]
    kinds = np.zeros(_LAST, np.uint8)
    every = "".join(map(chr, range(_LAST)))
    for pattern, kind in ((r"[^\W_]+", k.ALNUM), (r"\s+", k.SPACE), (r"\d+", k.DECIMAL)):
        for m in re.finditer(pattern, every):
            kinds[m.start() : m.end()] |= kind
    begin = [word[0] for word in load_yaml(language, "actors.yaml")["first_person"]]
    for chars, kind in (
        (sign["alone"], k.ALONE),
        (sign["numerals"], k.COUNTING),
        (sign["counted"], k.COUNTED),
        (begin, k.PERSON_BEGINS),
        ([word[0] for word in sign["spelt"]], k.SPELT_BEGINS),
    ):
        kinds[[ord(char) for char in chars]] |= kind
    return kinds


@cache
def _spelt(language: str) -> NDArray[np.uint32]:
    return spelling(load_yaml(language, "quantities.yaml")["sign"]["spelt"])


def spelling(words: Sequence[str]) -> NDArray[np.uint32]:
    """The code points of words, a row a word, with a zero behind."""
    rows = np.zeros((len(words), max(map(len, words), default=0) + 1), np.uint32)
    for row, word in zip(rows, words, strict=True):
        row[: len(word)] = [ord(char) for char in word]
    return rows
