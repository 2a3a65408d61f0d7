"""Footnote marks and reference lists in the forms that texts have them."""

from __future__ import annotations

import pytest

from renkei.documents import notes
from renkei.documents.draft import Block

BODY = Block("经费增加了两成。[1]人员也增加了。[2]")


def found(*texts: str, heading: str = "") -> list[tuple[str, str]]:
    """The entries of a body paragraph and `texts`, as (mark, text)."""
    blocks = [BODY, *([Block(heading, "reference")] if heading else []), *map(Block, texts)]
    return [
        (entry.mark, "\n".join(block.text for block in blocks[entry.first : entry.last + 1]))
        for entry in notes.find(blocks).entries
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[1] 预算说明，2024年。", "[2] 人员统计，2024年。"),
        ("［１］预算说明", "［２］人员统计"),
        ("1. Budget notes, 2024.", "2. Staff figures, 2024."),
        ("(1) 予算の説明", "(2) 定員の表"),
        ("①預算說明", "②人員統計"),
        ("¹ Budget notes", "² Staff figures"),
        ("注1：预算说明", "注2：人员统计"),
    ],
)
def test_entries_under_a_heading(first: str, second: str) -> None:
    assert found(first, second, heading="注释") == [("[1]", first), ("[2]", second)]


def test_lines_without_a_mark_go_on_the_entry_before() -> None:
    lines = (
        "[1] 预算说明",
        "https://example.org/a(2024年3月1日阅览)。",
        "[2] 人员统计",
        "12 May 2024",
    )
    assert found(*lines, heading="参考文献") == [
        ("[1]", "\n".join(lines[:2])),
        ("[2]", "\n".join(lines[2:])),
    ]


def test_a_mark_mistyped_in_quotation_marks_is_still_a_mark() -> None:
    lines = ("[1] 甲", "「2」「乙」、某紙、2024年", "[3] 丙")
    assert [mark for mark, _ in found(*lines, heading="参考文献")] == ["[1]", "[2]", "[3]"]


def test_a_list_without_marks_has_an_entry_a_line() -> None:
    assert found("Hale, R. (2024). Notes.", "Cole, M. (2023). More.", heading="References") == [
        ("", "Hale, R. (2024). Notes."),
        ("", "Cole, M. (2023). More."),
    ]


def test_a_bracketed_run_at_the_end_needs_no_heading() -> None:
    lines = ("[1] 预算说明", "https://example.org/a", "[2] 人员统计")
    assert [mark for mark, _ in found(*lines)] == ["[1]", "[2]"]


def test_numbered_paragraphs_at_the_end_are_no_reference_list() -> None:
    assert (
        found("1. The two sides will expand exercises.", "2. They will meet in the autumn.") == []
    )


def test_furniture_ends_the_list_and_stays_furniture() -> None:
    blocks = [
        BODY,
        Block("参考文献", "reference"),
        Block("[1] 甲"),
        Block("[2] 乙"),
        Block("下一篇：别的文章", "furniture"),
        Block("这一段不属于文献。"),
    ]
    told = notes.find(blocks)
    assert [entry.mark for entry in told.entries] == ["[1]", "[2]"]
    assert [block.kind for block in told.blocks] == [
        *("body", "reference", "reference", "reference", "furniture", "body")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增加。[11]此外", [(3, ("[11]",))]),
        ("增加［3］。", [(2, ("[3]",))]),
        ("rose.¹² It", [(5, ("[12]",))]),
        ("rose [2, 5] and [7–9]", [(5, ("[2]", "[5]")), (16, ("[7]", "[8]", "[9]"))]),
        ("覆盖900 km²的海域", []),
        ("in [2024] it", []),
        ("双方将(1)交换数据", []),
    ],
)
def test_marks(text: str, expected: list[tuple[int, tuple[str, ...]]]) -> None:
    assert notes.marks(text) == expected


def test_round_marks_count_where_the_list_is_numbered_so() -> None:
    told = notes.find([BODY, Block("注", "reference"), Block("(1) 甲"), Block("(2) 乙")])
    assert told.round_marks
    assert notes.marks("増えた。(1)また②", told.round_marks) == [(4, ("[1]",)), (9, ("[2]",))]


def test_notes_of_a_sentence_are_told_once_and_in_order() -> None:
    marks = [(1, ("[2]",)), (3, ("[1]",)), (4, ("[2]",)), (12, ("[3]",)), (30, ("[4]",))]
    assert notes.among(marks, [(0, 5), (6, 10), (10, 20)]) == {0: ("[2]", "[1]"), 2: ("[3]",)}
