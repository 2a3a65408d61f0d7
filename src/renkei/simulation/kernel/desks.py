"""Desks: their hours, who waits there, who goes next."""

from __future__ import annotations

from typing import Any

from renkei.jit import inline, jit, nth
from renkei.simulation.kernel.draws import uniform
from renkei.simulation.kernel.heap import push
from renkei.simulation.kernel.laws import hours_of
from renkei.simulation.kernel.tables import (
    AWAKE,
    CLOSED,
    END,
    LAW,
    NONE,
    OPEN,
    ROUSE,
    STAFFED,
    TOUCHED,
    WAKE,
    WAKING,
)

_WEEK = 168.0


@jit
def _sync(desk: Any, borders: Any, now: Any) -> None:
    """Brings a desk that has hours up to `now`: passes the borders, and counts time by state."""
    while desk["next_border"] <= now:
        _spend(desk, desk["next_border"])
        if (desk["border"] % 2 == 0) == (desk["opens"] == 1):
            desk["state"] = STAFFED
        elif desk["wake"] != NONE and desk["present"]:
            desk["state"] = AWAKE
        else:
            desk["state"] = CLOSED
        desk["border"] += 1
        if desk["borders"] + desk["border"] == desk["borders_end"]:
            desk["border"] = 0
            desk["week"] += 1
        desk["next_border"] = desk["week"] * _WEEK + borders[desk["borders"] + desk["border"]]
    _spend(desk, now)


@inline
def _spend(desk: Any, now: Any) -> None:
    passed = now - desk["since"]
    if desk["state"] == CLOSED:
        desk["closed"] += passed
    elif desk["state"] == WAKING:
        desk["waking"] += passed
    elif desk["state"] == AWAKE:
        desk["awake"] += passed
    desk["since"] = now


@inline
def touch(desks: Any, borders: Any, n: Any, d: Any, now: Any) -> None:
    """A desk is brought up to `now`, and chooses what to start once all that happens now has."""
    desk = desks[nth(d)]
    if desk["hours"]:
        _sync(desk, borders, now)
    if desk["marked"] < NONE:
        desk["marked"] = n[TOUCHED]
        n[TOUCHED] = d


@inline
def _shut(desk: Any, urgent: Any) -> Any:
    """How long a desk has been closed, and being woken, so far, as a matter sees it."""
    if urgent:
        return desk["closed"], desk["waking"]
    return desk["closed"] + desk["waking"] + desk["awake"], 0.0


@jit
def _ties(tasks: Any, slots: Any, one: Any, other: Any) -> Any:
    """Whether `one` goes before `other`, which was ready at the same time."""
    a, b = tasks[nth(one["task"])], tasks[nth(other["task"])]
    if a["stream"] != b["stream"]:
        return a["stream"] < b["stream"]
    mine, theirs = slots[nth(one["slot"])]["number"], slots[nth(other["slot"])]["number"]
    if mine != theirs:
        return mine < theirs
    return a["rank"] < b["rank"]


@inline
def _goes_first(tasks: Any, slots: Any, one: Any, other: Any) -> Any:
    """Whether job `one` goes before `other`, of the same priority."""
    if one["ready"] != other["ready"]:
        return one["ready"] < other["ready"]
    return _ties(tasks, slots, one, other)


@inline
def _start(job: Any, task: Any, heap: Any, n: Any, j: Any, now: Any) -> Any:
    """Begins the work of a job; gives how long it takes."""
    u = uniform(job["key"], task["hash"], job["visit"], LAW)
    takes = hours_of(task["shape"], task["a"], task["b"], task["c"], u)
    job["start"] = now
    job["spent"][task["part"]] += takes
    push(heap, n, now + takes, 4 * j + END)
    return takes


@inline
def begin(
    tasks: Any,
    desks: Any,
    borders: Any,
    lines: Any,
    jobs: Any,
    slots: Any,
    passes: Any,
    heap: Any,
    n: Any,
    j: Any,
    t: Any,
    now: Any,
) -> None:
    """A task is ready: its job goes to the line of its desk, or starts where it has none."""
    job, task = jobs[nth(j)], tasks[nth(t)]
    passed = passes[nth(job["slot"]), nth(task["place"])]
    job["task"], job["visit"], job["ready"] = t, passed["visits"], now
    passed["visits"] += 1
    d = task["desk"]
    if d == NONE:
        job["asleep"] = job["shut"] = job["queueing"] = 0.0
        _start(job, task, heap, n, j, now)
        return
    desk = desks[nth(d)]
    touch(desks, borders, n, d, now)
    if desk["hours"]:
        job["in_closed"], job["in_waking"] = _shut(desk, task["urgent"])
    line = lines[nth(task["line"])]
    before, after = line["tail"], NONE
    while before != NONE and _goes_first(tasks, slots, job, jobs[nth(before)]):
        before, after = jobs[nth(before)]["before"], before
    job["before"], job["next"] = before, after
    if before == NONE:
        line["head"] = j
    else:
        jobs[nth(before)]["next"] = j
    if after == NONE:
        line["tail"] = j
    else:
        jobs[nth(after)]["before"] = j
    desk["queued"] += 1
    desk["present"] += task["urgent"]


@inline
def _head(
    tasks: Any,
    lines: Any,
    queues: Any,
    jobs: Any,
    slots: Any,
    d: Any,
    urgent_only: Any,
) -> Any:
    """The line whose head goes next at a desk."""
    for q in range(d * queues, (d + 1) * queues, 2):
        urgent, other = lines[nth(q)]["head"], lines[nth(q + 1)]["head"]
        if urgent_only:
            other = NONE
        if urgent == NONE and other == NONE:
            continue
        if other == NONE:
            return q
        if urgent == NONE:
            return q + 1
        return q if _goes_first(tasks, slots, jobs[nth(urgent)], jobs[nth(other)]) else q + 1
    return NONE


@inline
def serve(
    tasks: Any,
    desks: Any,
    lines: Any,
    queues: Any,
    horizon: Any,
    jobs: Any,
    slots: Any,
    heap: Any,
    n: Any,
    d: Any,
    now: Any,
) -> None:
    """A desk starts what it can; closed, it sees to being woken or opened."""
    desk = desks[nth(d)]
    if desk["state"] == AWAKE and not desk["present"]:
        desk["state"] = CLOSED
    state = desk["state"]
    while state >= AWAKE and desk["queued"] and desk["busy"] < desk["servers"]:
        q = _head(tasks, lines, queues, jobs, slots, d, state == AWAKE)
        if q == NONE:
            break
        j = lines[nth(q)]["head"]
        job = jobs[nth(j)]
        lines[nth(q)]["head"] = job["next"]
        if job["next"] == NONE:
            lines[nth(q)]["tail"] = NONE
        else:
            jobs[nth(job["next"])]["before"] = NONE
        desk["queued"] -= 1
        desk["busy"] += 1
        task = tasks[nth(job["task"])]
        wait = now - job["ready"]
        job["asleep"] = job["shut"] = 0.0
        if desk["hours"] and wait > 0.0:
            shut, asleep = _shut(desk, task["urgent"])
            job["shut"], job["asleep"] = shut - job["in_closed"], asleep - job["in_waking"]
            job["spent"][5] += job["asleep"]
            job["spent"][6] += job["shut"]
        job["queueing"] = wait - job["shut"] - job["asleep"]
        job["spent"][7] += job["queueing"]
        desk["waited"] += wait
        takes = _start(job, task, heap, n, j, now)
        desk["served"] += 1
        if now < horizon:
            desk["worked"] += min(takes, horizon - now)
    if state == STAFFED or not desk["queued"]:
        return
    if state == CLOSED and desk["wake"] != NONE and desk["present"]:
        q = _head(tasks, lines, queues, jobs, slots, d, True)
        job = jobs[nth(lines[nth(q)]["head"])]
        u = uniform(job["key"], tasks[nth(job["task"])]["hash"], job["visit"], ROUSE)
        awake = now + hours_of(desk["wake"], desk["wake_a"], desk["wake_b"], desk["wake_c"], u)
        desk["state"] = WAKING
        if awake < desk["next_border"]:
            push(heap, n, awake, 4 * d + WAKE)
    if not desk["called"]:
        desk["called"] = 1
        push(heap, n, desk["next_border"], 4 * d + OPEN)
