"""Putting things into a ledger. Each function runs inside one writing transaction.

Number by number: a transaction holds the only lock on writing, so the next number of a table is
its highest and one more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from types import ModuleType

from sqlalchemy import Connection, Select, Table, bindparam, func, insert, select

from renkei.edtf import bounds
from renkei.errors import LedgerError
from renkei.ledger.near import likeness, remember
from renkei.ledger.opening import now
from renkei.ledger.records import Added
from renkei.ledger.rows import (
    document_row,
    reasons_column,
    said_on,
    statement_id,
    statement_row,
    writable,
)
from renkei.ledger.schema import (
    TITLE,
    amendments,
    documents,
    failures,
    passages,
    readings,
    sightings,
    statements,
)
from renkei.ledger.search import words
from renkei.nouns import Document, Failure, Statement

_NUMBER = select(documents.c.n).where(documents.c.id == bindparam("id"))
_SIGHTED = select(sightings.c.n).where(
    sightings.c.document == bindparam("document"), sightings.c.origin == bindparam("origin")
)
_READ = (
    select(readings.c.names_digest)
    .join(documents, documents.c.n == readings.c.document)
    .where(
        documents.c.id == bindparam("id"),
        readings.c.reader == bindparam("reader"),
        readings.c.version == bindparam("version"),
    )
)


def add(
    connection: Connection,
    dialect: ModuleType,
    document: Document,
    read: Sequence[Statement],
    *,
    reader: str,
    version: str,
    names_digest: str,
) -> Added:
    """Adds a document, what was read in it, or both; nothing if both are there."""
    n = connection.scalar(_NUMBER, {"id": document.id})
    if n is None:
        n = _add_document(connection, dialect, document)
        _add_sighting(connection, n, document.origin)
        _add_reading(connection, n, read, reader, version, names_digest)
        return Added.NEW
    _fill_date(connection, n, document)
    if connection.scalar(_SIGHTED, {"document": n, "origin": writable(document.origin)}) is None:
        _add_sighting(connection, n, document.origin)
    if read_before(connection, document.id, reader, version, names_digest):
        return Added.KNOWN
    _add_reading(connection, n, read, reader, version, names_digest)
    return Added.REREAD


def read_before(
    connection: Connection, document: str, reader: str, version: str, names_digest: str | None
) -> bool:
    """Whether this version of this reader has read a document (None: with whichever names)."""
    same = {"id": document, "reader": reader, "version": version}
    digests = connection.scalars(_READ, same).all()
    return bool(digests) if names_digest is None else names_digest in digests


def amend(connection: Connection, n: int, published: str, who: str, why: str) -> bool:
    """Records another date of publication for a document; False if it has that date already."""
    try:
        known = bounds(published) != (None, None)
    except ValueError as error:
        raise LedgerError(f"published: {error}") from None
    if not known:
        raise LedgerError("published: give a day, a month or a year, such as 2024-04-10")
    if published == _published(connection, n):
        return False
    day, _ = said_on(published, date.fromisoformat(now()[:10]))
    connection.execute(
        insert(amendments),
        {
            "document": n,
            "published": published,
            "day": day.isoformat(),
            "who": writable(who),
            "why": writable(why),
            "recorded_at": now(),
        },
    )
    return True


def fail(connection: Connection, failure: Failure) -> None:
    """Records what could not be read, unless it failed in the same way the last time."""
    origin, reason = writable(failure.origin), writable(failure.reason)
    last = (
        select(failures.c.reason, failures.c.recorded_at)
        .where(failures.c.origin == origin)
        .order_by(failures.c.n.desc())
        .limit(1)
    )
    before = connection.execute(last).first()
    seen = select(func.max(sightings.c.recorded_at)).where(sightings.c.origin == origin)
    if before and before.reason == reason and (connection.scalar(seen) or "") <= before.recorded_at:
        return
    row = {"origin": origin, "reason": reason, "advice": writable(failure.advice)}
    connection.execute(insert(failures), row | {"recorded_at": now()})


def _add_document(connection: Connection, dialect: ModuleType, document: Document) -> int:
    n = _next(connection, documents)
    recorded = now()
    day, dated = said_on(document.published, date.fromisoformat(recorded[:10]))
    found = likeness(connection, document.text)
    row = document_row(document) | {
        "n": n,
        "day": day.isoformat(),
        "dated": dated,
        "cluster": found.cluster or n,
        "recorded_at": recorded,
    }
    connection.execute(insert(documents), row)
    remember(connection, n, found)
    _add_passages(connection, dialect, n, document)
    return n


def _add_passages(connection: Connection, dialect: ModuleType, n: int, document: Document) -> None:
    first = _next(connection, passages)
    text = document.text
    places = [(p.start, p.end) for p in (*document.passages, *document.captions)]
    sought = [((start, end), text[start:end]) for start, end in places]
    if document.title:
        sought.append((TITLE, document.title))
    rows = [
        {"n": i, "document": n, "start": start, "end": end}
        for i, ((start, end), _) in enumerate(sought, first)
    ]
    if rows:
        connection.execute(insert(passages), rows)
    dialect.index(connection, [(i, words(said)) for i, (_, said) in enumerate(sought, first)])


def _add_reading(
    connection: Connection,
    document: int,
    read: Sequence[Statement],
    reader: str,
    version: str,
    names_digest: str,
) -> None:
    n = _next(connection, readings)
    named = {statement_id(s): s for s in read}
    row = {
        "n": n,
        "document": document,
        "reader": reader,
        "version": version,
        "names_digest": names_digest,
        "reasons": reasons_column(named),
        "recorded_at": now(),
    }
    connection.execute(insert(readings), row)
    of = {"reading": n, "document": document}
    rows = [statement_row(name, s) | of for name, s in named.items()]
    if rows:
        connection.execute(insert(statements), rows)


def _add_sighting(connection: Connection, document: int, origin: str) -> None:
    row = {"document": document, "origin": writable(origin), "recorded_at": now()}
    connection.execute(insert(sightings), row)


def _fill_date(connection: Connection, n: int, document: Document) -> None:
    """Takes a date that this copy states and the one in the ledger does not."""
    _, dated = said_on(document.published, date.max)
    if dated and not _published(connection, n):
        why = f"stated where it was read again ({document.published_from})"
        amend(connection, n, document.published, "renkei", why)


def _published(connection: Connection, n: int) -> str:
    """A document's date of publication, as amended."""
    amended = (
        select(amendments.c.published)
        .where(amendments.c.document == n)
        .order_by(amendments.c.n.desc())
        .limit(1)
    )
    stated = select(documents.c.published).where(documents.c.n == n)
    return connection.scalar(amended) or connection.scalar(stated) or ""


def _next(connection: Connection, table: Table) -> int:
    return int(connection.scalar(_highest(table)) or 0) + 1


@cache
def _highest(table: Table) -> Select[tuple[int]]:
    return select(func.max(table.c.n))
