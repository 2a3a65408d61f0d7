"""Finding the words of several lists in one pass over a text, each list as if it were alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.trie import trie

_SELDOM, _FEW = 8, 64
"""There is room at first for so many words: one in so many characters, and some."""

Placed = list[tuple[int, int, int]]
"""Words found, in order: the number of each in its list, where it starts, and where it ends."""


class WordLists:
    """Several lists of words.

    Of a list, the longest word at each place is found, from left to right, none within another.

    Raises
    ------
    ValueError
        If a word stands twice, in one list or in two; the message names it.
    """

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        """Take the words in."""
        often = [word for word, count in Counter(chain(*lists)).items() if count > 1]
        if often:
            raise ValueError(f"in more than one place of the lists: {', '.join(often)}")
        self._count = len(lists)
        self._numbers = [number for words in lists for number in range(len(words))]
        self._trie = trie([word for words in lists for word in words])
        self._lists = np.repeat(np.arange(len(lists)), list(map(len, lists)))
        self._find = kernel().find_each

    def find(self, codes: NDArray[np.uint32]) -> list[Placed]:
        """The words of each list in a text of these code points."""
        reached, room = np.empty(self._count, np.int64), len(codes) // _SELDOM + _FEW
        out = np.empty((room, 4), np.int64)
        while (count := self._find(codes, *self._trie, self._lists, reached, out)) < 0:
            out = np.empty((2 * len(out), 4), np.int64)
        found: list[Placed] = [[] for _ in range(self._count)]
        numbers = self._numbers
        for own, word, start, end in out[:count].tolist():
            found[own].append((numbers[word], start, end))
        return found
