"""What a run gives back: arrays only, from which statistics are worked out elsewhere.

A row a matter, in order of replication, stream and number; a row a replication; and, where asked
for, a row a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renkei.simulation.provenance import Provenance

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


class Part(IntEnum):
    """A column of `Results.spent`: the kinds of `Spent`, then the three ways to wait."""

    WORK = 0
    CLIMB = 1
    CONCUR = 2
    LINK = 3
    REVIEW = 4
    ASLEEP = 5
    """Waiting while the desk is being woken for an urgent matter."""
    CLOSED = 6
    """Waiting while the desk is closed to this matter and nobody is being woken for it."""
    QUEUE = 7
    """Waiting while the desk works, for a free server."""


STEP = np.dtype(
    [
        ("replication", np.int64),
        ("stream", np.int64),
        ("matter", np.int64),
        ("task", np.int64),
        ("visit", np.int64),
        ("ready", np.float64),
        ("start", np.float64),
        ("end", np.float64),
        ("asleep", np.float64),
        ("closed", np.float64),
        ("queueing", np.float64),
    ]
)
"""One step: which matter of which stream passed which of the stream's tasks for the how-manieth
time (from 0), when, and how its wait from `ready` to `start` divides. Hours."""


@dataclass(frozen=True, slots=True)
class Results:
    """What happened in some replications. Times are hours from the start of the run.

    Of `n` matters: `replication`, `stream` and `number` (from 0, in order of arrival) of each, when
    it `arrived` and `ended` (NaN where the run stopped before), `milestones` (n by the names in
    `milestone_names`; NaN where the stream has none of that name or none of its tasks ended), and
    `spent` (n by `Part`): the hours along the path that ended last, which add up to the time from
    arrival to end. Where several predecessors of a join end at the same instant, the path goes
    through one of them.

    Of `r` replications and `d` desks: `events` (arrivals and ends of tasks), `busy` (r by d, hours
    of servers at work up to the horizon), `waited` (r by d, hours of waiting of what has started)
    and `served` (r by d, how many tasks have started).

    `steps` is an array of `STEP`, in the order in which they ended within a replication, or None.
    Work that the run stopped is in none of these but `busy`, `waited` and `served`.
    """

    provenance: Provenance
    milestone_names: tuple[str, ...]
    replication: Integers
    stream: Integers
    number: Integers
    arrived: Floats
    ended: Floats
    milestones: Floats
    spent: Floats
    events: Integers
    busy: Floats
    waited: Floats
    served: Integers
    steps: NDArray[Any] | None = None


OF_KERNEL = (
    "arrived",
    "ended",
    "milestones",
    "spent",
    "events",
    "busy",
    "waited",
    "served",
)
"""The arrays that the kernel fills."""

ARRAYS = ("replication", "stream", "number", *OF_KERNEL)


def joined(parts: Sequence[Results]) -> Results:
    """Results of consecutive replications as one."""
    if len(parts) == 1:
        return parts[0]
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(part, name) for part in parts]) for name in ARRAYS
    }
    steps = [part.steps for part in parts if part.steps is not None]
    told = replace(
        parts[0].provenance, replications=sum(part.provenance.replications for part in parts)
    )
    return Results(
        provenance=told,
        milestone_names=parts[0].milestone_names,
        steps=np.concatenate(steps) if steps else None,
        **arrays,
    )
