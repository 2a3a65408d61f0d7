"""Running a network many times: in batches, on all cores, the same to the bit however it is cut."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from renkei.simulation.network import Network
from renkei.simulation.plan import Plan, milestone_names, plan
from renkei.simulation.provenance import Provenance, provenance
from renkei.simulation.results import OF_KERNEL, STEP, Part, Results, joined
from renkei.simulation.room import arrivals, simulate
from renkei.simulation.rules import check

if TYPE_CHECKING:
    from renkei.simulation.results import Floats

BATCH = 256
"""Replications a batch, unless told otherwise."""

_PIECES = 4
"""Pieces of a batch for each thread, so that none waits long for another."""


def run(
    network: Network,
    replications: int,
    seed: int,
    first: int = 0,
    steps: bool = False,
    *,
    threads: int | None = None,
) -> Results:
    """Everything that happens in the replications `first` to `first + replications - 1`.

    Equal arguments give equal answers to the bit, on any number of threads (all cores if None); a
    replication is the same whatever others are run with it. `seed` is from 0 to 2**63 - 1. Memory
    is in proportion to the number of matters: see `batches` for many.

    Raises
    ------
    NetworkError, ValueError
        As `batches` does.
    """
    return joined(list(batches(network, replications, seed, first, steps, threads=threads)))


def batches(
    network: Network,
    replications: int,
    seed: int,
    first: int = 0,
    steps: bool = False,
    *,
    size: int = BATCH,
    threads: int | None = None,
) -> Iterator[Results]:
    """The same in batches of `size` replications, in order: no more than one is kept in memory.

    Raises
    ------
    NetworkError
        If the network cannot be run.
    ValueError
        If `replications` or `size` is below 1, or `seed` or `first` out of range.
    """
    cut = pieces(network, replications, seed, first, size)
    whole = provenance(network, seed, first, replications)
    return _run_each(network, cut, whole, steps, threads or os.cpu_count() or 1)


def pieces(
    network: Network, replications: int, seed: int, first: int, size: int
) -> list[tuple[int, int]]:
    """The first replication of each batch, and how many it has.

    Raises
    ------
    NetworkError, ValueError
        As `batches` does.
    """
    check(network)
    if replications < 1 or size < 1 or not 0 <= seed < 2**63 or first < 0:
        raise ValueError(
            f"give 1 or more replications in batches of 1 or more, a seed from 0 to 2**63 - 1 and "
            f"a first from 0 on: not {replications}, {size}, {seed}, {first}"
        )
    last = first + replications
    return [(begin, min(size, last - begin)) for begin in range(first, last, size)]


def _run_each(
    network: Network, cut: list[tuple[int, int]], whole: Provenance, steps: bool, threads: int
) -> Iterator[Results]:
    tables = plan(network)
    with ThreadPoolExecutor(threads) as pool:
        for begin, count in cut:
            told = replace(whole, first=begin, replications=count)
            yield _Batch(tables, pool, threads, told).run(network, steps)


def taken(network: Network, replications: int, seed: int, stream: int) -> Floats:
    """How long each matter of a stream took from arrival to end, in the order of `run`.

    For the many points of a sweep: on this thread alone, without provenance, and for a network that
    `rules.check` finds nothing wrong with.
    """
    tables, some = plan(network), (seed, 0, 0, replications)
    counts = np.empty((replications, len(network.streams)), np.int64)
    arrived = arrivals(tables, *some, counts)
    names = milestone_names(network)
    out = _room(counts, arrived, len(network.desks), len(names), network.stop_at_horizon)
    simulate(tables, *some, *out.values())
    mine = np.tile(np.arange(len(network.streams)) == stream, replications)
    return np.asarray((out["ended"] - arrived)[np.repeat(mine, counts.ravel())])


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some replications of a network, shared out to threads."""

    plan: Plan
    pool: ThreadPoolExecutor
    threads: int
    told: Provenance

    def run(self, network: Network, steps: bool) -> Results:
        counts = np.empty((self.told.replications, len(network.streams)), np.int64)
        arrived = np.concatenate(self._each(arrivals, (counts,)))
        names = milestone_names(network)
        out = _room(counts, arrived, len(network.desks), len(names), network.stop_at_horizon)
        self._simulate(out)
        if steps:
            ends = np.cumsum(out["steps"])
            out["steps_from"] = ends - out["steps"]
            out["records"] = np.empty(ends[-1], STEP)
            self._simulate(out)
            out["records"]["replication"] += self.told.first
        return _results(counts, self.told, names, out, steps)

    def _simulate(self, out: dict[str, Any]) -> None:
        self._each(simulate, tuple(out.values()))

    def _each(self, function: Any, rows: tuple[Any, ...]) -> list[Any]:
        """What it gives for each piece of the batch, in order."""
        replications = self.told.replications
        piece = -(-replications // (self.threads * _PIECES))
        running = [
            self.pool.submit(
                function,
                self.plan,
                self.told.seed,
                self.told.first,
                low,
                min(low + piece, replications),
                *rows,
            )
            for low in range(0, replications, piece)
        ]
        return [one.result() for one in running]


def _room(counts: Any, arrived: Any, desks: int, milestones: int, stops: bool) -> dict[str, Any]:
    """Room for the answers, in the order in which the kernel takes it."""
    matters, replications = len(arrived), len(counts)
    made = np.empty if not stops else partial(np.full, fill_value=np.nan)
    return {
        "counts": counts,
        "rows": (np.cumsum(counts) - counts.ravel()).reshape(counts.shape),
        "arrived": arrived,
        "ended": made(matters),
        "milestones": np.full((matters, milestones), np.nan),
        "spent": made((matters, len(Part))),
        "events": np.empty(replications, np.int64),
        "busy": np.empty((replications, desks)),
        "waited": np.empty((replications, desks)),
        "served": np.empty((replications, desks), np.int64),
        "steps": np.empty(replications, np.int64),
        "steps_from": np.zeros(replications, np.int64),
        "records": np.empty(0, STEP),
    }


def _results(
    counts: Any, told: Provenance, names: tuple[str, ...], out: dict[str, Any], steps: bool
) -> Results:
    replications, streams = counts.shape
    lengths = counts.ravel()
    numbers = np.arange(told.first, told.first + replications)
    matters = np.arange(len(out["arrived"]), dtype=np.int32)
    return Results(
        provenance=told,
        milestone_names=names,
        replication=np.repeat(numbers.astype(np.int32), counts.sum(axis=1)),
        stream=np.repeat(np.tile(np.arange(streams, dtype=np.int32), replications), lengths),
        number=matters - np.repeat(out["rows"].ravel().astype(np.int32), lengths),
        steps=out["records"] if steps else None,
        **{name: out[name] for name in OF_KERNEL},
    )
