"""``renkei suggestions``: listing, accepting and rejecting what could become an item."""

from __future__ import annotations

from pathlib import Path

import pytest

from renkei.ledger import Ledger
from renkei.nouns import Document, Kind, Passage, Role, Rung, Statement

from .conftest import _asker, rows
from .test_json import SHAPES

QUOTES = {
    "a": "两国宣布设立灯塔维修中心",
    "b": "议员批评灯塔维修中心花费过大",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    where = tmp_path / "s.ledger"
    with Ledger.open(where) as ledger:
        for name, text in QUOTES.items():
            made = Document(
                name * 8, text, (Passage(0, len(text), "zh-Hans", 0),), source=f"{name}报",
                published="2025-01-02", language="zh-Hans",
            )  # fmt: skip
            said = Statement(
                made.id, 0, len(text), text, Kind.COMMITMENT, Rung.AGREED, speaker="author",
                speaker_role=Role.AUTHOR, language="zh-Hans",
            )  # fmt: skip
            ledger.add(made, [said], reader="hand", version="1")
    return where


def test_a_suggestion_is_listed_accepted_and_taken_back(place: Path) -> None:
    tell = _asker(place)
    shown = tell("suggestions").output
    assert "灯塔维修中心: zh-Hans, 2 documents, 2 statements" in shown
    assert all(quote in shown for quote in QUOTES.values())
    (row,) = rows(tell("suggestions", "--json"))
    assert set(row) == set(SHAPES["suggestion"])
    assert row["languages"] == ["zh-Hans"] and len(row["statements"]) == 2
    assert tell("suggestions", "accept", "灯塔维修中心", "--key", "tunnel works").exit_code == 1
    done = tell("suggestions", "accept", "灯塔维修中心", "--key", "lighthouse-centre")
    assert done.exit_code == 0 and "renkei undo 1" in done.output
    assert len(rows(tell("statements", "--item", "灯塔维修中心", "--json"))) == 2
    assert "灯塔维修中心" in tell("show", "lighthouse-centre").output.splitlines()[1]
    assert rows(tell("suggestions", "--json")) == []
    assert tell("undo", "1").exit_code == 0
    assert len(rows(tell("suggestions", "--json"))) == 1
    assert "lighthouse-centre is a new item" in tell("decisions").output


def test_a_rejected_name_stays_away(place: Path) -> None:
    tell = _asker(place)
    assert tell("suggestions", "reject", "灯塔维修中心", "--why", "a mere building").exit_code == 0
    assert rows(tell("suggestions", "--json")) == []
    again = tell("suggestions", "reject", "灯塔维修中心")
    assert again.exit_code == 1 and len(again.output.splitlines()) == 1
