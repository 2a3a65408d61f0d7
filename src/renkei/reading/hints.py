"""Words that speak of an item without naming it, found in a text and counted stretch by stretch.

Unlike names, hints overlap and may speak of several items; each then tells less of every one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Name
from renkei.reading.fold import fold
from renkei.reading.names import HINTS, SPOKEN, cuts_word

Floats = NDArray[np.float32]
Places = NDArray[np.int64]
_OFTEN = 9
_SHORTEST, _LONGEST = 0.6, 1.7


class Marks(NamedTuple):
    """Places in a text, in order, each with the number of the topic it speaks of and how much."""

    places: Places
    topics: Places
    weights: Floats


class HintFinder:
    """Finds the hints of a pack in the folded text of one language.

    `topics` are all keys that names or hints may speak of, `figures` which of them are series.
    """

    def __init__(self, names: Sequence[Name], language: str) -> None:
        """Build the automaton over the hints among `names` that can stand in such a text."""
        from ahocorasick_rs import AhoCorasick, Implementation

        keys = {n.key: n.kind == "figure" for n in names if n.kind in (*HINTS, "item")}
        self.topics = tuple(sorted(keys))
        self.figures = np.array([keys[key] for key in self.topics], bool)
        self.numbers = {key: i for i, key in enumerate(self.topics)}
        owners: dict[str, set[int]] = {}
        for name in names:
            if name.kind in HINTS and name.language in SPOKEN[language]:
                owners.setdefault(fold(name.text, language), set()).add(self.numbers[name.key])
        self._latin = [word[0].isascii() or word[-1].isascii() for word in owners]
        self._sizes = np.array([len(found) for found in owners.values()], np.int64)
        self._firsts = np.concatenate([[0], np.cumsum(self._sizes)[:-1]]).astype(np.int64)
        self._owners = np.array([i for found in owners.values() for i in sorted(found)], np.int64)
        self._lengths = np.array([_length(word) for word in owners], np.float32)
        self._find = AhoCorasick(
            list(owners), implementation=Implementation.ContiguousNFA
        ).find_matches_as_indexes

    def find(self, folded: str, original: str) -> Marks:
        """The hints in `folded`: one mark for each topic that each speaks of.

        A hint tells more the longer it is, less the more topics it speaks of and the more often it
        occurs in the text: its length, between two bounds, over the root of both numbers.
        """
        hits = self._whole(folded, original)
        found = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
        starts, _, entries = found.take(np.lexsort(found.T[::-1]), axis=0).T
        sizes, often = self._sizes[entries], np.bincount(entries, minlength=1)[entries]
        weights = self._lengths[entries] / np.sqrt(sizes * np.minimum(often, _OFTEN))
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        topics = self._owners[np.repeat(self._firsts[entries], sizes) + within]
        return Marks(np.repeat(starts, sizes), topics, np.repeat(weights, sizes).astype(np.float32))

    def words(self, folded: str, original: str, key: str) -> list[tuple[int, int]]:
        """Where `folded` hints at one topic."""
        topic = self.numbers.get(key, -1)
        return [
            (start, end)
            for start, end, entry in self._whole(folded, original)
            if topic in self._owners[self._firsts[entry] :][: self._sizes[entry]]
        ]

    def _whole(self, folded: str, original: str) -> list[tuple[int, int, int]]:
        """Each hint that stands as a word of its own: its start and end, its number."""
        latin = self._latin
        return [
            (start, end, entry)
            for entry, start, end in self._find(folded, overlapping=True)
            if not (latin[entry] and cuts_word(folded, original, start, end))
        ]


def _length(word: str) -> float:
    """How long a word is: 1 for three Chinese characters or nine Latin letters, within bounds."""
    letters = len(word) / 3 if word.isascii() else len(word)
    return min(_LONGEST, max(_SHORTEST, letters / 3))


def stretches(marks: Marks, edges: Places, width: int) -> Floats:
    """What the marks sum up to between each edge and the next.

    `edges` has a row a statement, each in order of place. The answer has one layer a stretch, in
    it a row a statement and a column for each of `width` topics.
    """
    first, last = np.searchsorted(marks.places, [edges.min(), edges.max()])
    places = marks.places[first:last]
    summed = np.zeros((len(places) + 1, width), np.float32)
    summed[np.arange(1, len(summed)), marks.topics[first:last]] = marks.weights[first:last]
    np.cumsum(summed, axis=0, out=summed)
    return np.diff(summed[np.searchsorted(places, edges.T)], axis=0)
