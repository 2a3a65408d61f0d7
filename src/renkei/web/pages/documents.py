"""The documents: what was read, how much of it, and what could not be read and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query

from renkei.ledger import DocumentRow, FailureRow
from renkei.web import ask
from renkei.web.page import Page
from renkei.web.paging import Cut, Number, place
from renkei.web.site import Here

SIZE = 50
FAILURES = 200
CHOICES = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list. `near_duplicates` are the ids of those that say nearly the same."""

    document: str
    title: str
    source: str
    published: str
    day: date
    dated: bool
    language: str
    statements: int
    warnings: tuple[str, ...]
    near_duplicates: tuple[str, ...]
    reader: str


@dataclass(frozen=True, slots=True)
class Failed:
    """What could not be read: its name, why, what to do; `mended` if it was read later on."""

    name: str
    reason: str
    advice: str
    recorded_at: str
    mended: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents that meet the filter, newest first; the last failures, unmended first."""

    documents: Cut[Listed]
    languages: dict[str, int]
    sources: dict[str, int]
    failures: tuple[Failed, ...]


def view(
    site: Here,
    source: Annotated[str, Query(description="An outlet, by its whole name.")] = "",
    language: Annotated[str, Query(description="A language: zh, zh-Hans, zh-Hant, ja, en.")] = "",
    title: Annotated[str, Query(max_length=400, description="Words of the title.")] = "",
    page: Number = 1,
) -> Documents:
    """What was read, when it was published, how much was read in it, and what failed and why."""
    outlets = ask.outlets(site)
    total = ask.document_count(site, source, language, title)
    size = SIZE if page else max(total, 1)
    at, pages = place(page, size, total)
    listed = ask.documents(site, source, language, size, (at - 1) * size, title)
    failures = sorted(map(_failed, ask.failures(site)), key=lambda f: f.recorded_at, reverse=True)
    failures.sort(key=lambda f: f.mended)
    return Documents(
        documents=Cut(tuple(map(_listed, listed)), at, pages, total),
        languages=_counted((o.language, o.documents) for o in outlets),
        sources=_counted((o.source, o.documents) for o in outlets if o.source),
        failures=tuple(failures[:FAILURES]),
    )


def _counted(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """How many of each, the most first, at most `CHOICES` of them."""
    counts: Counter[str] = Counter()
    for name, n in pairs:
        counts[name] += n
    return dict(counts.most_common(CHOICES))


def table(found: Documents) -> Iterator[dict[str, object]]:
    """The rows of the CSV."""
    for d in found.documents.rows:
        yield {
            "document": d.document,
            "title": d.title,
            "source": d.source,
            "published": d.published,
            "language": d.language,
            "statements": d.statements,
            "warnings": " | ".join(d.warnings),
            "near_duplicates": " ".join(d.near_duplicates),
            "reader": d.reader,
        }


def _listed(row: DocumentRow) -> Listed:
    same = ("title", "source", "published", "day", "dated", "language", "statements", "warnings")
    return Listed(
        document=row.id,
        near_duplicates=row.near_duplicates,
        reader=f"{row.reader} {row.version}".strip(),
        **{name: getattr(row, name) for name in same},
    )


def _failed(row: FailureRow) -> Failed:
    return Failed(base_name(row.origin), row.reason, row.advice, row.recorded_at, row.mended)


def base_name(origin: str) -> str:
    """What a source is called, without the folders of this machine that it lies in."""
    if origin.startswith(("http://", "https://")):
        return origin
    return origin.replace("\\", "/").rstrip("/").rpartition("/")[2]


PAGE = Page("documents", "/documents", view, table=table, nav=True)
