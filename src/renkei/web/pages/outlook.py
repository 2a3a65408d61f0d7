"""Outlook: targets against series, forecasts and what became of them, approval, what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from renkei.edtf import bounds
from renkei.export.ics import Event, calendar
from renkei.nouns import Likelihood, Role, Rung
from renkei.outlook.due import Due, Promise, Seen
from renkei.outlook.forecasts import CHANCES, Record, brier, records
from renkei.outlook.targets import standings
from renkei.packs.schema import Forecast
from renkei.web import ask_outlook, figures, i18n
from renkei.web.cited import Cited, cite
from renkei.web.figures import EventRow, GoalRow, SeriesRow
from renkei.web.page import Page, csv_of
from renkei.web.site import Here, Site, today
from renkei.web.views import Said, said

APPROVAL = "cabinet-approval-"
_WIDE = 1040


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A forecast, how likely it was said to be, and what became of it. `brier` is its score."""

    forecast: str
    who: str
    role: Role
    made: str
    statement: str
    worded: str
    likelihood: Likelihood
    chance: tuple[float, float]
    horizon: str
    source: Cited
    result: str
    came: str
    what: str
    evidence: Cited
    brier: float | None
    note: str


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A rung that a source gives an item: a cited row of the pack, or a statement."""

    rung: Rung
    since: str
    what: str
    source: Cited | None
    said: Said | None


@dataclass(frozen=True, slots=True)
class DueRow:
    """An item that is due: by when, on whose word (of the pack where `words` is empty)."""

    item: str
    labels: dict[str, str]
    day: date
    by: tuple[str, ...]
    words: tuple[Said, ...]
    overdue: bool
    what: str
    quantity: str
    progress: SeenRow | None
    last: SeenRow | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is aimed at, foreseen, measured and due on a day.

    `roles` and `people` are records of forecasts by role and by name; `results` counts what became
    of all of them. `chosen` is a further series that was asked for; `choices` are all there are.
    """

    day: date
    goals: tuple[GoalRow, ...]
    roles: tuple[Record, ...]
    people: tuple[Record, ...]
    results: dict[str, int]
    forecasts: tuple[ForecastRow, ...]
    approval: tuple[SeriesRow, ...]
    events: tuple[EventRow, ...]
    due: tuple[DueRow, ...]
    months: int
    chosen: SeriesRow | None
    choices: dict[str, dict[str, str]]


def view(
    site: Here,
    months: Annotated[int, Query(ge=0, le=240, description="How far ahead, in months.")] = 24,
    role: Annotated[Role | Literal[""], Query(description="Only forecasts of this role.")] = "",
    result: Annotated[
        Literal["", "yes", "partly", "no", "open"], Query(description="Only with this outcome.")
    ] = "",
    series: Annotated[str, Query(max_length=200, description="A further series to show.")] = "",
) -> Outlook:
    """Targets against series, forecasts and what became of them, approval series, what is due."""
    pack = site.pack
    chosen = [
        f
        for f in pack.forecasts
        if (not role or f.role == role) and (not result or f.outcome.result == result)
    ]
    return Outlook(
        day=today(),
        goals=tuple(figures.goal_row(site, one) for one in standings(pack.series, today())),
        roles=tuple(records(pack.forecasts)),
        people=tuple(records(pack.forecasts, by=lambda f: f.who)),
        results=dict(Counter(f.outcome.result for f in pack.forecasts)),
        forecasts=tuple(_forecast(site, f) for f in sorted(chosen, key=lambda f: f.made)),
        approval=tuple(_approval(site)),
        events=tuple(_events(site)),
        due=tuple(_due(site, one) for one in ask_outlook.due(site, months)),
        months=months,
        chosen=_series(site, series) if series else None,
        choices={row.key: site.labels(row.key) for row in pack.series},
    )


def table(found: Outlook) -> Iterator[dict[str, object]]:
    """The forecasts as rows of the CSV."""
    for one in found.forecasts:
        yield {
            "forecast": one.forecast,
            "made": one.made,
            "who": one.who,
            "role": one.role,
            "statement": one.statement,
            "worded": one.worded,
            "likelihood": one.likelihood,
            "chance_low": one.chance[0],
            "chance_high": one.chance[1],
            "horizon": one.horizon,
            "result": one.result,
            "came": one.came,
            "what": one.what,
            "brier": "" if one.brier is None else round(one.brier, 4),
            "source": one.source.url,
            "evidence": one.evidence.url,
        }


def _forecast(site: Site, row: Forecast) -> ForecastRow:
    score = brier(row)
    return ForecastRow(
        forecast=row.key,
        who=row.who,
        role=row.role,
        made=row.made,
        statement=row.statement,
        worded=row.likelihood.worded,
        likelihood=row.likelihood.code,
        chance=CHANCES[row.likelihood.code],
        horizon="" if row.horizon == "none" else row.horizon,
        source=cite(site, row.source),
        result=row.outcome.result,
        came="" if row.outcome.date == "none" else row.outcome.date,
        what=row.outcome.what,
        evidence=cite(site, row.outcome.source),
        brier=score[0] if score else None,
        note=row.note,
    )


def _approval(site: Site) -> Iterator[SeriesRow]:
    rows = [row for row in site.pack.series if row.key.startswith(APPROVAL)]
    for row in sorted(rows, key=lambda row: -len(row.points)):
        yield figures.series_row(site, row)


def _events(site: Site) -> Iterator[EventRow]:
    dated = [row for row in site.pack.events if bounds(row.date)[0]]
    for number, row in enumerate(sorted(dated, key=lambda row: bounds(row.date)[0] or date.min), 1):
        yield figures.event_row(site, number, row)


def _due(site: Site, one: Due) -> DueRow:
    return DueRow(
        item=one.item.key,
        labels=site.labels(one.item.key),
        day=one.day,
        by=tuple(dict.fromkeys(p.by for p in one.promises)),
        words=tuple(said(p.filed) for p in one.promises if p.filed),
        overdue=one.overdue,
        what=one.item.target.what,
        quantity="" if one.item.target.quantity == "none" else one.item.target.quantity,
        progress=_seen(site, one.progress),
        last=_seen(site, one.last),
    )


def _seen(site: Site, one: Seen | None) -> SeenRow | None:
    if one is None:
        return None
    return SeenRow(
        rung=one.evidence.rung,
        since=one.since,
        what=one.what,
        source=cite(site, one.source.id) if one.source else None,
        said=said(one.filed) if one.filed else None,
    )


def _series(site: Site, key: str) -> SeriesRow:
    if key not in site.series:
        raise HTTPException(404, f"no series {key!r}; there are: {', '.join(site.series)}")
    return figures.series_row(site, site.series[key])


router = APIRouter()


@router.get("/outlook/charts/{chart}.{form}", response_class=Response)
def picture(
    request: Request, site: Here, chart: str, form: Literal["svg", "png", "csv"]
) -> Response:
    """A chart as a file (SVG, PNG) or its figures (CSV): ``approval`` or the key of a series."""
    rows = list(_approval(site)) if chart == "approval" else [_series(site, chart)]
    headers = {"Content-Disposition": f'attachment; filename="{_plain(chart)}.{form}"'}
    if form == "csv":
        text = csv_of(line for row in rows for line in _lines(row))
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
    language = i18n.language_of(request)
    svg = str(_drawn(site, chart, rows, language))
    if form == "svg":
        return Response(svg, media_type="image/svg+xml", headers=headers)
    from renkei.export.png import png

    return Response(png(svg), media_type="image/png", headers=headers)


def _drawn(site: Site, chart: str, rows: list[SeriesRow], language: str) -> str:
    """The picture by itself, with its caveat and its sources beneath."""
    t = i18n.speaker(language)
    notes = [t("outlook.chart-caveat"), *(row.note for row in rows if row.note)]
    if chart == "approval":
        events = list(_events(site))
        notes += [f"{e.number}  {e.time}  {e.what}" for e in events]
        title = t("outlook.approval")
        return figures.series_chart(rows, title, language, t, _WIDE, events, notes=notes)
    (row,) = rows
    publishers = dict.fromkeys(p.source.publisher or p.source.source for p in row.points)
    notes.append(f"{t('cite.sources')}: {', '.join(publishers)}")
    goals = (figures.goal_row(site, g) for g in standings((site.series[row.series],), today()))
    if goal := next(goals, None):
        return figures.goal_chart(goal, language, t, _WIDE, notes)
    title = i18n.label_in(row.labels, language) or row.series
    return figures.series_chart(rows, title, language, t, _WIDE, notes=notes)


def _lines(row: SeriesRow) -> Iterator[dict[str, object]]:
    for p in row.points:
        yield {
            "series": row.series,
            "time": p.time,
            "value": p.value,
            "unit": row.unit,
            "note": p.note,
            "source": p.source.source,
            "title": p.source.title,
            "publisher": p.source.publisher,
            "address": p.source.url,
        }


@router.get("/outlook/due.ics", response_class=Response)
def due_file(
    request: Request,
    site: Here,
    months: Annotated[int, Query(ge=0, le=240, description="How far ahead, in months.")] = 24,
) -> Response:
    """What is due as a calendar file (iCalendar)."""
    language = i18n.language_of(request)
    t = i18n.speaker(language)
    host = f"{request.url.scheme}://{request.url.netloc}"
    events = [_event(site, one, language, host) for one in ask_outlook.due(site, months)]
    headers = {"Content-Disposition": 'attachment; filename="renkei-due.ics"'}
    text = calendar(events, t("outlook.due"))
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


def _event(site: Site, one: Due, language: str, host: str) -> Event:
    labels = site.labels(one.item.key)
    told = [f"{p.by}: {_whose(site, p)}" for p in one.promises]
    return Event(
        uid=f"{one.item.key}-{one.day}@renkei",
        day=one.day,
        summary=i18n.label_in(labels, language) or one.item.key,
        description="\n".join([one.item.target.what, *told]),
        url=f"{host}/items/{one.item.key}",
    )


def _whose(site: Site, promise: Promise) -> str:
    if promise.filed is None:
        return site.pack.manifest.key
    return f"{promise.filed.source}: {promise.filed.statement.quote}"


def _plain(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-+") else "_" for c in text)


PAGE = Page("outlook", "/outlook", view, table=table, router=router, nav=True)
