"""Items: a table to sort and filter; the address holds the whole choice. A row has its ladder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import Query

from renkei.nouns import Rung
from renkei.web import ask
from renkei.web.ask import Followed
from renkei.web.page import Page
from renkei.web.paging import Cut, Number, cut
from renkei.web.site import Here, Site, today
from renkei.web.views import Courses, Falls, Stands, courses, falls, stands

SIZE = 40
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
    source: Annotated[str, Query(description="An outlet that brings a commitment to it.")] = "",
    language: Annotated[str, Query(description="A language in which one stands.")] = "",
    silent: Annotated[bool, Query(description="Items of the pack, too, nobody speaks of.")] = False,
    sort: Annotated[Sort, Query(description="By what they are sorted.")] = Sort.CHANGED,
    page: Number = 1,
) -> Items:
    """The items, how real each is, since when, on whose word, and what falls due."""
    every = ask.followed(site)
    if silent:
        every = ask.silent(site) | every
    tests: list[Callable[[Followed], bool]] = [
        lambda f: not domain or site.domain(f.state.key) == domain,
        lambda f: not rung or rung in _rungs(f),
        lambda f: not party or party in _parties(site, f),
        lambda f: not due or _due_by(f, due),
        lambda f: not source or source in _sources(f),
        lambda f: not language or any(_speaks(tag, language) for tag in _languages(f)),
    ]
    found = [f for f in every.values() if all(test(f) for test in tests)]
    found.sort(key=lambda f: _order(site, f, sort))
    page_of = cut(found, page, SIZE)
    end = today()
    start = _start(found, end)
    rows = tuple(_row(site, f, start, end) for f in page_of.rows)
    return Items(
        day=end,
        sort=sort,
        items=Cut(rows, page_of.number, page_of.pages, page_of.total),
        domains=_domains(site, every.values()),
        rungs=_choices((r.value for f in every.values() for r in _rungs(f)), order=list(Rung)),
        parties=_choices(p for f in every.values() for p in _parties(site, f)),
        languages=_choices(tag for f in every.values() for tag in _languages(f)),
        sources=_choices(s for f in every.values() for s in _sources(f)),
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


def _row(site: Site, f: Followed, start: date, end: date) -> ItemRow:
    state = f.state
    return ItemRow(
        item=state.key,
        labels=site.labels(state.key),
        domain=site.domain(state.key),
        parties=_parties(site, f),
        official=stands(state.official),
        reported=stands(state.reported),
        denials=len(state.contradictions),
        due=falls(state.due),
        changed=state.changed,
        quotes=state.quotes,
        sources=state.sources,
        courses=courses(f.turns, start, end),
    )


def _start(found: Iterable[Followed], end: date) -> date:
    """From when the small ladders run, the same for all rows so that they can be compared."""
    first = min((t.day for f in found for t in f.turns), default=end).toordinal()
    latest, earliest = end.toordinal() - SPAN, end.toordinal() - FARTHEST
    return date.fromordinal(min(max(first, earliest), latest))


def _order(site: Site, f: Followed, sort: Sort) -> tuple[object, ...]:
    s = f.state
    newest = -(s.changed or date.min).toordinal()
    keys: dict[Sort, tuple[object, ...]] = {
        Sort.CHANGED: (newest, -s.quotes),
        Sort.NAME: (site.labels(s.key).get("en", s.key).casefold(),),
        Sort.RUNG: (-max((_height(r) for r in _rungs(f)), default=-2), newest),
        Sort.DUE: (s.due.day if s.due else date.max, newest),
        Sort.QUOTES: (-s.quotes, newest),
    }
    return *keys[sort], s.key


def _height(rung: Rung) -> int:
    return -1 if rung.height is None else rung.height


def _rungs(f: Followed) -> list[Rung]:
    return [s.rung for s in (f.state.official, f.state.reported) if s]


def _parties(site: Site, f: Followed) -> tuple[str, ...]:
    row = site.items.get(f.state.key)
    return tuple(row.parties) if row else ()


def _languages(f: Followed) -> set[str]:
    return {t.filed.statement.language for t in f.turns}


def _sources(f: Followed) -> set[str]:
    return {t.filed.source for t in f.turns if t.filed.source}


def _speaks(tag: str, wanted: str) -> bool:
    return tag == wanted or tag.startswith(f"{wanted}-")


def _due_by(f: Followed, due: str) -> bool:
    if not f.state.due:
        return False
    return due == "any" or f.state.due.day.isoformat() <= due


def _domains(site: Site, every: Iterable[Followed]) -> tuple[Choice, ...]:
    counts = Counter(site.domain(f.state.key) for f in every)
    return tuple(
        Choice(d.key, counts[d.key], d.labels.model_dump())
        for d in site.pack.manifest.domains
        if counts[d.key]
    )


def _choices(values: Iterable[str], order: Iterable[str] = ()) -> tuple[Choice, ...]:
    counts = Counter(values)
    names = [v for v in order if counts[v]] or [v for v, _ in counts.most_common()]
    return tuple(Choice(str(v), counts[v], {}) for v in names)


PAGE = Page("items", "/items", view, table=table, nav=True)
