"""From sources to the ledger through Python."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from renkei import Document, Failure, Kind, Ledger, Name, Statement, Taken, take_in
from renkei.intake import places


class Whole:
    """A reader for which the whole first sentence is one statement; it breaks on the word bang."""

    name = "whole"
    version = "1"

    def __init__(self) -> None:
        self.asked = 0

    def read(self, document: Document, names: Sequence[Name]) -> list[Statement]:  # noqa: ARG002
        self.asked += 1
        if "bang" in document.text:
            raise ZeroDivisionError("bang")
        p = document.passages[0]
        quote = document.quote(p.start, p.end)
        return [Statement(document.id, p.start, p.end, quote, Kind.POSITION)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"The {name} harbour is open to all ships.\n", "utf-8")
    return folder


def test_what_was_read_before_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    reader = Whole()
    with Ledger.open(tmp_path / "x") as ledger:
        first = list(take_in(ledger, folder, reader=reader, names=()))
        again = list(take_in(ledger, folder, folder / "one.txt", reader=reader, names=()))
        other = list(take_in(ledger, folder, reader=reader, names=(Name("x", "item", "x"),)))
    told = [[(t.added.value, t.statements) for t in run if isinstance(t, Taken)] for run in
            (first, again, other)]  # fmt: skip
    assert told == [[("new", 1)] * 2, [("known", None)] * 2, [("reread", 1)] * 2]
    assert reader.asked == 4


def test_a_reader_that_breaks_fails_one_document_only(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("There was a bang in the harbour last night.\n", "utf-8")
    with Ledger.open(tmp_path / "x") as ledger:
        found = list(take_in(ledger, folder, reader=Whole(), names=()))
        (failed,) = ledger.failures()
    assert [isinstance(one, Failure) for one in found] == [True, False, False]
    assert failed.origin.endswith("a.txt")
    assert "ZeroDivisionError" in failed.reason


def test_nothing_is_taken_in_on_a_day_that_is_none(folder: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x") as ledger:
        with pytest.raises(ValueError, match="2024-04-03"):
            list(take_in(ledger, folder, published="soon", reader=Whole(), names=()))
        assert ledger.documents() == []


def test_progress_names_each_source_before_it_is_read(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    with Ledger.open(tmp_path / "x") as ledger:
        for _ in take_in(
            ledger, folder, reader=Whole(), names=(), progress=lambda *step: told.append(step)
        ):
            pass
    assert [(done, total) for done, total, _ in told] == [(0, 2), (1, 2)]
    assert told[0][2].endswith("one.txt")


def test_a_link_and_its_file_are_one_place(folder: Path) -> None:
    (folder / "three.txt").symlink_to(folder / "one.txt")
    assert len(places(folder, folder / ".." / "in" / "two.txt", "https://a.example/", "-")) == 4
