"""When: which of the times in and around a quote is the statement's own.

By the codebook a commitment's time is when it falls due, else (from `agreed` up) when it was
decided; an event's is when it was; the day something was said is never its time. Each time in the
sentence is a candidate; what tells for and against it is a handful of yes-or-no features, weighed
by a linear model that is trained with the others.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from renkei.edtf import bounds
from renkei.nouns import Kind, Rung
from renkei.reading import tally
from renkei.reading.layout import Layout

SIGNS = (
    "in quote", "before quote", "first in quote", "last in quote", "alone in quote",
    "none in quote", "open start", "open end", "to come", "past", "now", "said then",
    "low rung", "middle rung",
    "high rung", "taken before", "day", "month", "year", "opens sentence", "carried",
)  # fmt: skip
(
    _IN_QUOTE, _BEFORE, _FIRST, _LAST, _ALONE, _NONE_IN_QUOTE, _OPEN_START, _OPEN_END, _TO_COME,
    _PAST, _NOW, _SAID, _LOW, _MIDDLE, _HIGH, _TAKEN, _DAY, _MONTH, _YEAR, _OPENS, _CARRIED,
) = (1 << i for i in range(len(SIGNS)))  # fmt: skip
WIDTH = len(SIGNS) * (len(Kind) + 1)
_SAYING = 12


class Dated(NamedTuple):
    """A time that a statement may have, with the `SIGNS` that hold of it: bits of a number."""

    edtf: str
    signs: int


class Timing:
    """The times of one layout, asked for statement after statement in the order of the text."""

    def __init__(self, layout: Layout, published: str, verbs: list[int]) -> None:
        """`verbs` are the places of the verbs of saying; `published` is the document's date."""
        self._times = [t for t in layout.times if t.edtf]
        self._starts = [t.start for t in self._times]
        self._verbs = verbs
        self._now = bounds(published)[0] if published else None
        self._taken = ""
        self._before = ""
        self._sentence = -1

    def candidates(
        self, span: tuple[int, int], sentence: tuple[int, int], kind: Kind, status: Rung | None
    ) -> list[Dated]:
        """The times in the quote and before it in its sentence, and the one last taken."""
        starts = self._starts
        opened = bisect_left(starts, sentence[0])
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        carried = self._before and sentence[0] != self._sentence and first == last
        if opened == last and not carried:
            return []
        common = _height(status) if kind == Kind.COMMITMENT else 0
        if first == last:
            common |= _NONE_IN_QUOTE
        out = []
        for number in range(opened, last):
            time = self._times[number]
            signs = common | self._signs(number)
            if number >= first:
                signs |= _IN_QUOTE
                if number == first:
                    signs |= _FIRST
                if number == last - 1:
                    signs |= _LAST
                if last - first == 1:
                    signs |= _ALONE
            else:
                signs |= _BEFORE
            if number and time.start - sentence[0] < 2:
                signs |= _OPENS
            if time.edtf == self._taken:
                signs |= _TAKEN
            out.append(Dated(time.edtf, signs))
        if carried:
            out.append(Dated(self._before, common | _CARRIED))
        return out

    def take(self, edtf: str, sentence: tuple[int, int]) -> None:
        """Remember the time that the statement just read was given."""
        if sentence[0] != self._sentence:
            self._sentence, self._taken = sentence[0], ""
        self._taken = edtf or self._taken
        self._before = edtf

    def _signs(self, number: int) -> int:
        """What tells of a time by itself and by the verb behind it."""
        time = self._times[number]
        signs = _alone(time.edtf, self._now)
        at = bisect_left(self._verbs, time.end)
        if at < len(self._verbs) and self._verbs[at] - time.end < _SAYING:
            signs |= _SAID
        return signs


@lru_cache(1 << 14)
def _alone(edtf: str, now: date | None) -> int:
    """What tells of a time by itself, in a document of the day `now`."""
    signs = _placed(edtf, now)
    if edtf.startswith("../"):
        signs |= _OPEN_START
    if edtf.endswith("/.."):
        signs |= _OPEN_END
    digits = sum(c.isdigit() for c in edtf)
    return signs | (_DAY if digits >= 8 else _MONTH if digits >= 6 else _YEAR)


def _placed(edtf: str, now: date | None) -> int:
    first, last = bounds(edtf)
    if now is None:
        return 0
    if first is not None and first > now:
        return _TO_COME
    if last is not None and last < now:
        return _PAST
    return _TO_COME if first is None else _NOW


def _height(status: Rung | None) -> int:
    height = status.height if status else None
    if height is None:
        return _HIGH
    return _LOW if height < 3 else _MIDDLE if height < 4 else _HIGH


def columns(signs: int, kind: Kind) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind."""
    return tally.columns(signs, kind, len(SIGNS))
