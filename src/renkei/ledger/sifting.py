"""Which of the many statements of an item can matter to how it stands now.

A ladder of a hundred thousand statements hangs on a few: those that moved a standing, the last
official word on each rung, what may still speak against a standing, and the plan that counts. All
others may be left out of `renkei.ledger.ladder.climb` and `stand` without any difference (the
tests hold them against the whole). What is looked at here is plain text and numbers, a row a
statement, so that it takes about a microsecond.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from renkei.ledger.ladder import PLANNED, SETTLED
from renkei.nouns import LADDER, Rung

_HEIGHTS = {rung.value: LADDER.get(rung) for rung in Rung}
_SETTLED = frozenset(rung.value for rung in SETTLED)
_PLANNED = frozenset(rung.value for rung in PLANNED)


class Told(NamedTuple):
    """A commitment statement as far as its place and weight go, in the order of the ladder.

    `since` and `said` are ISO days; `over` is the day on which its own time is over (or from which
    it runs), empty without one; `rank` is as `renkei.ledger.ladder.rank` has it, `place`
    where in its document it begins; `source` is the outlet, folded.
    """

    since: str
    said: str
    rank: int
    place: int
    id: str
    n: int
    rung: str
    official: bool
    affirmed: bool
    over: str
    source: str = ""


def sifted(told: Iterable[Told], on: str) -> list[Told]:
    """What of `told` can matter on the day `on` (ISO), by which all of it must have held."""
    kept: dict[int, Told] = {}
    official = reported = ""
    last: dict[str, Told] = {}
    doubts: list[Told] = []
    plan: Told | None = None
    for word in sorted(told):
        height = _HEIGHTS[word.rung]
        if not word.affirmed:
            doubts.append(word)
            continue
        before = official, reported
        if word.official:
            official = _after(official, word.rung)
            if reported and (height is None or _HEIGHTS[reported] is None):
                reported = ""
            last[word.rung] = word
        else:
            reported = _after(reported, word.rung)
        if (official, reported) != before:
            kept[word.n] = word
        elif height is None:
            doubts.append(word)
        if word.official and word.rung in _SETTLED:
            plan = None
        elif word.rung in _PLANNED and word.over > on and (not plan or _last(word, plan)):
            plan = word
    kept |= {word.n: word for word in (*last.values(), *([plan] if plan else ()))}
    answers = _answers(last)
    kept |= {
        word.n: word
        for word in doubts
        if (word.since, word.said) >= answers.get(_asked(word), ("", ""))
    }
    return list(kept.values())


def _after(old: str, new: str) -> str:
    before, now = _HEIGHTS.get(old), _HEIGHTS[new]
    return old if before is not None and now is not None and now <= before else new


def _last(word: Told, plan: Told) -> bool:
    return (word.said, word.official, word.over, word.id) > (
        plan.said,
        plan.official,
        plan.over,
        plan.id,
    )


def _asked(word: Told) -> str:
    """The rung that an official must affirm to answer a doubt."""
    return Rung.FLOATED.value if word.affirmed else word.rung


def _answers(last: dict[str, Told]) -> dict[str, tuple[str, str]]:
    """When an official last affirmed each rung, or one above it, and each refusal."""
    answers: dict[str, tuple[str, str]] = {}
    for rung, word in last.items():
        height = _HEIGHTS[rung]
        for other, at in _HEIGHTS.items():
            if other == rung or (height is not None and at is not None and at <= height):
                answers[other] = max(answers.get(other, ("", "")), (word.since, word.said))
    return answers
