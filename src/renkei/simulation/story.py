"""One replication told as a story: who did what for a matter, when by the local clock, and what it
waited for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np

from renkei.errors import SimulationError
from renkei.simulation.contest import Overrides, contest
from renkei.simulation.run import run

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.scenario import Scenario
    from renkei.simulation.outline import Outline, OutlineTask

WORTH_TELLING = 1 / 60
"""A wait shorter than this, in hours, is not told."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A step of a matter. Times are hours from its arrival; `local` is the clock of the post.

    `what` is a kind of work, a message (``link``), a step at a border, or a milestone; `post` is
    where it is done, of a message where it goes, `sender` where that comes from. `asleep`,
    `closed` and `queue` are hours it waited before `start`. `pressing` is true of what lies on
    the path that ended last.
    """

    stream: str
    matter: int
    what: str
    step: str
    post: str
    sender: str
    ready: float
    start: float
    end: float
    local: str
    asleep: float
    closed: float
    queue: float
    pressing: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What happened to some matters of one replication, in order of time."""

    scenario: str
    lineup: str
    label: str
    seed: int
    replication: int
    began: datetime
    matters: int
    scenes: tuple[Scene, ...]


def story(
    pack: Pack,
    contingency: str | Path | Scenario,
    arrangement: str,
    seed: int = 1,
    overrides: Overrides | None = None,
    *,
    replication: int = 0,
    stream: str = "",
    matter: int = 0,
) -> Story:
    """The story of one matter of a stream (the first stream, if none is named).

    Raises
    ------
    SimulationError
        If something is not there, or so many matters did not come up.
    """
    ready = contest(pack, contingency, [arrangement], overrides)
    entrant = ready.entrants[0]
    outline, network = ready.network(entrant, ready.guess)
    keys = [row.key for row in ready.scenario.streams]
    if stream and stream not in keys:
        raise SimulationError(f"no stream {stream!r}; {ready.scenario.key} has {', '.join(keys)}")
    place = keys.index(stream) if stream else 0
    results = run(network, 1, seed, first=replication, steps=True)
    assert results.steps is not None
    mine = (results.stream == place) & (results.number == matter)
    if not mine.any():
        there = int((results.stream == place).sum())
        raise SimulationError(
            f"{there} matters of {keys[place]!r} came up in replication {replication}; "
            f"there is no number {matter}"
        )
    arrived = float(results.arrived[mine][0])
    steps = results.steps
    own = steps[(steps["stream"] == place) & (steps["matter"] == matter)]
    began = datetime(*outline.start.timetuple()[:3], tzinfo=UTC) + timedelta(hours=arrived)
    zones = {post.key: post.tz for post in entrant.arrangement.posts}
    scenes = tuple(_scenes(outline, place, matter, own, arrived, began, zones))
    return Story(
        ready.scenario.key,
        entrant.key,
        entrant.labels.en,
        seed,
        replication,
        began,
        int((results.stream == place).sum()),
        scenes,
    )


def _scenes(
    outline: Outline,
    place: int,
    matter: int,
    steps: Any,
    arrived: float,
    began: datetime,
    zones: dict[str, str],
) -> Iterator[Scene]:
    tasks = outline.streams[place].tasks
    pressing = _pressing(tasks, steps)
    for row in np.sort(steps, order=["start", "end", "task"]):
        task = tasks[row["task"]]
        if task.what == "join":
            continue
        start = float(row["start"]) - arrived
        yield Scene(
            outline.streams[place].key,
            matter,
            task.what,
            task.step,
            task.post,
            task.sender,
            float(row["ready"]) - arrived,
            start,
            float(row["end"]) - arrived,
            local_time(began + timedelta(hours=start), zones[task.post]) if task.post else "",
            float(row["asleep"]),
            float(row["closed"]),
            float(row["queueing"]),
            int(row["task"]) in pressing,
        )


def _pressing(tasks: Sequence[OutlineTask], steps: Any) -> set[int]:
    """The tasks on the path that ended last: back from the last end by the latest before it."""
    ends = {int(row["task"]): float(row["end"]) for row in steps}
    now = max(ends, key=lambda task: ends[task])
    path = {now}
    while tasks[now].after:
        now = max(tasks[now].after, key=lambda task: ends[task])
        path.add(now)
    return path


def local_time(moment: datetime, tz: str) -> str:
    """The day of the week and the clock at a post; in UTC where it has no seat."""
    if tz == "none":
        return f"{moment:%a %H:%M} UTC"
    return f"{moment.astimezone(ZoneInfo(tz)):%a %H:%M}"
