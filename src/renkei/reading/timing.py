"""When: which of the times in and around a quote is the statement's own.

By the codebook a commitment's time is when it falls due, else (from `agreed` up) when it was
decided; an event's is when it was; the day something was said is never its time.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from renkei.nouns import Kind, Rung
from renkei.reading.layout import Layout
from renkei.reading.times import Time

_DATED = frozenset({Kind.EVENT, Kind.MEASURE})
_OPEN = ("../", "/..")
_start = attrgetter("start")


def chosen_time(
    layout: Layout, span: tuple[int, int], sentence: int, kind: Kind, status: Rung
) -> str:
    """The EDTF time of a statement, or the empty string.

    Parameters
    ----------
    span
        Where the quote stands.
    sentence
        Where its sentence begins: an event or measure may take a time that stands before the quote.
    status
        The rung, used for a commitment only.
    """
    inside = _within(layout.times, *span)
    if inside:
        return _best(inside, kind).edtf
    if kind in _DATED or (kind == Kind.COMMITMENT and (status.height or 0) >= 4):
        before = _within(layout.times, sentence, span[0])
        return before[-1].edtf if before else ""
    return ""


def _within(times: list[Time], start: int, end: int) -> list[Time]:
    first = bisect_left(times, start, key=_start)
    last = bisect_left(times, end, first, key=_start)
    return [t for t in times[first:last] if t.edtf]


def _best(times: list[Time], kind: Kind) -> Time:
    if kind == Kind.COMMITMENT and len(times) > 1:
        for time in reversed(times):
            if any(mark in time.edtf for mark in _OPEN):
                return time
        return times[-1]
    return times[0]
