"""Where sentences end: answers written by hand, and what holds for every text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.documents.sentences import LONGEST, spans

CASES = {
    name: lines.splitlines()
    for name, _, lines in (
        case.partition("\n")
        for case in (Path(__file__).parent / "sentences.txt")
        .read_text(encoding="utf-8")
        .split("\n\n# ")[1:]
    )
}


@pytest.mark.parametrize("lines", CASES.values(), ids=CASES.keys())
def test_known_answers(lines: list[str]) -> None:
    text = "".join(lines).replace("_", " ")
    assert [text[start:end] for start, end in spans(text)] == [line.strip("_") for line in lines]


def test_a_line_break_ends_a_sentence_without_punctuation() -> None:
    text = "指挥部的位置\n  将设在东京。  \n\nThe base"
    assert [text[a:b] for a, b in spans(text)] == ["指挥部的位置", "将设在东京。", "The base"]


def test_round_marks_are_notes_only_where_the_document_numbers_its_notes_so() -> None:
    text = "经费增加了。(1)人员也增加了。②训练没有变。"
    assert [text[a:b] for a, b in spans(text)] == [
        "经费增加了。",
        "(1)人员也增加了。",
        "②训练没有变。",
    ]
    assert [text[a:b] for a, b in spans(text, round_marks=True)] == [
        "经费增加了。(1)",
        "人员也增加了。②",
        "训练没有变。",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "　"])
def test_no_text_no_sentence(text: str) -> None:
    assert spans(text) == []


PIECES = [
    *"。！？.?!…“”「」\"'（）()《》¹①，、：:;-．３1 　\n",
    *("美方同意", "日本は", "と述べた", "他说", "的", "...", "[1]", "(1)", "9.4%", "2024"),
    *("The", "U.S.", "Gen.", "J.", "Inc.", "Jan.", "No.", "he", "He", "said", "Ito"),
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.text(max_size=60))


@settings(deadline=None)
@given(TEXTS, st.booleans())
def test_spans_lie_in_order_and_cover_all_but_white_space(text: str, rounded: bool) -> None:
    position = 0
    for start, end in spans(text, rounded):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@settings(deadline=None)
@given(TEXTS, st.booleans())
def test_a_sentence_split_again_is_one_sentence(text: str, rounded: bool) -> None:
    for start, end in spans(text, rounded):
        assert spans(text[start:end], rounded) == [(0, end - start)]


def test_what_never_stops_is_cut_at_pauses_and_loses_nothing() -> None:
    text = "Japan plans to buy missiles, and the ministry said that it would help " * 300
    found = spans(text)
    assert all(0 < end - start <= LONGEST for start, end in found)
    assert all(not text[start:end][0].isspace() for start, end in found)
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")
    assert all(text[b - 1 : b + 1].strip() != text[b - 1 : b + 1] for _, b in found[:-1])


def test_a_run_without_any_pause_is_cut_all_the_same() -> None:
    assert spans("啊" * (2 * LONGEST + 5)) == [
        (0, LONGEST),
        (LONGEST, 2 * LONGEST),
        (2 * LONGEST, 2 * LONGEST + 5),
    ]
