"""Where a text quotes at length: over paragraphs, nested, and never closed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.features import codepoints
from renkei.reading.quotations import quotations


def quoted(text: str, shortest: int = 4) -> list[str]:
    return [text[a:b] for a, b in quotations(text, codepoints(text), shortest)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we will act” and left.", ["we will act"]),
        ('He said "we will act" and left.', ["we will act"]),
        ("首相は「同盟は揺るぎない」と述べた。", ["同盟は揺るぎない"]),
        ("他说：“我们将继续合作。”", ["我们将继续合作。"]),
        ("他說：「我們將繼續合作。」", ["我們將繼續合作。"]),
        ("著書『同盟の将来』を出した。", ["同盟の将来"]),
        ("two “long terms” and “other ones” here", ["long terms", "other ones"]),
        ("no words are quoted here", []),
        ("", []),
    ],
)
def test_what_is_quoted(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_term_is_no_speech() -> None:
    assert quoted("the “QUAD” and the “AUKUS” pact", 6) == []
    assert quoted("所谓“印太战略”的提法", 10) == []


def test_a_quotation_in_another_is_part_of_it() -> None:
    assert quoted("首相は「『自由』は守る、と誓う」と述べた。") == ["『自由』は守る、と誓う"]
    assert quoted("他说：“所谓『威胁』并不存在。”") == ["所谓『威胁』并不存在。"]


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    text = "He said “the first part\n“and the second part” at last."
    assert quoted(text) == ["the first part", "and the second part"]
    assert quoted("他说：“第一段。\n第二段也在内。”完。") == ["第一段。\n第二段也在内。"]


@pytest.mark.parametrize("opening", ["“", "「", "『", '"'])
def test_one_never_closed_ends_with_its_paragraph(opening: str) -> None:
    assert quoted(f"he said {opening}we will act\nThe next paragraph is ours.\nSo is this.") == [
        "we will act"
    ]
    assert quoted(f"he said {opening}we will act") == ["we will act"]


def test_a_closing_mark_alone_opens_nothing() -> None:
    assert quoted("so it is” he said. 」 And 』 on we go, at length") == []


MARKS = {"“": "”", "「": "」", "『": "』", '"': '"'}


def plainly(text: str) -> list[tuple[int, int]]:
    """All quotations, mark by mark."""
    out, opened, wanted, line = [], -1, "", len(text)
    for at, mark in enumerate(text):
        if mark not in MARKS and mark not in MARKS.values():
            continue
        if opened >= 0 and wanted == '"' and line < at:
            out.append((opened, line))
            opened = -1
        if opened >= 0 and mark == wanted:
            out.append((opened, at))
            opened = -1
        elif mark in MARKS and (opened < 0 or (line < at and MARKS[mark] == wanted)):
            if opened >= 0:
                out.append((opened, line))
            opened, wanted = at + 1, MARKS[mark]
            line = text.find("\n", opened)
            if line < 0 or (line == opened and wanted != '"'):
                line = len(text)
    return [*out, (opened, line)] if opened >= 0 else out


@given(st.text('“”「」『』"\n ab。', max_size=60))
@settings(deadline=None)
def test_all_quotations_are_found(text: str) -> None:
    assert quotations(text, codepoints(text), 0) == plainly(text)


@settings(deadline=None)
@given(st.text('“”「」『』"\n ab。', max_size=60), st.integers(1, 12))
def test_quotations_are_in_order_apart_and_long_enough(text: str, shortest: int) -> None:
    end = -1
    for start, stop in quotations(text, codepoints(text), shortest):
        assert end < start
        assert stop - start >= shortest
        assert text[start - 1] in '“「『"'
        assert stop == len(text) or text[stop] in '”」』"\n'
        end = stop
