"""Drawing up the tasks of one stream: work at a desk, a message over a link, a border to pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from renkei.packs.scenario import Work
from renkei.simulation.desks import Desks, crossing, delay
from renkei.simulation.network import Spent
from renkei.simulation.outline import OutlineTask

if TYPE_CHECKING:
    from renkei.packs.scenario import Conduct
    from renkei.simulation.climb import Hop, Map

Ends = tuple[int, ...]
ABROAD = ("remote", "principals", "agreed")
"""Crossings whose link leads to another place; others are made in one room."""


@dataclass(slots=True)
class Sheet:
    """The tasks of a stream as they are drawn up.

    A name is drawn up once: asked for again it is the same task, so that ways which begin alike
    share what they share.
    """

    conduct: Conduct
    map: Map
    desks: Desks
    tasks: list[OutlineTask] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)

    def work(
        self,
        name: str,
        step: str,
        post: str,
        work: Work,
        after: Iterable[int],
        counts_as: Spent = Spent.WORK,
        time: str = "",
        by: str = "",
    ) -> int:
        """Work of a kind at a post, for as long as `time` or the conduct of posts says.

        `by` is the key of the desk that does it, if it is not the usual one.
        """
        there = self.map.post(post)
        return self._add(
            OutlineTask(
                name,
                step,
                work.value,
                post,
                "",
                time or self.desks.time(there, work),
                self.conduct.spread_work,
                self.desks.of(there, work, by),
                tuple(after),
                counts_as,
            )
        )

    def hop(self, name: str, step: str, hop: Hop, after: Iterable[int]) -> int:
        """A message over one link, with what it must pass where it changes nations first."""
        ends = tuple(after)
        steps = crossing(self.conduct, hop.crossing) if hop.crossing else ()
        for passed in steps:
            ends = (
                self._add(
                    OutlineTask(
                        f"{name}/{passed}",
                        step,
                        passed,
                        hop.receiver,
                        hop.sender,
                        passed,
                        self.conduct.spread_work,
                        None,
                        ends,
                        Spent.REVIEW,
                    )
                ),
            )
        return self._add(
            OutlineTask(
                f"{name}/link",
                step,
                "link",
                hop.receiver,
                hop.sender,
                delay(self.conduct, hop.relation, hop.crossing in ABROAD),
                self.conduct.spread_link,
                None,
                ends,
                Spent.LINK,
            )
        )

    def message(
        self, name: str, step: str, way: tuple[Hop, ...], after: Iterable[int], relay: str = ""
    ) -> Ends:
        """A message along a way, passed on by each post between, in the time `relay` if given."""
        ends = tuple(after)
        for i, hop in enumerate(way):
            if i:
                passed = f"{name}/{hop.sender}/relay"
                ends = (self.work(passed, step, hop.sender, Work.RELAY, ends, time=relay),)
            ends = (self.hop(f"{name}/{hop.sender}>{hop.receiver}", step, hop, ends),)
        return ends

    def join(self, name: str, step: str, after: Iterable[int], milestone: str = "") -> int:
        """A point that is reached when all of `after` are done."""
        ends = tuple(dict.fromkeys(after))
        what = milestone or "join"
        return self._add(
            OutlineTask(
                name, step, what, "", "", "", "", None, ends, Spent.WORK, milestone=milestone
            )
        )

    def _add(self, task: OutlineTask) -> int:
        if task.name not in self.names:
            self.names[task.name] = len(self.tasks)
            self.tasks.append(task)
        return self.names[task.name]
