from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.documents.dates import declared
from renkei.documents.plain import paragraphs, read_markdown, read_plain
from renkei.errors import DocumentError

from .samples import EN, JA, ZH


def test_header_lines_are_metadata() -> None:
    text = (
        "title: 两国审议框架\nsource: 示例网\npublished: 2024-04-10\nlang: zh-Hans\n"
        "author: 某某\nurl: https://e.org/1\n\n" + "\n".join(ZH) + "\n"
    )
    draft = read_plain(text)
    assert (draft.title, draft.source, draft.author) == ("两国审议框架", "示例网", "某某")
    assert (draft.published, draft.published_from) == ("2024-04-10", "metadata")
    assert (draft.language, draft.address) == ("zh-Hans", "https://e.org/1")
    assert [b.text for b in draft.blocks] == list(ZH)
    assert [b.source for b in draft.blocks] == [text.index(line) for line in ZH]


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
def test_header_lines_with_any_line_ends(break_: str) -> None:
    text = break_.join(["title: 一", "published: 2024-04-10", "", *ZH])
    draft = read_plain(text)
    assert (draft.title, draft.published) == ("一", "2024-04-10")
    assert [b.text for b in draft.blocks] == list(ZH)


def test_what_only_looks_like_a_header_is_text() -> None:
    draft = read_plain("Note: this is prose.\n\n" + EN[0])
    assert [b.text for b in draft.blocks] == ["Note: this is prose.", EN[0]]


def test_a_date_that_cannot_be_read_is_said() -> None:
    draft = read_plain("title: x\npublished: lately\n\n" + EN[0])
    assert draft.published == ""
    assert "lately" in draft.warnings[0]


def test_the_first_short_line_is_the_title() -> None:
    draft = read_plain(f"两国审议指挥框架\n\n2024-05-24\n\n{ZH[0]}\n\n{ZH[1]}\n")
    assert draft.title == "两国审议指挥框架"
    assert [b.kind for b in draft.blocks] == ["heading", "dateline", "body", "body"]


def test_lines_are_paragraphs() -> None:
    assert [b.text for b in paragraphs("\n".join(JA))] == list(JA)


def test_latin_lines_broken_at_a_margin_are_joined() -> None:
    whole = " ".join(EN)
    text = textwrap.fill(whole, 60) + "\n\n" + textwrap.fill(whole, 60)
    found = list(paragraphs(text))
    assert [b.text for b in found] == [whole, whole]
    assert all(b.text[a : a + n] == text[s : s + n] for b in found for a, s, n in b.anchors)


def test_wide_lines_broken_at_a_margin_are_joined_without_a_space() -> None:
    whole = "".join(JA)
    text = "\n".join(whole[i : i + 25] for i in range(0, len(whole), 25))
    assert [b.text for b in paragraphs(text)] == [whole]


def test_markdown() -> None:
    text = (
        "# 指揮統制を見直しへ\n\n"
        f"{JA[0][:10]}**{JA[0][10:15]}**{JA[0][15:]}\n\n"
        f"- {JA[1]}\n- [リンク](https://e.org/a_b)の *強調* と `code`\n\n"
        "> 引用 AT&T < 3\n\n![絵](x.png)\n\n---\n"
    )
    draft = read_markdown(text)
    assert draft.title == "指揮統制を見直しへ"
    assert [b.text for b in draft.blocks] == [
        "指揮統制を見直しへ", JA[0], JA[1], "リンクの 強調 と code", "引用 AT&T < 3"
    ]  # fmt: skip
    assert all(b.text[a : a + n] == text[s : s + n] for b in draft.blocks for a, s, n in b.anchors)


def test_front_matter() -> None:
    draft = read_markdown(f"---\ntitle: 覚書\ndate: 2024-05-10\nlang: ja\n---\n\n{JA[0]}\n")
    assert (draft.title, draft.published, draft.language) == ("覚書", "2024-05-10", "ja")
    assert [b.text for b in draft.blocks] == [JA[0]]


@pytest.mark.parametrize("read", [read_plain, read_markdown])
def test_nothing_is_said_to_be_nothing(read: object) -> None:
    with pytest.raises(DocumentError, match="no text"):
        read("\n \n\u3000\n")  # type: ignore[operator]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300))
def test_anchors_hold_and_no_letter_is_lost(text: str) -> None:
    found = list(paragraphs(text))
    assert all(b.text[a : a + n] == text[s : s + n] for b in found for a, s, n in b.anchors)
    assert "".join("".join(b.text for b in found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("Wed, 03 Apr 2024 02:07:29 GMT", "2024-04-03"),
        ("2024-04-03T23:59:00-05:00", "2024-04-03"),
        ("18/04/2024 - 16:54", "2024-04-18"),
        ("4/18/2024", "2024-04-18"),
        ("2024年4月3日 10:07", "2024-04-03"),
        ("2024年4月10日（水）", "2024-04-10"),
        ("2024.04.10", "2024-04-10"),
        ("April 3, 2024", "2024-04-03"),
        ("3 Apr. 2024", "2024-04-03"),
        ("1712111942000", "2024-04-03"),
        ("2024-04", "2024-04"),
        ("2024-02-30", ""),
        ("0000-00-00", ""),
        ("the 3rd", ""),
        ("https://e.org/2024-01-18/x", ""),
        ("3024-01-01", ""),
    ],
)
def test_declared_dates(written: str, edtf: str) -> None:
    assert declared(written) == edtf
