"""The event loop, compiled. Everything it calls is in this file, and must stay in it.

numba keeps compiled code by the text of the file that holds the function: what it calls in another
file could change unseen. ``renkei.simulation.compiled`` imports this module with a cache folder of
its own; ``renkei.simulation.plan`` fills the tables.

Within one instant all ends, arrivals, openings and wakings come first, in any order, and only then
does each desk that they touched choose what to start next; what that brings about at once (work of
no length) makes another round of the same instant. So the answer hangs on no order of events.

Numbers are drawn from counters: SplitMix64's finaliser (Steele, Lea and Flood, *Fast splittable
pseudorandom number generators*, OOPSLA 2014) over the key of the matter, the hash of the task's
name, the visit and the purpose. Normal quantiles: Wichura's AS 241 (1988).

Tables are arrays of records, handed on one by one: numba counts references to every array of a
tuple whenever the tuple is handed on, which made this loop sixty times as slow.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _compiler(**options: Any) -> Callable[[_Function], _Function]:
    compiled: Callable[[_Function], _Function] = njit(nogil=True, error_model="numpy", **options)
    return compiled


_entry = _compiler(cache=True)
_allocates = _compiler()
_jit = _compiler(_nrt=False)
_inline = _compiler(_nrt=False, forceinline=True)
"""No references are counted (`_nrt`), which cost more than the work: they may make no arrays."""

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
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_ARRIVAL = np.uint64(0xD1B54A32D192ED03)
_MIX_A, _MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_27, _30, _31, _11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)
_WEEK = 168.0
_at = np.uint64
"""Around an index that is not negative: numba then leaves out the turn for those that are."""


@_inline
def _mix(z: Any) -> Any:
    z = (z ^ (z >> _30)) * _MIX_A
    z = (z ^ (z >> _27)) * _MIX_B
    return z ^ (z >> _31)


@_inline
def _unit(bits: Any) -> Any:
    """From 0 up to but not including 1, in steps of 2**-53."""
    return np.int64(bits >> _11) * (1.0 / 9007199254740992.0)


@_inline
def _uniform(key: Any, name: Any, visit: Any, purpose: Any) -> Any:
    return _unit(_mix(key + name + np.uint64(4 * visit + purpose) * _GOLDEN))


@_inline
def _stream_key(seed: Any, replication: Any, name: Any) -> Any:
    return _mix(_mix(_mix(np.uint64(seed)) + np.uint64(replication + 1) * _GOLDEN) ^ name)


@_inline
def _matter_key(base: Any, number: Any) -> Any:
    return _mix(base + np.uint64(number + 1) * _GOLDEN)


@_jit
def _rational(r: Any, n: Any, d: Any) -> Any:
    above, below = n[7], d[7]
    for i in range(6, -1, -1):
        above, below = above * r + n[i], below * r + d[i]
    return above / below


# fmt: off
_N0 = (
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
    3.3430575583588128105e4, 2.5090809287301226727e3,
)
_D0 = (
    1.0, 4.2313330701600911252e1, 6.8718700749205790830e2,
    5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
    2.8729085735721942674e4, 5.2264952788528545610e3,
)
_N1 = (
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4,
)
_D1 = (
    1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
    6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
    5.47593808499534494600e-4, 1.05075007164441684324e-9,
)
_N2 = (
    6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
    2.71155556874348757815e-5, 2.01033439929228813265e-7,
)
_D2 = (
    1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
    1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
    1.42151175831644588870e-7, 2.04426310338993978564e-15,
)
# fmt: on


@_jit
def normal(u: Any) -> Any:
    """The quantile of the standard normal at `u`; the least `u` is taken as 2**-54."""
    q = u - 0.5
    if abs(q) <= 0.425:
        return q * _rational(0.180625 - q * q, _N0, _D0)
    r = math.sqrt(-math.log(max(u, 2.0**-54) if q < 0 else 1.0 - u))
    x = _rational(r - 1.6, _N1, _D1) if r <= 5.0 else _rational(r - 5.0, _N2, _D2)
    return -x if q < 0 else x


@_jit
def _seldom(shape: Any, a: Any, b: Any, c: Any, u: Any) -> Any:
    if shape == 2:
        return a + u * (b - a)
    if shape == 3:
        if u * (c - a) < b - a:
            return a + math.sqrt(u * (c - a) * (b - a))
        return c - math.sqrt((1.0 - u) * (c - a) * (c - b))
    return a * math.exp(b * normal(u))


@_inline
def hours_of(shape: Any, a: Any, b: Any, c: Any, u: Any) -> Any:
    """The quantile of a law at `u`."""
    if shape == 1:
        return -a * math.log(1.0 - u)
    if shape == 0:
        return a
    return _seldom(shape, a, b, c, u)


@_inline
def _sink(heap: Any, size: Any, time: Any, what: Any) -> None:
    """Puts an event in at the root, which is free. What follows the last one is infinite."""
    i, child = 0, 1
    while child < size:
        child += heap[_at(child + 1)]["time"] < heap[_at(child)]["time"]
        less = heap[_at(child)]
        if less["time"] >= time:
            break
        heap[_at(i)]["time"], heap[_at(i)]["what"] = less["time"], less["what"]
        i, child = child, 2 * child + 1
    heap[_at(i)]["time"], heap[_at(i)]["what"] = time, what


@_inline
def _push(heap: Any, n: Any, time: Any, what: Any) -> None:
    if n[HOLE]:
        n[HOLE] = 0
        _sink(heap, n[SIZE], time, what)
        return
    i = n[SIZE]
    n[SIZE] += 1
    heap[_at(i + 1)]["time"] = math.inf
    while i > 0:
        above = heap[_at((i - 1) >> 1)]
        if above["time"] <= time:
            break
        heap[_at(i)]["time"], heap[_at(i)]["what"] = above["time"], above["what"]
        i = (i - 1) >> 1
    heap[_at(i)]["time"], heap[_at(i)]["what"] = time, what


@_inline
def _soonest(heap: Any, n: Any) -> Any:
    """The time of the next event, infinite if there is none. The root may have been taken."""
    if n[HOLE]:
        return min(heap[1]["time"], heap[2]["time"])
    return heap[0]["time"]


@_inline
def _take(heap: Any, n: Any) -> Any:
    """The next event. Its place at the root stays free for the next one that is put in."""
    if n[HOLE]:
        n[SIZE] -= 1
        last = heap[_at(n[SIZE])]
        time, what = last["time"], last["what"]
        last["time"] = math.inf
        _sink(heap, n[SIZE], time, what)
    n[HOLE] = 1
    return heap[0]["what"]


@_inline
def _arrival(stream: Any, rates: Any, at: Any, horizon: Any) -> Any:
    """Readies the next arrival of a stream. Whether it is within the horizon."""
    if stream["at"] < stream["at_end"]:
        i = stream["at"] + stream["number"]
        stream["clock"] = at[i] if i < stream["at_end"] else math.inf
        return stream["clock"] <= horizon
    need = -math.log(1.0 - _unit(_mix(_matter_key(stream["base"], stream["number"]) + _ARRIVAL)))
    while stream["piece"] < stream["rates_end"]:
        piece = stream["piece"]
        rate = rates[_at(piece)]["rate"]
        until = rates[_at(piece + 1)]["begin"] if piece + 1 < stream["rates_end"] else math.inf
        if rate > 0.0:
            if need <= (until - stream["clock"]) * rate:
                stream["clock"] += need / rate
                return stream["clock"] <= horizon
            need -= (until - stream["clock"]) * rate
        stream["clock"] = until
        stream["piece"] += 1
    return False


@_allocates
def _longer(old: Any, length: Any) -> Any:
    new = np.empty((length, *old.shape[1:]), old.dtype)
    new[: len(old)] = old
    return new


@_entry
def arrivals(
    streams: Any,
    rates: Any,
    at: Any,
    horizon: Any,
    seed: Any,
    first: Any,
    low: Any,
    high: Any,
    counts: Any,
) -> Any:
    """When matters arrive, by replication and stream; how many do fills rows of `counts`."""
    streams, times, total = streams.copy(), np.empty(1024), 0
    for r in range(low, high):
        for s in range(len(streams)):
            stream = streams[s]
            stream["base"] = _stream_key(seed, first + r, stream["hash"])
            stream["number"], stream["piece"], stream["clock"] = 0, stream["rates"], 0.0
            if stream["rates"] < stream["rates_end"]:
                stream["clock"] = rates[stream["piece"]]["begin"]
            while _arrival(stream, rates, at, horizon):
                if total == len(times):
                    times = _longer(times, 2 * total)
                times[total] = stream["clock"]
                total += 1
                stream["number"] += 1
            counts[r, s] = stream["number"]
    return times[:total]


@_jit
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


@_inline
def _spend(desk: Any, now: Any) -> None:
    passed = now - desk["since"]
    if desk["state"] == CLOSED:
        desk["closed"] += passed
    elif desk["state"] == WAKING:
        desk["waking"] += passed
    elif desk["state"] == AWAKE:
        desk["awake"] += passed
    desk["since"] = now


@_inline
def _touch(desks: Any, borders: Any, n: Any, d: Any, now: Any) -> None:
    desk = desks[_at(d)]
    if desk["hours"]:
        _sync(desk, borders, now)
    if desk["marked"] < NONE:
        desk["marked"] = n[TOUCHED]
        n[TOUCHED] = d


@_inline
def _shut(desk: Any, urgent: Any) -> Any:
    """How long a desk has been closed, and being woken, so far, as a matter sees it."""
    if urgent:
        return desk["closed"], desk["waking"]
    return desk["closed"] + desk["waking"] + desk["awake"], 0.0


@_jit
def _ties(tasks: Any, slots: Any, one: Any, other: Any) -> Any:
    """Whether `one` goes before `other`, which was ready at the same time."""
    a, b = tasks[_at(one["task"])], tasks[_at(other["task"])]
    if a["stream"] != b["stream"]:
        return a["stream"] < b["stream"]
    mine, theirs = slots[_at(one["slot"])]["number"], slots[_at(other["slot"])]["number"]
    if mine != theirs:
        return mine < theirs
    return a["rank"] < b["rank"]


@_inline
def _goes_first(tasks: Any, slots: Any, one: Any, other: Any) -> Any:
    """Whether job `one` goes before `other`, of the same priority."""
    if one["ready"] != other["ready"]:
        return one["ready"] < other["ready"]
    return _ties(tasks, slots, one, other)


@_inline
def _start(job: Any, task: Any, heap: Any, n: Any, j: Any, now: Any) -> Any:
    """Begins the work of a job; gives how long it takes."""
    u = _uniform(job["key"], task["hash"], job["visit"], LAW)
    takes = hours_of(task["shape"], task["a"], task["b"], task["c"], u)
    job["start"] = now
    job["spent"][task["part"]] += takes
    _push(heap, n, now + takes, 4 * j + END)
    return takes


@_inline
def _begin(
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
    job, task = jobs[_at(j)], tasks[_at(t)]
    passed = passes[_at(job["slot"]), _at(task["place"])]
    job["task"], job["visit"], job["ready"] = t, passed["visits"], now
    passed["visits"] += 1
    d = task["desk"]
    if d == NONE:
        job["asleep"] = job["shut"] = job["queueing"] = 0.0
        _start(job, task, heap, n, j, now)
        return
    desk = desks[_at(d)]
    _touch(desks, borders, n, d, now)
    if desk["hours"]:
        job["in_closed"], job["in_waking"] = _shut(desk, task["urgent"])
    line = lines[_at(task["line"])]
    before, after = line["tail"], NONE
    while before != NONE and _goes_first(tasks, slots, job, jobs[_at(before)]):
        before, after = jobs[_at(before)]["before"], before
    job["before"], job["next"] = before, after
    if before == NONE:
        line["head"] = j
    else:
        jobs[_at(before)]["next"] = j
    if after == NONE:
        line["tail"] = j
    else:
        jobs[_at(after)]["before"] = j
    desk["queued"] += 1
    desk["present"] += task["urgent"]


@_inline
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
        urgent, other = lines[_at(q)]["head"], lines[_at(q + 1)]["head"]
        if urgent_only:
            other = NONE
        if urgent == NONE and other == NONE:
            continue
        if other == NONE:
            return q
        if urgent == NONE:
            return q + 1
        return q if _goes_first(tasks, slots, jobs[_at(urgent)], jobs[_at(other)]) else q + 1
    return NONE


@_inline
def _serve(
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
    desk = desks[_at(d)]
    if desk["state"] == AWAKE and not desk["present"]:
        desk["state"] = CLOSED
    state = desk["state"]
    while state >= AWAKE and desk["queued"] and desk["busy"] < desk["servers"]:
        q = _head(tasks, lines, queues, jobs, slots, d, state == AWAKE)
        if q == NONE:
            break
        j = lines[_at(q)]["head"]
        job = jobs[_at(j)]
        lines[_at(q)]["head"] = job["next"]
        if job["next"] == NONE:
            lines[_at(q)]["tail"] = NONE
        else:
            jobs[_at(job["next"])]["before"] = NONE
        desk["queued"] -= 1
        desk["busy"] += 1
        task = tasks[_at(job["task"])]
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
        job = jobs[_at(lines[_at(q)]["head"])]
        u = _uniform(job["key"], tasks[_at(job["task"])]["hash"], job["visit"], ROUSE)
        awake = now + hours_of(desk["wake"], desk["wake_a"], desk["wake_b"], desk["wake_c"], u)
        desk["state"] = WAKING
        if awake < desk["next_border"]:
            _push(heap, n, awake, 4 * d + WAKE)
    if not desk["called"]:
        desk["called"] = 1
        _push(heap, n, desk["next_border"], 4 * d + OPEN)


@_inline
def _new_job(jobs: Any, n: Any, slot: Any, key: Any) -> Any:
    j = n[FREE_JOBS]
    if j == NONE:
        j = n[JOBS]
        n[JOBS] += 1
    else:
        n[FREE_JOBS] = jobs[_at(j)]["next"]
    jobs[_at(j)]["slot"], jobs[_at(j)]["key"] = slot, key
    return j


@_inline
def _new_slot(stream: Any, tasks: Any, slots: Any, passes: Any, n: Any, s: Any, row: Any) -> Any:
    """A place for the matter that arrives in stream `s`."""
    k = n[FREE_SLOTS]
    if k == NONE:
        k = n[SLOTS]
        n[SLOTS] += 1
    else:
        n[FREE_SLOTS] = slots[_at(k)]["next"]
    slot = slots[_at(k)]
    slot["stream"], slot["number"], slot["row"] = s, stream["number"], row
    slot["active"] = stream["roots_end"] - stream["roots"]
    for t in range(stream["tasks"], stream["tasks_end"]):
        passed = passes[_at(k), _at(tasks[_at(t)]["place"])]
        passed["pending"], passed["visits"], passed["ended"] = tasks[_at(t)]["needs"], 0, 0
    return k


@_inline
def _follow(
    tasks: Any,
    nexts: Any,
    branches: Any,
    jobs: Any,
    slots: Any,
    passes: Any,
    n: Any,
    j: Any,
) -> Any:
    """The task that job `j`, which has ended, goes on to, or `NONE`.

    Further ones get jobs of their own, in a chain that begins at the job's `next`.
    """
    job = jobs[_at(j)]
    task = tasks[_at(job["task"])]
    job["next"] = NONE
    if task["then"] < task["then_end"]:
        u = _uniform(job["key"], task["hash"], job["visit"], THEN)
        chosen = task["then"]
        for i in range(task["then"], task["then_end"]):
            chosen += branches[_at(i)]["up_to"] <= u
        return branches[_at(chosen)]["task"] if chosen < task["then_end"] else NONE
    goes_on = NONE
    here = passes[_at(job["slot"]), _at(task["place"])]
    if not here["ended"]:
        here["ended"] = 1
        for i in range(task["next"], task["next_end"]):
            t = nexts[_at(i)]
            passed = passes[_at(job["slot"]), _at(tasks[_at(t)]["place"])]
            passed["pending"] -= 1
            if passed["pending"] == 0:
                if goes_on == NONE:
                    goes_on = t
                else:
                    k = _new_job(jobs, n, job["slot"], job["key"])
                    slots[_at(job["slot"])]["active"] += 1
                    other = jobs[_at(k)]
                    for part in range(PARTS):
                        other["spent"][part] = job["spent"][part]
                    other["task"], other["next"] = t, job["next"]
                    job["next"] = k
    return goes_on


@_inline
def _record_step(step: Any, r: Any, place: Any, slot: Any, job: Any, now: Any) -> None:
    step["replication"], step["stream"], step["matter"] = r, slot["stream"], slot["number"]
    step["task"], step["visit"] = place, job["visit"]
    step["ready"], step["start"], step["end"] = job["ready"], job["start"], now
    step["asleep"], step["closed"] = job["asleep"], job["shut"]
    step["queueing"] = job["queueing"]


@_inline
def _reset(desks: Any, borders: Any, lines: Any, n: Any) -> None:
    n[:] = 0
    n[FREE_JOBS] = n[FREE_SLOTS] = n[TOUCHED] = NONE
    for q in range(len(lines)):
        lines[_at(q)]["head"] = lines[_at(q)]["tail"] = NONE
    for d in range(len(desks)):
        desk = desks[_at(d)]
        desk["state"] = CLOSED if desk["hours"] and desk["opens"] else STAFFED
        desk["busy"] = desk["queued"] = desk["present"] = desk["called"] = 0
        desk["border"] = desk["week"] = desk["served"] = 0
        desk["worked"] = desk["waited"] = 0.0
        desk["marked"] = NONE - 1
        desk["since"] = desk["closed"] = desk["waking"] = desk["awake"] = 0.0
        desk["next_border"] = borders[desk["borders"]] if desk["hours"] else math.inf


@_jit
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
        now = _soonest(heap, n)
        if stop and now > horizon:
            break
        while _soonest(heap, n) == now:
            if n[JOBS] + width > len(jobs) or n[SLOTS] == len(slots):
                return False
            what = _take(heap, n)
            which, kind = what >> 2, what & 3
            if kind >= OPEN:
                _touch(desks, borders, n, which, now)
                if kind == OPEN:
                    desks[_at(which)]["called"] = 0
                elif desks[_at(which)]["state"] == WAKING:
                    desks[_at(which)]["state"] = AWAKE
                continue
            n[EVENTS] += 1
            if kind == ARRIVE:
                stream = streams[_at(which)]
                row = rows[r, which] + stream["number"]
                key = _matter_key(stream["base"], stream["number"])
                k = _new_slot(stream, tasks, slots, passes, n, which, row)
                j = NONE
                for i in range(stream["roots"], stream["roots_end"]):
                    other = _new_job(jobs, n, k, key)
                    job = jobs[_at(other)]
                    for part in range(PARTS):
                        job["spent"][part] = 0.0
                    job["task"], job["next"] = roots[i], j
                    j = other
                stream["number"] += 1
                if stream["number"] < counts[r, which]:
                    n[LIVE] += 1
                    _push(heap, n, arrived[_at(row + 1)], 4 * which + ARRIVE)
                goes_on = jobs[_at(j)]["task"]
            else:
                j = which
                job = jobs[_at(j)]
                slot, task = slots[_at(job["slot"])], tasks[_at(job["task"])]
                if task["desk"] != NONE:
                    desk = desks[_at(task["desk"])]
                    _touch(desks, borders, n, task["desk"], now)
                    desk["busy"] -= 1
                    desk["present"] -= task["urgent"]
                if task["milestone"] != NONE:
                    milestones[_at(slot["row"]), _at(task["milestone"])] = now
                if record:
                    step = records[steps_from[r] + n[STEPS]]
                    _record_step(step, r, task["place"], slot, job, now)
                n[STEPS] += 1
                goes_on = _follow(tasks, nexts, branches, jobs, slots, passes, n, j)
                if goes_on == NONE:
                    slot["active"] -= 1
                    if slot["active"] == 0:
                        ended[_at(slot["row"])] = now
                        for part in range(PARTS):
                            spent[_at(slot["row"]), part] = job["spent"][part]
                        slot["next"] = n[FREE_SLOTS]
                        n[FREE_SLOTS] = job["slot"]
                        n[LIVE] -= 1
                    job["next"] = n[FREE_JOBS]
                    n[FREE_JOBS] = j
                    continue
            while True:
                after = jobs[_at(j)]["next"]
                _begin(tasks, desks, borders, lines, jobs, slots, passes, heap, n, j, goes_on, now)
                if after == NONE:
                    break
                j, goes_on = after, jobs[_at(after)]["task"]
        while n[TOUCHED] != NONE:
            d = n[TOUCHED]
            n[TOUCHED] = desks[_at(d)]["marked"]
            desks[_at(d)]["marked"] = NONE - 1
            _serve(tasks, desks, lines, queues, horizon, jobs, slots, heap, n, d, now)
    return True


@_entry
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
) -> None:
    """Runs the replications `first + low` to `first + high - 1` into the rows `low` to `high`.

    `counts` and `arrived` are of `arrivals`; `rows` says where each replication and stream begin.
    Records are written from `steps_from` on, unless there are none; `steps` is how many there are.
    """
    streams, desks = streams.copy(), desks.copy()
    lines = np.empty(len(desks) * queues, LINE)
    jobs = np.empty(64 + width, JOB)
    slots = np.empty(32, SLOT)
    passes = np.empty((32, width), PASS)
    others = len(streams) + 2 * len(desks)
    heap = np.empty(len(jobs) + others + 3, EVENT)
    n = np.empty(COUNTERS, np.int64)
    for r in range(low, high):
        _reset(desks, borders, lines, n)
        heap["time"][:] = math.inf
        for s in range(len(streams)):
            streams[s]["number"] = 0
            streams[s]["base"] = _stream_key(seed, first + r, streams[s]["hash"])
            if counts[r, s]:
                n[LIVE] += 1
                _push(heap, n, arrived[rows[r, s]], 4 * s + ARRIVE)
        while not _advance(
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
            jobs = _longer(jobs, 2 * len(jobs))
            heap = _longer(heap, len(jobs) + others + 3)
            slots = _longer(slots, 2 * len(slots))
            passes = _longer(passes, len(slots))
        events[r], steps[r] = n[EVENTS], n[STEPS]
        for d in range(len(desks)):
            desk = desks[d]
            busy[r, d], waited[r, d], served[r, d] = desk["worked"], desk["waited"], desk["served"]
