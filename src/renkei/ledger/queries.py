"""Asking a ledger for its documents and statements. Each function reads one consistent state.

Only the newest reading of a document speaks; older ones stay for whoever asks the tables.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    or_,
    select,
)
from sqlalchemy.sql.selectable import TextualSelect

from renkei.errors import LedgerError
from renkei.ledger.corrections import Corrections
from renkei.ledger.records import DocumentRow, FailureRow, Filed, Filter
from renkei.ledger.rows import document_of, pack, reasons_of, statement_of
from renkei.ledger.schema import (
    amendments,
    decisions,
    documents,
    failures,
    newest_reading,
    passages,
    readings,
    sightings,
    statements,
)
from renkei.ledger.search import Phrase, fold, phrases
from renkei.nouns import Document, Reason

_AT_ONCE = 1000


class Stamp(NamedTuple):
    """The number of the last row of each table that answers are made of."""

    readings: int
    decisions: int
    amendments: int
    failures: int


_amended = (
    select(func.max(amendments.c.n))
    .where(amendments.c.document == documents.c.n)
    .correlate(documents)
    .scalar_subquery()
)
_current = newest_reading(statements.c.document)
published = func.coalesce(amendments.c.published, documents.c.published).label("published")
day = func.coalesce(amendments.c.day, documents.c.day).label("day")
dated = or_(documents.c.dated, amendments.c.n.is_not(None)).label("dated")

WITH_DATES = documents.outerjoin(amendments, amendments.c.n == _amended)
_WITH_STATEMENTS = statements.join(documents, statements.c.document == documents.c.n).outerjoin(
    amendments, amendments.c.n == _amended
)
_OF_DOCUMENT = (
    documents.c.id.label("document_id"),
    documents.c.title,
    documents.c.source,
    documents.c.address,
    documents.c.origin,
    documents.c.cluster,
    published,
    day,
    dated,
)


def current(*columns: Any) -> Select[Any]:
    """A selection from the statements of current readings, each with its document."""
    return select(*columns).select_from(_WITH_STATEMENTS).where(statements.c.reading == _current)


def statement_columns() -> Sequence[Any]:
    """What `filed_of` needs of a row of `current(…)`."""
    return statements, *_OF_DOCUMENT


def under(item: str, corrected: Corrections) -> ColumnElement[bool]:
    """Statements that may be filed under `item`: the reader's suggestion, or a person's word."""
    names = corrected.names(item)
    moved = [s for s, key in corrected.filed.items() if key in names]
    suggested = statements.c.topic.in_(names)
    return or_(suggested, statements.c.id.in_(moved)) if moved else suggested


def known(by: date | None) -> ColumnElement[bool] | None:
    """Statements of documents published by a day, or None for no condition."""
    return None if by is None else day <= by.isoformat()


def filed(
    connection: Connection,
    wanted: Filter,
    corrected: Corrections,
    matching: Callable[[list[Phrase]], TextualSelect],
) -> Iterator[Filed]:
    """The statements that meet a filter, in the order in which they were read."""
    query = current(*statement_columns()).order_by(statements.c.n)
    for condition in _conditions(connection, wanted, corrected, matching):
        query = query.where(condition)
    item = None if wanted.item is None else corrected.became(wanted.item)
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        for row in rows.mappings():
            one = filed_of(row, corrected)
            wrong = one.state == "wrong"
            if item in (None, one.item) and wanted.wrong in (None, wrong):
                yield one


def statement(connection: Connection, begins: str, corrected: Corrections) -> Filed:
    """The statement of a current reading whose id is, or alone begins with, `begins`.

    Raises
    ------
    LedgerError
        If no statement has that id, or several begin with it.
    """
    like = statements.c.id >= begins, statements.c.id <= begins + "z"
    rows = connection.execute(current(*statement_columns()).where(*like).limit(2)).mappings()
    found = [row for row in rows if begins and row["id"].startswith(begins)]
    if not found:
        raise LedgerError(f"no statement of a current reading has the id {begins!r}")
    if len(found) > 1:
        raise LedgerError(f"several statements begin with {begins!r}; give more of the id")
    return filed_of(found[0], corrected)


def filed_of(row: RowMapping, corrected: Corrections) -> Filed:
    """The statement in a row of `current(statements, …)` as people see it."""
    name = row["id"]
    return Filed(
        id=name,
        statement=statement_of(row, row["document_id"]),
        item=corrected.item(name, row["topic"]),
        title=row["title"],
        source=row["source"],
        address=row["address"],
        origin=row["origin"],
        published=row["published"],
        day=date.fromisoformat(row["day"]),
        dated=bool(row["dated"]),
        cluster=row["cluster"],
        state=corrected.verdicts.get(name, ""),
        remarks=corrected.remarks.get(name, ()),
    )


def _conditions(
    connection: Connection,
    wanted: Filter,
    corrected: Corrections,
    matching: Callable[[list[Phrase]], TextualSelect],
) -> Iterator[ColumnElement[bool]]:
    s = statements.c
    equal = {s.kind: wanted.kind, s.status: wanted.status, s.speaker_role: wanted.role}
    yield from (column == value.value for column, value in equal.items() if value)
    if wanted.actor:
        yield s.actors.contains(pack(wanted.actor), autoescape=True)
    if wanted.speaker:
        yield s.speaker_folded.contains(fold(wanted.speaker), autoescape=True)
    if wanted.source:
        yield documents.c.source_folded.contains(fold(wanted.source), autoescape=True)
    if wanted.language:
        subtag = s.language.startswith(f"{wanted.language}-", autoescape=True)
        yield or_(s.language == wanted.language, subtag)
    if wanted.document:
        yield s.document == document_number(connection, wanted.document)
    if wanted.item is not None:
        yield under(corrected.became(wanted.item), corrected)
    if (by := known(wanted.known_by)) is not None:
        yield by
    yield from about(wanted.since, wanted.until)
    if wanted.text:
        yield s.n.in_(saying(phrases(wanted.text), matching))


def about(since: date | None, until: date | None, day: Any = day) -> Iterator[ColumnElement[bool]]:
    """Statements about a time that overlaps a span; without a time of its own, its document's."""
    first, last = statements.c.first_day, statements.c.last_day
    timeless = and_(first.is_(None), last.is_(None))
    if since:
        yield or_(
            last >= since.isoformat(),
            and_(last.is_(None), first.is_not(None)),
            and_(timeless, day >= since.isoformat()),
        )
    if until:
        yield or_(
            first <= until.isoformat(),
            and_(first.is_(None), last.is_not(None)),
            and_(timeless, day <= until.isoformat()),
        )


def saying(
    wanted: list[Phrase], matching: Callable[[list[Phrase]], TextualSelect]
) -> Select[tuple[int]]:
    """The numbers of the statements in whose sentence all phrases occur."""
    if not wanted:
        raise LedgerError("a search needs at least one letter, digit or character")
    said = statements.alias("said")
    hits = matching(wanted).subquery("hits")
    return (
        select(said.c.n)
        .select_from(hits.join(passages, passages.c.n == hits.c.n))
        .join(said, said.c.reading == newest_reading(passages.c.document))
        .where(said.c.start >= passages.c.start, said.c.end <= passages.c.end)
    )


def document_number(connection: Connection, begins: str) -> int:
    """The number of the document whose id is, or alone begins with, `begins`.

    Raises
    ------
    LedgerError
        If no document has that id, or several begin with it.
    """
    names = select(documents.c.id, documents.c.n).where(
        documents.c.id >= begins, documents.c.id <= begins + "z"
    )
    found: dict[str, int] = {
        name: n for name, n in connection.execute(names.limit(3)) if name.startswith(begins)
    }
    if begins in found:
        return found[begins]
    if not begins or not found:
        raise LedgerError(f"no document has the id {begins!r}")
    if len(found) > 1:
        raise LedgerError(f"several documents begin with {begins!r}; give more of the id")
    return next(iter(found.values()))


def document(connection: Connection, begins: str) -> Document:
    """A document with its text, by its id or a unique beginning of it, its date as amended."""
    n = document_number(connection, begins)
    query = select(documents, amendments.c.published.label("amended")).select_from(WITH_DATES)
    row = dict(connection.execute(query.where(documents.c.n == n)).mappings().one())
    if row["amended"]:
        row |= {"published": row["amended"], "published_from": "user"}
    return document_of(row)


def document_rows(connection: Connection) -> list[DocumentRow]:
    """Every document without its text, in the order in which they were added."""
    newest = select(func.max(readings.c.n).label("n")).group_by(readings.c.document).subquery()
    counted = (
        select(statements.c.reading, func.count().label("count"))
        .group_by(statements.c.reading)
        .subquery()
    )
    read = (
        select(readings, func.coalesce(counted.c.count, 0).label("count"))
        .join(newest, newest.c.n == readings.c.n)
        .outerjoin(counted, counted.c.reading == readings.c.n)
        .subquery()
    )
    query = (
        select(
            *documents.c[("id", "title", "source", "address", "language", "origin", "warnings")],
            *documents.c[("recorded_at", "cluster")],
            *(published, day, dated, read.c.reader, read.c.version, read.c.count),
        )
        .select_from(WITH_DATES.outerjoin(read, read.c.document == documents.c.n))
        .order_by(documents.c.n)
    )
    rows = connection.execute(query).mappings().all()
    alike: dict[int, list[str]] = {}
    for row in rows:
        alike.setdefault(row["cluster"], []).append(row["id"])
    return [document_row(row, alike[row["cluster"]]) for row in rows]


def document_row(row: RowMapping, cluster: list[str]) -> DocumentRow:
    """A document as people see it, from a row with its dates, reader and `count` of statements."""
    same = ("id", "title", "source", "address", "published", "language", "origin", "recorded_at")
    return DocumentRow(
        **{name: row[name] for name in same},
        day=date.fromisoformat(row["day"]),
        dated=bool(row["dated"]),
        warnings=tuple(json.loads(row["warnings"])),
        reader=row["reader"] or "",
        version=row["version"] or "",
        statements=row["count"] or 0,
        cluster=row["cluster"],
        near_duplicates=tuple(name for name in cluster if name != row["id"]),
    )


def failure_rows(connection: Connection) -> list[FailureRow]:
    """What could not be read, in the order of time."""
    seen = (
        select(func.max(sightings.c.recorded_at))
        .where(sightings.c.origin == failures.c.origin)
        .correlate(failures)
        .scalar_subquery()
    )
    rows = connection.execute(select(failures, seen.label("seen")).order_by(failures.c.n))
    return [
        FailureRow(r.origin, r.reason, r.advice, r.recorded_at, (r.seen or "") > r.recorded_at)
        for r in rows
    ]


def stamp(connection: Connection) -> Stamp:
    """How far the tables go that answers are made of."""
    return Stamp(*connection.execute(_REACHED).one())


_REACHED = select(
    *(
        select(func.coalesce(func.max(table.c.n), 0)).scalar_subquery()
        for table in (readings, decisions, amendments, failures)
    )
)


def reasons(connection: Connection, statement: str) -> tuple[Reason, ...]:
    """Why the fields of a statement have their values; empty if its reader did not say."""
    query = (
        select(readings.c.reasons)
        .join(statements, statements.c.reading == readings.c.n)
        .where(statements.c.id == statement)
        .order_by(readings.c.n.desc())
        .limit(1)
    )
    packed = connection.scalar(query)
    if packed is None:
        raise LedgerError(f"no statement has the id {statement!r}")
    return reasons_of(packed, statement)
