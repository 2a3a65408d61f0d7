"""The rules about rows: sources, references, order, what a pack must at least hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from zoneinfo import available_timezones

from renkei.edtf import bounds
from renkei.packs.finding import Finding
from renkei.packs.pack import Pack
from renkei.packs.read import MANIFEST
from renkei.packs.rows import citations, name, place
from renkei.packs.scenario import Lineup
from renkei.packs.structure import (
    AddLink,
    AddPost,
    Arrangement,
    EndLink,
    Holder,
    Link,
    Post,
    ProposedPost,
    SetField,
)
from renkei.packs.values import ASSUMPTION, NONE, UNKNOWN, Row


def sources_exist(pack: Pack) -> Iterator[Finding]:
    """Every row rests on a row of ``sources.yaml`` or says that it is an assumption."""
    known = {source.id for source in pack.sources} | {ASSUMPTION}
    for (file, row), field, source in citations(pack):
        if source not in known:
            yield Finding("source", file, row, field, f"no source has the id {source!r}")


def sources_used(pack: Pack) -> Iterator[Finding]:
    """Every source has a row that rests on it."""
    used = {source for _, _, source in citations(pack)}
    for source in pack.sources:
        if source.id not in used:
            yield Finding("source-unused", *place(source), "", "no row rests on this source")


def sources_once(pack: Pack) -> Iterator[Finding]:
    """One text is one source: no address twice, nor a title of one publisher without one."""
    first: dict[object, str] = {}
    for source in pack.sources:
        known = source.url != UNKNOWN
        text = source.url.rstrip("/") if known else (source.title, source.publisher)
        other = first.setdefault(text, source.id)
        if other != source.id:
            message = f"the same text as {other}; keep one and let the rows refer to it"
            yield Finding("source-twice", *place(source), "url" if known else "title", message)


def keys_once(pack: Pack) -> Iterator[Finding]:
    """No two rows of a kind have the same key; no link is given twice from the same date."""
    s = pack.structure
    kinds: list[Sequence[Row]] = [pack.sources, pack.items, pack.meetings, pack.series]
    kinds += [pack.forecasts, pack.events, pack.hints, pack.systems, pack.manifest.domains]
    kinds += [s.posts, s.links, s.arrangements, s.measures]
    for rows in kinds:
        seen: set[tuple[str, str]] = set()
        for row in rows:
            identity = name(row), row.since if isinstance(row, Link) else ""
            if identity in seen:
                yield Finding("key-twice", *place(row), "key", "another row has the same key")
            seen.add(identity)


def references(pack: Pack) -> Iterator[Finding]:
    """Every domain, parent, party, post and item that a row names exists."""
    items = {item.key for item in pack.items}
    states = {*pack.manifest.parties, *pack.manifest.states}
    posts = {post.key for post in pack.structure.posts}
    domains = {domain.key for domain in pack.manifest.domains}
    named: list[tuple[Row, str, str, set[str]]] = []
    for item in pack.items:
        named.append((item, "domain", item.domain, domains))
        named.append((item, "parent", item.parent, items | {NONE}))
        named += [(item, "parties", state, states) for state in item.parties]
    for series in pack.series:
        named += [(series, "goals.item", goal.item, items | {NONE}) for goal in series.goals]
    figures = items | {series.key for series in pack.series}
    named += [(hints, "key", hints.key, figures) for hints in pack.hints]
    for meeting in pack.meetings:
        named += [(meeting, "parties", state, states) for state in meeting.parties]
    for event in pack.events:
        named += [(event, "actors", state, states) for state in event.actors]
    for post in pack.structure.posts:
        named.append((post, "parent", post.parent, posts | {NONE}))
        named += [(post, "nations", state, states) for state in post.nations]
    named += [(holder, "post", holder.post, posts) for holder in pack.structure.holders]
    for link in pack.structure.links:
        named += [(link, "subject", link.subject, posts), (link, "object", link.object, posts)]
    named += _named_by_arrangements(pack, items, posts, states)
    for shared in pack.exceptions.shared:
        named += [(shared, "owners", owner, items) for owner in shared.owners]
        named.append((shared, "means", shared.means, {*shared.owners, NONE}))
    for row, field, key, known in named:
        if key not in known:
            yield Finding("reference", *place(row), field, f"there is no {key!r} in this pack")


def _named_by_arrangements(
    pack: Pack, items: set[str], posts: set[str], states: set[str]
) -> Iterator[tuple[Row, str, str, set[str]]]:
    for arrangement in pack.structure.arrangements:
        yield arrangement, "item", arrangement.item, items
        there = set(posts)
        for n, change in enumerate(arrangement.changes):
            field = f"changes.{n}"
            if isinstance(change, AddPost):
                there.add(change.post.key)
                yield arrangement, field, change.post.parent, there | {NONE}
                for state in change.post.nations:
                    yield arrangement, field, state, states
            elif isinstance(change, SetField):
                yield arrangement, field, change.post, there
            else:
                yield arrangement, field, change.subject, there
                yield arrangement, field, change.object, there


def parents_end(pack: Pack) -> Iterator[Finding]:
    """No item and no post is its own forebear."""
    for rows in (pack.items, pack.structure.posts):
        parents = {row.key: row.parent for row in rows}
        for row in rows:
            line = [row.key]
            while (above := parents.get(line[-1], NONE)) != NONE and above not in line:
                line.append(above)
            if above in line:
                message = f"runs in a circle: {' → '.join([*line, above])}"
                yield Finding("parent-loop", *place(row), "parent", message)


def in_order(pack: Pack) -> Iterator[Finding]:
    """Histories, and the points of series, run from oldest to newest."""
    for item in pack.items:
        for before, after in _disorder([step.date for step in item.history]):
            message = f"{after} stands after {before}; put the older row first"
            yield Finding("order", *place(item), "history", message)
    for series in pack.series:
        for before, after in _disorder([point.date for point in series.points]):
            message = f"{after} stands after {before}; put the older point first"
            yield Finding("order", *place(series), "points", message)


def _disorder(dates: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The neighbours of which the second is over before the first can have begun."""
    for before, after in pairwise(dates):
        begins, ends = bounds(before)[0], bounds(after)[1]
        if begins and ends and ends < begins:
            yield before, after


def intervals(pack: Pack) -> Iterator[Finding]:
    """No post, holder or link ends before it begins."""
    s = pack.structure
    rows: list[Post | Holder | Link] = [*s.posts, *s.holders, *s.links]
    for row in rows:
        since, until = _span(row)
        if since > until:
            message = f"ends on {row.until}, before it begins on {row.since}"
            yield Finding("interval", *place(row), "until", message)


def one_holder(pack: Pack) -> Iterator[Finding]:
    """No post has two holders at a time, and each held it while it was there."""
    posts = {post.key: post for post in pack.structure.posts}
    for one, other in combinations(pack.structure.holders, 2):
        (a, b), (c, d) = _span(one), _span(other)
        if one.post == other.post and a < d and c < b:
            message = f"{one.name} and {other.name} hold it at the same time"
            yield Finding("holders", *place(one), "since", message)
    for holder in pack.structure.holders:
        post = posts.get(holder.post)
        if post and holder.since != UNKNOWN and _span(holder)[0] < _span(post)[0]:
            message = f"{holder.name} holds it from {holder.since}, before it was set up"
            yield Finding("holders", *place(holder), "since", message)


def _span(row: Post | Holder | Link) -> tuple[date, date]:
    since = bounds(row.since)[0] if row.since != UNKNOWN else None
    until = bounds(row.until)[1] if row.until != NONE else None
    return since or date.min, until or date.max


def ended_links_stand(pack: Pack) -> Iterator[Finding]:
    """An arrangement ends only links that are in the pack or that it added itself."""
    standing = {(link.subject, link.relation, link.object) for link in pack.structure.links}
    for arrangement in pack.structure.arrangements:
        there = set(standing)
        for n, change in enumerate(arrangement.changes):
            if isinstance(change, AddLink | EndLink):
                link = change.subject, change.relation, change.object
                if isinstance(change, AddLink):
                    there.add(link)
                elif link not in there:
                    message = f"ends a link that is not there: {' '.join(link)}"
                    yield Finding("end-link", *place(arrangement), f"changes.{n}", message)


def seats(pack: Pack) -> Iterator[Finding]:
    """The time zone of every post is one of the IANA database, and its seat is on the earth."""
    zones = available_timezones() | {NONE, UNKNOWN}
    posts: list[tuple[tuple[str, str], str, ProposedPost]] = [
        (place(post), "", post) for post in pack.structure.posts
    ]
    rows: list[Arrangement | Lineup] = [*pack.structure.arrangements, *pack.lineups]
    for row in rows:
        for n, change in enumerate(row.changes):
            if isinstance(change, AddPost):
                posts.append((place(row), f"changes.{n}.post.", change.post))
    for where, field, post in posts:
        if post.tz not in zones:
            message = f"no time zone is called {post.tz!r}; write one as in Asia/Tokyo, or none"
            yield Finding("seat", *where, f"{field}tz", message)
        if post.seat != NONE:
            for axis, value, most in (("lat", post.seat.lat, 90), ("lon", post.seat.lon, 180)):
                if value != UNKNOWN and not -most <= value <= most:
                    message = f"{value:g} is beyond {most} degrees"
                    yield Finding("seat", *where, f"{field}seat.{axis}", message)


def enough_items(pack: Pack) -> Iterator[Finding]:
    """Each domain has as many items as the pack's manifest expects."""
    found = Counter(item.domain for item in pack.items)
    for domain in pack.manifest.domains:
        if found[domain.key] < domain.at_least:
            message = f"{found[domain.key]} items, expected at least {domain.at_least}"
            yield Finding("at-least", MANIFEST, domain.key, "at_least", message)


def official_sources(pack: Pack) -> Iterator[Finding]:
    """Each item has at least one row from an official source."""
    official = {source.id for source in pack.sources if source.official is True}
    for item in pack.items:
        if not any(step.source in official for step in item.history):
            message = "no row rests on an official source; add one or excuse it with the reason"
            yield Finding("official-source", *place(item), "history", message)
