"""Search: one box, three languages, words of two characters too; quotes in their context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import HTTPException, Query

from renkei.errors import LedgerError
from renkei.ledger.search import fold
from renkei.web import ask
from renkei.web.hits import Found, found_in
from renkei.web.page import Page
from renkei.web.site import Here, Site

LIMIT = 30
NAMED = 6


@dataclass(frozen=True, slots=True)
class Named:
    """An item with a name that holds what was looked for."""

    item: str
    labels: dict[str, str]
    name: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, the best first. `more` is True if there may be more than are shown."""

    query: str
    named: tuple[Named, ...]
    found: tuple[Found, ...]
    more: bool


def view(
    site: Here,
    q: Annotated[str, Query(max_length=400, description="Words; quotation marks keep some.")] = "",
    limit: Annotated[int, Query(ge=1, le=200, description="At most so many sentences.")] = LIMIT,
) -> Search:
    """Sentences in which all parts of a query stand, in Chinese, Japanese or English."""
    if not q.strip():
        return Search(q, (), (), False)
    try:
        hits = ask.search(site, q, limit + 1)
    except LedgerError as error:
        raise HTTPException(422, "search.nothing") from error
    found = tuple(map(found_in, hits[:limit]))
    return Search(q, tuple(_named(site, q)), found, len(hits) > limit)


def table(search: Search) -> Iterator[dict[str, object]]:
    """The rows of the CSV."""
    for one in search.found:
        yield {
            "sentence": "".join(run.text for run in one.runs),
            "title": one.title,
            "source": one.source,
            "published": one.published,
            "language": one.language,
            "document": one.document,
            "start": one.start,
            "end": one.end,
        }


def _named(site: Site, q: str) -> Iterator[Named]:
    """Items that a name holds the query of, shortest names first, each item once."""
    wanted = fold(q.strip().strip('"“”'))
    if not wanted:
        return
    names = [n for n in site.names if n.kind == "item" and wanted in fold(n.text)]
    seen: set[str] = set()
    for name in sorted(names, key=lambda n: (len(n.text), n.text)):
        if name.key in seen or len(seen) == NAMED or not site.labels(name.key):
            continue
        seen.add(name.key)
        yield Named(name.key, site.labels(name.key), name.text)


PAGE = Page("search", "/search", view, table=table)
