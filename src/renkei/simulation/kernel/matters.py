"""Matters under way: their jobs, and what follows when one has ended."""

from __future__ import annotations

from typing import Any

from renkei.jit import inline, nth
from renkei.simulation.kernel.draws import uniform
from renkei.simulation.kernel.tables import FREE_JOBS, FREE_SLOTS, JOBS, NONE, PARTS, SLOTS, THEN


@inline
def new_job(jobs: Any, n: Any, slot: Any, key: Any) -> Any:
    """A place for a job of the matter in `slot`."""
    j = n[FREE_JOBS]
    if j == NONE:
        j = n[JOBS]
        n[JOBS] += 1
    else:
        n[FREE_JOBS] = jobs[nth(j)]["next"]
    jobs[nth(j)]["slot"], jobs[nth(j)]["key"] = slot, key
    return j


@inline
def new_slot(stream: Any, tasks: Any, slots: Any, passes: Any, n: Any, s: Any, row: Any) -> Any:
    """A place for the matter that arrives in stream `s`."""
    k = n[FREE_SLOTS]
    if k == NONE:
        k = n[SLOTS]
        n[SLOTS] += 1
    else:
        n[FREE_SLOTS] = slots[nth(k)]["next"]
    slot = slots[nth(k)]
    slot["stream"], slot["number"], slot["row"] = s, stream["number"], row
    slot["active"] = stream["roots_end"] - stream["roots"]
    for t in range(stream["tasks"], stream["tasks_end"]):
        passed = passes[nth(k), nth(tasks[nth(t)]["place"])]
        passed["pending"], passed["visits"], passed["ended"] = tasks[nth(t)]["needs"], 0, 0
    return k


@inline
def follow(
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
    job = jobs[nth(j)]
    task = tasks[nth(job["task"])]
    job["next"] = NONE
    if task["then"] < task["then_end"]:
        u = uniform(job["key"], task["hash"], job["visit"], THEN)
        chosen = task["then"]
        for i in range(task["then"], task["then_end"]):
            chosen += branches[nth(i)]["up_to"] <= u
        return branches[nth(chosen)]["task"] if chosen < task["then_end"] else NONE
    goes_on = NONE
    here = passes[nth(job["slot"]), nth(task["place"])]
    if not here["ended"]:
        here["ended"] = 1
        for i in range(task["next"], task["next_end"]):
            t = nexts[nth(i)]
            passed = passes[nth(job["slot"]), nth(tasks[nth(t)]["place"])]
            passed["pending"] -= 1
            if passed["pending"] == 0:
                if goes_on == NONE:
                    goes_on = t
                else:
                    k = new_job(jobs, n, job["slot"], job["key"])
                    slots[nth(job["slot"])]["active"] += 1
                    other = jobs[nth(k)]
                    for part in range(PARTS):
                        other["spent"][part] = job["spent"][part]
                    other["task"], other["next"] = t, job["next"]
                    job["next"] = k
    return goes_on


@inline
def record_step(step: Any, r: Any, place: Any, slot: Any, job: Any, now: Any) -> None:
    """Fills a row of `Results.steps` when a job ends."""
    step["replication"], step["stream"], step["matter"] = r, slot["stream"], slot["number"]
    step["task"], step["visit"] = place, job["visit"]
    step["ready"], step["start"], step["end"] = job["ready"], job["start"], now
    step["asleep"], step["closed"] = job["asleep"], job["shut"]
    step["queueing"] = job["queueing"]
