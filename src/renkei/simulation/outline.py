"""An outline: what an arrangement makes of a contingency, with every figure still a name.

`procedure.compiled` draws it up once for an arrangement and the answers to its open questions;
`realised` puts in the figures of one point of what is assumed, which gives the `Network` to run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from renkei.errors import SimulationError
from renkei.packs.scenario import Hours, Parameter, Unit
from renkei.simulation.network import Desk, Law, Network, Shape, Spent, Stream, Task

WEEK = 168.0
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = {
    Unit.SECONDS: 1 / 3600,
    Unit.MINUTES: 1 / 60,
    Unit.HOURS: 1.0,
    Unit.DAYS: 24.0,
    Unit.PER_DAY: 1 / 24,
    Unit.CLOCK: 1.0,
    Unit.COUNT: 1.0,
    Unit.LOG: 1.0,
}


@dataclass(frozen=True, slots=True)
class OutlineTask:
    """A task: `time` and `spread` name parameters, or are empty for no time at all.

    `step` is the step of the procedure that it belongs to, `post` where it is done (of a message:
    where it goes), `sender` where a message comes from, `what` a word for it.
    """

    name: str
    step: str
    what: str
    post: str
    sender: str
    time: str
    spread: str
    desk: int | None
    after: tuple[int, ...]
    counts_as: Spent
    milestone: str = ""


@dataclass(frozen=True, slots=True)
class OutlineDesk:
    """A desk: `at_once` and `wake` name parameters; `hours` is None where it never closes."""

    key: str
    post: str
    at_once: str
    hours: Hours | None
    tz: str
    wake: str


@dataclass(frozen=True, slots=True)
class OutlineStream:
    """A stream: rates and deadline name parameters."""

    key: str
    tasks: tuple[OutlineTask, ...]
    rates: tuple[tuple[float, str], ...]
    priority: int
    urgent: bool
    deadline: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What an arrangement makes of a contingency.

    The first `matters` streams are the contingency's own; the rest is other work that comes to the
    same desks.
    """

    lineup: str
    start: date
    horizon: float
    desks: tuple[OutlineDesk, ...]
    streams: tuple[OutlineStream, ...]
    matters: int


def in_hours(parameter: Parameter, value: float) -> float:
    """A value of a parameter in hours, or matters an hour, or as it stands if it is no time."""
    return value * _HOURS[parameter.unit]


def realised(outline: Outline, values: Mapping[str, float]) -> Network:
    """The network of an outline with the figures in `values` (in hours, see `in_hours`)."""
    streams = tuple(
        Stream(
            stream.key,
            tuple(
                Task(
                    task.name,
                    _law(task.time, task.spread, values),
                    task.desk,
                    task.after,
                    counts_as=task.counts_as,
                    milestone=task.milestone,
                )
                for task in stream.tasks
            ),
            tuple((since, values[rate]) for since, rate in stream.rates),
            priority=stream.priority,
            urgent=stream.urgent,
            deadline=values[stream.deadline] if stream.deadline else float("inf"),
        )
        for stream in outline.streams
    )
    return Network(desks_of(outline, values), streams, outline.horizon)


def desks_of(outline: Outline, values: Mapping[str, float]) -> tuple[Desk, ...]:
    """The desks of an outline with the figures in `values`."""
    return tuple(
        Desk(
            desk.key,
            max(1, round(values[desk.at_once])),
            opening(desk.hours, desk.tz, outline.start, values) if desk.hours else (),
            _law(desk.wake, "", values) if desk.wake else None,
        )
        for desk in outline.desks
    )


def _law(time: str, spread: str, values: Mapping[str, float]) -> Law:
    if not time:
        return Law(Shape.CONSTANT, 0.0)
    if not spread:
        return Law(Shape.CONSTANT, values[time])
    return Law(Shape.LOGNORMAL, values[time], values[spread])


def opening(
    hours: Hours, tz: str, start: date, values: Mapping[str, float]
) -> tuple[tuple[float, float], ...]:
    """When a desk is open within the week that begins at midnight UTC on `start`, in hours.

    The clocks are those of that week; a change of summer time within it is followed.

    Raises
    ------
    SimulationError
        If the time zone is not one of the IANA database.
    """
    return _opening(hours.days, tz, start, values[hours.since], values[hours.until])


@lru_cache(maxsize=512)
def _opening(
    days: tuple[str, ...], tz: str, start: date, since: float, until: float
) -> tuple[tuple[float, float], ...]:
    try:
        zone = ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SimulationError(f"{tz!r} is no time zone, so hours cannot be kept there") from error
    midnight = datetime(start.year, start.month, start.day, tzinfo=UTC)
    found: list[tuple[float, float]] = []
    for day in range(-1, 9):
        local = start + timedelta(days=day)
        if DAYS[local.weekday()] not in days:
            continue
        ends = []
        for clock in (since, until):
            at = datetime(local.year, local.month, local.day, tzinfo=zone)
            at += timedelta(hours=clock)
            ends.append((at.astimezone(UTC) - midnight).total_seconds() / 3600)
        span = max(0.0, ends[0]), min(WEEK, ends[1])
        if span[0] < span[1]:
            found.append(span)
    return tuple(_merged(found))


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for since, until in sorted(spans):
        if merged and since <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], until)
        else:
            merged.append((since, until))
    return merged
