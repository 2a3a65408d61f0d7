"""Reading codings and finding the documents that they code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from renkei.nouns import Failure
from renkei.scoring.coding import CodingError, placed, read_rows
from renkei.scoring.marked import MarkError, parse
from renkei.scoring.sources import find, read_coding, shelve

from .samples import MARKED, ROWS, write

ROOT = Path(__file__).parents[2]


def marked(folder: Path, text: str) -> Path:
    path = folder / "one.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_marked_file_gives_its_text_and_its_rows(tmp_path: Path) -> None:
    text, rows = parse(marked(tmp_path, MARKED))
    assert "\nJapan will lease two tugboats to the fleet by 2026. A bell rang.\n" in text
    assert "@" not in text and "⟦" not in text
    assert rows[0] == {
        "doc": "one",
        "quote": "Japan will lease two tugboats to the fleet by 2026",
        "kind": "commitment",
        "status": "intended",
        "likelihood": "",
        "polarity": "affirmed",
        "actors": ["JP", "US"],
        "speaker": "author",
        "speaker_role": "author",
        "time": "../2026",
        "quantity": "two",
        "topic": "tugboats",
    }
    assert [(r["kind"], r["polarity"], r["speaker"], r["likelihood"]) for r in rows[1:]] == [
        ("measure", "negated", "Port Office", ""),
        ("forecast", "affirmed", "port official", "possible"),
    ]


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        ("@1 forecast/possible", "@1 forecast/perhaps", 11, "not of the codebook"),
        ("@1 forecast/possible", "@3 forecast/possible", 11, "not the code of a quote"),
        ("port official:official", "port official:chief", 11, "speaker wants"),
        ("port official:official | | |", "port official:official | |", 11, "wants actors"),
        ("delay it⟦/1⟧", "delay it", 10, "never closed"),
        ("⟦1⟧Rain", "Rain", 10, "never opened"),
        ("@2 measure! | | Port Office:official | | 2 |\n", "", 9, "no code for quote 2"),
    ],
)
def test_a_broken_mark_is_named_with_its_line(
    tmp_path: Path, good: str, bad: str, line: int, says: str
) -> None:
    assert good in MARKED
    with pytest.raises(MarkError, match=rf"one\.txt:{line}: .*{says}"):
        parse(marked(tmp_path, MARKED.replace(good, bad)))


def test_a_marked_file_wants_its_header(tmp_path: Path) -> None:
    with pytest.raises(MarkError, match="no published"):
        parse(marked(tmp_path, MARKED.replace("published: 2024-05-11\n", "")))


@pytest.mark.parametrize("language", ["zh", "ja", "en"])
def test_the_corpus_holds_only_well_formed_codings(language: str) -> None:
    coding = read_coding(ROOT / "corpus" / language)
    assert sum(map(len, coding.rows.values())) >= 300


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"doc": "a", "kind": "event"}', "has no quote"),
        ('{"doc": "a", "quote": "b", "kind": "rumour"}', "rumour.*not of the codebook"),
        ('{"doc": "a", "quote": "b", "kind": "event", "actors": "US"}', "must be a list"),
        ('{"doc": "a", "quote": "b", "kind": "event", "speaker_role": "x"}', "speaker_role"),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n\n" + line + "\n", "utf-8")
    with pytest.raises(CodingError, match=rf"gold\.jsonl:3: .*{says}"):
        read_rows(path)


def test_a_coding_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="no coded statement"):
        read_rows(write(tmp_path, []))
    with pytest.raises(CodingError, match="no marked document"):
        read_coding(tmp_path)
    with pytest.raises(CodingError, match="cannot be read"):
        read_rows(tmp_path / "none.jsonl")


def test_quotes_are_placed_in_the_order_of_the_text() -> None:
    rows = [{"quote": q, "kind": "event"} for q in ("one", "two", "one", "three", "x y", "none")]
    found = placed(rows, "one two one three x\n y")
    assert [(c.start, c.end) for c in found] == [
        (0, 3),
        (4, 7),
        (8, 11),
        (12, 17),
        (18, 22),
        (-1, -1),
    ]


def test_documents_are_found_by_name_stem_or_first_three_characters(tmp_path: Path) -> None:
    for name in ("000_ab.txt", "001.txt", "0010.txt", "sub/note.html", "sub/x.txt", ".x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    shelf = shelve(tmp_path)
    assert find("000_ab.txt", shelf) == "000_ab.txt"
    assert find("000_ab", shelf) == "000_ab.txt"
    assert find("000", shelf) == "000_ab.txt"
    assert find("001", shelf) == "001.txt", "a whole name goes before a beginning"
    assert find("note", shelf) == "sub/note.html"
    assert find("sub/note", shelf) == "sub/note.html"
    assert find("x", shelf) == "sub/x.txt", "hidden files are none"
    assert isinstance(find("00", shelf), Failure)


def test_a_name_that_fits_two_files_is_not_guessed(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html"):
        (tmp_path / name).write_text("x", "utf-8")
    failure = find("a", shelve(tmp_path))
    assert isinstance(failure, Failure)
    assert "a.html, a.txt" in failure.reason
