"""When: which of the times in and around a quote is the statement's own.

By the codebook a commitment's time is when it falls due, else (from `agreed` up) when it was
decided; an event's is when it was; the day something was said is never its time. Each time in the
sentence is a candidate; what tells for and against it is a handful of yes-or-no features, weighed
by a linear model that is trained with the others.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from renkei.edtf import bounds
from renkei.nouns import Kind, Rung
from renkei.reading.layout import Layout
from renkei.reading.times import Time

SIGNS = (
    "in quote", "before quote", "first in quote", "last in quote", "alone in quote",
    "none in quote", "open start", "open end", "to come", "past", "now", "said then",
    "low rung", "middle rung",
    "high rung", "taken before", "day", "month", "year", "opens sentence", "carried",
)  # fmt: skip
KINDS = tuple(Kind)
WIDTH = len(SIGNS) * (len(KINDS) + 1)
_SAYING = 12


@dataclass(frozen=True, slots=True)
class Dated:
    """A time that a statement may have, with the numbers of the `SIGNS` that hold of it."""

    edtf: str
    signs: frozenset[int]


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
        first, last = (bisect_left(self._starts, place) for place in span)
        common = {_height(status)} if kind == Kind.COMMITMENT else set()
        if first == last:
            common.add(5)
        out = []
        for number in range(bisect_left(self._starts, sentence[0]), last):
            time = self._times[number]
            signs = common | self._signs(time)
            if number >= first:
                signs |= {0} | ({2} if number == first else set())
                signs |= {3} if number == last - 1 else set()
                signs |= {4} if last - first == 1 else set()
            else:
                signs.add(1)
            if number and time.start - sentence[0] < 2:
                signs.add(19)
            out.append(Dated(time.edtf, frozenset(signs)))
        if self._before and sentence[0] != self._sentence and first == last:
            out.append(Dated(self._before, frozenset(common | {20})))
        return out

    def take(self, edtf: str, sentence: tuple[int, int]) -> None:
        """Remember the time that the statement just read was given."""
        if sentence[0] != self._sentence:
            self._sentence, self._taken = sentence[0], ""
        self._taken = edtf or self._taken
        self._before = edtf

    def _signs(self, time: Time) -> set[int]:
        signs = set()
        if time.edtf.startswith("../"):
            signs.add(6)
        if time.edtf.endswith("/.."):
            signs.add(7)
        signs |= _placed(time.edtf, self._now)
        at = bisect_left(self._verbs, time.end)
        if at < len(self._verbs) and self._verbs[at] - time.end < _SAYING:
            signs.add(11)
        if time.edtf == self._taken:
            signs.add(15)
        digits = sum(c.isdigit() for c in time.edtf)
        signs.add(16 if digits >= 8 else 17 if digits >= 6 else 18)
        return signs


def _placed(edtf: str, now: date | None) -> set[int]:
    first, last = bounds(edtf)
    if now is None:
        return set()
    if first is not None and first > now:
        return {8}
    if last is not None and last < now:
        return {9}
    return {8} if first is None else {10}


def _height(status: Rung | None) -> int:
    height = status.height if status else None
    if height is None:
        return 14
    return 12 if height < 3 else 13 if height < 4 else 14


def columns(signs: frozenset[int], kind: Kind) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind."""
    shift = len(SIGNS) * (1 + KINDS.index(kind))
    return [*signs, *(s + shift for s in signs)]
