"""The event loop.

Within one instant all ends, arrivals, openings and wakings come first, in any order, and only then
does each desk that they touched choose what to start next; what that brings about at once (work of
no length) makes another round of the same instant. So the answer hangs on no order of events.
"""

from __future__ import annotations

import math
from typing import Any

from renkei.jit import entry, inline, jit, nth
from renkei.simulation.kernel.desks import begin, serve, touch
from renkei.simulation.kernel.draws import matter_key, stream_key
from renkei.simulation.kernel.heap import push, soonest, take
from renkei.simulation.kernel.matters import follow, new_job, new_slot, record_step
from renkei.simulation.kernel.tables import (
    ARRIVE,
    AWAKE,
    CLOSED,
    COUNTERS,
    EVENTS,
    FREE_JOBS,
    FREE_SLOTS,
    JOBS,
    LIVE,
    NONE,
    OPEN,
    PARTS,
    SLOTS,
    STAFFED,
    STEPS,
    TOUCHED,
    WAKING,
)


@inline
def _ready(
    streams: Any,
    desks: Any,
    borders: Any,
    lines: Any,
    heap: Any,
    n: Any,
    seed: Any,
    replication: Any,
    counts: Any,
    rows: Any,
    arrived: Any,
    r: Any,
) -> None:
    """Empties desks, lines and heap, and puts in the first arrival of each stream."""
    for i in range(COUNTERS):
        n[i] = 0
    n[FREE_JOBS] = n[FREE_SLOTS] = n[TOUCHED] = NONE
    for q in range(len(lines)):
        lines[nth(q)]["head"] = lines[nth(q)]["tail"] = NONE
    for i in range(len(heap)):
        heap[nth(i)]["time"] = math.inf
    for d in range(len(desks)):
        desk = desks[nth(d)]
        desk["state"] = CLOSED if desk["hours"] and desk["opens"] else STAFFED
        desk["busy"] = desk["queued"] = desk["present"] = desk["called"] = 0
        desk["border"] = desk["week"] = desk["served"] = 0
        desk["worked"] = desk["waited"] = 0.0
        desk["marked"] = NONE - 1
        desk["since"] = desk["closed"] = desk["waking"] = desk["awake"] = 0.0
        desk["next_border"] = borders[desk["borders"]] if desk["hours"] else math.inf
    for s in range(len(streams)):
        streams[s]["number"] = 0
        streams[s]["base"] = stream_key(seed, replication, streams[s]["hash"])
        if counts[r, s]:
            n[LIVE] += 1
            push(heap, n, arrived[rows[r, s]], 4 * s + ARRIVE)


@jit
def _advance(
    streams: Any,
    horizon: Any,
    tasks: Any,
    desks: Any,
    borders: Any,
    roots: Any,
    nexts: Any,
    branches: Any,
    queues: Any,
    width: Any,
    stop: Any,
    lines: Any,
    jobs: Any,
    slots: Any,
    passes: Any,
    heap: Any,
    n: Any,
    r: Any,
    counts: Any,
    rows: Any,
    arrived: Any,
    ended: Any,
    milestones: Any,
    spent: Any,
    steps_from: Any,
    records: Any,
) -> Any:
    """Goes on with replication `r`: whether it came to its end, or else room is short."""
    record = len(records) > 0
    while n[LIVE]:
        now = soonest(heap, n)
        if stop and now > horizon:
            break
        while soonest(heap, n) == now:
            if n[JOBS] + width > len(jobs) or n[SLOTS] == len(slots):
                return False
            what = take(heap, n)
            which, kind = what >> 2, what & 3
            if kind >= OPEN:
                touch(desks, borders, n, which, now)
                if kind == OPEN:
                    desks[nth(which)]["called"] = 0
                elif desks[nth(which)]["state"] == WAKING:
                    desks[nth(which)]["state"] = AWAKE
                continue
            n[EVENTS] += 1
            if kind == ARRIVE:
                stream = streams[nth(which)]
                row = rows[r, which] + stream["number"]
                key = matter_key(stream["base"], stream["number"])
                k = new_slot(stream, tasks, slots, passes, n, which, row)
                j = NONE
                for i in range(stream["roots"], stream["roots_end"]):
                    other = new_job(jobs, n, k, key)
                    job = jobs[nth(other)]
                    for part in range(PARTS):
                        job["spent"][part] = 0.0
                    job["task"], job["next"] = roots[i], j
                    j = other
                stream["number"] += 1
                if stream["number"] < counts[r, which]:
                    n[LIVE] += 1
                    push(heap, n, arrived[nth(row + 1)], 4 * which + ARRIVE)
                goes_on = jobs[nth(j)]["task"]
            else:
                j = which
                job = jobs[nth(j)]
                slot, task = slots[nth(job["slot"])], tasks[nth(job["task"])]
                if task["desk"] != NONE:
                    desk = desks[nth(task["desk"])]
                    touch(desks, borders, n, task["desk"], now)
                    desk["busy"] -= 1
                    desk["present"] -= task["urgent"]
                if task["milestone"] != NONE:
                    milestones[nth(slot["row"]), nth(task["milestone"])] = now
                if record:
                    step = records[steps_from[r] + n[STEPS]]
                    record_step(step, r, task["place"], slot, job, now)
                n[STEPS] += 1
                goes_on = follow(tasks, nexts, branches, jobs, slots, passes, n, j)
                if goes_on == NONE:
                    slot["active"] -= 1
                    if slot["active"] == 0:
                        ended[nth(slot["row"])] = now
                        for part in range(PARTS):
                            spent[nth(slot["row"]), part] = job["spent"][part]
                        slot["next"] = n[FREE_SLOTS]
                        n[FREE_SLOTS] = job["slot"]
                        n[LIVE] -= 1
                    job["next"] = n[FREE_JOBS]
                    n[FREE_JOBS] = j
                    continue
            while True:
                after = jobs[nth(j)]["next"]
                begin(tasks, desks, borders, lines, jobs, slots, passes, heap, n, j, goes_on, now)
                if after == NONE:
                    break
                j, goes_on = after, jobs[nth(after)]["task"]
        while n[TOUCHED] != NONE:
            d = n[TOUCHED]
            n[TOUCHED] = desks[nth(d)]["marked"]
            desks[nth(d)]["marked"] = NONE - 1
            serve(tasks, desks, lines, queues, horizon, jobs, slots, heap, n, d, now)
    return True


@entry
def simulate(
    streams: Any,
    horizon: Any,
    tasks: Any,
    desks: Any,
    borders: Any,
    roots: Any,
    nexts: Any,
    branches: Any,
    queues: Any,
    width: Any,
    stop: Any,
    lines: Any,
    jobs: Any,
    slots: Any,
    passes: Any,
    heap: Any,
    n: Any,
    going: Any,
    seed: Any,
    first: Any,
    low: Any,
    high: Any,
    counts: Any,
    rows: Any,
    arrived: Any,
    ended: Any,
    milestones: Any,
    spent: Any,
    events: Any,
    busy: Any,
    waited: Any,
    served: Any,
    steps: Any,
    steps_from: Any,
    records: Any,
) -> Any:
    """Runs the replications `first + low` to `first + high - 1` into the rows `low` to `high`.

    `counts` and `arrived` are of `arrivals`; `rows` says where each replication and stream begin.
    Records are written from `steps_from` on, unless there are none; `steps` is how many there are.
    Gives `high`, or the replication for which jobs, slots, passes or the heap are short of room:
    with more, and what was in them, it goes on there if `going`.
    """
    for r in range(low, high):
        if not going:
            _ready(
                streams, desks, borders, lines, heap, n, seed, first + r, counts, rows, arrived, r
            )
        going = False
        if not _advance(
            streams,
            horizon,
            tasks,
            desks,
            borders,
            roots,
            nexts,
            branches,
            queues,
            width,
            stop,
            lines,
            jobs,
            slots,
            passes,
            heap,
            n,
            r,
            counts,
            rows,
            arrived,
            ended,
            milestones,
            spent,
            steps_from,
            records,
        ):
            return r
        events[r], steps[r] = n[EVENTS], n[STEPS]
        for d in range(len(desks)):
            desk = desks[nth(d)]
            busy[r, d], waited[r, d], served[r, d] = desk["worked"], desk["waited"], desk["served"]
    return high
