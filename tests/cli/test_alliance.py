"""Asking the alliance: structure, item, due, sources."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from renkei.cli.wrap import width

from .conftest import renkei, rows

Ask = Callable[..., Result]


def _change(found: list[dict[str, object]], kind: str, change: str) -> set[object]:
    return {
        row["post"] if kind == "post" else (row["subject"], row["object"])
        for row in found
        if row["row"] == kind and row["change"] == change
    }


def test_a_structure_stands_as_on_a_day(ask: Ask) -> None:
    shown = ask("structure", "--on", "2024-04-01").output
    assert "Adm. John Aquilino" in shown and "Lt. Gen. Ricky Rupp" in shown
    assert "Joint Operations Command (JJOC)" not in shown
    assert "Joint Operations Command (JJOC)" in ask("structure", "--on", "2025-04-01").output


def test_distance_and_time_difference_are_shown(ask: Ask) -> None:
    shown = ask("structure", "--on", "2024-04-01").output
    assert "6,193 km · 19 h behind, 5 zones apart" in shown


def test_two_days_are_compared(ask: Ask) -> None:
    words = ("structure", "--on", "2025-04-01", "--diff", "2024-04-01")
    found = rows(ask(*words, "--json"))
    assert "jp-joint-operations-command" in _change(found, "post", "added")
    ended = _change(found, "link", "ended")
    assert ("jp-joint-staff", "indopacom") in ended
    shown = ask(*words).output
    assert "+ Joint Operations Command (JJOC) [" in shown
    assert "Adm. John Aquilino → Adm. Samuel Paparo" in shown
    assert (
        "Nothing differs." in ask("structure", "--on", "2024-04-02", "--diff", "2024-04-01").output
    )


def test_a_proposal_is_laid_over_its_day(ask: Ask) -> None:
    shown = ask("structure", "--arrangement", "four-star").output
    assert "rank three-star → four-star" in shown
    assert "laid over 2024-03-25" in shown
    assert "left open" in shown
    later = ask("structure", "--arrangement", "four-star", "--on", "2025-06-01").output
    assert "laid over 2025-06-01" in later


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant", "ja"])
@pytest.mark.parametrize(
    "words",
    [
        ("structure", "--on", "2025-04-01", "--diff", "2024-04-01"),
        ("structure", "--arrangement", "combined"),
    ],
)
def test_a_structure_fits_eighty_columns(ask: Ask, words: tuple[str, ...], language: str) -> None:
    lines = ask(*words, "--language", language, "--sources").output.splitlines()
    assert max(map(width, lines)) <= 80
    names = {"en": "US Forces Japan", "zh": "驻日美军", "zh-Hant": "駐日美軍", "ja": "在日米軍"}
    assert any(names[language] in line for line in lines)


def test_every_number_has_its_source_beneath(ask: Ask) -> None:
    import re

    shown = ask("structure", "--on", "2024-04-01", "--sources").output
    body, _, listed = shown.partition("\nSources\n")
    cited = set(re.findall(r"\[(\d+)\]", body))
    assert cited
    assert cited == set(re.findall(r"^\[(\d+)\]", listed, re.MULTILINE))


def test_files_are_written_and_named(ask: Ask, tmp_path: Path) -> None:
    files = [tmp_path / f"x.{kind}" for kind in ("svg", "png", "graphml")]
    result = ask("structure", "--on", "2024-04-01", "--svg", str(files[0]), "--png", str(files[1]),
                 "--graphml", str(files[2]))  # fmt: skip
    assert result.output.splitlines() == [str(file) for file in files]
    starts = [b"<svg", b"\x89PNG", b"<?xml"]
    assert [file.read_bytes().startswith(s) for file, s in zip(files, starts, strict=True)] == [
        True
    ] * 3


def test_a_file_that_cannot_be_written_is_told_in_a_line(ask: Ask, tmp_path: Path) -> None:
    result = ask("structure", "--svg", str(tmp_path / "no" / "x.svg"))
    assert result.exit_code == 1
    assert "No such file" in result.output
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--on", "yesterday"), 2, "write 2024-04-10"),
        (("--diff", "2024-13"), 2, "write 2024-04-10"),
        (("--arrangement", "five-star"), 1, "there are: "),
        (("--arrangement", "usfj"), 1, "usfj-joint-command-2022, usfj-planning-authority"),
        (("--arrangement", "four-star", "--diff", "2024"), 2, "give --on"),
        (("--language", "fr"), 2, "zh-Hant"),
        (("--pack", "nowhere"), 1, "us_rok"),
    ],
)
def test_wrong_words_are_told(ask: Ask, words: tuple[str, ...], status: int, told: str) -> None:
    result = ask("structure", *words)
    assert result.exit_code == status
    assert told in " ".join(result.output.split())


def test_a_pipe_gets_plain_text(made: Path) -> None:
    result = renkei("structure", "--on", "2025-04-01", "--diff", "2024-04-01", ledger=made)
    assert result.returncode == 0
    assert "\x1b" not in result.stdout
    assert "├" in result.stdout


def test_what_was_not_public_yet_is_counted(ask: Ask) -> None:
    words = ("structure", "--on", "2025-04-01", "--known-by", "2025-03-24")
    shown = " ".join(ask(*words).output.split())
    assert "as known by 2025-03-24" in shown and "left out" in shown
    known = {row["post"] for row in rows(ask(*words, "--json")) if row["row"] == "post"}
    assert "jp-joint-operations-command" in known
    assert "usfj-jjoc-cooperation-team" not in known


def test_a_dossier_has_both_histories(ask: Ask) -> None:
    shown = ask("item", "joint-operations-command", "--on", "2025-06-01").output
    parts = ["By the pack, on 2025-06-01", "By the documents in the ledger", "FY2024"]
    parts += ["統合作戦司令部", "launched at Ichigaya", "Sources of the pack"]
    assert [part for part in parts if part not in shown] == []
    assert max(map(width, shown.splitlines())) <= 80
    (found,) = rows(ask("item", "JJOC", "--on", "2025-06-01", "--json"))
    assert found["item"] == "joint-operations-command"
    # The pack's first official text on it is of September 2025.
    assert found["pack"]["official"] is None
    assert found["pack"]["reported"]["rung"] == "in-effect"
    assert found["documents"]["official"]["rung"] == "in-effect"
    assert len(found["steps"]) == 4
    (later,) = rows(ask("item", "JJOC", "--on", "2025-10-01", "--json"))
    assert later["pack"]["official"]["rung"] == "in-effect"
    (before,) = rows(ask("item", "JJOC", "--on", "2024-01-01", "--json"))
    assert before["pack"]["reported"]["rung"] == "intended"
    assert before["steps"] == [] and before["documents"] is None


@pytest.mark.parametrize("words", [("item", "tomahawk-purchase"), ("due",)])
def test_without_a_ledger_the_pack_answers_alone(tmp_path: Path, words: tuple[str, ...]) -> None:
    env = {k: v for k, v in os.environ.items() if k not in ("RENKEI_LEDGER", "COLUMNS")}
    env["XDG_DATA_HOME"] = env["HOME"] = str(tmp_path)
    command = [sys.executable, "-m", "renkei", *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "ledger" in done.stdout and "pack" in done.stdout


@pytest.mark.parametrize("words", [("item", "tomahawk-purchase"), ("due",)])
def test_a_ledger_that_is_named_must_be_there(
    ask: Ask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    result = ask(*words, "--ledger", str(tmp_path / "none.ledger"))
    assert result.exit_code == 1
    assert "none yet" in result.output


def test_what_falls_due_and_what_is_overdue(ask: Ask) -> None:
    found = {row["item"]: row for row in rows(ask("due", "--on", "2024-09-01", "--json"))}
    jjoc = found["joint-operations-command"]
    assert (jjoc["day"], jjoc["overdue"]) == ("2025-03-31", False)
    assert {p["basis"] for p in jjoc["promises"]} == {"pack", "documents"}
    later = {row["item"] for row in rows(ask("due", "--on", "2025-06-01", "--json"))}
    assert "joint-operations-command" not in later
    near = {
        row["item"] for row in rows(ask("due", "--on", "2024-09-01", "--within", "1m", "--json"))
    }
    assert near < set(found)
    one, two = (
        ask("due", "--on", "2024-09-01", "--within", w, "--json").output for w in ("24m", "2y")
    )
    assert one == two
    assert max(map(width, ask("due", "--on", "2026-06-30").output.splitlines())) <= 80


@pytest.mark.parametrize("within", ["soon", "-3m", "12w", ""])
def test_a_time_that_is_none_is_a_usage_error(ask: Ask, within: str) -> None:
    result = ask("due", "--within", within)
    assert result.exit_code == 2
    assert "12m" in result.output


@pytest.mark.parametrize("words", [("due",), ("structure",), ("item", "tomahawk-purchase")])
def test_what_the_pack_does_not_cover_is_told(ask: Ask, words: tuple[str, ...]) -> None:
    assert "The pack covers time to" in ask(*words, "--on", "2099-01-01").output
    assert "The pack covers time to" not in ask(*words, "--on", "2025-01-01").output


def test_sources_of_a_field_and_of_an_item(ask: Ask) -> None:
    field = rows(ask("sources", "--domain", "command-control", "--json"))
    everything = rows(ask("sources", "--json"))
    assert 0 < len(field) < len(everything)
    ages = [row["age"] for row in field if row["age"] is not None]
    assert ages == sorted(ages)
    (one, *_) = rows(ask("sources", "--item", "tomahawk", "--json"))
    assert one["rows"] == ["tomahawk-purchase"]
    shown = ask("sources", "--item", "tomahawk").output
    assert "not official" in shown and "https://" in shown
    assert ask("sources", "--domain", "weather").exit_code == 2


def test_a_day_outside_what_the_pack_covers_is_remarked(ask: Ask) -> None:
    assert "covers time from 2021-01-01" in ask("structure", "--on", "1950-01-01").output
    assert "covers time" not in ask("structure", "--on", "2024-04-01").output
