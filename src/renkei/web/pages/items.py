"""Items: a table to sort and filter; the address holds the whole choice. A row has its ladder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import HTTPException, Query

from renkei.edtf import bounds
from renkei.ledger import ItemState
from renkei.ledger.search import fold
from renkei.nouns import Rung
from renkei.web import ask
from renkei.web.page import Page
from renkei.web.paging import Cut, Number, cut
from renkei.web.site import Here, Site, today
from renkei.web.views import Courses, Falls, Stands, falls, stands

SIZE = 40
SOURCES = 200
"""Outlets that one can choose from; others can still be given in the address."""
SPAN = 3 * 366
"""Days that the small ladders reach back at least."""
FARTHEST = 12 * 366
"""Days that they reach back at most; what is older lies at their left end."""


class Sort(StrEnum):
    """By what the items are sorted."""

    CHANGED = "changed"
    NAME = "name"
    RUNG = "rung"
    DUE = "due"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as it stands, and how it came to stand there."""

    item: str
    labels: dict[str, str]
    domain: str
    parties: tuple[str, ...]
    official: Stands | None
    reported: Stands | None
    denials: int
    due: Falls | None
    changed: date | None
    quotes: int
    sources: int
    courses: Courses


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that one can filter by, and how many items have it."""

    value: str
    count: int
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Items:
    """The items that meet the filter, and what else one can filter by."""

    day: date
    sort: Sort
    items: Cut[ItemRow]
    domains: tuple[Choice, ...]
    rungs: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    sources: tuple[Choice, ...]


def view(
    site: Here,
    domain: Annotated[str, Query(description="A field of the pack.")] = "",
    rung: Annotated[Rung | str, Query(description="Where it stands, by either voice.")] = "",
    party: Annotated[str, Query(description="An ISO code of a party to it.")] = "",
    due: Annotated[str, Query(description="Falls due by this day, or `any` day.")] = "",
    source: Annotated[str, Query(description="An outlet that brings something of it.")] = "",
    language: Annotated[str, Query(description="A language in which something is said.")] = "",
    silent: Annotated[bool, Query(description="Items of the pack, too, nobody speaks of.")] = False,
    sort: Annotated[Sort, Query(description="By what they are sorted.")] = Sort.CHANGED,
    page: Number = 1,
) -> Items:
    """The items, how real each is, since when, on whose word, and what falls due."""
    until = _until(due)
    every = ask.states(site)
    if silent:
        every = ask.silent(site) | every
    tags = ask.values(site, "language")
    spoken = [ask.having(site, "language", tag) for tag in tags if _speaks(tag, language)]
    from_source = ask.having(site, "source", fold(source)) if source else set()
    tests: list[Callable[[ItemState], bool]] = [
        lambda s: not domain or site.domain(s.key) == domain,
        lambda s: not rung or rung in _rungs(s),
        lambda s: not party or party in _parties(site, s),
        lambda s: not due or (s.due is not None and s.due.day <= until),
        lambda s: not source or s.key in from_source,
        lambda s: not language or any(s.key in items for items in spoken),
    ]
    found = [s for s in every.values() if all(test(s) for test in tests)]
    found.sort(key=lambda s: _order(site, s, sort))
    listed = cut(found, page, SIZE)
    rows = _rows(site, listed.rows)
    return Items(
        day=today(),
        sort=sort,
        items=Cut(rows, listed.number, listed.pages, listed.total),
        domains=_domains(site, every.values()),
        rungs=_choices((r.value for s in every.values() for r in _rungs(s)), order=list(Rung)),
        parties=_choices(p for s in every.values() for p in _parties(site, s)),
        languages=_most(tags),
        sources=_most(_named(site, ask.values(site, "source")))[:SOURCES],
    )


def table(found: Items) -> Iterator[dict[str, object]]:
    """The rows of the CSV."""
    for row in found.items.rows:
        yield {
            "item": row.item,
            **{f"name_{tag}": row.labels.get(tag, "") for tag in ("en", "zh", "ja")},
            "domain": row.domain,
            "parties": " ".join(row.parties),
            "official": row.official.rung if row.official else "",
            "official_since": row.official.since if row.official else "",
            "official_speaker": row.official.speaker if row.official else "",
            "reported": row.reported.rung if row.reported else "",
            "reported_since": row.reported.since if row.reported else "",
            "due": row.due.time if row.due else "",
            "against": row.denials,
            "changed": row.changed or "",
            "quotes": row.quotes,
            "sources": row.sources,
        }


def _rows(site: Site, states: Sequence[ItemState]) -> tuple[ItemRow, ...]:
    """The rows, their ladders drawn over the same time so that they can be compared."""
    outlined = ask.courses(site, [s.key for s in states])
    end = today()
    first = min((o[0].day for o in outlined.values() if o), default=end).toordinal()
    latest, earliest = end.toordinal() - SPAN, end.toordinal() - FARTHEST
    start = date.fromordinal(min(max(first, earliest), latest))
    drawn = ask.drawn(site, list(outlined), start, end)
    return tuple(
        ItemRow(
            item=s.key,
            labels=site.labels(s.key),
            domain=site.domain(s.key),
            parties=_parties(site, s),
            official=stands(s.official),
            reported=stands(s.reported),
            denials=len(s.contradictions),
            due=falls(s.due),
            changed=s.changed,
            quotes=s.quotes,
            sources=s.sources,
            courses=drawn[s.key],
        )
        for s in states
    )


def _order(site: Site, s: ItemState, sort: Sort) -> tuple[object, ...]:
    newest = -(s.changed or date.min).toordinal()
    keys: dict[Sort, tuple[object, ...]] = {
        Sort.CHANGED: (newest, -s.quotes),
        Sort.NAME: (site.labels(s.key).get("en", s.key).casefold(),),
        Sort.RUNG: (-max((_height(r) for r in _rungs(s)), default=-2), newest),
        Sort.DUE: (s.due.day if s.due else date.max, newest),
        Sort.QUOTES: (-s.quotes, newest),
    }
    return *keys[sort], s.key


def _height(rung: Rung) -> int:
    return -1 if rung.height is None else rung.height


def _rungs(s: ItemState) -> list[Rung]:
    return [one.rung for one in (s.official, s.reported) if one]


def _parties(site: Site, s: ItemState) -> tuple[str, ...]:
    row = site.items.get(s.key)
    return tuple(row.parties) if row else ()


def _speaks(tag: str, wanted: str) -> bool:
    return tag == wanted or tag.startswith(f"{wanted}-")


def _until(due: str) -> date:
    """The last day that a filter by what falls due reaches to.

    Raises
    ------
    HTTPException
        422, if it is neither a day, a month, a year nor `any`.
    """
    if due in ("", "any"):
        return date.max
    with suppress(ValueError):
        if last := bounds(due)[1]:
            return last
    raise HTTPException(422, "items.no-day")


def _domains(site: Site, every: Iterable[ItemState]) -> tuple[Choice, ...]:
    counts = Counter(site.domain(s.key) for s in every)
    return tuple(
        Choice(d.key, counts[d.key], d.labels.model_dump())
        for d in site.pack.manifest.domains
        if counts[d.key]
    )


def _named(site: Site, counts: dict[str, int]) -> dict[str, int]:
    """Counts by outlets' names instead of their folded ones; nameless ones are left out."""
    names = ask.outlet_names(site)
    return {names.get(source, source): n for source, n in counts.items() if source}


def _most(counts: dict[str, int]) -> tuple[Choice, ...]:
    return tuple(Choice(v, n, {}) for v, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _choices(values: Iterable[str], order: Iterable[str] = ()) -> tuple[Choice, ...]:
    counts = Counter(values)
    names = [v for v in order if counts[v]] or [v for v, _ in counts.most_common()]
    return tuple(Choice(str(v), counts[v], {}) for v in names)


PAGE = Page("items", "/items", view, table=table, nav=True)
