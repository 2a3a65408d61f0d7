"""What a step is drawn up with: where the matter is for each nation, and what comes before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from renkei.errors import SimulationError
from renkei.packs.scenario import Work
from renkei.simulation.network import Spent
from renkei.simulation.tasks import Ends, Sheet

if TYPE_CHECKING:
    from renkei.packs.scenario import Scenario, Step
    from renkei.simulation.climb import Map


@dataclass(frozen=True, slots=True)
class Part:
    """What a nation has done of a step: the post where the matter is then, and the last tasks."""

    post: str
    ends: Ends


Parts = dict[str, Part]


@dataclass(slots=True)
class Draft:
    """What a step is drawn up with."""

    scenario: Scenario
    authority: Mapping[str, frozenset[str]]
    sheet: Sheet
    done: dict[str, Parts]

    @property
    def map(self) -> Map:
        """Posts, chains and ways."""
        return self.sheet.map


def nations_of(draft: Draft, step: Step) -> tuple[str, ...]:
    """The nations that do a step."""
    return step.nations or draft.scenario.nations


def role_of(draft: Draft, role: str, nation: str) -> tuple[str, ...]:
    """The posts of a nation in a role."""
    posts = draft.scenario.roles.get(role, {}).get(nation, ())
    if not posts:
        raise SimulationError(f"the role {role!r} names no post of {nation}")
    for post in posts:
        draft.map.post(post)
    return posts


def parts_before(draft: Draft, step: Step, nation: str) -> dict[str, Part]:
    """What `nation` waits for, by nation: its own part where it has one, else every part."""
    found: dict[str, Part] = {}
    for key in (*step.after, *step.after_all):
        if key not in draft.done:
            raise SimulationError(f"it waits for {key!r}, which is no step before it")
        parts = draft.done[key]
        if nation in parts and key in step.after:
            parts = {nation: parts[nation]}
        for other, part in parts.items():
            known = found.get(other)
            ends = (*known.ends, *part.ends) if known else part.ends
            found[other] = Part(part.post, ends)
    return found


def place_of(draft: Draft, step: Step, nation: str) -> Part:
    """Where the matter is for `nation` when `step` may begin, and what must be done by then."""
    before = parts_before(draft, step, nation)
    if nation not in before:
        raise SimulationError(f"{nation} has not learnt of the matter: add an `inform` before it")
    ends = tuple(dict.fromkeys(e for part in before.values() for e in part.ends))
    return Part(before[nation].post, ends)


def climbed(draft: Draft, step: Step, nation: str, at: Part, goal: str) -> Ends:
    """The matter passed up the chain of `nation` to `goal`: a paper and a link for each level."""
    chain = draft.map.chain(at.post, nation)
    ends = at.ends
    for lower, upper in pairwise(chain):
        if lower == goal:
            break
        name = f"{step.step}/{nation}/up/{lower}"
        paper = draft.sheet.work(name, step.step, lower, Work.FORWARD, ends, Spent.CLIMB)
        ends = draft.sheet.message(name, step.step, draft.map.up(lower, upper), (paper,))
    return ends
