from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from makers import document
from sqlalchemy import Connection, inspect, text

from renkei.errors import LedgerError
from renkei.ledger import Ledger, default_path, opening

READ = {"reader": "rules", "version": "1"}
SHIPPED = tuple(opening.MIGRATIONS)


def migrations(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[Connection], None]) -> None:
    monkeypatch.setattr(opening, "MIGRATIONS", (*SHIPPED, *steps))


def add_table(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE later (n INTEGER)"))


def add_two_and_fail(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE half (n INTEGER)"))
    connection.execute(text("INSERT INTO nowhere VALUES (1)"))


def test_an_older_ledger_is_brought_up_and_a_newer_one_refused(
    open_ledger: Callable[..., Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ledger().add(document("Old."), [], **READ)
    migrations(monkeypatch, add_table)
    with pytest.raises(LedgerError, match="open it once for writing"):
        open_ledger(readonly=True)
    newer = open_ledger()
    assert "later" in inspect(newer.engine).get_table_names()
    assert [row.id for row in newer.documents()] == [document("Old.").id]
    open_ledger(readonly=True)
    with newer.engine.connect() as connection:
        found = connection.execute(text("SELECT version FROM ledger_versions ORDER BY version"))
        assert found.scalars().all() == [*range(1, len(SHIPPED) + 3)]
    migrations(monkeypatch)
    with pytest.raises(LedgerError, match="made by a newer Renkei"):
        open_ledger()


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(
    open_ledger: Callable[..., Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ledger().add(document("Old."), [], **READ)
    migrations(monkeypatch, add_table, add_two_and_fail)
    with pytest.raises(LedgerError):
        open_ledger()
    migrations(monkeypatch)
    same = open_ledger()
    assert {"half", "later"}.isdisjoint(inspect(same.engine).get_table_names())
    assert len(same.documents()) == 1


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear clerk, " * 100)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(letter)
    assert letter.read_text().startswith("Dear clerk")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE ships (name TEXT)")
    raw.close()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(other)
    with pytest.raises(LedgerError, match="is not supported"):
        Ledger.open("mysql://somewhere/ledger")
    with pytest.raises(LedgerError, match=str(tmp_path)):
        Ledger.open(tmp_path)


def test_reading_makes_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is none yet"):
        Ledger.open(tmp_path / "none.ledger", readonly=True)
    assert not (tmp_path / "none.ledger").exists()
    (tmp_path / "empty.ledger").touch()
    with pytest.raises(LedgerError, match="it is empty"):
        Ledger.open(tmp_path / "empty.ledger", readonly=True)


def test_folders_are_made_and_strange_names_work(tmp_path: Path) -> None:
    place = tmp_path / "new folder" / "連携 100%?#x.ledger"
    with Ledger.open(place) as ledger:
        ledger.add(document("Here."), [], **READ)
    with Ledger.open(place, readonly=True) as ledger:
        assert len(ledger.documents()) == 1


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LedgerError, match=r"ledger .*file"):
        Ledger.open(tmp_path / "file" / "x.ledger")


def test_a_server_that_does_not_answer_is_said() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="does not answer"):
        Ledger.open("postgresql://nobody@localhost:1/none?connect_timeout=2")


def test_where_the_ledger_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENKEI_LEDGER", "somewhere.ledger")
    assert default_path() == "somewhere.ledger"
    monkeypatch.delenv("RENKEI_LEDGER")
    assert Path(default_path()).name == "renkei.ledger"
    assert Path(default_path()).is_absolute()


def test_many_can_make_it_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from renkei.ledger import Ledger; "
        "ledger = Ledger.open(sys.argv[1]); print(len(ledger.documents())); ledger.close()"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "shared.ledger")]
    children = [subprocess.Popen(run, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [child.communicate()[0].strip() for child in children] == ["0"] * 4
    assert [child.returncode for child in children] == [0] * 4


def test_sqlalchemy_is_loaded_late() -> None:
    code = (
        "import sys; from renkei.ledger import Filter, ItemState; "
        "heavy = {'sqlalchemy', 'opencc', 'pyarrow', 'pydantic'} & set(sys.modules); "
        "from renkei.ledger import Ledger; print(sorted(heavy), 'sqlalchemy' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[] True"
