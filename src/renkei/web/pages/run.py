"""Run: arrangements through a contingency, with one's own assumptions; the address repeats it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from renkei.packs.scenario import Choice, Parameter
from renkei.packs.values import Labels
from renkei.simulation.comparison import (
    Comparison,
    LateRow,
    LossRow,
    PairRow,
    PartRow,
    PostRow,
    StreamInfo,
    TimeRow,
)
from renkei.simulation.spread import Sensitivity
from renkei.web.asked_run import Asked, Outcome, assumed, changed, run
from renkei.web.cited import Cited, cite
from renkei.web.jobs import Busy, Jobs, Told, jobs
from renkei.web.page import Page, csv_of
from renkei.web.security import changing, local
from renkei.web.site import Here, Site, wants_json

REPLICATIONS = 300
MOST = 20_000
_FIELD = "set."


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A contingency that can be run, and the arrangements that it is meant for."""

    scenario: str
    labels: dict[str, str]
    what: str
    caveat: str
    arrangements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineupRow:
    """An arrangement that can be run; `why` says what the pack added to make it run."""

    arrangement: str
    labels: dict[str, str]
    why: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AssumedRow:
    """A figure or a question, its source, and what it is set to here (empty: as it stands).

    `options` are the answers to a question; a figure has a `low` and a `high` end instead.
    """

    key: str
    what: str
    value: str
    unit: str
    low: float | None
    high: float | None
    options: tuple[str, ...]
    why: str
    source: Cited
    given: str
    own: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run gave: the tables of `renkei.simulation.comparison`. Times are hours."""

    rule: str
    replications: int
    caveat: str
    sentences: tuple[str, ...]
    streams: tuple[StreamInfo, ...]
    times: tuple[TimeRow, ...]
    late: tuple[LateRow, ...]
    parts: tuple[PartRow, ...]
    posts: tuple[PostRow, ...]
    pairs: tuple[PairRow, ...]
    losses: tuple[LossRow, ...]
    same_as: dict[str, str]
    versions: tuple[tuple[str, str], ...]
    charts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """What can be run, what is asked for, how far it is, and what came out.

    `address` repeats it. `other` is a job that is running in its stead.
    """

    scenarios: tuple[ScenarioRow, ...]
    scenario: str
    arrangements: tuple[LineupRow, ...]
    assumed: tuple[AssumedRow, ...]
    replications: int
    seed: int
    losses: bool
    sensitivity: bool
    first: str
    address: str
    job: Told | None
    other: Told | None
    figures: Figures | None
    spread: Sensitivity | None


Keys = Annotated[list[str], Query(max_length=100, description="Arrangements, by their keys.")]
Sets = Annotated[
    list[str], Query(alias="set", max_length=200, description="Assumptions, as key=value.")
]
Count = Annotated[int, Query(ge=2, le=MOST, description="How many replications.")]
Seed = Annotated[int, Query(ge=0, le=2**31, description="Where the random numbers begin.")]


def view(
    site: Here,
    scenario: Annotated[str, Query(max_length=200, description="The contingency.")] = "",
    arrangement: Keys = [],  # noqa: B006
    replications: Count = REPLICATIONS,
    seed: Seed = 1,
    sets: Sets = [],  # noqa: B006
    losses: Annotated[bool, Query(description="Take posts and links away one by one.")] = False,
    sensitivity: Annotated[bool, Query(description="Vary all that is assumed.")] = False,
) -> RunView:
    """Arrangements through a contingency: what differs, where the time went, what it turns on."""
    asked = _asked(
        site, scenario, arrangement, replications, seed, _parted(sets), losses, sensitivity
    )
    mine = jobs(site, "run")
    job, running = mine.told(asked.digest), mine.running()
    outcome = cast("Outcome | None", mine.result(asked.digest))
    given = dict(asked.settings)
    return RunView(
        scenarios=tuple(
            ScenarioRow(s.key, _labels(s.labels), s.what, s.caveat, s.lineups)
            for s in site.pack.scenarios
        ),
        scenario=asked.scenario,
        arrangements=tuple(_lineups(site, asked)),
        assumed=tuple(_assumed(site, asked.scenario, given)),
        replications=asked.replications,
        seed=asked.seed,
        losses=asked.losses,
        sensitivity=asked.sensitivity,
        first=asked.arrangements[0],
        address=asked.address,
        job=job,
        other=running if running and running.id != asked.digest else None,
        figures=_figures(outcome.found, outcome) if outcome else None,
        spread=outcome.spread if outcome else None,
    )


def table(found: RunView) -> Iterator[dict[str, object]]:
    """The times to each milestone, as rows of the CSV."""
    if found.figures:
        yield from map(asdict, found.figures.times)


def _asked(
    site: Site,
    scenario: str,
    arrangements: list[str],
    replications: int,
    seed: int,
    settings: Mapping[str, str],
    losses: bool,
    sensitivity: bool,
) -> Asked:
    known = {s.key: s for s in site.pack.scenarios}
    if not known:
        raise HTTPException(404, "run.none")
    if scenario and scenario not in known:
        raise HTTPException(404, f"no contingency {scenario!r}; there are: {', '.join(known)}")
    chosen = known[scenario] if scenario else next(iter(known.values()))
    lineups = {row.key for row in site.pack.lineups}
    if strange := [key for key in arrangements if key not in lineups]:
        raise HTTPException(404, f"no arrangement {strange[0]!r}; there are: {', '.join(lineups)}")
    order = tuple(dict.fromkeys(arrangements)) or chosen.lineups[:3]
    return Asked(
        pack=site.pack_name,
        scenario=chosen.key,
        arrangements=order,
        replications=replications,
        seed=seed,
        settings=changed(site.pack, chosen.key, settings),
        losses=losses,
        sensitivity=sensitivity,
    )


def _parted(sets: list[str]) -> dict[str, str]:
    return {key: value for key, _, value in (one.partition("=") for one in sets)}


def _labels(labels: Labels) -> dict[str, str]:
    return {"en": labels.en, "zh": labels.zh, "ja": labels.ja}


def _lineups(site: Site, asked: Asked) -> Iterator[LineupRow]:
    """The arrangements of the contingency first, then all others."""
    meant = next(s for s in site.pack.scenarios if s.key == asked.scenario).lineups
    rows = {row.key: row for row in site.pack.lineups}
    for key in dict.fromkeys((*meant, *asked.arrangements)):
        row = rows[key]
        yield LineupRow(key, _labels(row.labels), row.why, key in asked.arrangements)


def _assumed(site: Site, scenario: str, given: Mapping[str, str]) -> Iterator[AssumedRow]:
    chosen = next(s for s in site.pack.scenarios if s.key == scenario)
    own = {row.key for row in chosen.parameters} | {row.key for row in chosen.choices}
    for row in assumed(site.pack, scenario):
        span = row.range if isinstance(row, Parameter) else None
        yield AssumedRow(
            key=row.key,
            what=row.what,
            value=f"{row.value:g}" if isinstance(row, Parameter) else row.value,
            unit=row.unit.value if isinstance(row, Parameter) else "",
            low=span[0] if span else None,
            high=span[1] if span else None,
            options=row.options if isinstance(row, Choice) else (),
            why=row.why,
            source=cite(site, row.source),
            given=given.get(row.key, ""),
            own=row.key in own,
        )


def _figures(found: Comparison, outcome: Outcome) -> Figures:
    return Figures(
        rule=found.rule,
        replications=found.replications,
        caveat=found.caveat,
        sentences=found.sentences,
        streams=found.streams,
        times=found.times,
        late=found.late,
        parts=found.parts,
        posts=found.posts,
        pairs=found.pairs,
        losses=found.losses,
        same_as={e.key: e.like for e in found.entrants if e.like},
        versions=found.ground.versions,
        charts=tuple((chart.name, chart.title) for chart in outcome.drawn),
    )


router = APIRouter()


@router.post("/run", dependencies=[Depends(changing)], response_class=Response)
async def start(
    request: Request,
    site: Here,
    scenario: Annotated[str, Form(max_length=200, description="The contingency.")] = "",
    arrangement: Annotated[list[str], Form(description="Arrangements, by their keys.")] = [],  # noqa: B006
    replications: Annotated[int, Form(ge=2, le=MOST)] = REPLICATIONS,
    seed: Annotated[int, Form(ge=0, le=2**31)] = 1,
    losses: Annotated[bool, Form()] = False,
    sensitivity: Annotated[bool, Form()] = False,
) -> Response:
    """Starts a run, and leads to its address. Fields ``set.<key>`` change assumptions."""
    form = await request.form()
    given = {
        name.removeprefix(_FIELD): str(value)
        for name, value in form.items()
        if name.startswith(_FIELD)
    }
    asked = _asked(site, scenario, arrangement, replications, seed, given, losses, sensitivity)
    with suppress(Busy):  # the page says which
        told = jobs(site, "run").start(asked.digest, lambda progress: run(asked, progress))
        if wants_json(request):
            return JSONResponse(asdict(told) | {"address": asked.address}, 202)
    if wants_json(request):
        raise HTTPException(409, "run.busy")
    return RedirectResponse(asked.address, 303)


@router.post("/run/cancel", dependencies=[Depends(changing)], response_class=Response)
def cancel(
    site: Here,
    job: Annotated[str, Form(max_length=64)],
    back: Annotated[str, Form(max_length=4000)] = "/run",
) -> Response:
    """Stops a run."""
    jobs(site, "run").cancel(job)
    return RedirectResponse(local(back), 303)


@router.get("/run/jobs/{job}.json", response_model=Told)
def progress(site: Here, job: str) -> Told:
    """How far a run is."""
    told = jobs(site, "run").told(job)
    if told is None:
        raise HTTPException(404, "run.gone")
    return told


@router.get("/run/results/{job}/{name}.{form}", response_class=Response)
def result(site: Here, job: str, name: str, form: Literal["svg", "png", "csv", "html"]) -> Response:
    """A chart (SVG, PNG), a table (CSV) or the report (HTML) of a run that is done."""
    outcome = _outcome(jobs(site, "run"), job)
    made = _made(outcome, name, form)
    if made is None:
        raise HTTPException(404, "run.gone")
    content, kind = made
    headers = {"Content-Disposition": f'attachment; filename="{outcome.found.key}-{form}.{form}"'}
    if name.replace("-", "").isalnum() and name.isascii():
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return Response(content, media_type=kind, headers=headers)


def _made(outcome: Outcome, name: str, form: str) -> tuple[str | bytes, str] | None:
    if form == "html":
        from renkei.export.run_report import report

        return report(outcome.found, outcome.spread), "text/html; charset=utf-8"
    if form == "csv":
        whole = outcome.spread if name in _SPREAD else outcome.found
        if whole is None or name not in (*_TABLES, *_SPREAD):
            return None
        return csv_of(_flat(asdict(row)) for row in getattr(whole, name)), "text/csv; charset=utf-8"
    svg = next((one.svg for one in outcome.drawn if one.name == name), None)
    if svg is None:
        return None
    if form == "svg":
        return svg, "image/svg+xml"
    from renkei.export.png import png

    return png(svg), "image/png"


def _outcome(mine: Jobs, job: str) -> Outcome:
    outcome = cast("Outcome | None", mine.result(job))
    if outcome is None:
        raise HTTPException(404, "run.gone")
    return outcome


_TABLES = ("times", "late", "parts", "posts", "pairs", "losses", "curves")
_SPREAD = ("shares", "indices", "sways")


def _flat(row: dict[str, object]) -> dict[str, object]:
    """A row with what is within it laid out."""
    found: dict[str, object] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= {f"{name}_{inner}": one for inner, one in value.items()}
        else:
            found[name] = value
    return found


PAGE = Page("run", "/run", view, table=table, router=router, nav=True)
