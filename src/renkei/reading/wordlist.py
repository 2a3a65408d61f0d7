"""Finding the words of a list in a text: the longest, from left to right, none within another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from string import ascii_letters, digits

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


def tuples(rows: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """What was found, one by one."""
    entries, starts, ends = rows.T.tolist()
    return list(zip(entries, starts, ends, strict=True))


class Words:
    """A list of words."""

    def __init__(
        self,
        words: Sequence[str],
        rules: Sequence[int] | None = None,
        others: Sequence[int] | None = None,
    ) -> None:
        """`rules` has the bits of each word, none if it is not given; no two words are alike.

        `others` has the number of what is found where a word may not stand, -1 if nothing is: such
        numbers go on behind those of the words, and so do their bits.
        """
        self._trie = trie(words)
        self._rules = np.array(rules if rules else [0] * len(words), np.uint8)
        self._others = np.array(others if others else [-1] * len(words), np.int64)
        self._whole = bool(np.all(self._rules & (FRONT | LATIN)))
        self._find = kernel().find

    def find(self, codes: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The numbers, starts and ends of the words in a text of these code points, a row each."""
        out = np.empty((len(codes), 3), np.int64)
        return out[
            : self._find(codes, classes(), *self._trie, self._rules, self._others, self._whole, out)
        ]


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
