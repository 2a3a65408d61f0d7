"""Walking over a pack's rows: what each is called, which file it stands in, what it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from renkei.packs.pack import Domain, Pack, Shared
from renkei.packs.read import EXCEPTIONS, LISTS, MANIFEST, STRUCTURE
from renkei.packs.schema import Meeting, PoliticalEvent
from renkei.packs.structure import Holder, Link, Seat, SetField
from renkei.packs.values import Row

Place = tuple[str, str]


def place(row: Row) -> Place:
    """The file that a row stands in, and its name there."""
    kinds = {model: file for file, (_, model) in LISTS.items()}
    kinds |= {Domain: MANIFEST, Shared: EXCEPTIONS}
    domain = getattr(row, "domain", "")
    file = f"items/{domain}.yaml" if domain else kinds.get(type(row), STRUCTURE)
    return file, name(row)


def name(row: Row) -> str:
    """What a row is called in a finding: its key, or what it is made of."""
    if isinstance(row, Link):
        return f"{row.subject} {row.relation} {row.object}"
    if isinstance(row, Shared):
        return row.names[0]
    for field in ("key", "id", "post"):
        if value := getattr(row, field, ""):
            return str(value)
    return ""


def by_kind(pack: Pack) -> dict[str, dict[str, Row]]:
    """The rows that a system may name, by kind and key."""
    s = pack.structure
    kinds: dict[str, Iterable[Row]] = {"items": pack.items, "posts": s.posts}
    kinds |= {"arrangements": s.arrangements, "measures": s.measures, "meetings": pack.meetings}
    kinds |= {"series": pack.series, "forecasts": pack.forecasts, "events": pack.events}
    return {kind: {name(row): row for row in rows} for kind, rows in kinds.items()}


def citations(pack: Pack) -> Iterator[tuple[Place, str, str]]:
    """Every reference to a source: where the row stands, the field, the source's id."""
    for item in pack.items:
        for n, step in enumerate(item.history):
            yield place(item), f"history.{n}.source", step.source
    for series in pack.series:
        for n, point in enumerate(series.points):
            yield place(series), f"points.{n}.source", point.source
        for n, goal in enumerate(series.goals):
            yield place(series), f"goals.{n}.source", goal.source
    for forecast in pack.forecasts:
        yield place(forecast), "source", forecast.source
        yield place(forecast), "outcome.source", forecast.outcome.source
    plain: list[Meeting | PoliticalEvent | Holder | Link] = [*pack.meetings, *pack.events]
    plain += [*pack.structure.holders, *pack.structure.links]
    for row in plain:
        yield place(row), "source", row.source
    for meeting in pack.meetings:
        if meeting.deliverables:
            yield place(meeting), "deliverables.source", meeting.deliverables.source
    yield from _citations_of_structure(pack)


def _citations_of_structure(pack: Pack) -> Iterator[tuple[Place, str, str]]:
    for post in pack.structure.posts:
        yield place(post), "source", post.source
        if isinstance(post.seat, Seat):
            yield place(post), "seat.source", post.seat.source
    for arrangement in pack.structure.arrangements:
        for n, source in enumerate(arrangement.sources):
            yield place(arrangement), f"sources.{n}", source
        for n, change in enumerate(arrangement.changes):
            if isinstance(change, SetField) and isinstance(change.value, Seat):
                yield place(arrangement), f"changes.{n}.value.source", change.value.source
    for measure in pack.structure.measures:
        for n, value in enumerate(measure.values):
            yield place(measure), f"values.{n}.source", value.source
