"""What the engine runs: desks, streams of matters, and the tasks each matter must pass.

An arrangement and a contingency are worked into a `Network` before a run
(``renkei.simulation.procedure``); the engine knows nothing of nations, ranks or chains of command.
Times are hours from the start of the run; rates are matters an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Shape(IntEnum):
    """The family of a law. Each is drawn by inversion from one uniform number."""

    CONSTANT = 0
    """Always `a`."""
    EXPONENTIAL = 1
    """Mean `a`."""
    UNIFORM = 2
    """From `a` to `b`."""
    TRIANGULAR = 3
    """From `a` over the mode `b` to `c`."""
    LOGNORMAL = 4
    """Median `a`; `b` is the standard deviation of the logarithm."""


@dataclass(frozen=True, slots=True)
class Law:
    """How long something takes, in hours."""

    shape: Shape
    a: float
    b: float = 0.0
    c: float = 0.0


class Spent(IntEnum):
    """What the time of a task counts as, when one asks where the time went."""

    WORK = 0
    CLIMB = 1
    CONCUR = 2
    LINK = 3
    REVIEW = 4


@dataclass(frozen=True, slots=True)
class Desk:
    """A post as a place where matters queue.

    `servers` matters are worked on at once while it is open. `opening` are the open intervals
    within a week of 168 hours from the start of the run, in order, not overlapping; none means
    always open. Closed, it can be woken by an urgent matter after `wake`; it then works on
    urgent matters until none is waiting or in work there, and sleeps again. Where an urgent matter
    is waiting or in work at closing time, it stays awake for it. With no `wake` it cannot be woken
    and does not stay. Work begun is finished, past closing too.
    """

    key: str
    servers: int = 1
    opening: tuple[tuple[float, float], ...] = ()
    wake: Law | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One step of a matter: work at a desk, or a plain delay where `desk` is None.

    It starts when all tasks in `after` are done (a join); with none in `after` it starts at
    arrival, unless a `then` names it. Where `then` has entries, its end starts exactly one of
    them, drawn by its probability (the rest of 1 leads nowhere), and `after` of others must not
    name this task; a task so started has no `after`, and may be passed again and again (joins
    count its first end). `name` says what is done in words that do not change between
    arrangements: equal names draw equal numbers for the same matter, which pairs the runs, so the
    names within a stream differ. A matter ends when none of its tasks is waiting or in work;
    tasks on a branch not taken never start. `milestone` is reached when the task ends; a
    milestone of several tasks when the last of those that start ends.
    """

    name: str
    law: Law
    desk: int | None = None
    after: tuple[int, ...] = ()
    then: tuple[tuple[int, float], ...] = ()
    counts_as: Spent = Spent.WORK
    milestone: str = ""


@dataclass(frozen=True, slots=True)
class Stream:
    """Matters of one kind.

    They arrive by a Poisson process whose rate is `rates[i][1]` from hour `rates[i][0]` on, or else
    at the hours in `at`, in order. `key` differs from that of every other stream. A smaller
    `priority` goes first. `deadline` is in hours from arrival to the end of all tasks, infinite if
    there is none.
    """

    key: str
    tasks: tuple[Task, ...]
    rates: tuple[tuple[float, float], ...] = ()
    at: tuple[float, ...] = ()
    priority: int = 0
    urgent: bool = False
    deadline: float = float("inf")


@dataclass(frozen=True, slots=True)
class Network:
    """Desks and streams, run until `horizon`: no matter arrives after it.

    Matters that arrived go on to their end unless `stop_at_horizon`, as a closed loop needs.
    """

    desks: tuple[Desk, ...]
    streams: tuple[Stream, ...]
    horizon: float
    stop_at_horizon: bool = False
