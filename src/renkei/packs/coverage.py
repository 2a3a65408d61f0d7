"""How far a pack covers what it promises: dated facts behind each system, and what became of each
deliverable of a meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from renkei.edtf import bounds
from renkei.errors import PackError
from renkei.packs.pack import Pack
from renkei.packs.rows import by_kind, name
from renkei.packs.schema import Forecast, Item, Meeting, PoliticalEvent, Series, Step, System
from renkei.packs.structure import Arrangement, Holder, Link, Measure, Post
from renkei.packs.values import ASSUMPTION, NONE, UNKNOWN, Row

Fact = tuple[str, str, str]
"""What tells a fact from others, its date (EDTF, or a word for what is not known), its source."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What stands behind a system: its rows' keys, and how many facts and sources they give.

    `first` and `last` are the earliest and the latest date of a fact; empty if none is dated.
    """

    system: System
    keys: tuple[str, ...]
    facts: int
    sources: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """An item as a deliverable of a meeting, with the last row of its history.

    `later` says whether that row may be younger than the meeting; if not, nothing later was found.
    """

    numbers: tuple[int, ...]
    item: Item
    last: Step
    later: bool


def coverage(pack: Pack) -> Iterator[Covered]:
    """What stands behind each system that `pack` promises, in the pack's order."""
    rows = by_kind(pack)
    sources = {source.id: source.date for source in pack.sources}
    for system in pack.systems:
        named = [rows[kind][key] for kind, key in system.named()]
        facts = {fact for row in named for fact in _facts(pack, row, sources)}
        days = sorted(
            {day for _, day, _ in facts if _first_day(day)}, key=lambda day: (_order(day), day)
        )
        yield Covered(
            system,
            tuple(key for _, key in system.named()),
            len(facts),
            len({source for _, _, source in facts} - {ASSUMPTION}),
            days[0] if days else "",
            days[-1] if days else "",
        )


def deliverables(pack: Pack, meeting: str) -> list[Delivered]:
    """What a meeting promised, in the order of its text; what stands outside its list comes last.

    Raises
    ------
    PackError
        If `pack` has no such meeting, or does not say how many deliverables it has.
    """
    held = next((row for row in pack.meetings if row.key == meeting), None)
    if held is None or held.deliverables is None:
        known = ", ".join(row.key for row in pack.meetings if row.deliverables) or "none"
        raise PackError(f"no deliverables of {meeting!r} in this pack; it has those of: {known}")
    found = [
        _delivered(item, delivery.numbers, held)
        for item in pack.items
        for delivery in item.deliverable_of
        if delivery.meeting == meeting
    ]
    beyond = held.deliverables.count + 1
    return sorted(found, key=lambda row: (min(row.numbers, default=beyond), row.item.key))


def _delivered(item: Item, numbers: tuple[int, ...], meeting: Meeting) -> Delivered:
    last = item.history[-1]
    return Delivered(numbers, item, last, _end(last.date) > _end(meeting.date))


def _facts(pack: Pack, row: Row, dates: dict[str, str]) -> Iterator[Fact]:
    if isinstance(row, Post):
        for one in (row, *_about(pack, row)):
            yield f"{type(one).__name__} {name(one)} {one.since}", one.since, one.source
        return
    for n, (day, source) in enumerate(_dated(row, dates)):
        yield f"{type(row).__name__} {name(row)} {n}", day, source


def _dated(row: Row, dates: dict[str, str]) -> Iterator[tuple[str, str]]:
    match row:
        case Item():
            yield from ((step.date, step.source) for step in row.history)
        case Series():
            yield from ((point.date, point.source) for point in row.points)
        case Forecast():
            yield row.made, row.source
            yield row.outcome.date, row.outcome.source
        case Meeting() | PoliticalEvent():
            yield row.date, row.source
        case Arrangement():
            yield from ((row.first_discussed, source) for source in row.sources)
        case Measure():
            yield from ((dates.get(v.source, UNKNOWN), v.source) for v in row.values)


def _about(pack: Pack, post: Post) -> Iterator[Holder | Link]:
    """Who held a post, and its links."""
    yield from (holder for holder in pack.structure.holders if holder.post == post.key)
    yield from (link for link in pack.structure.links if post.key in (link.subject, link.object))


def _first_day(when: str) -> date | None:
    """The first day that an EDTF time may mean; the last one, if it is open before that."""
    if when in (NONE, UNKNOWN):
        return None
    first, last = bounds(when)
    return first or last


def _order(when: str) -> date:
    return _first_day(when) or date.min


def _end(when: str) -> date:
    """The last day that an EDTF time may mean; the last of all days, if it is open."""
    return bounds(when)[1] or date.max
