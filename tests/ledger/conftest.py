"""A ledger on SQLite and, if RENKEI_TEST_POSTGRES names a server, on PostgreSQL as well."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from renkei.ledger import Ledger

SERVER = os.environ.get("RENKEI_TEST_POSTGRES", "")
KINDS = ["sqlite", *(["postgresql"] if SERVER else [])]


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a ledger can be made: a new file, or a new schema on the server."""
    if request.param == "sqlite":
        yield str(tmp_path / "test.ledger")
        return
    import psycopg

    schema = f"test_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}")
        yield f"{SERVER}?options=-csearch_path%3D{schema}"
        server.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def open_ledger(place: str) -> Iterator[Callable[..., Ledger]]:
    """Opens the ledger at `place`, again if wanted; all are closed in the end."""
    opened: list[Ledger] = []

    def again(**how: object) -> Ledger:
        opened.append(Ledger.open(place, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield again
    for one in opened:
        one.close()


@pytest.fixture
def ledger(open_ledger: Callable[..., Ledger]) -> Ledger:
    return open_ledger()
