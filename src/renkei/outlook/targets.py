"""Series against what was set to be reached: what is left, and the pace that would close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from renkei.edtf import bounds

if TYPE_CHECKING:
    from renkei.packs.schema import Goal, Point, Series

YEAR = 365.2425
"""Days in a mean year of the Gregorian calendar."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal and where its series stood.

    `latest` is the last value dated by `on`; of several at one date the last row. `share` is that
    value over the goal. `pace` is how much a year the series would have to move from the end of
    `latest` to the end of `goal.by`; None where the goal has no date, has passed or is reached.
    `so_far` is how much a year it moved between its first and latest value; None with one value.
    """

    series: Series
    goal: Goal
    latest: Point | None
    share: float | None
    pace: float | None
    so_far: float | None
    passed: bool


def standings(series: tuple[Series, ...], on: date) -> list[Standing]:
    """Where each goal of each series stood on a day, in the order of the pack."""
    return [_standing(row, goal, on) for row in series for goal in row.goals]


def _standing(series: Series, goal: Goal, on: date) -> Standing:
    seen = sorted((p for p in series.points if _begins(p) <= on), key=_begins)
    due = None if goal.by == "none" else bounds(goal.by)[1]
    passed = due is not None and due < on
    if not seen:
        return Standing(series, goal, None, None, None, None, passed)
    first, latest = seen[0], seen[-1]
    left = goal.value - latest.value
    gap = 0.0 if due is None else (due - _ends(latest)).days / YEAR
    pace = left / gap if gap > 0 and left > 0 and not passed else None
    years = (_begins(latest) - _begins(first)).days / YEAR
    so_far = (latest.value - first.value) / years if years > 0 else None
    share = latest.value / goal.value if goal.value else None
    return Standing(series, goal, latest, share, pace, so_far, passed)


def _begins(point: Point) -> date:
    return bounds(point.date)[0] or date.min


def _ends(point: Point) -> date:
    return bounds(point.date)[1] or date.max
