"""The tables, the same for SQLite and PostgreSQL. Rows are added, never changed or taken away.

Three times are kept apart: `statements.time` (when it holds in the world), `documents.published`
and its amendments (when a source said so), `recorded_at` (when it was put into the ledger, UTC).

`n` numbers the rows of a table and serves within it; `id` is the name the outside knows. Columns
of days hold ISO dates as text, which sort as the days do. Columns called `folded` are as
`renkei.ledger.search.fold` makes them. What is long stands last in a row, so that the rest can be
read without it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    ScalarSelect,
    Table,
    Text,
    UniqueConstraint,
    func,
    select,
)

metadata = MetaData()

_number = BigInteger().with_variant(Integer(), "sqlite")


def _n() -> Column[Any]:
    return Column("n", _number, primary_key=True)


def _to(table: str, name: str, **more: Any) -> Column[Any]:
    return Column(name, _number, ForeignKey(f"{table}.n"), nullable=False, **more)


def _text(name: str, **more: Any) -> Column[Any]:
    return Column(name, Text, nullable=False, **more)


def _at() -> Column[Any]:
    return _text("recorded_at")


versions = Table(
    "ledger_versions",
    metadata,
    Column("version", Integer, primary_key=True),
    _text("renkei"),
    _at(),
)

documents = Table(
    "documents",
    metadata,
    _n(),
    _text("id", unique=True),
    _text("title"),
    _text("source"),
    _text("source_folded"),
    _text("address"),
    _text("author"),
    _text("published"),
    _text("published_from"),
    _text("day"),
    Column("dated", Boolean, nullable=False),
    _text("language"),
    _text("media_type"),
    _text("origin"),
    _text("warnings"),
    Column("cluster", _number, nullable=False, index=True),
    _at(),
    Column("text", LargeBinary, nullable=False),
    Column("layout", LargeBinary, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    _n(),
    _to("documents", "document"),
    _text("origin", index=True),
    _at(),
    UniqueConstraint("document", "origin"),
)

failures = Table(
    "failures",
    metadata,
    _n(),
    _text("origin", index=True),
    _text("reason"),
    _text("advice"),
    _at(),
)

amendments = Table(
    "amendments",
    metadata,
    _n(),
    _to("documents", "document", index=True),
    _text("published"),
    _text("day"),
    _text("who"),
    _text("why"),
    _at(),
)

signatures = Table(
    "signatures",
    metadata,
    Column("document", _number, ForeignKey("documents.n"), primary_key=True),
    Column("signature", LargeBinary, nullable=False),
    Column("similarity", Float, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document", _number, ForeignKey("documents.n"), primary_key=True),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    _n(),
    _to("documents", "document"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("passages_place", "document", "start", "end"),
)

readings = Table(
    "readings",
    metadata,
    _n(),
    _to("documents", "document"),
    _text("reader"),
    _text("version"),
    _text("names_digest"),
    _at(),
    Column("reasons", LargeBinary, nullable=False),
    UniqueConstraint("document", "reader", "version", "names_digest"),
    Index("readings_newest", "document", "n"),
)

statements = Table(
    "statements",
    metadata,
    _n(),
    _text("id", index=True),
    _to("readings", "reading", index=True),
    _to("documents", "document"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("quote"),
    _text("kind"),
    _text("status"),
    _text("likelihood"),
    _text("polarity"),
    _text("actors"),
    _text("speaker"),
    _text("speaker_folded"),
    _text("speaker_role"),
    _text("time"),
    Column("first_day", Text),
    Column("last_day", Text),
    _text("quantity"),
    _text("topic", index=True),
    _text("language"),
    _text("notes"),
)

decisions = Table(
    "decisions",
    metadata,
    _n(),
    _text("kind"),
    _text("statement"),
    _text("item"),
    _text("value"),
    _text("who"),
    _text("why"),
    _text("document"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("statement_kind"),
    _at(),
)


def newest_reading(document: Column[Any]) -> ScalarSelect[int]:
    """The number of the reading of a document that is current: the newest one."""
    newest = select(func.max(readings.c.n)).where(readings.c.document == document)
    return newest.correlate(document.table).scalar_subquery()
