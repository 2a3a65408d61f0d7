"""A network as the tables that the kernel walks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from renkei.simulation.compiled import kernel
from renkei.simulation.network import Desk, Network, Stream, Task
from renkei.simulation.rules import ROUNDING, WEEK, roots


@dataclass(frozen=True, slots=True)
class Plan:
    """The tables of the kernel, in the record types that it names; see there.

    `expected` is how many matters a replication has in the mean.
    """

    streams: Any
    rates: Any
    at: Any
    horizon: float
    tasks: Any
    desks: Any
    borders: Any
    roots: Any
    nexts: Any
    branches: Any
    queues: int
    width: int
    stop: bool
    expected: float


def plan(network: Network) -> Plan:
    """The tables for a network that `rules.check` finds nothing wrong with."""
    k = kernel()
    streams = network.streams
    firsts = _starts(s.tasks for s in streams)
    desks, borders = desk_tables(network.desks)
    tasks, nexts, branches = _tasks(network, firsts, k)
    table = np.zeros(len(streams), k.STREAM)
    _fill(table, "hash", [hash_of(s.key) for s in streams])
    _span(table, "tasks", [s.tasks for s in streams])
    _span(table, "roots", [roots(s) for s in streams])
    _span(table, "rates", [s.rates for s in streams])
    _span(table, "at", [s.at for s in streams])
    return Plan(
        streams=table,
        rates=np.array([rate for s in streams for rate in s.rates], k.RATE),
        at=np.array([at for s in streams for at in s.at], np.float64),
        horizon=float(network.horizon),
        tasks=tasks,
        desks=desks,
        borders=borders,
        roots=np.array(
            [first + i for first, s in zip(firsts, streams, strict=True) for i in roots(s)],
            np.int64,
        ),
        nexts=nexts,
        branches=branches,
        queues=2 * len({s.priority for s in streams}),
        width=max(len(s.tasks) for s in streams),
        stop=network.stop_at_horizon,
        expected=sum(_expected(s, network.horizon) for s in streams),
    )


def _expected(stream: Stream, horizon: float) -> float:
    borders = [min(since, horizon) for since, _ in stream.rates] + [horizon]
    hours = [until - since for since, until in pairwise(borders)]
    pieces = zip((rate for _, rate in stream.rates), hours, strict=True)
    return len(stream.at) + sum(rate * time for rate, time in pieces)


def _tasks(network: Network, firsts: Sequence[int], k: Any) -> tuple[Any, Any, Any]:
    """The tables of tasks, of what comes after them, and of branches."""
    rows = [(f, t) for f, s in zip(firsts, network.streams, strict=True) for t in s.tasks]
    names, streams = milestone_names(network), network.streams
    ranks = _ranks([s.key for s in streams])
    after: list[list[int]] = [[] for _ in rows]
    for i, (first, task) in enumerate(rows):
        for before in sorted(set(task.after)):
            after[first + before].append(i)
    branches = [_up_to(first, task) for first, task in rows]
    laws = [task.law for _, task in rows]
    table = np.zeros(len(rows), k.TASK)
    _fill(table, "stream", [rank for rank, s in zip(ranks, streams, strict=True) for _ in s.tasks])
    _fill(table, "place", [i for s in streams for i in range(len(s.tasks))])
    _fill(table, "urgent", [s.urgent for s in streams for _ in s.tasks])
    _fill(table, "line", _lines(streams))
    _fill(table, "rank", [x for s in network.streams for x in _ranks([t.name for t in s.tasks])])
    _fill(table, "hash", [hash_of(t.name) for _, t in rows])
    _fill(table, "desk", [k.NONE if t.desk is None else t.desk for _, t in rows])
    _fill(table, "needs", [len(set(t.after)) for _, t in rows])
    _fill(table, "part", [t.counts_as for _, t in rows])
    _fill(table, "milestone", [names.index(t.milestone) if t.milestone else -1 for _, t in rows])
    for field in ("shape", "a", "b", "c"):
        _fill(table, field, [getattr(law, field) for law in laws])
    _span(table, "next", after)
    _span(table, "then", branches)
    nexts = np.array([i for some in after for i in some], np.int64)
    return table, nexts, np.array([row for some in branches for row in some], k.BRANCH)


def _lines(streams: Sequence[Stream]) -> list[int]:
    """The line that each task waits in, among those of all desks."""
    priorities = sorted({s.priority for s in streams})
    each = [2 * priorities.index(s.priority) + (not s.urgent) for s in streams]
    return [
        2 * len(priorities) * (task.desk or 0) + line
        for stream, line in zip(streams, each, strict=True)
        for task in stream.tasks
    ]


def _up_to(first: int, task: Task) -> list[tuple[int, float]]:
    """The branches of a task, each with the sum of probabilities up to and with it."""
    sums = accumulate(share for _, share in task.then)
    return [
        (first + i, 1.0 if up_to > 1.0 - ROUNDING else up_to)
        for (i, _), up_to in zip(task.then, sums, strict=True)
    ]


def desk_tables(desks: Sequence[Desk]) -> tuple[Any, Any]:
    """The tables of desks and of their borders in the week."""
    k = kernel()
    borders = [_borders(desk) for desk in desks]
    table = np.zeros(len(desks), k.DESK)
    _fill(table, "servers", [d.servers for d in desks])
    _fill(table, "hours", [bool(times) for times, _ in borders])
    _fill(table, "opens", [opens for _, opens in borders])
    _fill(table, "wake", [d.wake.shape if d.wake else k.NONE for d in desks])
    for field in ("a", "b", "c"):
        _fill(table, f"wake_{field}", [getattr(d.wake, field) if d.wake else 0.0 for d in desks])
    _span(table, "borders", [times for times, _ in borders])
    return table, np.array([time for times, _ in borders for time in times], np.float64)


def milestone_names(network: Network) -> tuple[str, ...]:
    """The names of the milestones, in alphabetical order."""
    return tuple(sorted({t.milestone for s in network.streams for t in s.tasks if t.milestone}))


def hash_of(word: str) -> int:
    """The 64 bits that stand for a stream's key or a task's name in every draw."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _fill(table: Any, field: str, values: Sequence[Any]) -> None:
    table[field] = np.array(values, table[field].dtype)


def _span(table: Any, field: str, parts: Sequence[Sequence[Any]]) -> None:
    """Where the rows of each part begin and end, when the parts stand one after the other."""
    begins = _starts(parts)
    _fill(table, field, begins)
    _fill(table, f"{field}_end", [b + len(part) for b, part in zip(begins, parts, strict=True)])


def _starts(parts: Iterable[Sequence[Any]]) -> list[int]:
    return list(accumulate((len(part) for part in parts), initial=0))[:-1]


def _ranks(words: Sequence[str]) -> list[int]:
    places = {word: i for i, word in enumerate(sorted(words))}
    return [places[word] for word in words]


def _borders(desk: Desk) -> tuple[list[float], bool]:
    """When in the week a desk opens and closes by turns, and whether the first time it opens.

    Intervals that touch are one, across the end of the week too.
    """
    if not desk.opening:
        return [], False
    times: list[float] = []
    for begin, end in desk.opening:
        if times and times[-1] == begin:
            times[-1] = float(end)
        else:
            times += [float(begin), float(end)]
    if times[0] == 0.0 and times[-1] == WEEK:
        return times[1:-1], False
    return times, True
