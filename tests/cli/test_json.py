"""``docs/json.md`` and what ``--json`` prints are held to one another, key by key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from .conftest import renkei, rows

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
SHAPES = {
    section.split("\n", 1)[0].strip(): re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    for section in PAGE.split("\n## ")[1:]
}
ONLY_LATER = {"recorded_at", "mended"}
CODEBOOK = {
    "quote", "kind", "status", "likelihood", "polarity", "actors", "speaker", "speaker_role",
    "time", "quantity", "topic", "document", "start", "end", "item",
}  # fmt: skip


def _holds(row: dict[str, Any], shape: str, without: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    assert set(row) == set(SHAPES[shape]) - without


def test_the_page_has_the_codebooks_fields() -> None:
    assert set(SHAPES["statement"]) >= CODEBOOK


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("statement", ("statements",)),
        ("statement", ("export", "statements")),
        ("item", ("ledger",)),
        ("item", ("export", "items")),
        ("step", ("show", "joint-operations-command")),
        ("dossier", ("item", "joint-operations-command")),
        ("due", ("due", "--on", "2026-06-30")),
        ("source", ("sources", "--item", "tomahawk-purchase")),
        ("document", ("export", "documents")),
        ("failure", ("documents", "--failed")),
        ("hit", ("search", "統合作戦司令部")),
        ("group", ("unfiled", "--all")),
        ("reason", ("why", "STATEMENT")),
        ("system", ("pack", "systems")),
        ("deliverable", ("pack", "deliverables")),
    ],
)
def test_a_command_prints_its_shape(
    ask: Callable[..., Result], shape: str, words: tuple[str, ...]
) -> None:
    if "STATEMENT" in words:
        words = (words[0], rows(ask("statements", "--kind", "commitment", "--json"))[0]["id"])
    flag = () if words[0] == "export" else ("--json",)
    result = ask(*words, *flag)
    assert result.exit_code == 0, result.output
    found = rows(result)
    assert found
    for row in found:
        _holds(row, shape)


@pytest.mark.parametrize(
    "words",
    [
        ("--on", "2024-04-01"),
        ("--on", "2025-04-01", "--diff", "2024-04-01"),
        ("--arrangement", "four-star"),
        ("--on", "2025-04-01", "--known-by", "2024-06-30"),
    ],
)
def test_a_structure_prints_posts_and_links(
    ask: Callable[..., Result], words: tuple[str, ...]
) -> None:
    found = rows(ask("structure", *words, "--json"))
    assert {row["row"] for row in found} == {"post", "link"}
    for row in found:
        _holds(row, row["row"])
        assert row["sources"]
        for source in row["sources"]:
            _holds(source, "source", {"language", "age", "citations", "rows"})


def test_what_stands_inside_keeps_its_shape(ask: Callable[..., Result]) -> None:
    for step in rows(ask("show", "joint-operations-command", "--json")):
        _holds(step["statement"], "statement")
        _holds(step["official"] or step["reported"], "standing")
    for group in rows(ask("unfiled", "--all", "--json")):
        _holds(group["statements"][0], "statement")
    items = rows(ask("ledger", "--json"))
    against = [word for item in items for word in item["contradictions"]]
    assert set(against[0]) == {"statement", "rung", "polarity", "speaker", "speaker_role", "said"}


def test_documents_and_failures_are_told_apart(ask: Callable[..., Result]) -> None:
    for row in rows(ask("documents", "--json")):
        _holds(row, {"read": "document", "failed": "failure"}[row["outcome"]])


def test_corrections_print_the_decision(tell: Callable[..., Result]) -> None:
    one = rows(tell("statements", "--json"))[0]["id"]
    given = [
        ("wrong", one),
        ("right", one[:8]),
        ("note", one, "see the copy"),
        ("file", one, "tomahawk"),
        ("undo", "1"),
    ]
    for words in given:
        (row,) = rows(tell(*words, "--json"))
        _holds(row, "decision")
    listed = rows(tell("decisions", "--json"))
    assert [row["kind"] for row in listed] == ["wrong", "right", "note", "file", "undo"]
    assert [row["active"] for row in listed] == [False, True, True, True, True]


def test_reading_prints_outcomes_and_failures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("title: A\n\nJapan plans to set up a joint command.\n", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    place = tmp_path / "x.ledger"
    done = renkei("read", "--json", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), ledger=place)
    assert done.returncode == 0, done.stderr
    new, failed = rows(done.stdout)
    _holds(new, "outcome")
    _holds(failed, "failure", ONLY_LATER)
    assert (new["outcome"], failed["outcome"]) == ("new", "failed")


def test_packs_print_findings_and_files(ask: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "us_rok"
    for row in rows(ask("pack", "new", str(folder), "--json")):
        _holds(row, "file")
    assert ask("pack", "check", str(folder)).exit_code == 0
    items = next(folder.rglob("items/*.yaml"))
    items.write_text(items.read_text("utf-8").replace("parent:", "parnet:", 1), "utf-8")
    result = ask("pack", "check", str(folder), "--json")
    assert result.exit_code == 1
    for row in rows(result):
        _holds(row, "finding")
