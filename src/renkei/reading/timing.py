"""When: which of the times in and around a quote is the statement's own.

By the codebook a commitment's time is when it falls due, else (from `agreed` up) when it was
decided; an event's is when it was; the day something was said is never its time. Each time in the
sentence is a candidate; what tells for and against it is a handful of yes-or-no features, weighed
by a linear model that is trained with the others. All statements of a text are gone through at
once, compiled (`renkei.reading.kernel.dating`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from renkei.edtf import bounds
from renkei.nouns import Kind, Rung
from renkei.reading import tally
from renkei.reading.compiled import kernel
from renkei.reading.layout import Layout
from renkei.reading.tally import KINDS, Asked, Table, Tally, table
from renkei.reading.times import Time

SIGNS = (
    "in quote", "before quote", "first in quote", "last in quote", "alone in quote",
    "none in quote", "open start", "open end", "to come", "past", "now", "said then",
    "low rung", "middle rung",
    "high rung", "taken before", "day", "month", "year", "opens sentence", "carried",
)  # fmt: skip
_OPEN_START, _OPEN_END, _TO_COME, _PAST, _NOW, _SAID, _LOW, _MIDDLE, _HIGH, _DAY, _MONTH, _YEAR = (
    1 << SIGNS.index(sign)
    for sign in (
        "open start", "open end", "to come", "past", "now", "said then", "low rung", "middle rung",
        "high rung", "day", "month", "year",
    )
)  # fmt: skip
WIDTH = len(SIGNS) * (len(Kind) + 1)
_SAYING = 12
_NEVER = -1
"""The number of no time, as the kernel knows it."""
_COMMITMENT = KINDS.index(Kind.COMMITMENT)
_NONE = np.empty(0, np.int64)
_UNWEIGHED = Tally([0.0] * (WIDTH + 1), len(SIGNS))


def _height(rung: Rung) -> int:
    if rung.height is None or rung.height >= 4:
        return _HIGH
    return _LOW if rung.height < 3 else _MIDDLE


_HEIGHTS: dict[Rung | None, int] = {None: _HIGH} | {rung: _height(rung) for rung in Rung}


class Dated(NamedTuple):
    """A time that a statement may have, with the `SIGNS` that hold of it: bits of a number."""

    edtf: str
    signs: int


class Timing:
    """The times of one layout."""

    def __init__(self, layout: Layout, published: str, verbs: Sequence[int]) -> None:
        """`verbs` are the places of the verbs of saying; `published` is the document's date."""
        self._times = [t for t in layout.times if t.edtf]
        self._verbs = verbs
        self._now = bounds(published)[0] if published else None
        self._numbers: dict[str, int] = {}

    def times(self, asked: Asked, statuses: Sequence[Rung | None], weights: Tally) -> Sequence[str]:
        """The time of each statement: the candidate most likely its own, or none.

        Of `statuses` those of commitments count.
        """
        if not self._times:
            return [""] * len(statuses)
        chosen = self._gone_through(asked, statuses, weights)[1].tolist()
        edtf = [*self._numbers, ""]
        return [edtf[number] for number in chosen]

    def candidates(
        self, asked: Asked, statuses: Sequence[Rung | None], gold: Sequence[str]
    ) -> list[list[Dated]]:
        """For each statement the times in its quote, before it in its sentence, and the one last
        taken, if `gold` are the times of all statements."""
        found, _, until = self._gone_through(asked, statuses, _UNWEIGHED, gold)
        edtf = list(self._numbers)
        dated = [Dated(edtf[i], signs) for i, signs in found[:, : until[-1]].T.tolist()]
        return [dated[a:b] for a, b in pairwise(until.tolist())]

    def _gone_through(
        self,
        asked: Asked,
        statuses: Sequence[Rung | None],
        weights: Tally,
        gold: Sequence[str] = (),
    ) -> tuple[Table, Table, Table]:
        """The candidates with their signs in another row, if there is `gold`; else the time chosen
        for each statement; and how many candidates there are up to each."""
        heights = [
            _HEIGHTS[status] if kind == _COMMITMENT else 0
            for status, kind in zip(statuses, asked.kinds, strict=True)
        ]
        named = table(
            [time.start for time in self._times],
            [self._number(time.edtf) for time in self._times],
            [self._signs(time) for time in self._times],
        )
        given = [self._number(edtf) if edtf else _NEVER for edtf in gold]
        size, room = len(heights), len(self._times) + 1
        found = np.empty((2, size * room if gold else room), np.int64)
        chosen, until = np.empty(size, np.int64), np.zeros(size + 1, np.int64)
        kernel().dating(
            table(*asked, heights),
            named,
            weights.weights,
            weights.bias,
            np.array(given, np.int64) if gold else _NONE,
            found,
            chosen,
            until,
        )
        return found, chosen, until

    def _number(self, edtf: str) -> int:
        return self._numbers.setdefault(edtf, len(self._numbers))

    def _signs(self, time: Time) -> int:
        """What tells of a time by itself, by the document's day and by the verb behind it."""
        signs, first, last = _alone(time.edtf)
        if self._now:
            signs |= _placed(first, last, self._now)
        at = bisect_left(self._verbs, time.end)
        if at < len(self._verbs) and self._verbs[at] - time.end < _SAYING:
            signs |= _SAID
        return signs


@lru_cache(1 << 14)
def _alone(edtf: str) -> tuple[int, date | None, date | None]:
    """What tells of a time by itself, and its first and last day."""
    digits = sum(map(str.isdigit, edtf))
    signs = _DAY if digits >= 8 else _MONTH if digits >= 6 else _YEAR
    if edtf.startswith("../"):
        signs |= _OPEN_START
    if edtf.endswith("/.."):
        signs |= _OPEN_END
    return signs, *bounds(edtf)


def _placed(first: date | None, last: date | None, now: date) -> int:
    """Where a time lies in a document of the day `now`."""
    if first is not None and first > now:
        return _TO_COME
    if last is not None and last < now:
        return _PAST
    return _TO_COME if first is None else _NOW


def columns(signs: int, kind: Kind) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind."""
    return tally.columns(signs, kind, len(SIGNS))
