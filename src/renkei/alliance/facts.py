"""What a pack holds under a key that is no item: a system, post, series, event, forecast and so on.

Every row becomes dated facts, each with the source that it rests on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.packs.rows import by_kind
from renkei.packs.schema import Forecast, Meeting, PoliticalEvent, Series
from renkei.packs.structure import Arrangement, Measure, Post, Seat

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.values import Row


_PART = re.compile(r"[()（）]")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a row says, when it holds (EDTF, or empty), and the id of its source."""

    date: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a pack by its kind (``series``, ``posts`` …) and key, and what it says."""

    kind: str
    key: str
    name: str
    facts: tuple[Fact, ...]


def under(pack: Pack, key: str) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
    """What stands in the pack under a key or a name: the items of that key, and all else.

    A system stands for the rows that cover it, unless one of them has the system's own key. Both
    are empty if nothing is called so; items by their names are left to `renkei.packs.resolve`,
    which goes before the names of other rows.
    """
    kinds = by_kind(pack)
    named = [(kind, key) for kind, rows in kinds.items() if key in rows]
    if not named and not any(_called(item, key) for item in pack.items):
        others = [(kind, name, row) for kind, rows in kinds.items() for name, row in rows.items()]
        named = [(k, name) for k, name, row in others if k != "items" and _called(row, key)]
    system = next((s for s in pack.systems if key == s.key or _same(key, s.label)), None)
    if system and not named:
        named = list(system.named())
    items = tuple(name for kind, name in named if kind == "items")
    rest = [(kind, kinds[kind][name]) for kind, name in named if kind != "items"]
    return items, () if key in items else tuple(_entry(pack, kind, row) for kind, row in rest)


def _called(row: Row, text: str) -> bool:
    """Whether a row goes by that name: a label, what stands before its bracket, or within."""
    labels = getattr(row, "labels", None)
    if labels is None:
        return False
    forms = [f for label in (labels.en, labels.zh, labels.ja) for f in (label, *_PART.split(label))]
    return any(_same(text, form) for form in forms)


def _same(one: str, other: str) -> bool:
    folded = [unicodedata.normalize("NFKC", text).strip().casefold() for text in (one, other)]
    return bool(folded[0]) and folded[0] == folded[1]


def _entry(pack: Pack, kind: str, row: Row) -> Entry:
    labels = getattr(row, "labels", None)
    key = str(getattr(row, "key", ""))
    name = " · ".join((labels.en, labels.zh, labels.ja)) if labels else getattr(row, "what", key)
    return Entry(kind, key, name, tuple(_facts(pack, row)))


def _facts(pack: Pack, row: Row) -> Iterator[Fact]:
    match row:
        case Series():
            yield from _series(row)
        case Post():
            yield from _post(pack, row)
        case Measure():
            for one in row.values:
                yield Fact("", _said(one.value, one.note), one.source)
        case Meeting():
            yield Fact(row.date, f"{row.kind}, {row.place}: {row.results}", row.source)
        case PoliticalEvent():
            yield Fact(row.date, _said(row.what, row.note), row.source)
        case Forecast():
            said = f"{row.who}: {row.statement} ({row.likelihood.worded}: {row.likelihood.code})"
            yield Fact(row.made, said, row.source)
            end = row.outcome
            when = "" if end.date == "none" else end.date
            yield Fact(when, f"{end.result}: {end.what}", end.source)
        case Arrangement():
            for source in row.sources:
                yield Fact(row.first_discussed, f"{row.status}; left open: {row.left_open}", source)


def _series(row: Series) -> Iterator[Fact]:
    for point in row.points:
        yield Fact(point.date, _said(f"{point.value:,g} {row.unit}", point.note), point.source)
    for goal in row.goals:
        by = "no date" if goal.by == "none" else goal.by
        yield Fact(goal.by, f"goal {goal.value:,g} {row.unit} by {by}: {goal.set_by}", goal.source)


def _post(pack: Pack, row: Post) -> Iterator[Fact]:
    since = "" if row.since == "unknown" else row.since
    yield Fact(since, _said(f"{row.rank}, {row.type}", row.note), row.source)
    if isinstance(row.seat, Seat):
        yield Fact("", f"seat: {row.seat.name} ({row.tz})", row.seat.source)
    for holder in pack.structure.holders:
        if holder.post == row.key:
            yield Fact(holder.since, f"held by {holder.name}, {holder.rank}", holder.source)
    for link in pack.structure.links:
        if row.key in (link.subject, link.object):
            what = f"{link.subject} {link.relation.value} {link.object}"
            yield Fact("" if link.since == "unknown" else link.since, what, link.source)


def _said(what: str, note: str) -> str:
    return f"{what}; {note}" if note else what
