"""From an arrangement, a contingency and the conduct of posts: who does what after what.

A pure function gives the outline. How each step is worked out is told in ``docs/model.md``, and
done in `passing` and `settling`; the chains, pairs and ways that they need are found by `climb`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from renkei.edtf import bounds
from renkei.errors import SimulationError
from renkei.packs.scenario import Do
from renkei.simulation.climb import Map
from renkei.simulation.desks import Desks
from renkei.simulation.draft import Draft, Parts
from renkei.simulation.outline import WEEK, Outline, OutlineStream
from renkei.simulation.passing import assess, detect, inform, order
from renkei.simulation.settling import concur, decide
from renkei.simulation.tasks import Sheet

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
    crossings = tuple(row for row in conduct.crossings if row.given.items() <= answers.items())
    conduct = conduct.model_copy(update={"crossings": crossings})
    streams = []
    for row in scenario.streams:
        sheet = Sheet(conduct, map, desks)
        _procedure(Draft(scenario, authority, sheet, {}), row, answers)
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


def _procedure(draft: Draft, row: StreamRow, answers: Mapping[str, str]) -> None:
    for step in row.steps:
        try:
            parts = _STEPS[step.do](draft, step, answers)
        except SimulationError as error:
            raise SimulationError(
                f"{draft.scenario.key}: stream {row.key}, step {step.step}: {error}"
            ) from error
        draft.done[step.step] = parts
        _mark(draft, step, parts)


def _mark(draft: Draft, step: Step, parts: Parts) -> None:
    """Let the milestone of each nation be reached when its part is done."""
    word = step.milestone or MILESTONES[step.do]
    for nation, part in parts.items():
        name = f"{step.step}/{nation}/{word}"
        draft.sheet.join(name, step.step, part.ends, f"{word} by {nation}")


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


_STEPS: dict[Do, Callable[[Draft, Step, Mapping[str, str]], Parts]] = {
    Do.DETECT: detect,
    Do.INFORM: inform,
    Do.ASSESS: assess,
    Do.DECIDE: decide,
    Do.CONCUR: concur,
    Do.ORDER: order,
}
