"""A process that is killed at any moment loses nothing it reported and leaves nothing half done."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from makers import document, statement

from renkei.errors import LedgerError
from renkei.ledger import Ledger, deriving
from renkei.nouns import Document, Statement

KILLS = 60
STATEMENTS = 4
READ = {"reader": "rules", "version": "1"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def numbered(i: int) -> tuple[Document, list[Statement]]:
    sentences = [f"Port {i} agreed to build pier {i * 7 + k} for class {k}." for k in range(4)]
    one = document("".join(sentences), origin=f"{i}.txt")
    quotes = [f"agreed to build pier {i * 7 + k} for class {k}" for k in range(STATEMENTS)]
    return one, [statement(one, quote, "agreed", topic=f"pier-{i % 5}") for quote in quotes]


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Runs `work` in a process of its own, with a pipe to report to: its id and the other end."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    try:
        os.close(ours)
        work(theirs)
    finally:
        os._exit(0)


def add_and_report(place: str, first: int) -> Callable[[int], None]:
    def work(pipe: int) -> None:
        with Ledger.open(place) as ledger:
            os.write(pipe, b"open\n")
            for i in range(first, first + 10_000):
                one, said = numbered(i)
                ledger.add(one, said, **READ)
                os.write(pipe, f"{i} {one.id}\n".encode())

    return work


def read_all(pipe: int) -> list[str]:
    with os.fdopen(pipe, "rb") as reports:
        lines = reports.read().split(b"\n")
    return [line.decode() for line in lines[:-1]]


def whole_documents(place: str) -> set[str]:
    """The ids of the documents in a ledger, each of which must have all that belongs to it."""
    with sqlite3.connect(place) as raw:
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        rows = raw.execute(
            "SELECT d.id, (SELECT count(*) FROM sightings s WHERE s.document = d.n),"
            " (SELECT count(*) FROM readings r WHERE r.document = d.n),"
            " (SELECT count(*) FROM statements s WHERE s.document = d.n),"
            " (SELECT count(*) FROM live l WHERE l.document = d.n),"
            " (SELECT count(*) FROM passages p WHERE p.document = d.n),"
            " (SELECT count(*) FROM signatures g WHERE g.document = d.n),"
            " (SELECT count(*) FROM words WHERE words MATCH 'agreed' AND rowid IN"
            "   (SELECT p.n FROM passages p WHERE p.document = d.n)) FROM documents d"
        ).fetchall()
        strays = raw.execute(
            "SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM passages),"
            " (SELECT count(*) FROM words WHERE words MATCH 'agreed')"
        ).fetchone()
    raw.close()
    for name, *belongings in rows:
        assert belongings == [1, 1, STATEMENTS, STATEMENTS, 4, 1, 4], name
    assert strays == (STATEMENTS * len(rows), 4 * len(rows), 4 * len(rows))
    return {name for name, *_ in rows}


def test_killed_sixty_times(tmp_path: Path) -> None:
    place = str(tmp_path / "crash.ledger")
    luck = random.Random(20240410)
    reported: dict[int, str] = {}
    first = 0
    for _ in range(KILLS):
        child, pipe = in_child(add_and_report(place, first))
        time.sleep(luck.uniform(0.0, 0.25))
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        for line in read_all(pipe):
            if line != "open":
                number, name = line.split()
                reported[int(number)] = name
        if Path(place).exists() and reported:
            there = whole_documents(place)
            assert there >= set(reported.values())
            assert len(there) <= len(reported) + KILLS
        first = max(reported, default=-1) + 1
    assert reported, "the children were killed before they did anything"
    with Ledger.open(place) as ledger:
        one, said = numbered(first)
        ledger.add(one, said, **READ)
        ids = {row.id for row in ledger.documents()}
        assert ids >= {one.id, *reported.values()}
        with ledger._reading() as connection:
            assert deriving.whole(connection)
        assert sum(state.quotes for state in ledger.items()) == STATEMENTS * len(ids)


def test_a_full_disk_is_said_and_what_was_there_stays(tmp_path: Path) -> None:
    place = str(tmp_path / "full.ledger")
    with Ledger.open(place) as ledger:
        raw = ledger.engine.raw_connection()
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 12}")
        raw.close()
        added = []
        with pytest.raises(LedgerError, match="the disk is full; free some space"):
            for i in range(1000):
                one, said = numbered(i)
                ledger.add(one, said, **READ)
                added.append(one.id)
        assert added
        assert {row.id for row in ledger.documents()} == set(added)
    assert whole_documents(place) == set(added)
    with Ledger.open(place) as ledger:
        one, said = numbered(len(added))
        ledger.add(one, said, **READ)
    assert whole_documents(place) == {*added, one.id}


def test_a_file_that_may_not_grow_is_said_and_what_was_there_stays(tmp_path: Path) -> None:
    import resource

    place = str(tmp_path / "limit.ledger")
    with Ledger.open(place):
        pass

    def work(pipe: int) -> None:
        size = Path(place).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, resource.RLIM_INFINITY))
        with Ledger.open(place) as ledger:
            for i in range(1000):
                one, said = numbered(i)
                try:
                    ledger.add(one, said, **READ)
                except LedgerError as error:
                    os.write(pipe, f"error {error}\n".encode())
                    return
                os.write(pipe, f"added {one.id}\n".encode())

    child, pipe = in_child(work)
    lines = read_all(pipe)
    os.waitpid(child, 0)
    added = {line.split()[1] for line in lines if line.startswith("added")}
    assert "full" in lines[-1] or "grow" in lines[-1], lines[-1]
    assert added
    assert whole_documents(place) == added
