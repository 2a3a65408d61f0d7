"""How real a thing is on a day, worked out from what has been said of it.

Pure functions over `Evidence`: no database, no clock. The order in which evidence is given never
matters; all that counts is when each thing held, when it was said, and by whom.

Three days meet here:

- a statement is **said** on the day that its document was published;
- it **holds since** the time that it states, if that lies wholly before it was said, and since it
  was said otherwise (a time still to come is when a thing falls due, not since when it holds);
- one asks how things stood **on** a day, from what was **known by** a day.

Two voices are kept apart: what officials have said, and what is only reported or expected by
others, the article's own words among them. In each voice the rung is the highest that affirmed
statements support, unless a later `rejected`, `stalled` or `ended` supersedes it. A denial never
moves a rung. It stands beside it, until an official affirms the thing after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from renkei.edtf import bounds
from renkei.nouns import LADDER, Role, Rung

INTENDED = LADDER[Rung.INTENDED]
_RUNGS = tuple(Rung)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One commitment statement, as far as the ladder needs to know it.

    `said` is the day its document was published; `dated` is False where the document does not say
    and `said` is the day it was put into the ledger. `affirmed` is False for a denial. `time` is
    the statement's own time (EDTF, empty if it gives none). `place` is where in its document it
    begins: of two that are alike in all else, what is said first comes first.
    """

    id: str
    rung: Rung
    role: Role
    said: date
    speaker: str = "author"
    affirmed: bool = True
    time: str = ""
    dated: bool = True
    place: int = 0

    @property
    def official(self) -> bool:
        """Whether a government, a ministry, a leader or a joint text says it."""
        return self.role is Role.OFFICIAL


@dataclass(frozen=True, slots=True)
class Standing:
    """A rung, since when, and on whose word.

    `since` is EDTF, as exact as the source has it; `day` is the day it is counted from. `word` is
    the earliest statement that supports the rung. For `rejected`, `stalled` and `ended`, `rung` is
    that state.
    """

    rung: Rung
    since: str
    day: date
    word: Evidence


@dataclass(frozen=True, slots=True)
class Due:
    """When a thing is to be done, by the last word on it (None: by the pack's own target)."""

    time: str
    day: date
    word: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One statement in its place in time, and where the two voices stand after it.

    `moved` names the voice whose standing it changed: ``official``, ``reported``, or empty.
    """

    word: Evidence
    since: str
    day: date
    official: Standing | None
    reported: Standing | None
    moved: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """How real a thing is on a day.

    `reported` is None unless others report more than officials say. `changed` is the day on which
    either standing last changed. `contradictions` are in the order of time.
    """

    official: Standing | None = None
    reported: Standing | None = None
    changed: date | None = None
    due: Due | None = None
    contradictions: tuple[Evidence, ...] = ()


def days(time: str) -> tuple[date | None, date | None]:
    """The first and last day of a time; ``(None, None)`` if it is none that EDTF knows."""
    try:
        return bounds(time)
    except ValueError:
        return None, None


def since(word: Evidence) -> tuple[str, date]:
    """Since when a statement holds: the time as stated, and the day it is counted from.

    A span counts from its last day, by when the thing had surely happened; one that is still open
    counts from its first.
    """
    first, last = days(word.time)
    day = last or first
    if day and day <= word.said:
        return word.time, day
    return word.said.isoformat(), word.said


def climb(evidence: Iterable[Evidence], on: date | None = None) -> Iterator[Step]:
    """Every statement that held by `on`, in the order of time, with the standings after it.

    The steps are the whole history: the last one's standings are how things stood on that day.
    """
    official: Standing | None = None
    reported: Standing | None = None
    before: tuple[Standing | None, Standing | None] = (None, None)
    for word in sorted(evidence, key=_order):
        stated, day = since(word)
        if on and day > on:
            break
        new = Standing(word.rung, stated, day, word)
        if word.affirmed and word.official:
            official, reported = _after(official, new), _answered(reported, new)
        elif word.affirmed:
            reported = _after(reported, new)
        now = official, _beyond(official, reported)
        yield Step(word, stated, day, *now, _moved(before, now))
        before = now


def stand(evidence: Iterable[Evidence], on: date, *, target: str = "") -> State:
    """How real a thing is on the day `on`, by all of `evidence`.

    `target` is a time (EDTF) by when the thing is to be done according to its pack; it counts
    where no statement gives one.
    """
    steps = list(climb(evidence, on))
    if not steps:
        return State(due=_due([], on, target))
    last = steps[-1]
    return State(
        official=last.official,
        reported=last.reported,
        changed=max((s.day for s in steps if s.moved), default=None),
        due=_due(steps, on, target),
        contradictions=tuple(_contradictions(steps)),
    )


def rank(rung: Rung, official: bool) -> int:
    """The place of a statement among those of one day: first a refusal, which supersedes none."""
    height = rung.height
    place = _RUNGS.index(rung) if height is None else height
    return (height is not None) * 100 + (not official) * 20 + place


def _order(word: Evidence) -> tuple[date, date, int, int, str]:
    """Earlier before later."""
    return since(word)[1], word.said, rank(word.rung, word.official), word.place, word.id


def _after(old: Standing | None, new: Standing) -> Standing:
    """The standing of a voice once it has said one thing more."""
    if old is None or old.rung is new.rung:
        return old or new
    before, now = old.rung.height, new.rung.height
    return old if before is not None and now is not None and now < before else new


def _moved(
    before: tuple[Standing | None, Standing | None], now: tuple[Standing | None, Standing | None]
) -> str:
    if before[0] is not now[0]:
        return "official"
    return "reported" if before[1] is not now[1] else ""


def _answered(reported: Standing | None, official: Standing) -> Standing | None:
    """What stays of the reported standing once an official has spoken.

    A refusal by an official supersedes what was reported before; an affirmation supersedes an
    earlier report that the thing had been refused.
    """
    if reported is None or official.rung.height is None or reported.rung.height is None:
        return None
    return reported


SETTLED = frozenset({Rung.IN_EFFECT, Rung.REJECTED, Rung.STALLED, Rung.ENDED})
"""Rungs at which a date set before no longer tells when the thing falls due."""


PLANNED = frozenset(r for r in LADDER if LADDER[r] >= INTENDED) - {Rung.IN_EFFECT}
"""Rungs at which a time is when the thing falls due: promised, and not there yet."""


def _beyond(official: Standing | None, reported: Standing | None) -> Standing | None:
    """The reported standing, if officials do not say as much themselves."""
    if official is None or reported is None:
        return reported
    said, told = official.rung.height, reported.rung.height
    if said is not None and told is not None:
        return reported if told > said else None
    return None if said is told and official.rung is reported.rung else reported


def _due(steps: list[Step], on: date, target: str) -> Due | None:
    """The last word on when it is to be done, an official's if two spoke at once; else the pack's.

    What was said before an official ended, stalled or rejected it, or said that it is in effect, no
    longer counts; what is in effect has no target of the pack's left.
    """
    words = [s.word for s in steps if s.word.affirmed]
    ends = [i for i, w in enumerate(words) if w.official and w.rung in SETTLED]
    live = words[ends[-1] + 1 :] if ends else words
    plans = [
        (w.said, w.official, day, w.id, w)
        for w in live
        if w.rung in PLANNED and (day := _to_come(w.time, on))
    ]
    if plans:
        *_, day, _, word = max(plans, key=lambda plan: plan[:4])
        return Due(word.time, day, word)
    return None if settled(steps) else targeted(target, on)


def targeted(target: str, on: date) -> Due | None:
    """What a pack's target says of when a thing is due, if that still lies ahead."""
    day = _to_come(target, on)
    return Due(target, day) if day else None


def settled(steps: Iterable[Step]) -> bool:
    """Whether officials' last word on what is done with is that it is in effect."""
    ends = [s.word.rung for s in steps if s.word.affirmed and s.word.official]
    return next((rung for rung in reversed(ends) if rung in SETTLED), None) is Rung.IN_EFFECT


def _to_come(time: str, on: date) -> date | None:
    """The day by which `time` is over, or from which it runs, if that lies after `on`."""
    first, last = days(time)
    day = last or first
    return day if day and day > on else None


def _contradictions(steps: list[Step]) -> Iterator[Evidence]:
    """What speaks against the standings, and has not been answered by an official since.

    A denial of a rung speaks against that rung and all above it; a denial that a thing is refused
    against its being refused; a refusal, by whomever, against every rung that still stands.
    """
    official, reported = steps[-1].official, steps[-1].reported
    standing = {s.rung for s in (official, reported) if s}
    top = max((r.height for r in standing if r.height is not None), default=-1)
    answers = _answers(steps)
    for step in steps:
        word, height = step.word, step.word.rung.height
        if word.affirmed:
            against = height is None and top >= 0 and not (official and official.rung is word.rung)
            answer = answers.get(Rung.FLOATED)
        else:
            against = word.rung in standing if height is None else height <= top
            answer = answers.get(word.rung)
        if against and not (answer and answer > _moment(step)):
            yield word


def _answers(steps: list[Step]) -> dict[Rung, tuple[date, date]]:
    """When an official last affirmed each rung, or one above it, and each refusal."""
    last: dict[Rung, tuple[date, date]] = {}
    for step in steps:
        if step.word.affirmed and step.word.official:
            height = step.word.rung.height
            below = [r for r, h in LADDER.items() if height is not None and h <= height]
            last.update(dict.fromkeys(below or [step.word.rung], _moment(step)))
    return last


def _moment(step: Step) -> tuple[date, date]:
    return step.day, step.word.said
