"""Series of the pack as pages show them: rows with their sources, and charts in its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from renkei.edtf import bounds
from renkei.export.series_chart import Aim, Chart, Happening, Mark, Run, draw
from renkei.export.words import FONTS
from renkei.outlook.targets import Standing
from renkei.packs.schema import PoliticalEvent, Series
from renkei.web.cited import Cited, cite
from renkei.web.i18n import Say, label_in, words
from renkei.web.pictures import in_pictures
from renkei.web.site import Site

_MARGIN = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class PointRow:
    """A figure: its time (EDTF) with the days that this lies between, value, remark and source."""

    time: str
    first: date
    last: date
    value: float
    note: str
    source: Cited


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series: its figures in the order of time, all by one method."""

    series: str
    labels: dict[str, str]
    unit: str
    note: str
    points: tuple[PointRow, ...]


@dataclass(frozen=True, slots=True)
class GoalRow:
    """What a series is to reach and where it stands (see `renkei.outlook.targets`).

    `pace` is the change a year that would reach the goal, `so_far` the change a year up to now.
    """

    series: SeriesRow
    value: float
    by: str
    day: date | None
    set_by: str
    item: str
    source: Cited
    latest: PointRow | None
    share: float | None
    pace: float | None
    so_far: float | None
    passed: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of domestic politics, by its number in the chart beside it."""

    number: int
    event: str
    time: str
    day: date
    kind: str
    what: str
    note: str
    source: Cited


def series_row(site: Site, row: Series) -> SeriesRow:
    """A series with its sources."""
    return SeriesRow(row.key, site.labels(row.key), row.unit, row.note, tuple(_points(site, row)))


def goal_row(site: Site, one: Standing) -> GoalRow:
    """A goal and where its series stands."""
    goal, row = one.goal, series_row(site, one.series)
    last = one.latest
    latest = next(
        (p for p in row.points if last and (p.time, p.value) == (last.date, last.value)), None
    )
    return GoalRow(
        series=row,
        value=goal.value,
        by="" if goal.by == "none" else goal.by,
        day=None if goal.by == "none" else bounds(goal.by)[1],
        set_by=goal.set_by,
        item="" if goal.item == "none" else goal.item,
        source=cite(site, goal.source),
        latest=latest,
        share=one.share,
        pace=one.pace,
        so_far=one.so_far,
        passed=one.passed,
    )


def event_row(site: Site, number: int, row: PoliticalEvent) -> EventRow:
    """An event with its source."""
    day = bounds(row.date)[0]
    assert day
    return EventRow(
        number, row.key, row.date, day, row.kind, row.what, row.note, cite(site, row.source)
    )


def goal_chart(
    goal: GoalRow, language: str, t: Say, width: int, notes: Sequence[str] = ()
) -> Markup:
    """A series against what it is to reach."""
    return Markup(draw(_goal_chart(goal, language, t, notes), width))


def series_chart(
    rows: Sequence[SeriesRow],
    title: str,
    language: str,
    t: Say,
    width: int,
    events: Sequence[EventRow] = (),
    today: date | None = None,
    notes: Sequence[str] = (),
) -> Markup:
    """Series of one unit in one picture, each by itself; events as numbered lines."""
    days = [day for row in rows for p in row.points for day in (p.first, p.last)]
    chart = Chart(
        title=title,
        unit=unit(rows[0].unit, t),
        runs=tuple(_run(row, language, t) for row in rows),
        start=min(days) - _MARGIN,
        end=max([*days, *(e.day for e in events)]) + _MARGIN,
        happenings=tuple(
            Happening(e.day, e.number, f"{e.time}: {e.what}", f"#event-{e.event}") for e in events
        ),
        today=today,
        notes=tuple(notes),
        fonts=FONTS[in_pictures(language)],
    )
    return Markup(draw(chart, width))


def unit(text: str, t: Say) -> str:
    """A unit in the language of the page, where it has a word for it."""
    return t(f"unit.{text}") if f"unit.{text}" in words() else text


def _goal_chart(goal: GoalRow, language: str, t: Say, notes: Sequence[str]) -> Chart:
    row = goal.series
    days = [day for p in row.points for day in (p.first, p.last)]
    by = f" · {goal.by}" if goal.by else ""
    return Chart(
        title=label_in(row.labels, language) or row.series,
        unit=unit(row.unit, t),
        runs=(_run(row, language, t),),
        start=min(days) - _MARGIN,
        end=max([*days, *([goal.day] if goal.day else [])]) + _MARGIN,
        aims=(Aim(goal.value, goal.day, f"{t('outlook.goal')} {goal.value:,g}{by}"),),
        notes=tuple(notes),
        fonts=FONTS[in_pictures(language)],
    )


def _run(row: SeriesRow, language: str, t: Say) -> Run:
    name = label_in(row.labels, language) or row.series
    return Run(
        name,
        tuple(
            Mark(p.first, p.last, p.value, f"{name}, {p.time}: {p.value:,g} {unit(row.unit, t)}"
                 + (f" – {p.note}" if p.note else ""), f"#{row.series}")
            for p in row.points
        ),
    )  # fmt: skip


def _points(site: Site, row: Series) -> Iterator[PointRow]:
    found = []
    for point in row.points:
        first, last = bounds(point.date)
        first = first or last
        assert first
        found.append(
            PointRow(
                point.date, first, last or first, point.value, point.note, cite(site, point.source)
            )
        )
    yield from sorted(found, key=lambda p: (p.first, p.last))
