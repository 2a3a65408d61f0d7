"""Words that speak of an item without naming it, found in a text.

Unlike names, hints overlap and may speak of several items; each then tells less of every one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Name
from renkei.reading.compiled import kernel
from renkei.reading.fold import fold
from renkei.reading.names import HINTS, SPOKEN
from renkei.reading.trie import trie

Marks = NDArray[np.void]
"""Places in a text, in order: a row of ``start``, ``end``, ``topic`` and ``weight`` for each topic
that each speaks of."""
_SHORTEST, _LONGEST = 0.6, 1.7
_ROOM, _ROOM_FOR = 64, 8
"""There is room for so many marks, and one more for so many characters, until it falls short."""


class HintFinder:
    """Finds the hints of a pack in the folded text of one language.

    `topics` are all keys that names or hints may speak of, and nothing, which stands last: number
    -1 is no topic. `figures` tells which of them are series; `items` has a row for each entry of a
    `NameFinder`: the topics that it names, filled up with -1.
    """

    def __init__(
        self, names: Sequence[Name], language: str, owners: Sequence[Sequence[Name]] = ()
    ) -> None:
        """Take up the hints among `names` that can stand in such a text.

        `owners` are the names that each entry of the `NameFinder` may be.
        """
        keys = {n.key: n.kind == "figure" for n in names if n.kind in (*HINTS, "item")}
        self.topics = (*sorted(keys), "")
        self.figures = np.array([keys[key] for key in self.topics[:-1]], bool)
        self.numbers = {key: i for i, key in enumerate(self.topics[:-1])}
        self.items = self._of_items(owners)
        hinted: dict[str, set[int]] = {}
        for name in names:
            if name.kind in HINTS and name.language in SPOKEN[language]:
                hinted.setdefault(fold(name.text, language), set()).add(self.numbers[name.key])
        self._tables = (
            *trie(list(hinted)),
            np.cumsum([0, *map(len, hinted.values())], dtype=np.int64),
            np.array([i for found in hinted.values() for i in sorted(found)], np.int64),
            np.array([_length(word) for word in hinted], np.float32),
        )
        self._size = len(hinted)

    def _of_items(self, owners: Sequence[Sequence[Name]]) -> NDArray[np.int64]:
        """`items`, of these names."""
        items = [[self.numbers[n.key] for n in named if n.kind == "item"] for named in owners]
        table = np.full((len(items), max(map(len, items), default=0)), -1)
        for row, topics in zip(table, items, strict=True):
            row[: len(topics)] = topics
        return table

    def find(self, codes: NDArray[np.uint32]) -> Marks:
        """The hints in a folded text, given as code points.

        A hint tells more the longer it is, less the more topics it speaks of and the more often it
        occurs in the text: its length, between two bounds, over the root of both numbers.
        """
        k = kernel()
        room, needed = 0, _ROOM + len(codes) // _ROOM_FOR
        while room < needed:
            room = needed
            places, marks = np.empty((room, 3), np.int64), np.empty(room, k.MARK)
            often = np.zeros(self._size, np.int32)
            needed = k.mark(codes, *self._tables, often, places, marks)
        return marks[:needed]

    def words(self, codes: NDArray[np.uint32], key: str) -> list[tuple[int, int]]:
        """Where a text hints at one topic."""
        marks = self.find(codes)
        own = marks[marks["topic"] == self.numbers.get(key, -1)]
        return list(zip(own["start"].tolist(), own["end"].tolist(), strict=True))


def _length(word: str) -> float:
    """How long a word is: 1 for three Chinese characters or nine Latin letters, within bounds."""
    letters = len(word) / 3 if word.isascii() else len(word)
    return min(_LONGEST, max(_SHORTEST, letters / 3))
