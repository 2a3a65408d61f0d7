"""What falls due within some months, and what is overdue without having come about.

A date is set by the pack, as an item's target, or by documents, where someone says that a thing is
intended, agreed, authorised or under way for a time still to come when they say it. Of what
documents say the last word on an item counts, an official's before others' of the same day.

A promise is **kept** if any source, official or not, has the item in effect by the day on which one
looks, or, where it only says from when on, has it under way; and **off** if the last official word
by then is that it is rejected or ended. Neither falls due or is overdue. What was so before the
date was set is no answer to it: documents set theirs on the day they were published; a pack does
not say when its target was set, so what was so more than a year before the target is shown as
progress and does not close it. **Progress** is the highest rung from `authorised` upwards (law,
budget, contract; under way; in effect) that any source gives by that day, the newest of several.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from renkei.alliance.dossier import pack_steps
from renkei.ledger.ladder import PLANNED, Evidence, days, since
from renkei.ledger.records import Filter
from renkei.nouns import LADDER, Kind, Polarity, Rung

if TYPE_CHECKING:
    from renkei.ledger import Filed, Ledger
    from renkei.packs.pack import Pack
    from renkei.packs.schema import Item, Source

AUTHORISED = LADDER[Rung.AUTHORISED]
_YEAR = 12
OFF = frozenset({Rung.REJECTED, Rung.ENDED})


@dataclass(frozen=True, slots=True)
class Promise:
    """By when a thing is to be done (EDTF, and its last day), and whose word that is.

    Of a time that is open (from 2025 on) the day is the last on which it may begin. `filed` is the
    statement that sets the date; None where the pack does.
    """

    by: str
    day: date
    filed: Filed | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A rung that a source gives an item: a row of the pack with its source, or a statement.

    `since` is since when (EDTF, as exact as the source has it), `day` the day it is counted from.
    """

    evidence: Evidence
    since: str
    day: date
    what: str
    source: Source | None = None
    filed: Filed | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """An item that falls due, or is overdue, by one date or by several that agree on the day.

    `progress` is the best evidence that it is being done, and `last` the newest thing that any
    source says of how real it is; None where nothing is seen.
    """

    item: Item
    promises: tuple[Promise, ...]
    overdue: bool
    progress: Seen | None
    last: Seen | None

    @property
    def day(self) -> date:
        """The day by when it is to be done."""
        return self.promises[0].day


def due(pack: Pack, ledger: Ledger | None, on: date, months: int) -> tuple[Due, ...]:
    """What is overdue on a day, and what falls due in the `months` after it; the earliest first.

    Only what was public by that day counts.
    """
    said = _said(ledger, on)
    end = months_later(on, months)
    found: list[Due] = []
    for item in pack.items:
        filed = said.get(item.key, ())
        seen = list(_seen(pack, item, filed, on))
        promises = [p for p in _promises(item, filed) if p.day <= end and not _over(p, seen)]
        found += _dues(item, promises, seen, on)
    return tuple(sorted(found, key=lambda d: (d.day, d.item.key)))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day if it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _said(ledger: Ledger | None, on: date) -> Mapping[str, list[Filed]]:
    """What was affirmed of each item by a day, commitments only."""
    found: dict[str, list[Filed]] = {}
    if ledger is not None:
        for filed in ledger.statements(Filter(kind=Kind.COMMITMENT, known_by=on)):
            s = filed.statement
            if filed.item and s.status and s.polarity is Polarity.AFFIRMED:
                found.setdefault(filed.item, []).append(filed)
    return found


def _promises(item: Item, filed: Iterable[Filed]) -> Iterator[Promise]:
    """The pack's date, and the last one that documents give."""
    if item.target.by != "none" and (day := _last_day(item.target.by)):
        yield Promise(item.target.by, day)
    plans = []
    for one in filed:
        s = one.statement
        day = _last_day(s.time)
        if s.status in PLANNED and day and day > one.day:
            plans.append((one.day, s.speaker_role == "official", day, one.id, one))
    if plans:
        *_, day, _, one = max(plans, key=lambda plan: plan[:4])
        yield Promise(one.statement.time, day, one)


def _last_day(by: str) -> date | None:
    """The day by which a time is over; of one that is open at its end, by which it has begun."""
    begin, _, end = by.partition("/")
    return days(begin if end == ".." else by)[1]


def _seen(pack: Pack, item: Item, filed: Iterable[Filed], on: date) -> Iterator[Seen]:
    """Every rung that a source gives by a day, of what held by then."""
    for one in pack_steps(pack, item, on):
        stated, day = since(one.evidence)
        if day <= on:
            yield Seen(one.evidence, stated, day, one.step.what, source=one.source)
    for said in filed:
        s = said.statement
        assert s.status
        evidence = Evidence(
            said.id,
            s.status,
            s.speaker_role,
            said.day,
            s.speaker,
            True,
            s.time,
            said.dated,
            s.start,
        )
        stated, day = since(evidence)
        if day <= on and not _ahead(evidence):
            yield Seen(evidence, stated, day, s.quote, filed=said)


def _ahead(evidence: Evidence) -> bool:
    """Whether a statement speaks of a time still to come, so that it is not yet so."""
    first, _ = days(evidence.time)
    return bool(first and first > evidence.said) and evidence.rung is Rung.IN_EFFECT


def _over(promise: Promise, seen: Iterable[Seen]) -> bool:
    """Whether a promise is kept, or off."""
    set_on = promise.filed.day if promise.filed else months_later(promise.day, -_YEAR)
    since_then = [s for s in seen if s.day >= set_on]
    enough = {Rung.IN_EFFECT} | ({Rung.UNDER_WAY} if promise.by.endswith("/..") else set())
    if any(s.evidence.rung in enough for s in since_then):
        return True
    official = [s for s in since_then if s.evidence.official]
    last = max(official, key=_order, default=None)
    return last is not None and last.evidence.rung in OFF


def _dues(item: Item, promises: list[Promise], seen: list[Seen], on: date) -> Iterator[Due]:
    done = [s for s in seen if (s.evidence.rung.height or 0) >= AUTHORISED]
    progress = max(done, key=lambda s: (s.evidence.rung.height or 0, *_order(s)), default=None)
    last = max(seen, key=_order, default=None)
    for day in dict.fromkeys(promise.day for promise in promises):
        same = tuple(promise for promise in promises if promise.day == day)
        yield Due(item, same, day < on, progress, last)


def _order(one: Seen) -> tuple[date, date, str]:
    return one.day, one.evidence.said, one.evidence.id
