"""Which way the verb of a time looks: back, ahead, or neither."""

from __future__ import annotations

from typing import NamedTuple

from renkei.reading.times.grammar import Direction

#: A loose time shares the verb of a time that begins no further on than this.
_CLOSE = 6


class Spot(NamedTuple):
    """Where a time stands: its sentence from `begin` to `limit`, the times around it.

    `edge` is where the time before it ends, `next` where the one after it begins.
    """

    begin: int
    edge: int
    start: int
    end: int
    limit: int
    next: int


def toward(direction: Direction, text: str, spot: Spot) -> int:
    """-1 if the verb that a time goes with looks back, 1 if ahead, 0 if none tells.

    Where the verb stands, the grammar says: ``after`` the time (zh: a word before it in its clause
    that looks ahead comes first), ``before`` it (en), or ``last`` (ja: with the next verb, or with
    the sentence's last one if the time stands loose).
    """
    _, begin, start, end, limit, following = spot
    if direction.verb == "last":
        loose = direction.loose and direction.loose.match(text, end, limit)
        if loose and following - end > _CLOSE:
            return _sign(direction, text, end, following, last=True)
        return _sign(direction, text, end, limit, last=bool(loose))
    for clause in direction.clause.finditer(text, begin, start):
        begin = clause.end()
    before = _sign(direction, text, begin, start, last=True)
    if before > 0 or (before and direction.verb == "before"):
        return before
    after = _sign(direction, text, end, _clause_end(direction, text, end, limit), last=False)
    return after or before or _sign(direction, text, spot.begin, begin, last=True)


def _clause_end(direction: Direction, text: str, end: int, limit: int) -> int:
    """The end of the clause; a time that is a clause by itself belongs to the next one."""
    for clause in direction.clause.finditer(text, end, limit):
        if clause.start() - end > 1:
            return clause.start()
    return limit


def _sign(direction: Direction, text: str, begin: int, end: int, last: bool) -> int:
    """What the first cue between two offsets says, or the last one."""
    sign = 0
    for cue in direction.cues.finditer(text, begin, end):
        sign = 1 if cue.lastgroup == "future" else -1
        if not last:
            break
    return sign
