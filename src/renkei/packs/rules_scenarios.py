"""The rules about running an arrangement: whatever a row names is there, and rests on something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from renkei.edtf import bounds
from renkei.packs.finding import Finding
from renkei.packs.pack import Pack
from renkei.packs.read import CONDUCT
from renkei.packs.scenario import Authority, Choice, Do, Parameter, Scenario, Step, Unit
from renkei.packs.structure import AddPost
from renkei.packs.values import ASSUMPTION, NONE

Fault = tuple[str, str]
"""A dotted field, with numbers for places in lists (``streams.0.deadline``), and what is wrong."""

Named = tuple[str, str, tuple[Unit, ...]]
"""A dotted field, the parameter that it names, and the units that this may be in."""

LINEUPS = "lineups.yaml"
TIMES = (Unit.SECONDS, Unit.MINUTES, Unit.HOURS, Unit.DAYS)


def conduct(pack: Pack) -> Iterator[Finding]:
    """What ``conduct.yaml`` names is there."""
    for field, message in conduct_faults(pack):
        yield Finding("conduct", CONDUCT, "", field, message)


def lineups(pack: Pack) -> Iterator[Finding]:
    """What ``lineups.yaml`` names is there."""
    known = {row.key for row in pack.structure.arrangements}
    sources = {row.id for row in pack.sources} | {ASSUMPTION}
    for row in pack.lineups:
        for key in row.lay:
            if key not in known:
                yield Finding("lineup", LINEUPS, row.key, "lay", f"there is no arrangement {key!r}")
        if row.source not in sources:
            message = f"no source has the id {row.source!r}"
            yield Finding("lineup", LINEUPS, row.key, "source", message)


def scenarios(pack: Pack) -> Iterator[Finding]:
    """What each scenario names is there."""
    for scenario in pack.scenarios:
        for field, message in scenario_faults(pack, scenario):
            file = f"scenarios/{scenario.key}.yaml"
            yield Finding("scenario", file, scenario.key, field, message)


def conduct_faults(pack: Pack) -> Iterator[Fault]:
    """What is wrong with a pack's conduct."""
    c = pack.conduct
    parameters, choices = {p.key: p for p in c.parameters}, {x.key: x for x in c.choices}
    named: list[Named] = []
    for i, desk in enumerate(c.desks):
        named.append((f"desks.{i}.at_once", desk.at_once, (Unit.COUNT,)))
        if desk.wake != NONE:
            named.append((f"desks.{i}.wake", desk.wake, TIMES))
        if desk.hours != "always":
            named.append((f"desks.{i}.hours.since", desk.hours.since, (Unit.CLOCK,)))
            named.append((f"desks.{i}.hours.until", desk.hours.until, (Unit.CLOCK,)))
    named += [(f"work.{i}.time", row.time, TIMES) for i, row in enumerate(c.work)]
    named += [(f"delays.{i}.time", row.time, TIMES) for i, row in enumerate(c.delays)]
    for i, crossing in enumerate(c.crossings):
        steps = enumerate(crossing.steps)
        named += [(f"crossings.{i}.steps.{j}", step, TIMES) for j, step in steps]
        yield from _given(f"crossings.{i}", crossing.given, choices)
    if c.desks:
        named += [(at, getattr(c, at), (Unit.LOG,)) for at in ("spread_work", "spread_link")]
    yield from _figures(named, parameters)
    yield from _sourced(pack, c.parameters, c.choices)
    yield from _authority(pack, c.authority, choices)
    sources = {row.id for row in pack.sources} | {ASSUMPTION}
    for i, level in enumerate(c.levels):
        if level.source not in sources:
            yield f"levels.{i}.source", f"no source has the id {level.source!r}"


def scenario_faults(pack: Pack, scenario: Scenario) -> Iterator[Fault]:
    """What is wrong with a scenario that is to be run with `pack`."""
    c = pack.conduct
    parameters = {p.key: p for p in (*c.parameters, *scenario.parameters)}
    choices = {x.key: x for x in (*c.choices, *scenario.choices)}
    posts = _posts(pack)
    for role, nations in scenario.roles.items():
        for nation, keys in nations.items():
            places = [(f"roles.{role}.{nation}.{i}", key) for i, key in enumerate(keys)]
            yield from _missing(places, posts, "post")
            if nation not in scenario.nations:
                yield f"roles.{role}.{nation}", f"{nation} is none of the scenario's nations"
    lineups = {row.key for row in pack.lineups} | {r.key for r in pack.structure.arrangements}
    yield from _missing(
        [(f"lineups.{i}", key) for i, key in enumerate(scenario.lineups)], lineups, "line-up"
    )
    start, end = bounds(scenario.start)
    if start is None or start != end or start.weekday():
        yield "start", "must be one day, a Monday: the run begins there at midnight, UTC"
    rate = (Unit.PER_DAY,)
    named: list[Named] = [
        (f"background.{i}.rate", row.rate, rate) for i, row in enumerate(scenario.background)
    ]
    yield from _figures(named, parameters)
    for i, stream in enumerate(scenario.streams):
        place = f"streams.{i}"
        named = [(f"{place}.rates.{j}.rate", r.rate, rate) for j, r in enumerate(stream.rates)]
        named += [(f"{place}.deadline", stream.deadline, TIMES)] if stream.deadline else []
        before: set[str] = set()
        for j, step in enumerate(stream.steps):
            at = f"{place}.steps.{j}"
            named += [(f"{at}.time", step.time, TIMES)] if step.time else []
            yield from _step(scenario, step, at, before, choices)
            before.add(step.step)
        yield from _figures(named, parameters)
    yield from _sourced(pack, scenario.parameters, scenario.choices)
    yield from _authority(pack, scenario.authority, choices)


def _step(
    scenario: Scenario, step: Step, at: str, before: set[str], choices: dict[str, Choice]
) -> Iterator[Fault]:
    for field in ("after", "after_all"):
        places = [(f"{at}.{field}.{i}", key) for i, key in enumerate(getattr(step, field))]
        yield from _missing(places, before, "step before this one")
    roles = [(f"{at}.{field}", getattr(step, field)) for field in ("at", "to")]
    yield from _missing([row for row in roles if row[1]], set(scenario.roles), "role")
    nations = [(f"{at}.nations.{i}", key) for i, key in enumerate(step.nations)]
    yield from _missing(nations, set(scenario.nations), "nation of the scenario")
    if step.do is Do.CONCUR and len(set(step.nations or scenario.nations)) < 2:
        yield f"{at}.nations" if step.nations else at, "one nation has nobody to agree with"
    if step.step in before:
        yield f"{at}.step", f"another step of the stream is called {step.step!r}"
    if step.rounds and step.rounds not in choices:
        yield f"{at}.rounds", f"there is no choice {step.rounds!r}"
    elif step.rounds and not all(x.isdecimal() for x in choices[step.rounds].options):
        yield f"{at}.rounds", f"the options of {step.rounds!r} are not all whole numbers"


def _posts(pack: Pack) -> set[str]:
    posts = {post.key for post in pack.structure.posts}
    changes = [change for row in pack.lineups for change in row.changes]
    changes += [change for row in pack.structure.arrangements for change in row.changes]
    return posts | {change.post.key for change in changes if isinstance(change, AddPost)}


def _missing(named: Iterable[Fault], known: Iterable[str], what: str) -> Iterator[Fault]:
    there = set(known)
    for field, key in named:
        if key not in there:
            yield field, f"there is no {what} {key!r}"


def _figures(named: Iterable[Named], known: Mapping[str, Parameter]) -> Iterator[Fault]:
    for field, key, units in named:
        if key not in known:
            yield field, f"there is no parameter {key!r}"
        elif known[key].unit not in units:
            wanted = " or ".join(unit.value for unit in units)
            yield field, f"{key!r} is in {known[key].unit.value}; here it must be in {wanted}"


def _sourced(
    pack: Pack, parameters: tuple[Parameter, ...], choices: tuple[Choice, ...]
) -> Iterator[Fault]:
    sources = {row.id for row in pack.sources} | {ASSUMPTION}
    lists: dict[str, Sequence[Parameter | Choice]] = {"parameters": parameters, "choices": choices}
    for name, rows in lists.items():
        keys = [row.key for row in rows]
        for i, row in enumerate(rows):
            if row.key in keys[:i]:
                yield f"{name}.{i}.key", f"{row.key!r} stands there twice"
            if row.source not in sources:
                yield f"{name}.{i}.source", f"no source has the id {row.source!r}"
            if row.source == ASSUMPTION and not row.why:
                yield f"{name}.{i}.why", "an assumption needs a reason"


def _authority(
    pack: Pack, rows: tuple[Authority, ...], choices: dict[str, Choice]
) -> Iterator[Fault]:
    posts = _posts(pack)
    sources = {row.id for row in pack.sources} | {ASSUMPTION}
    for i, row in enumerate(rows):
        places = [(f"authority.{i}.posts.{j}", key) for j, key in enumerate(row.posts)]
        yield from _missing(places, posts, "post")
        if row.source not in sources:
            yield f"authority.{i}.source", f"no source has the id {row.source!r}"
        yield from _given(f"authority.{i}", row.given, choices)


def _given(at: str, given: Mapping[str, str], choices: Mapping[str, Choice]) -> Iterator[Fault]:
    for key, answer in given.items():
        if key not in choices:
            yield f"{at}.given.{key}", f"there is no choice {key!r}"
        elif answer not in choices[key].options:
            yield f"{at}.given.{key}", f"{answer!r} is no answer to it"
