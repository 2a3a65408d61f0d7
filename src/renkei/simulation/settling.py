"""Who decides, and how two nations agree: the steps `decide` and `concur`."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from renkei.errors import SimulationError
from renkei.packs.scenario import Work
from renkei.simulation.draft import Draft, Part, Parts, climbed, nations_of, place_of
from renkei.simulation.network import Spent

if TYPE_CHECKING:
    from renkei.packs.scenario import Step
    from renkei.simulation.climb import Map
    from renkei.simulation.tasks import Ends


def decide(draft: Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    """The matter climbs each nation's chain to a post that may decide it; there it is decided."""
    may = draft.authority.get(step.decision, frozenset())
    goals, arrived = {}, {}
    for nation in nations_of(draft, step):
        at = place_of(draft, step, nation)
        goals[nation] = _decider(draft.map, at.post, nation, may, step.decision)
        arrived[nation] = climbed(draft, step, nation, at, goals[nation])
    parts = {}
    for nation, goal in goals.items():
        together = [other for other in goals if goals[other] == goal]
        ends = tuple(e for other in together for e in arrived[other])
        name = f"{step.step}/{together[0]}/decide"
        done = draft.sheet.work(
            name, step.step, goal, Work.DECIDE, ends, time=step.time, by=step.by
        )
        parts[nation] = Part(goal, (done,))
    return parts


def _decider(map: Map, place: str, nation: str, may: frozenset[str], decision: str) -> str:
    """The lowest post from `place` upwards that may decide, or stands above one that may."""
    chain = map.chain(place, nation)
    own = [key for key in may if key in map.posts and nation in map.posts[key].nations]
    above = {up for key in own for up in map.chain(key, nation)}
    for post in chain:
        if post in above:
            return post
    raise SimulationError(
        f"nobody in the chain {' → '.join(chain)} of {nation} may decide {decision!r}; "
        "add a row to `authority`"
    )


def concur(draft: Draft, step: Step, answers: Mapping[str, str]) -> Parts:
    """The nations climb, two by two, to the posts that may agree, and agree there."""
    nations = nations_of(draft, step)
    rounds = int(answers[step.rounds]) if step.rounds else 1
    places = {nation: place_of(draft, step, nation) for nation in nations}
    posts = dict.fromkeys(nations, "")
    ends: list[int] = []
    for one, other in combinations(nations, 2):
        a, b = draft.map.pair(
            draft.map.chain(places[one].post, one), draft.map.chain(places[other].post, other)
        )
        up = {
            one: climbed(draft, step, one, places[one], a),
            other: climbed(draft, step, other, places[other], b),
        }
        name = step.step if len(nations) == 2 else f"{step.step}/{one}-{other}"
        sides = {one: a, other: b}
        ends += _exchange(draft, step, name, sides, up, rounds)
        for nation, post in sides.items():
            posts[nation] = _higher(draft.map, posts[nation], post, nation)
    return {nation: Part(posts[nation], tuple(ends)) for nation in nations}


def _higher(map: Map, known: str, post: str, nation: str) -> str:
    return post if not known or post in map.chain(known, nation) else known


def _exchange(
    draft: Draft, step: Step, name: str, sides: Mapping[str, str], up: dict[str, Ends], rounds: int
) -> list[int]:
    """Each side drafts, sends, and works on what it got, `rounds` times; then both agree."""

    def work(nation: str, what: str, after: Ends) -> int:
        title = f"{name}/{nation}/{what}"
        post = sides[nation]
        return draft.sheet.work(
            title, step.step, post, Work.CONCUR, after, Spent.CONCUR, time=step.time, by=step.by
        )

    one, other = sides
    if sides[one] == sides[other]:
        return [work(one, "agree", (*up[one], *up[other]))]
    held = dict(up)
    for k in range(1, rounds + 1):
        said = {nation: work(nation, f"{k}", held[nation]) for nation in sides}
        for nation, reader in ((one, other), (other, one)):
            way = draft.map.way(sides[nation], sides[reader], drafts=True)
            heard = draft.sheet.message(f"{name}/{nation}/{k}", step.step, way, (said[nation],))
            held[reader] = (said[reader], *heard)
    return [work(nation, "agree", held[nation]) for nation in sides]
