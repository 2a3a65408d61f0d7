"""What the loss of a post or of a link costs: the arrangement without it, on the same numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from renkei.errors import SimulationError
from renkei.packs.scenario import Authority
from renkei.packs.structure import Link, Relation
from renkei.packs.values import ASSUMPTION, NONE
from renkei.simulation.comparison import LossRow
from renkei.simulation.run import run
from renkei.simulation.statistics import total

if TYPE_CHECKING:
    from renkei.alliance.arrangement import Arrangement
    from renkei.simulation.contest import Contest
    from renkei.simulation.lineups import Ready
    from renkei.simulation.network import Network
    from renkei.simulation.outline import Outline
    from renkei.simulation.statistics import Floats

POST, LINK = "post", "link"


def losses(contest: Contest, entrant: Ready, replications: int, seed: int) -> tuple[LossRow, ...]:
    """What each loss costs in mean time to the end, stream by stream, the dearest first.

    Lost are, one after the other, each post that neither notices nor carries out anything, and
    each link that a message goes over. Whoever stood below a lost post stands below the next above
    it, which may decide what it might; what it shared or coordinated is gone. A lost link of
    command leaves the post under its parent in the pack, where that is another.
    """
    outline, network = contest.network(entrant, contest.guess)
    before = _means(outline, network, replications, seed)
    rows = []
    for kind, lost, left in _without(contest, entrant, outline):
        heirs = _inherited(contest, entrant, lost) if kind == POST else contest
        after = _means_of(heirs, left, replications, seed)
        for i in range(outline.matters):
            hours = float(after[i] - before[i])
            if hours != 0.0:
                key = outline.streams[i].key
                rows.append(LossRow(entrant.key, kind, lost, key, hours))
    return tuple(sorted(rows, key=lambda row: (row.stream, -row.hours)))


def _means_of(contest: Contest, entrant: Ready, replications: int, seed: int) -> Floats:
    """The mean time to the end of each stream: infinite where it cannot be done, and left out."""
    streams = contest.scenario.streams
    means = np.full(len(streams), np.inf)
    done = [i for i in range(len(streams)) if _can(_only(contest, [i]), entrant)]
    if done:
        network = _only(contest, done).network(entrant, contest.guess)
        means[done] = _means(*network, replications, seed)
    return means


def _only(contest: Contest, places: Sequence[int]) -> Contest:
    streams = tuple(contest.scenario.streams[i] for i in places)
    return replace(contest, scenario=contest.scenario.model_copy(update={"streams": streams}))


def _can(contest: Contest, entrant: Ready) -> bool:
    try:
        contest.outline(entrant, contest.guess.answers)
    except SimulationError:
        return False
    return True


def _means(outline: Outline, network: Network, replications: int, seed: int) -> Floats:
    results = run(network, replications, seed)
    taken = results.ended - results.arrived
    return np.asarray(
        [
            total(taken[results.stream == i]) / max(int(np.count_nonzero(results.stream == i)), 1)
            for i in range(outline.matters)
        ]
    )


def _without(
    contest: Contest, entrant: Ready, outline: Outline
) -> Iterator[tuple[str, str, Ready]]:
    roles = contest.scenario.roles.values()
    fixed = {key for nations in roles for keys in nations.values() for key in keys}
    tasks = [task for stream in outline.streams[: outline.matters] for task in stream.tasks]
    for post in dict.fromkeys(task.post for task in tasks if task.post):
        if post not in fixed:
            left = without_post(entrant.arrangement, post)
            yield POST, post, replace(entrant, arrangement=left)
    ways = [frozenset((task.sender, task.post)) for task in tasks if task.sender]
    for way in dict.fromkeys(ways):
        links = tuple(
            link
            for link in entrant.arrangement.links
            if frozenset((link.subject, link.object)) != way
        )
        if len(links) < len(entrant.arrangement.links):
            left = replace(entrant.arrangement, links=links)
            yield LINK, " – ".join(sorted(way)), replace(entrant, arrangement=left)


def _inherited(contest: Contest, entrant: Ready, lost: str) -> Contest:
    """The contest in which those next above a lost post may decide what it might."""
    rows = (*contest.pack.conduct.authority, *contest.scenario.authority)
    above = _above(entrant.arrangement, lost)
    decided = tuple({kind for row in rows if lost in row.posts for kind in row.decisions})
    if not above or not decided:
        return contest
    heir = Authority(
        posts=above, decisions=decided, source=ASSUMPTION, why=f"in place of {lost}, which is lost"
    )
    scenario = contest.scenario
    authority = (*scenario.authority, heir)
    return replace(contest, scenario=scenario.model_copy(update={"authority": authority}))


def _above(arrangement: Arrangement, lost: str) -> tuple[str, ...]:
    gone = next(post for post in arrangement.posts if post.key == lost)
    above = [_upper(link) for link in arrangement.links if _lower(link) == lost]
    above = [key for key in above if key] or [gone.parent]
    return tuple(key for key in dict.fromkeys(above) if key != NONE)


def without_post(arrangement: Arrangement, lost: str) -> Arrangement:
    """The arrangement without a post; whoever stood below it stands below the next above it."""
    gone = next(post for post in arrangement.posts if post.key == lost)
    above = _above(arrangement, lost)
    posts = tuple(
        post.model_copy(update={"parent": gone.parent}) if post.parent == lost else post
        for post in arrangement.posts
        if post.key != lost
    )
    links: list[Link] = []
    for link in arrangement.links:
        if lost not in (link.subject, link.object):
            links.append(link)
        elif _upper(link) == lost:
            links += [
                link.model_copy(
                    update={"subject": _lower(link), "relation": Relation.REPORTS_TO, "object": up}
                )
                for up in above
            ]
    return replace(arrangement, posts=posts, links=tuple(links))


def _lower(link: Link) -> str:
    if link.relation is Relation.COMMANDS:
        return link.object
    return link.subject if link.relation is Relation.REPORTS_TO else ""


def _upper(link: Link) -> str:
    if link.relation is Relation.COMMANDS:
        return link.subject
    return link.object if link.relation is Relation.REPORTS_TO else ""
