"""What an English text reports of polls: shares of those asked are told in the poll's voice.

A sentence with such a share speaks for the poll that its paragraph names; in a report of a poll,
one that names it at its head, for that poll anywhere. A poll is called by the outlet that took it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice

from renkei.nouns import Passage, Role
from renkei.reading.layout import Layout
from renkei.reading.strangers import speech_words, subject_rules
from renkei.reading.voices import Voice

_HEAD = 500
_NEAR = 70
_REPORT = 4
"""So many shares make a text that names a poll at its head a report of it."""


class Polls:
    """The polls of one layout."""

    def __init__(self, layout: Layout) -> None:
        """Find where `layout` names polls and shares of those asked."""
        self._layout = layout
        self._rules = subject_rules()
        may = any(sign in layout.folded for sign in speech_words()["poll_signs"])
        words = self._rules["poll_word"].finditer(layout.folded) if may else ()
        spans = [m.span() for m in words]
        self._places = [start for start, _ in spans]
        self._names = [self._name(start, end) for start, end in spans]
        self._is_report = bool(spans) and spans[0][0] < _HEAD and self._has_shares()
        head = [n for n, place in zip(self._names, self._places, strict=True) if place < _HEAD]
        self._main = next((n for n in head if not n.islower()), head[0] if head else "poll")

    def __bool__(self) -> bool:
        """Whether the text names a poll at all."""
        return bool(self._places)

    def voice(self, passage: Passage) -> Voice | None:
        """The poll in whose voice a sentence without another speaks, or None."""
        at = bisect_right(self._places, passage.end) - 1
        if at < 0 or not (self._is_report or self._same_block(self._places[at], passage.start)):
            return None
        if not self._is_share(passage):
            return None
        return Voice(self.name(passage.end), Role.POLL, "", passage.start, passage.start)

    def name(self, offset: int) -> str:
        """What the poll last named before `offset` is called, by its outlet where it has one.

        A report names its own poll wherever the paragraph tells of no other.
        """
        at = bisect_right(self._places, offset) - 1
        if at < 0:
            return self._main
        other = self._same_block(self._places[at], offset) and not self._names[at].islower()
        return self._names[at] if other or not self._is_report else self._main

    def _is_share(self, passage: Passage) -> bool:
        folded, start, end = self._layout.folded, passage.start, passage.end
        asked = self._rules["asked"].search(folded, start, end)
        return asked is not None and self._rules["share"].search(folded, start, end) is not None

    def _has_shares(self) -> bool:
        """Whether enough sentences tell a share."""
        shares = filter(self._is_share, self._layout.passages)
        return sum(1 for _ in islice(shares, _REPORT)) == _REPORT

    def _same_block(self, place: int, offset: int) -> bool:
        return "\n" not in self._layout.folded[place:offset]

    def _name(self, start: int, end: int) -> str:
        """The outlet that took a poll, or else the word for it."""
        text = self._layout.text
        for m in self._rules["outlet"].finditer(text, max(0, start - 60), end):
            if m.end() >= end - 1:
                return m[1].strip()
        first = bisect_left(self._layout.names, start - _NEAR, key=lambda f: f.start)
        last = bisect_left(self._layout.names, end + _NEAR, key=lambda f: f.start)
        for found in self._layout.names[first:last]:
            near = self._same_block(min(end, found.start), max(start, found.start))
            if near and any(n.kind == "outlet" for n in found.names):
                return text[found.start : found.end]
        taken = self._rules["taken_by"].match(text, end, end + _NEAR)
        return taken[1] if taken else text[start:end].lower()
