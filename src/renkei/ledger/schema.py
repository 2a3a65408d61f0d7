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

number = BigInteger().with_variant(Integer(), "sqlite")


def n_column(**more: Any) -> Column[Any]:
    """The column that numbers the rows of a table."""
    return Column("n", number, primary_key=True, **more)


def _to(table: str, name: str, **more: Any) -> Column[Any]:
    return Column(name, number, ForeignKey(f"{table}.n"), nullable=False, **more)


def text_column(name: str, **more: Any) -> Column[Any]:
    """A column of text that is never NULL."""
    return Column(name, Text, nullable=False, **more)


def _at() -> Column[Any]:
    return text_column("recorded_at")


versions = Table(
    "ledger_versions",
    metadata,
    Column("version", Integer, primary_key=True),
    text_column("renkei"),
    _at(),
)

documents = Table(
    "documents",
    metadata,
    n_column(),
    text_column("id", unique=True),
    text_column("title"),
    text_column("source"),
    text_column("source_folded"),
    text_column("address"),
    text_column("author"),
    text_column("published"),
    text_column("published_from"),
    text_column("day"),
    Column("dated", Boolean, nullable=False),
    text_column("language"),
    text_column("media_type"),
    text_column("origin"),
    text_column("warnings"),
    Column("cluster", number, nullable=False, index=True),
    _at(),
    Column("text", LargeBinary, nullable=False),
    Column("layout", LargeBinary, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    n_column(),
    _to("documents", "document"),
    text_column("origin", index=True),
    _at(),
    UniqueConstraint("document", "origin"),
)

failures = Table(
    "failures",
    metadata,
    n_column(),
    text_column("origin", index=True),
    text_column("reason"),
    text_column("advice"),
    _at(),
)

amendments = Table(
    "amendments",
    metadata,
    n_column(),
    _to("documents", "document", index=True),
    text_column("published"),
    text_column("day"),
    text_column("who"),
    text_column("why"),
    _at(),
)

signatures = Table(
    "signatures",
    metadata,
    Column("document", number, ForeignKey("documents.n"), primary_key=True),
    Column("signature", LargeBinary, nullable=False),
    Column("similarity", Float, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document", number, ForeignKey("documents.n"), primary_key=True),
    sqlite_with_rowid=False,
)

TITLE = (0, 0)
"""The place of a document's title among its passages; its text is not the document's."""

passages = Table(
    "passages",
    metadata,
    n_column(),
    _to("documents", "document"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("passages_place", "document", "start", "end"),
)

readings = Table(
    "readings",
    metadata,
    n_column(),
    _to("documents", "document"),
    text_column("reader"),
    text_column("version"),
    text_column("names_digest"),
    _at(),
    Column("reasons", LargeBinary, nullable=False),
    UniqueConstraint("document", "reader", "version", "names_digest"),
    Index("readings_newest", "document", "n"),
)

statements = Table(
    "statements",
    metadata,
    n_column(),
    text_column("id", index=True),
    _to("readings", "reading", index=True),
    _to("documents", "document"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text_column("quote"),
    text_column("kind"),
    text_column("status"),
    text_column("likelihood"),
    text_column("polarity"),
    text_column("actors"),
    text_column("speaker"),
    text_column("speaker_folded"),
    text_column("speaker_role"),
    text_column("time"),
    Column("first_day", Text),
    Column("last_day", Text),
    text_column("quantity"),
    text_column("topic", index=True),
    text_column("language"),
    text_column("notes"),
)

decisions = Table(
    "decisions",
    metadata,
    n_column(),
    text_column("kind"),
    text_column("statement"),
    text_column("item"),
    text_column("value"),
    text_column("who"),
    text_column("why"),
    text_column("document"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text_column("statement_kind"),
    _at(),
)


def newest_reading(document: Column[Any]) -> ScalarSelect[int]:
    """The number of the reading of a document that is current: the newest one."""
    newest = select(func.max(readings.c.n)).where(readings.c.document == document)
    return newest.correlate(document.table).scalar_subquery()
