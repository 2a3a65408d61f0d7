"""From an arrangement, a contingency and the conduct of posts: who does what after what.

A pure function gives the outline. How each step is worked out is told in ``docs/model.md``; the
chains, pairs and ways that it needs are found by `renkei.simulation.climb`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from renkei.edtf import bounds
from renkei.errors import SimulationError
from renkei.packs.scenario import Do, Work
from renkei.simulation.climb import Map
from renkei.simulation.desks import Desks
from renkei.simulation.network import Spent
from renkei.simulation.outline import WEEK, Outline, OutlineStream
from renkei.simulation.tasks import Ends, Sheet

if TYPE_CHECKING:
    from renkei.alliance.arrangement import Arrangement
    from renkei.packs.scenario import Background, Conduct, Scenario, Step, StreamRow

MILESTONES = {
    Do.DETECT: "detected",
    Do.INFORM: "seen",
    Do.ASSESS: "assessed",
    Do.DECIDE: "decided",
    Do.CONCUR: "agreed",
    Do.ORDER: "ordered",
}


@dataclass(frozen=True, slots=True)
class Part:
    """What a nation has done of a step: the post where the matter is then, and the last tasks."""

    post: str
    ends: Ends


Parts = dict[str, Part]


@dataclass(slots=True)
class _Draft:
    """What a step is drawn up with."""

    scenario: Scenario
    authority: Mapping[str, frozenset[str]]
    sheet: Sheet
    done: dict[str, Parts]

    @property
    def map(self) -> Map:
        return self.sheet.map


def compiled(
    arrangement: Arrangement,
    scenario: Scenario,
    conduct: Conduct,
    answers: Mapping[str, str],
    lineup: str = "",
) -> Outline:
    """The outline of `scenario` under `arrangement`, with each open choice answered by `answers`.

    Raises
    ------
    SimulationError
        If the two do not fit: a post that is not there, nobody with authority, no way for a
        message, no desk for a kind of work. The message names the step.
    """
    map = mapped(arrangement, conduct)
    desks = Desks(conduct)
    authority = _authority(scenario, conduct, answers, lineup)
    streams = []
    for row in scenario.streams:
        sheet = Sheet(conduct, map, desks)
        _procedure(_Draft(scenario, authority, sheet, {}), row, answers)
        streams.append(
            OutlineStream(
                row.key,
                tuple(sheet.tasks),
                tuple((rate.since, rate.rate) for rate in row.rates),
                row.priority,
                row.urgent,
                row.deadline,
            )
        )
    matters = len(streams)
    for other in scenario.background:
        streams += _background(other, Sheet(conduct, map, desks))
    start = bounds(scenario.start)[0]
    assert start
    return Outline(
        lineup, start, WEEK * scenario.weeks, tuple(desks.found), tuple(streams), matters
    )


def mapped(arrangement: Arrangement, conduct: Conduct) -> Map:
    """The posts and links of an arrangement, with the level of each post whose rank has one."""
    levels = {row.rank: row.level for row in conduct.levels}
    return Map(
        {post.key: post for post in arrangement.posts},
        arrangement.links,
        {post.key: levels[post.rank] for post in arrangement.posts if post.rank in levels},
    )


def _authority(
    scenario: Scenario, conduct: Conduct, answers: Mapping[str, str], lineup: str
) -> dict[str, frozenset[str]]:
    """The posts that may decide each kind of matter."""
    may: dict[str, set[str]] = {}
    for row in (*conduct.authority, *scenario.authority):
        if row.lineups and lineup not in row.lineups:
            continue
        if all(answers.get(key) == answer for key, answer in row.given.items()):
            for decision in row.decisions:
                may.setdefault(decision, set()).update(row.posts)
    return {decision: frozenset(posts) for decision, posts in may.items()}


def _procedure(draft: _Draft, row: StreamRow, answers: Mapping[str, str]) -> None:
    for step in row.steps:
        try:
            parts = _STEPS[step.do](draft, step, answers)
        except SimulationError as error:
            raise SimulationError(
                f"{draft.scenario.key}: stream {row.key}, step {step.step}: {error}"
            ) from error
        draft.done[step.step] = parts
        _mark(draft, step, parts)


def _mark(draft: _Draft, step: Step, parts: Parts) -> None:
    """Let the milestone of each nation be reached when its part is done."""
    word = step.milestone or MILESTONES[step.do]
    for nation, part in parts.items():
        name = f"{step.step}/{nation}/{word}"
        draft.sheet.join(name, step.step, part.ends, f"{word} by {nation}")


def _nations(draft: _Draft, step: Step) -> tuple[str, ...]:
    return step.nations or draft.scenario.nations


def _role(draft: _Draft, role: str, nation: str) -> tuple[str, ...]:
    posts = draft.scenario.roles.get(role, {}).get(nation, ())
    if not posts:
        raise SimulationError(f"the role {role!r} names no post of {nation}")
    for post in posts:
        draft.map.post(post)
    return posts


def _before(draft: _Draft, step: Step, nation: str) -> dict[str, Part]:
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


def _place(draft: _Draft, step: Step, nation: str) -> Part:
    """Where the matter is for `nation` when `step` may begin, and what must be done by then."""
    before = _before(draft, step, nation)
    if nation not in before:
        raise SimulationError(f"{nation} has not learnt of the matter: add an `inform` before it")
    ends = tuple(dict.fromkeys(e for part in before.values() for e in part.ends))
    return Part(before[nation].post, ends)


def _detect(draft: _Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    parts = {}
    for nation in step.nations or tuple(draft.scenario.roles.get(step.at, {})):
        posts = _role(draft, step.at, nation)
        before = _before(draft, step, nation) if step.after or step.after_all else {}
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


def _inform(draft: _Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    parts = {}
    for nation in _nations(draft, step):
        before = _before(draft, step, nation)
        ends: list[int] = []
        posts = _role(draft, step.to, nation)
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


def _assess(draft: _Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    parts = {}
    for nation in _nations(draft, step):
        at = _place(draft, step, nation)
        posts = _role(draft, step.at, nation) if step.at else (at.post,)
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


def _climb(draft: _Draft, step: Step, nation: str, at: Part, goal: str) -> Ends:
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


def _decide(draft: _Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    may = draft.authority.get(step.decision, frozenset())
    goals, arrived = {}, {}
    for nation in _nations(draft, step):
        at = _place(draft, step, nation)
        goals[nation] = _decider(draft.map, at.post, nation, may, step.decision)
        arrived[nation] = _climb(draft, step, nation, at, goals[nation])
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


def _concur(draft: _Draft, step: Step, answers: Mapping[str, str]) -> Parts:
    nations = _nations(draft, step)
    rounds = int(answers[step.rounds]) if step.rounds else 1
    places = {nation: _place(draft, step, nation) for nation in nations}
    posts = dict.fromkeys(nations, "")
    ends: list[int] = []
    for one, other in combinations(nations, 2):
        a, b = draft.map.pair(
            draft.map.chain(places[one].post, one), draft.map.chain(places[other].post, other)
        )
        up = {
            one: _climb(draft, step, one, places[one], a),
            other: _climb(draft, step, other, places[other], b),
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
    draft: _Draft, step: Step, name: str, sides: Mapping[str, str], up: dict[str, Ends], rounds: int
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


def _order(draft: _Draft, step: Step, _answers: Mapping[str, str]) -> Parts:
    parts = {}
    for nation in _nations(draft, step):
        at = _place(draft, step, nation)
        ends = []
        posts = _role(draft, step.to, nation)
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


def _background(row: Background, sheet: Sheet) -> list[OutlineStream]:
    """Other work: a stream of its own for each desk of the outline that does this kind."""
    streams = []
    for desk in tuple(sheet.desks.found):
        post = sheet.map.post(desk.post)
        if sheet.desks.key(post, row.work) != desk.key:
            continue
        one = Sheet(sheet.conduct, sheet.map, sheet.desks)
        one.work("other/work", "other", desk.post, row.work, ())
        streams.append(
            OutlineStream(
                f"other/{row.work.value}/{desk.post}",
                tuple(one.tasks),
                ((0.0, row.rate),),
                row.priority,
                False,
                "",
            )
        )
    return streams


_STEPS: dict[Do, Callable[[_Draft, Step, Mapping[str, str]], Parts]] = {
    Do.DETECT: _detect,
    Do.INFORM: _inform,
    Do.ASSESS: _assess,
    Do.DECIDE: _decide,
    Do.CONCUR: _concur,
    Do.ORDER: _order,
}
