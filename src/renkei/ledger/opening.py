"""Opening a ledger: making a new one, bringing an old one up to date, refusing a newer one."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from renkei.errors import LedgerError
from renkei.ledger import derived, postgresql, sqlite
from renkei.ledger.schema import metadata, versions
from renkei.ledger.trouble import explained

MIGRATIONS: Sequence[Callable[[Connection], None]] = (derived.create, derived.replace)
"""The k-th brings a ledger of version k to version k + 1, counting from 1. A new ledger is made at
the newest version at once. Each runs in the transaction that records its version, or not at all."""


def newest() -> int:
    """The version of the schema that this Renkei reads and writes."""
    return 1 + len(MIGRATIONS)


def now() -> str:
    """This moment in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def dialect_of(place: str) -> ModuleType:
    """The module for the kind of database at `place`: an address, or else a file for SQLite."""
    if place.startswith(("postgresql://", "postgresql+psycopg://")):
        return postgresql
    if "://" in place:
        kind = place.partition("://")[0]
        raise LedgerError(f"ledger {place}: {kind} is not supported; give a file or postgresql://…")
    return sqlite


def opened(place: str, *, readonly: bool, wait: float) -> Engine:
    """An engine whose database holds a ledger of the newest version.

    Raises
    ------
    LedgerError
        If there is none to read, it is something else, or it was made by a newer Renkei.
    """
    dialect = dialect_of(place)
    if dialect is sqlite:
        _prepare(Path(place), readonly=readonly)
    engine: Engine = dialect.engine(place, readonly=readonly, wait=wait)
    try:
        with explained(place), engine.connect() as connection:
            version = _version(connection, place)
        if version < newest():
            if readonly:
                raise LedgerError(_unready(place, version))
            with explained(place), engine.execution_options(writing=True).begin() as connection:
                dialect.begin_writing(connection)
                _bring_up(connection, dialect, place)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _prepare(path: Path, *, readonly: bool) -> None:
    if readonly and not path.exists():
        raise LedgerError(f"ledger {path}: there is none yet; read a document to make one")
    if not readonly:
        with explained(str(path)):
            path.parent.mkdir(parents=True, exist_ok=True)


def _unready(place: str, version: int) -> str:
    if not version:
        return f"ledger {place}: it is empty; read a document to make a ledger of it"
    return f"ledger {place}: made by an older Renkei; open it once for writing to bring it up"


def _version(connection: Connection, place: str) -> int:
    """The version of the ledger in a database; 0 if the database is empty."""
    tables = set(inspect(connection).get_table_names())
    if versions.name not in tables:
        if tables:
            raise LedgerError(f"ledger {place}: this is a database, but not a ledger")
        return 0
    version = int(connection.scalar(select(func.max(versions.c.version))) or 0)
    if version > newest():
        raise LedgerError(
            f"ledger {place}: made by a newer Renkei (version {version} of the schema, this one "
            f"knows {newest()}); update Renkei"
        )
    return version


def _bring_up(connection: Connection, dialect: ModuleType, place: str) -> None:
    """Makes the ledger, or takes it up from the version that it has by now."""
    version = _version(connection, place)
    if not version:
        _create(connection, dialect)
    for step in MIGRATIONS[version - 1 :] if version else ():
        step(connection)
    _record(connection, range(version + 1, newest() + 1))


def _create(connection: Connection, dialect: ModuleType) -> None:
    metadata.create_all(connection)
    for table in metadata.tables:
        dialect.guard(connection, table)
    dialect.create_index(connection)
    derived.create(connection)


def _record(connection: Connection, reached: range) -> None:
    renkei = importlib.metadata.version("renkei")
    rows = [{"version": v, "renkei": renkei, "recorded_at": now()} for v in reached]
    if rows:
        connection.execute(insert(versions), rows)
