"""Room for the kernel, which makes no arrays: given, and doubled where it falls short."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np

from renkei.simulation.compiled import kernel
from renkei.simulation.plan import Plan

_TIMES, _JOBS, _SLOTS = 64, 64, 32
"""To begin with: arrivals beyond those expected, jobs and matters under way."""
_SPREAD = 5.0
"""Standard deviations of the number of arrivals that there is room for."""


def arrivals(plan: Plan, seed: int, first: int, low: int, high: int, counts: Any) -> Any:
    """When the matters of the replications `first + low` to `first + high - 1` arrive, in a row.

    By replication and stream; how many of each fills the rows `low` to `high` of `counts`.
    """
    expected = plan.expected * (high - low)
    times = np.empty(_TIMES + int(expected + _SPREAD * sqrt(expected)))
    at, total = low, 0
    with np.errstate(over="ignore"):
        while True:
            some = (seed, first, at, high, counts, times, total)
            at = kernel().arrivals(plan.streams.copy(), plan.rates, plan.at, plan.horizon, *some)
            total = int(counts[low:at].sum())
            if at == high:
                return times[:total]
            times = _longer(times, 2 * len(times))


def simulate(plan: Plan, seed: int, first: int, low: int, high: int, *out: Any) -> None:
    """Runs those replications into the rows `low` to `high` of the arrays `out`."""
    k = kernel()
    streams, desks = plan.streams.copy(), plan.desks.copy()
    tables = (plan.tasks, desks, plan.borders, plan.roots, plan.nexts, plan.branches)
    told = (streams, plan.horizon, *tables, plan.queues, plan.width, plan.stop)
    lines = np.empty(len(desks) * plan.queues, k.LINE)
    jobs = np.empty(_JOBS + plan.width, k.JOB)
    slots = np.empty(_SLOTS, k.SLOT)
    passes = np.empty((_SLOTS, plan.width), k.PASS)
    others = len(streams) + 2 * len(desks) + 6
    heap = np.empty(len(jobs) + others, k.EVENT)
    n = np.empty(k.COUNTERS, np.int64)
    at, going = low, False
    with np.errstate(over="ignore"):
        while True:
            room = (lines, jobs, slots, passes, heap, n, going)
            at = k.simulate(*told, *room, seed, first, at, high, *out)
            if at == high:
                return
            jobs, slots = _longer(jobs, 2 * len(jobs)), _longer(slots, 2 * len(slots))
            known = len(heap)
            passes, heap = _longer(passes, len(slots)), _longer(heap, len(jobs) + others)
            heap["time"][known:] = np.inf
            going = True


def _longer(old: Any, length: int) -> Any:
    new = np.empty((length, *old.shape[1:]), old.dtype)
    new[: len(old)] = old
    return new
