"""Which item a statement is about: the one it names, else the one its surroundings go on about."""

from __future__ import annotations

from bisect import bisect_left

from renkei.nouns import Passage
from renkei.reading.layout import Layout


class Topics:
    """Tells the item of one statement after the other, in the order of the text."""

    def __init__(self, layout: Layout) -> None:
        self._items = [
            (f.start, f.end, name.key)
            for f in layout.names
            for name in f.names
            if name.kind == "item"
        ]
        self._starts = [item[0] for item in self._items]
        self._last = ""
        self._block = -1

    def of(self, span: tuple[int, int], passage: Passage) -> str:
        """The key of the item that the quote names (the longest name), or its sentence, or the
        statement before it in the same paragraph; empty if there is none."""
        topic = self._named(*span) or self._named(passage.start, passage.end)
        if not topic and passage.block == self._block:
            topic = self._last
        self._last, self._block = topic, passage.block
        return topic

    def _named(self, start: int, end: int) -> str:
        inside = self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if not inside:
            return ""
        return max(inside, key=lambda item: item[1] - item[0])[2]
