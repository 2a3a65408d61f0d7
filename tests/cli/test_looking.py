"""Asking a ledger: as of a day, by any name, by any condition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from .conftest import rows

Ask = Callable[..., Result]


def _rung(result: Result, item: str, voice: str = "official") -> str | None:
    states = {row["item"]: row[voice] for row in rows(result)}
    return states[item]["rung"] if states.get(item) else None


def test_the_ledger_stands_as_on_a_day(ask: Ask) -> None:
    item = "joint-operations-command"
    assert _rung(ask("ledger", "--json"), item) == "in-effect"
    assert _rung(ask("ledger", "--on", "2024-05", "--json"), item) == "intended"
    assert _rung(ask("ledger", "--on", "2024-05", "--json"), item, "reported") == "authorised"
    assert rows(ask("ledger", "--on", "2023", "--json")) == []
    hindsight = ask("ledger", "--on", "2024-05-11", "--known-by", "2024-12-31", "--json")
    assert _rung(hindsight, item, "reported") == "authorised"
    assert _rung(ask("ledger", "--on", "2024-05-11", "--json"), item) is None


def test_the_ledger_of_one_field(ask: Ask) -> None:
    found = rows(ask("ledger", "--domain", "air-missile-defence", "--json"))
    assert [row["item"] for row in found] == ["tomahawk-purchase"]
    wrong = ask("ledger", "--domain", "weather")
    assert wrong.exit_code == 2
    assert "command-control" in wrong.output


@pytest.mark.parametrize(
    "name", ["joint-op", "JJOC", "統合作戦司令部", "统合作战司令部", "統合作戰司令部"]
)
def test_an_item_is_found_by_any_of_its_names(ask: Ask, name: str) -> None:
    found = rows(ask("show", name, "--json"))
    assert {row["item"] for row in found} == {"joint-operations-command"}


def test_an_unknown_item_gets_a_suggestion(ask: Ask) -> None:
    result = ask("show", "tomahwk-purchase")
    assert result.exit_code == 1
    assert "did you mean tomahawk-purchase" in result.output
    assert len(result.output.splitlines()) == 1


def test_an_ambiguous_name_lists_what_it_may_mean(ask: Ask) -> None:
    result = ask("show", "extended-deterrence")
    assert result.exit_code == 1
    assert "extended-deterrence-guidelines" in result.output


def test_a_ladder_shows_each_step_with_its_quote_and_source(ask: Ask) -> None:
    shown = ask("show", "joint-operations-command").output
    squeezed = "".join(shown.split())
    for part in (
        "launchedatIchigaya",
        "國會五月十日通過了",
        "防衛省(official)",
        "https://ab12.example",
    ):
        assert part in squeezed
    assert "What speaks against it" in shown


def test_near_duplicates_count_once_and_are_named(ask: Ask) -> None:
    (step,) = rows(ask("show", "tomahawk", "--json"))
    assert len(step["copies"]) == 1
    assert "also in ef56" in ask("show", "tomahawk").output
    assert "Near-duplicates" in ask("documents").output


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ((), 7),
        (("--kind", "position"), 1),
        (("--rung", "in-effect"), 2),
        (("--actor", "JP"), 1),
        (("--speaker", "防卫省"), 2),
        (("--role", "author"), 3),
        (("--item", "tomahawk"), 2),
        (("--item", "none"), 1),
        (("--since", "2025-03-01", "--until", "2025-03"), 2),
        (("--source", "cd34"), 1),
        (("--language", "ja"), 2),
        (("--document", "ab12"), 2),
        (("--text", "harbour"), 1),
        (("--limit", "2"), 2),
        (("--wrong",), 0),
    ],
)
def test_conditions_pick_statements(ask: Ask, conditions: tuple[str, ...], count: int) -> None:
    assert len(rows(ask("statements", *conditions, "--json"))) == count


def test_reasons_are_shown_with_their_words(ask: Ask) -> None:
    name = rows(ask("statements", "--rung", "intended", "--json"))[0]["id"]
    shown = ask("why", name[:8]).output
    assert "intended: a verb of planning (“計画だ”)" in shown


@pytest.mark.parametrize("words", [("ledger",), ("why", "ab"), ("wrong", "ab"), ("documents",)])
def test_without_a_ledger_one_line_says_so(
    ask: Ask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    place = tmp_path / "none.ledger"
    result = ask(*words, "--ledger", str(place))
    assert result.exit_code == 1
    assert "none yet" in result.output
    assert len(result.output.splitlines()) == 1
    assert not place.exists()


def test_a_date_that_is_none_is_a_usage_error(ask: Ask) -> None:
    result = ask("ledger", "--on", "2024-13")
    assert result.exit_code == 2
    assert "write 2024-04-10" in result.output


@pytest.mark.parametrize("form", ["csv", "parquet", "arrow"])
@pytest.mark.parametrize("table", ["statements", "items", "documents"])
def test_tables_are_written(ask: Ask, tmp_path: Path, table: str, form: str) -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    path = tmp_path / f"t.{form}"
    assert ask("export", table, "--format", form, "-o", str(path)).exit_code == 0
    read = {"csv": polars.read_csv, "parquet": polars.read_parquet, "arrow": polars.read_ipc}[form]
    assert len(read(path)) == {"statements": 7, "items": 2, "documents": 5}[table]


def test_a_binary_table_needs_a_file(ask: Ask) -> None:
    assert ask("export", "--format", "parquet").exit_code == 2
