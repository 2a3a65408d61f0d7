from __future__ import annotations

import builtins
from datetime import date
from typing import Any

import pytest
from makers import document, statement

from renkei.errors import LedgerError
from renkei.ledger import Ledger

READ = {"reader": "rules", "version": "1"}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    one = document("The ports agreed to dig a tunnel. The ferry is old.", warnings=("odd",))
    ledger.add(
        one,
        [
            statement(one, "agreed to dig a tunnel", "agreed", actors=("JP", "US"), time="2030"),
            statement(one, "The ferry is old", topic=""),
        ],
        **READ,
    )
    return ledger


def test_statements_items_and_documents_as_arrow(filled: Ledger) -> None:
    pytest.importorskip("pyarrow")
    said = filled.table("statements").to_pylist()
    assert [row["quote"] for row in said] == ["agreed to dig a tunnel", "The ferry is old"]
    assert said[0]["actors"] == ["JP", "US"] and said[0]["status"] == "agreed"
    assert said[1]["status"] is None and said[0]["day"] == date(2024, 4, 10)
    (item,) = filled.table("items").to_pylist()
    assert (item["key"], item["official_rung"], item["official_day"]) == (
        "tunnel",
        "agreed",
        date(2024, 4, 10),
    )
    assert (item["due"], item["reported_rung"], item["quotes"]) == ("2030", None, 1)
    (row,) = filled.table("documents").to_pylist()
    assert (row["statements"], row["warnings"], row["dated"]) == (2, ["odd"], True)


def test_an_empty_ledger_has_empty_tables_of_the_same_shape(ledger: Ledger) -> None:
    pytest.importorskip("pyarrow")
    for name, column in (("statements", "quote"), ("items", "due"), ("documents", "title")):
        table = ledger.table(name)  # type: ignore[arg-type]
        assert table.num_rows == 0 and column in table.schema.names


def test_without_pyarrow_the_extra_is_named(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pyarrow":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LedgerError, match=r"python -m pip install pyarrow"):
        filled.table("statements")
