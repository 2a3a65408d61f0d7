"""The sources: how many documents, how old, how often borne out, and what was printed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from renkei.ledger import DocumentRow
from renkei.ledger.records import Claim, Outlet, Record
from renkei.ledger.search import fold
from renkei.web import ask
from renkei.web.page import Page
from renkei.web.paging import Cut, Number, cut
from renkei.web.site import Here, today

CLUSTERS = 40
SIZE = 50


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An outlet: its documents by language, how old they are, and its claims.

    `copies` counts documents that say nearly the same as an earlier one. `claims` and `borne_out`
    are as `renkei.ledger.claiming` defines them.
    """

    source: str
    documents: int
    statements: int
    languages: dict[str, int]
    oldest: date
    newest: date
    copies: int
    claims: int
    borne_out: int
    examples: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a cluster."""

    document: str
    title: str
    source: str
    published: str
    language: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The outlets, most documents first, and the newest clusters of near-duplicates.

    `named` counts the outlets; a row without a name holds the documents that name none.
    """

    day: date
    named: int
    sources: Cut[SourceRow]
    languages: dict[str, int]
    clusters: tuple[tuple[Member, ...], ...]
    labels: dict[str, dict[str, str]]


def view(site: Here, page: Number = 1) -> Sources:
    """The outlets: how many documents, how old, how often borne out; near-duplicates."""
    outlets = ask.outlets(site)
    spelt = ask.outlet_names(site)
    by_source: dict[str, list[Outlet]] = {}
    for outlet in outlets:
        by_source.setdefault(spelt[fold(outlet.source)], []).append(outlet)
    names = sorted(by_source, key=lambda name: (-_documents(by_source[name]), name))
    listed = cut(names, page, SIZE)
    records = ask.records(site, [fold(name) for name in listed.rows])
    nothing = Record(0, 0, ())
    rows = tuple(
        _row(name, by_source[name], records.get(fold(name), nothing)) for name in listed.rows
    )
    languages = _by_language(outlets)
    shown = {c.item for row in rows for c in row.examples}
    return Sources(
        day=today(),
        named=sum(map(bool, names)),
        sources=Cut(rows, listed.number, listed.pages, listed.total),
        languages=languages,
        clusters=tuple(map(_members, ask.clusters(site, CLUSTERS))),
        labels={key: site.labels(key) for key in sorted(shown)},
    )


def table(found: Sources) -> Iterator[dict[str, object]]:
    """The rows of the CSV."""
    for row in found.sources.rows:
        yield {
            "source": row.source,
            "documents": row.documents,
            "statements": row.statements,
            "languages": " ".join(row.languages),
            "oldest": row.oldest,
            "newest": row.newest,
            "copies": row.copies,
            "claims": row.claims,
            "borne_out": row.borne_out,
        }


def _documents(outlets: list[Outlet]) -> int:
    return sum(outlet.documents for outlet in outlets)


def _by_language(outlets: list[Outlet]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for outlet in outlets:
        counts[outlet.language] += outlet.documents
    return dict(counts.most_common())


def _row(name: str, outlets: list[Outlet], record: Record) -> SourceRow:
    return SourceRow(
        source=name,
        documents=_documents(outlets),
        statements=sum(o.statements for o in outlets),
        languages=_by_language(outlets),
        oldest=min(o.first for o in outlets),
        newest=max(o.last for o in outlets),
        copies=sum(o.copies for o in outlets),
        claims=record.claims,
        borne_out=record.borne_out,
        examples=record.examples,
    )


def _members(rows: tuple[DocumentRow, ...]) -> tuple[Member, ...]:
    return tuple(Member(r.id, r.title, r.source, r.published, r.language) for r in rows)


PAGE = Page("sources", "/sources", view, table=table, nav=True)
