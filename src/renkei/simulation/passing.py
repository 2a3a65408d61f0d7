"""Noticing, telling, assessing and ordering: the steps `detect`, `inform`, `assess`, `order`."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from renkei.errors import SimulationError
from renkei.packs.scenario import Work
from renkei.simulation.draft import Draft, Part, Parts, nations_of, parts_before, place_of, role_of

if TYPE_CHECKING:
    from renkei.packs.scenario import Step
    from renkei.simulation.climb import Map


def detect(draft: Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    """Work at each post of the role `at`, of each nation that has one."""
    parts = {}
    for nation in step.nations or tuple(draft.scenario.roles.get(step.at, {})):
        posts = role_of(draft, step.at, nation)
        before = parts_before(draft, step, nation) if step.after or step.after_all else {}
        after = tuple(e for part in before.values() for e in part.ends)
        ends = tuple(
            draft.sheet.work(
                f"{step.step}/{nation}/{i}",
                step.step,
                post,
                Work.DETECT,
                after,
                time=step.time,
                by=step.by,
            )
            for i, post in enumerate(posts)
        )
        parts[nation] = Part(posts[0], ends)
    return parts


def inform(draft: Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    """A message to each post of the role `to`, where it is taken in."""
    parts = {}
    for nation in nations_of(draft, step):
        before = parts_before(draft, step, nation)
        ends: list[int] = []
        posts = role_of(draft, step.to, nation)
        for post in posts:
            if nation in before:
                origin, way = before[nation], draft.map.way(before[nation].post, post)
            else:
                ways = [(part, draft.map.way(part.post, post)) for part in before.values()]
                origin, way = min(ways, key=lambda pair: len(pair[1]))
            told = draft.sheet.message(step.step, step.step, way, origin.ends, step.time)
            name = f"{step.step}/{nation}/{post}/read"
            ends.append(
                draft.sheet.work(name, step.step, post, Work.RELAY, told, time=step.time)
                if way
                else draft.sheet.join(name, step.step, told)
            )
        parts[nation] = Part(posts[0], tuple(ends))
    return parts


def assess(draft: Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    """Work at the post where the matter is, or at the role `at`."""
    parts = {}
    for nation in nations_of(draft, step):
        at = place_of(draft, step, nation)
        posts = role_of(draft, step.at, nation) if step.at else (at.post,)
        ends = []
        for i, post in enumerate(posts):
            way = draft.map.way(at.post, post, drafts=True)
            name = f"{step.step}/{nation}"
            told = draft.sheet.message(name, step.step, way, at.ends)
            ends.append(
                draft.sheet.work(
                    f"{name}/{i}", step.step, post, Work.ASSESS, told, time=step.time, by=step.by
                )
            )
        parts[nation] = Part(posts[0], tuple(ends))
    return parts


def order(draft: Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    """Papers and messages down the chain of each nation to the posts of the role `to`."""
    parts = {}
    for nation in nations_of(draft, step):
        at = place_of(draft, step, nation)
        ends = []
        posts = role_of(draft, step.to, nation)
        for post in posts:
            told = at.ends
            name = f"{step.step}/{nation}"
            for sender, receiver in _down(draft.map, at.post, post, nation):
                paper = draft.sheet.work(
                    f"{name}/{sender}/write", step.step, sender, Work.ORDER, told
                )
                told = draft.sheet.message(
                    name, step.step, draft.map.up(receiver, sender, down=True), (paper,)
                )
            ends.append(draft.sheet.work(f"{name}/{post}/take", step.step, post, Work.RELAY, told))
        parts[nation] = Part(posts[0], tuple(ends))
    return parts


def _down(map: Map, start: str, goal: str, nation: str) -> list[tuple[str, str]]:
    """From post to post down the chain of `nation` that ends at `goal`; up first where it must."""
    down = map.chain(goal, nation)
    up = map.chain(start, nation)
    top = next((post for post in up if post in down), None)
    if top is None:
        raise SimulationError(
            f"{start!r} does not command {goal!r}, nor does any post above it in {nation}"
        )
    line = [*up[: up.index(top)], *reversed(down[: down.index(top) + 1])]
    return list(pairwise(line))
