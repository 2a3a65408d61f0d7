"""Finding the words of a list in a text: the longest, from left to right, none within another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from string import ascii_letters, digits
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.trie import trie

FRONT, BACK, LATIN, NOTHING = 1, 2, 4, 8
"""What holds for a word of a list, as bits: it may not follow, or not be followed by, a letter or
digit if it begins or ends with one; it is written in Latin letters, and may cut no Latin word; it
hides others and is not found itself."""

_KNOWN = 0x20000
"""Of the characters from this one on, nearly all are Chinese."""
_NUMERALS = range(0x80, 0x2800)
"""Where digits stand that are no decimals: superscripts, circled ones and the like."""
_POINTS = ".,・"

Rows = NDArray[np.int64]
"""What was found, a row each: its number, start and end."""


def tuples(rows: Rows) -> list[tuple[int, int, int]]:
    """What was found, one by one."""
    entries, starts, ends = rows.T.tolist()
    return list(zip(entries, starts, ends, strict=True))


class Listed(NamedTuple):
    """A list of words: the bits of each, what is found where it may not stand, and whether all are
    whole words, so that none begins within another."""

    words: Sequence[str]
    rules: NDArray[np.uint8]
    others: NDArray[np.int64]
    whole: bool


def listed(
    words: Sequence[str], rules: Sequence[int] | None = None, others: Sequence[int] | None = None
) -> Listed:
    """A list of words, no two of them alike. `rules` has the bits of each, none if it is not given.

    `others` has the number of what is found where a word may not stand, -1 if nothing is: such
    numbers go on behind those of the words, and so do their bits.
    """
    bits = np.array(rules if rules else [0] * len(words), np.uint8)
    return Listed(
        words,
        bits,
        np.array(others if others else [-1] * len(words), np.int64),
        bool(np.all(bits & (FRONT | LATIN))),
    )


class Words:
    """Finds the words of a list."""

    def __init__(
        self,
        words: Sequence[str],
        rules: Sequence[int] | None = None,
        others: Sequence[int] | None = None,
    ) -> None:
        """Build what is looked up; `listed` tells what is given."""
        self.listed = listed(words, rules, others)
        self._tables = *trie(words), *self.listed[1:]
        self._find = kernel().find

    def find(self, codes: NDArray[np.uint32]) -> Rows:
        """The numbers, starts and ends of the words in a text of these code points, a row each."""
        out = np.empty((len(codes), 3), np.int64)
        return out[: self._find(codes, classes(), *self._tables, out)]


class Both:
    """Finds the words of two lists in one pass, each list by itself."""

    def __init__(self, one: Listed, two: Listed) -> None:
        """Build what is looked up."""
        every = list(dict.fromkeys([*one.words, *two.words]))
        places = {word: i for i, word in enumerate(every)}
        numbers = np.full((len(every), 2), -1, np.int64)
        for column, words in enumerate((one.words, two.words)):
            numbers[[places[word] for word in words], column] = range(len(words))
        self._tables = *trie(every), _begins(every), numbers, *one[1:], *two[1:]
        self._find = kernel().find_both

    def find(self, codes: NDArray[np.uint32]) -> tuple[Rows, Rows]:
        """What `Words.find` finds of each list."""
        places, size = np.empty(len(codes), np.int64), (len(codes), 3)
        one, two = np.empty(size, np.int64), np.empty(size, np.int64)
        many, more = self._find(codes, classes(), *self._tables, places, one, two)
        return one[:many], two[:more]


def _begins(words: Sequence[str]) -> NDArray[np.uint8]:
    """The bits of `renkei.reading.kernel.finding` for how the words of a list begin."""
    of = kernel().finding
    bits = np.zeros(2 * (of.MOST + 1), bool)
    for word in words:
        if len(word) > 1:
            bits[ord(word[0]) * of.SPREAD + ord(word[1]) & of.MOST] = True
        else:
            bits[(ord(word) & of.MOST) + of.MOST + 1] = True
    return np.packbits(bits, bitorder="little")


@cache
def classes() -> NDArray[np.uint8]:
    """What each character is (see `renkei.reading.kernel.finding`), those from `_KNOWN` on last."""
    of = kernel().finding
    every = "".join(map(chr, range(_KNOWN)))
    out = np.zeros(_KNOWN + 1, np.uint8)
    for pattern, bit in ((r"[^\W_]+", of.WORD), (r"\d+", of.NUMERAL)):
        for run in re.finditer(pattern, every):
            out[run.start() : run.end()] |= bit
    out[list(map(ord, ascii_letters))] |= of.LETTER
    out[list(map(ord, digits))] |= of.DIGIT
    out[_KNOWN] = of.WORD
    out[[code for code in _NUMERALS if every[code].isdigit()]] |= of.NUMERAL
    out[[ord(point) for point in _POINTS]] |= of.POINT
    return out
