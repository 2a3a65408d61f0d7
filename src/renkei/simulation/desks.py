"""Which desk of a post does a kind of work, and how long that takes: looking it up in a pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from renkei.errors import SimulationError
from renkei.simulation.outline import OutlineDesk

if TYPE_CHECKING:
    from renkei.packs.scenario import Conduct, DeskRow, Work, WorkTime
    from renkei.packs.structure import ProposedPost, Relation

ANY, NONE = "any", "none"
R = TypeVar("R", "DeskRow", "WorkTime")


@dataclass(slots=True)
class Desks:
    """The desks that an outline uses, opened as they are asked for."""

    conduct: Conduct
    used: dict[str, int] = field(default_factory=dict)
    found: list[OutlineDesk] = field(default_factory=list)

    def of(self, post: ProposedPost, work: Work, by: str = "") -> int:
        """The number of the desk of `post` that does `work`: the one of key `by`, if it is given.

        Raises
        ------
        SimulationError
            If no row of the conduct gives such a post a desk for it, or it keeps hours and its
            seat has no clock.
        """
        rows = tuple(
            row for row in self.conduct.desks if (row.desk == by if by else not row.on_call)
        )
        row = _best(rows, post, work)
        if row is None:
            raise SimulationError(
                f"{post.key}: no desk of a post of type {post.type!r} does {work.value!r}; "
                "add one to conduct.yaml"
            )
        key = f"{post.key}/{row.desk}"
        if key not in self.used:
            hours = None if row.hours == "always" else row.hours
            if hours and post.tz == NONE:
                raise SimulationError(
                    f"{post.key}: its desk {row.desk!r} keeps hours, and its seat has no time zone"
                )
            self.used[key] = len(self.found)
            wake = "" if row.wake == NONE else row.wake
            self.found.append(OutlineDesk(key, post.key, row.at_once, hours, post.tz, wake))
        return self.used[key]

    def key(self, post: ProposedPost, work: Work) -> str:
        """The key of the desk of `post` that does `work`; empty if none does."""
        rows = tuple(row for row in self.conduct.desks if not row.on_call)
        row = _best(rows, post, work)
        return f"{post.key}/{row.desk}" if row else ""

    def time(self, post: ProposedPost, work: Work) -> str:
        """The parameter that says how long `work` takes at `post`."""
        row = _best(self.conduct.work, post, work)
        if row is None:
            raise SimulationError(
                f"{post.key}: no time is given for {work.value!r} at a post of type {post.type!r}; "
                "add one to `work` in conduct.yaml"
            )
        return row.time


def delay(conduct: Conduct, relation: Relation, border: bool) -> str:
    """The parameter that says how long a message is under way on a link."""
    for row in conduct.delays:
        if row.relation is relation and row.border == border:
            return row.time
    where = "across a border" if border else "within a nation"
    raise SimulationError(
        f"no delay is given for {relation.value!r} {where}; add one to `delays` in conduct.yaml"
    )


def crossing(conduct: Conduct, kind: str) -> tuple[str, ...]:
    """The parameters of the steps that a crossing of a kind takes."""
    for row in conduct.crossings:
        if row.kind == kind:
            return row.steps
    raise SimulationError(f"no crossing {kind!r} is given; add one to `crossings` in conduct.yaml")


def _best(rows: tuple[R, ...], post: ProposedPost, work: Work) -> R | None:
    for wanted in (post.key, post.type, ANY):
        for row in rows:
            if wanted in row.posts and (work is row.work or work in _works(row)):
                return row
    return None


def _works(row: DeskRow | WorkTime) -> tuple[Work, ...]:
    return row.work if isinstance(row.work, tuple) else (row.work,)
