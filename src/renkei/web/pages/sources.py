"""The sources: how many documents, how old, how often borne out, and what was printed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from renkei.ledger import DocumentRow
from renkei.nouns import Polarity, Role
from renkei.web import ask
from renkei.web.borne_out import Claim, Word, claims
from renkei.web.page import Page
from renkei.web.site import Here, Site, today

CLUSTERS = 100


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An outlet: its documents by language, how old they are, and its claims.

    `age` is the median age of its documents in days; `copies` counts documents that another had
    first. `claims` and `borne_out` are as `renkei.web.borne_out` defines them.
    """

    source: str
    documents: int
    statements: int
    languages: dict[str, int]
    oldest: date
    newest: date
    age: int
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
    """The outlets, most documents first, and the largest clusters of near-duplicates."""

    day: date
    sources: tuple[SourceRow, ...]
    languages: dict[str, int]
    undated: int
    clusters: tuple[tuple[Member, ...], ...]
    labels: dict[str, dict[str, str]]


def view(site: Here) -> Sources:
    """The outlets: how many documents, how old, how often borne out; near-duplicates."""
    documents = ask.documents(site)
    by_source: dict[str, list[DocumentRow]] = {}
    clusters: dict[int, list[DocumentRow]] = {}
    for row in documents:
        by_source.setdefault(row.source, []).append(row)
        clusters.setdefault(row.cluster, []).append(row)
    made = claims(_words(site))
    day = today()
    firsts = {min(rows, key=_order).id for rows in clusters.values()}
    rows = [_row(name, docs, firsts, made, day) for name, docs in by_source.items()]
    rows.sort(key=lambda r: (-r.documents, r.source))
    shared = sorted((c for c in clusters.values() if len(c) > 1), key=len, reverse=True)
    shown = {c.item for row in rows for c in row.examples}
    return Sources(
        day=day,
        sources=tuple(rows),
        languages=dict(Counter(d.language for d in documents).most_common()),
        undated=sum(not d.dated for d in documents),
        clusters=tuple(_members(c) for c in shared[:CLUSTERS]),
        labels={key: site.labels(key) for key in sorted(shown)},
    )


def table(found: Sources) -> Iterator[dict[str, object]]:
    """The rows of the CSV."""
    for row in found.sources:
        yield {
            "source": row.source,
            "documents": row.documents,
            "statements": row.statements,
            "languages": " ".join(row.languages),
            "oldest": row.oldest,
            "newest": row.newest,
            "median_age_days": row.age,
            "copies": row.copies,
            "claims": row.claims,
            "borne_out": row.borne_out,
        }


def _words(site: Site) -> Iterator[Word]:
    for key, one in ask.followed(site).items():
        for turn in one.turns:
            s = turn.filed.statement
            if s.status and s.polarity is Polarity.AFFIRMED:
                official = s.speaker_role is Role.OFFICIAL
                yield Word(
                    key, s.status, turn.filed.day, turn.filed.source, official, turn.filed.id
                )


def _row(
    name: str,
    documents: list[DocumentRow],
    firsts: set[str],
    made: list[Claim],
    day: date,
) -> SourceRow:
    own = [claim for claim in made if claim.source == name]
    confirmed = [claim for claim in own if claim.confirmed]
    days = [d.day for d in documents]
    return SourceRow(
        source=name,
        documents=len(documents),
        statements=sum(d.statements for d in documents),
        languages=dict(Counter(d.language for d in documents).most_common()),
        oldest=min(days),
        newest=max(days),
        age=round(median((day - d).days for d in days)),
        copies=sum(d.id not in firsts for d in documents),
        claims=len(own),
        borne_out=len(confirmed),
        examples=tuple(sorted(confirmed, key=lambda c: c.said, reverse=True)[:3]),
    )


def _members(rows: list[DocumentRow]) -> tuple[Member, ...]:
    return tuple(
        Member(r.id, r.title, r.source, r.published, r.language) for r in sorted(rows, key=_order)
    )


def _order(row: DocumentRow) -> tuple[date, str]:
    return row.day, row.recorded_at


PAGE = Page("sources", "/sources", view, table=table, nav=True)
