"""What only SQLite does: one file, one writer, many readers, and an index of words (FTS5).

``synchronous=FULL`` with the write-ahead log: a transaction is on the disk before it is reported,
so that neither a killed process nor a power cut loses it. NORMAL would keep the file whole but
could lose the last transactions when the power goes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, Float, Integer, create_engine, event, text
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql.selectable import TextualSelect

from renkei.ledger.search import Phrase

ONLY_GROWS = "a ledger only grows: its rows are never changed or taken away"

_CACHE = 32_000
"""Of the file, what a connection keeps in memory, in KiB; SQLite's own 2 MB is little for a file
of a gigabyte."""

_INDEX = (
    "CREATE VIRTUAL TABLE words USING fts5(split, content='', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Cn'\")"
)


def engine(path: str, *, readonly: bool, wait: float) -> Engine:
    """Connections to the file at `path`; a writer waits `wait` seconds for another to finish."""
    address = f"{Path(path).absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"

    def connect() -> sqlite3.Connection:
        raw = sqlite3.connect(
            address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )
        if not readonly:
            raw.execute("PRAGMA journal_mode=WAL")
            raw.execute("PRAGMA synchronous=FULL")
        raw.execute(f"PRAGMA cache_size=-{_CACHE}")
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("PRAGMA recursive_triggers=ON")  # so that INSERT OR REPLACE is refused too
        return raw

    made = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def begin_writing(connection: Connection) -> None:
    """Nothing to do: ``BEGIN IMMEDIATE`` has waited for the other writer."""


def guard(connection: Connection, table: str) -> None:
    """Has the database itself refuse changes to `table`."""
    for change in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{ONLY_GROWS}'); END"
        )


def create_index(connection: Connection) -> None:
    """Makes the empty index of words; it keeps no text of its own."""
    connection.exec_driver_sql(_INDEX)


def index(connection: Connection, passages: Iterable[tuple[int, list[str]]]) -> None:
    """Adds the words of passages, each under its number."""
    rows = [(n, " ".join(words)) for n, words in passages]
    if rows:
        connection.exec_driver_sql("INSERT INTO words(rowid, split) VALUES (?, ?)", rows)


def naming(phrases: list[Phrase], most: int) -> TextualSelect:
    """The numbers of the last `most` passages in which any of `phrases` occurs."""
    query = " OR ".join(map(_written, phrases))
    last = f"SELECT rowid AS n FROM words WHERE words MATCH :named ORDER BY rowid DESC LIMIT {most}"
    return text(last).bindparams(named=query).columns(Column("n", Integer))


def _written(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{"*" * phrase.prefix}'


def matching(phrases: list[Phrase], most: int | None = None) -> TextualSelect:
    """The numbers of the passages in which all `phrases` occur, and a score, best lowest.

    With `most`, no more than that many are looked at, the last ones.
    """
    query = " AND ".join(map(_written, phrases))
    last = f" ORDER BY rowid DESC LIMIT {most}" if most else ""
    return (
        text(f"SELECT rowid AS n, bm25(words) AS score FROM words WHERE words MATCH :query{last}")
        .bindparams(query=query)
        .columns(Column("n", Integer), Column("score", Float))
    )
