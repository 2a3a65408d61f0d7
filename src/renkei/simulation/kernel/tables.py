"""The tables that the kernel walks: arrays of records, and what their numbers mean."""

from __future__ import annotations

from typing import Any

import numpy as np

NONE = -1
"""Where a task has no desk or milestone, a desk no wake, a list no next."""

END, ARRIVE, OPEN, WAKE = range(4)
"""What an event is: the end of a job, an arrival in a stream, a desk that opens or is awake."""
CLOSED, WAKING, AWAKE, STAFFED = range(4)
"""How a desk is: not staffed in the first three."""
LAW, THEN, ROUSE = range(3)
"""What a number is drawn for."""
SIZE, HOLE, JOBS, FREE_JOBS, SLOTS, FREE_SLOTS, LIVE, EVENTS, STEPS, TOUCHED, COUNTERS = range(11)
"""Counters: of the heap and whether its root is taken; jobs and slots ever used, and the first of
the free ones; matters and arrivals to come; events, steps; the last desk touched."""


def _record(whole: str, real: str = "", other: tuple[Any, ...] = ()) -> np.dtype[Any]:
    fields = [(name, np.int64) for name in whole.split()]
    return np.dtype([*fields, *((name, np.float64) for name in real.split()), *other], align=True)


STREAM = _record(
    "tasks tasks_end roots roots_end rates rates_end at at_end number piece",
    "clock",
    (("hash", np.uint64), ("base", np.uint64)),
)
"""`x` to `x_end` are rows of the table `x`. The rest but `hash` is of the run: matters so far, the
piece of the rates and the time of the next arrival, and the key of stream and replication."""

TASK = _record(
    "stream place rank desk line urgent shape needs part milestone next next_end then then_end",
    "a b c",
    (("hash", np.uint64),),
)
"""`stream` ranks its stream, `place` is which of its tasks it is, `rank` ranks it among them. At a
desk it waits in `line`: of two for each priority, the first is for urgent matters. `needs` is how
many tasks come before; `part` the column of what is spent."""

DESK = _record(
    "servers hours wake borders borders_end opens"
    " state busy queued present border week called marked served",
    "wake_a wake_b wake_c since next_border closed waking awake worked waited",
)
"""`hours` is 1 where it is not always open, `wake` the shape of the law; of its borders in the week
the first opens it if `opens`. The rest is of the run: urgent matters `present`, the next border,
whether its opening is on the heap, the desk touched before it; hours in each state up to `since`;
and what the answers say of it."""

RATE = _record("", "begin rate")
BRANCH = _record("task", "up_to")
EVENT = _record("what", "time")
LINE = _record("head tail")
JOB = _record(
    "slot task visit next before",
    "ready start in_closed in_waking asleep shut queueing",
    (("key", np.uint64), ("spent", np.float64, (8,))),
)
"""A task of a matter that waits or is in work; `next` and `before` in its line at a desk."""
SLOT = _record("stream number row active next")
"""A matter under way: `row` is where its answers go, `active` how many jobs it has."""
PASS = _record("pending visits ended")
"""Of a task and a matter: tasks before it not done, how often it was ready, whether it ended."""
STEP = _record("replication stream matter task visit", "ready start end asleep closed queueing")
"""A row of `Results.steps`."""

PARTS = 8
