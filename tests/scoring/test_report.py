"""Scoring readers and coders from files, the page and the command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from renkei.cli.app import app
from renkei.cli.screen import console
from renkei.nouns import Document, Kind, Name, Rung, Statement
from renkei.scoring.coding import CodingError
from renkei.scoring.page import page
from renkei.scoring.report import score

from .samples import MARKED, ROWS, TEXT, write


class Fixed:
    """A reader that finds one statement: the first sentence, as agreed."""

    name, version = "fixed", "1"

    def read(self, document: Document, names: Sequence[Name]) -> list[Statement]:  # noqa: ARG002
        quote = "Japan will lease two tugboats"
        start = document.text.index(quote)
        return [
            Statement(
                document=document.id,
                start=start,
                end=start + len(quote),
                quote=quote,
                kind=Kind.COMMITMENT,
                status=Rung.AGREED,
                actors=("US",),
            )
        ]


class Broken(Fixed):
    """A reader that cannot."""

    def read(self, document: Document, names: Sequence[Name]) -> list[Statement]:  # noqa: ARG002
        raise KeyError("no such cue")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "007_talks.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_a_reader_is_scored(folder: Path) -> None:
    found = score(write(folder, ROWS), folder / "docs", reader=Fixed(), names=())
    shares = {name: figure.value for name, figure in found.overall.shares.items()}
    assert found.by == "reader fixed 1"
    assert (shares["precision"], shares["recall"], shares["f1"]) == (1.0, 1 / 3, 0.5)
    assert (shares["rung"], shares["rung_near"], shares["actors"], shares["time"]) == (0, 1, 0, 0)
    assert shares["letters"] == 1.0
    assert found.rungs() == {("intended", "agreed"): 1}
    assert found.confused() == {("commitment", "commitment"): 1}
    assert list(found.languages) == ["en"]
    assert found.kinds["event"].shares["recall"].value == 0.0


def test_what_cannot_be_scored_is_named(folder: Path) -> None:
    (folder / "docs" / "empty.txt").write_text("", "utf-8")
    rows = [*ROWS, {**ROWS[0], "doc": "none"}, {**ROWS[0], "doc": "empty"}]
    found = score(write(folder, rows), folder / "docs", reader=Fixed(), names=())
    assert [(u.document, u.statements) for u in found.unscored] == [("none", 1), ("empty.txt", 1)]
    assert found.overall.gold == 3
    with pytest.raises(CodingError, match=r"broke on it \(KeyError"):
        score(write(folder, ROWS), folder / "docs", reader=Broken(), names=())


def test_a_coded_quote_that_is_not_in_the_text_is_missed_and_told(folder: Path) -> None:
    rows = [*ROWS, {**ROWS[1], "quote": "The ministers met in Kure"}]
    found = score(write(folder, rows), folder / "docs", reader=Fixed(), names=())
    assert found.overall.gold == 4
    assert [(name, one.quote) for name, one in found.astray()] == [
        ("007_talks.txt", "The ministers met in Kure")
    ]


def test_people_can_be_scored_against_each_other(folder: Path) -> None:
    other = [{**ROWS[0], "doc": "007_talks", "status": "proposed"}, {**ROWS[2], "doc": "007_talks"}]
    gold, against = write(folder, ROWS), write(folder, other, "other.jsonl")
    found = score(gold, folder / "docs", coding=against)
    assert found.by == "coding other.jsonl"
    assert (found.overall.matched, found.overall.given) == (2, 2)
    assert found.overall.shares["rung"].value == 0.0
    assert found.overall.shares["polarity"].value == 1.0
    itself = score(gold, folder / "docs", coding=gold)
    assert {figure.value for figure in itself.overall.shares.values()} <= {1.0, None}


def test_a_marked_folder_brings_its_documents(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(MARKED.replace("talks", f"talks {name}"), "utf-8")
    (tmp_path / "held.txt").write_text("a\n", "utf-8")
    found = score(tmp_path, coding=tmp_path)
    assert [one.name for one in found.compared] == ["a.txt", "b.txt"]
    assert found.overall.drawn == "documents"
    assert found.overall.shares["f1"].value == 1.0
    assert [one.name for one in score(tmp_path, coding=tmp_path, only=["b"]).compared] == ["b.txt"]
    with pytest.raises(CodingError, match="c: no file of that name"):
        score(tmp_path, coding=tmp_path, only=["c"])


def test_jsonl_without_its_documents_is_refused(folder: Path) -> None:
    with pytest.raises(CodingError, match="--documents"):
        score(write(folder, ROWS))


class Tags(HTMLParser):
    """Checks that tags are closed in order; keeps ids, links and text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.seen.add(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "sup" not in self.open:
            self.text += data


def test_the_page_is_whole_escaped_and_without_scripts(folder: Path) -> None:
    rows = [*ROWS, {**ROWS[1], "speaker": "<script>alert(1)</script>", "time": "1999"}]
    gold, against = write(folder, rows), write(folder, ROWS[:2], "<b>.jsonl")
    made = page(score(gold, folder / "docs", coding=against))
    tags = Tags()
    tags.feed(made)
    assert tags.open == []
    assert not tags.seen & {"script", "img", "link", "iframe", "b"}
    assert len(tags.ids) == len(set(tags.ids))
    assert {link.removeprefix("#") for link in tags.links} <= set(tags.ids)
    assert "http" not in made.replace("http-equiv", "")
    for paragraph in TEXT.strip().split("\n\n")[1:]:
        assert paragraph in tags.text


@pytest.fixture(autouse=True)
def own_screen() -> None:
    console.cache_clear()


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["score", *map(str, arguments)], env={"COLUMNS": "80"})
    return result.exit_code, result.output


def test_the_command_prints_tables_that_fit_80_columns(folder: Path) -> None:
    against = write(folder, [{**ROWS[0], "status": "rejected"}, ROWS[1]], "other.jsonl")
    gold = write(folder, [*ROWS, {**ROWS[0], "doc": "008"}])
    status, output = run(gold, "--documents", folder / "docs", "--against", against, "--errors")
    assert status == 0
    assert max(map(len, output.splitlines())) <= 80
    assert "not scored: 008 (1 statement)" in output
    assert "Missed: 1" in output
    assert "Invented: 0" in output
    assert "rung: intended | given: rejected" in output


def test_the_command_prints_json_and_writes_a_page(folder: Path) -> None:
    against = write(folder, ROWS[:2], "other.jsonl")
    gold, html = write(folder, ROWS), folder / "page.html"
    where = ("--documents", folder / "docs", "--against", against)
    status, output = run(gold, *where, "--json", "--html", html)
    assert status == 0
    told = json.loads(output)
    assert told["overall"]["f1"]["value"] == pytest.approx(4 / 5)
    assert told["languages"]["en"]["recall"]["value"] == pytest.approx(2 / 3)
    assert told["kinds"]["position"]["gold"] == 1
    assert told["confusion"]["rung"] == {"intended": {"intended": 1}}
    assert [row["gold"]["quote"] for row in told["missed"]] == [ROWS[2]["quote"]]
    assert (told["invented"], told["mistaken"], told["unscored"]) == ([], [], [])
    assert html.read_text("utf-8").startswith("<!doctype html>")


def test_the_command_tells_a_broken_coding_in_one_line(folder: Path) -> None:
    status, output = run(folder / "none.jsonl", "--documents", folder / "docs")
    assert status == 1
    assert "none.jsonl" in output
    assert len(output.strip().splitlines()) == 1
