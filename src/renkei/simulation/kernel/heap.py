"""Events to come: a heap by time, four below each, whose root stays free until the next goes in.

All rows that hold no event are infinite, so that four below can always be looked at.
"""

from __future__ import annotations

import math
from typing import Any

from renkei.jit import inline, nth
from renkei.simulation.kernel.tables import HOLE, SIZE


@inline
def _sink(heap: Any, size: Any, time: Any, what: Any) -> None:
    """Puts an event in at the root, which is free."""
    i, child = 0, 1
    while child < size:
        one = child + (heap[nth(child + 1)]["time"] < heap[nth(child)]["time"])
        other = child + 2 + (heap[nth(child + 3)]["time"] < heap[nth(child + 2)]["time"])
        child = other if heap[nth(other)]["time"] < heap[nth(one)]["time"] else one
        less = heap[nth(child)]
        if less["time"] >= time:
            break
        heap[nth(i)]["time"], heap[nth(i)]["what"] = less["time"], less["what"]
        i, child = child, 4 * child + 1
    heap[nth(i)]["time"], heap[nth(i)]["what"] = time, what


@inline
def push(heap: Any, n: Any, time: Any, what: Any) -> None:
    """Puts an event in."""
    if n[HOLE]:
        n[HOLE] = 0
        _sink(heap, n[SIZE], time, what)
        return
    i = n[SIZE]
    n[SIZE] += 1
    while i > 0:
        above = heap[nth((i - 1) >> 2)]
        if above["time"] <= time:
            break
        heap[nth(i)]["time"], heap[nth(i)]["what"] = above["time"], above["what"]
        i = (i - 1) >> 2
    heap[nth(i)]["time"], heap[nth(i)]["what"] = time, what


@inline
def soonest(heap: Any, n: Any) -> Any:
    """The time of the next event, infinite if there is none. The root may have been taken."""
    if n[HOLE]:
        one, other = min(heap[1]["time"], heap[2]["time"]), min(heap[3]["time"], heap[4]["time"])
        return min(one, other)
    return heap[0]["time"]


@inline
def take(heap: Any, n: Any) -> Any:
    """The next event. Its place at the root stays free for the next one that is put in."""
    if n[HOLE]:
        n[SIZE] -= 1
        last = heap[nth(n[SIZE])]
        time, what = last["time"], last["what"]
        last["time"] = math.inf
        _sink(heap, n[SIZE], time, what)
    n[HOLE] = 1
    return heap[0]["what"]
