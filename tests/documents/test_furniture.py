"""What blocks are by how they begin and what stands beside them."""

from __future__ import annotations

import re

import pytest

from renkei.documents import furniture
from renkei.documents.draft import Block
from renkei.documents.tables import table

BODY = "两国在东京举行会谈，讨论了指挥部的位置和人员，但没有公布日期。"
JA_BODY = "両国は東京で会談し、司令部の場所と人員を話し合ったが、日程は公表しなかった。"
EN_BODY = "The two sides met in Tokyo and discussed where the headquarters would be."


def kinds(*texts: str, title: str = "") -> list[str]:
    blocks = furniture.sort(tuple(map(Block, texts)), title)
    return [block.kind for block in furniture.headings(blocks)]


@pytest.mark.parametrize(
    "text",
    [
        "上一篇：另一篇文章",
        "下一篇 另一篇文章",
        "前の記事",
        "関連記事：別の話題",
        "Related: Another story",
        "扫码关注我们",
        "点击查看原文",
        "转载请注明出处",
        "订阅我们的每周通讯",
        "获取更多RSS：",
        "※この記事は会員限定です。メール配信の登録はこちら。",
        "続きは有料会員の登録後に読めます",
        "Sign up for our weekly letter.",
        "Subscribe to the newsletter",
        "© 2025 Sample News",
        "版权所有 样本社",
        "無断転載を禁じます",
        "阅读时间约5分钟",
        "この記事は約4分で読めます",
        "5 min read",
        "分享到：微信",
        "640.jpg",
        "———",
        "（作者为某大学研究员，本文不代表本刊立场。）",
        "（編集委員　甲野乙彦）",
        "责任编辑：某某",
        "作者：某某",
        "By Robin Hale",
        "记者 某某",
        "Sample reporters in Oslo and Lima contributed to this story.",
        "The views expressed are the author's own.",
    ],
)
def test_furniture(text: str) -> None:
    assert kinds(BODY, text, BODY, BODY, BODY) == ["body", "furniture", "body", "body", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "［図］協議の枠組み（公開資料から作成）",
        "[Photo: The two ministers in Tokyo. Sample/pool]",
        "图1 防卫费占比",
        "図２　組織の構成",
        "写真：会談する両大臣",
        "资料照片：会谈现场",
        "圖為雙方會談現場",
        "Figure 3. Spending by year",
        "Photo by Robin Hale",
    ],
)
def test_captions(text: str) -> None:
    assert kinds(BODY, text, BODY) == ["body", "caption", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "一、指挥部的位置",
        "（二）人员与预算",
        "◇足りるのか",
        "■今後の課題",
        "Background",
        "Where the headquarters will be",
        "指挥部的位置与人员",
        "【背景】",
    ],
)
def test_headings(text: str) -> None:
    assert kinds(BODY, text, BODY) == ["body", "heading", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "两国没有公布日期。",
        "一、两国将扩大演习，并在秋天公布结果。",
        "会议将于秋天举行；地点未定；",
        "• Expand exercises in the autumn",
        "- 扩大联合演习",
        "图书馆里的会谈没有结果，两国将继续磋商。",
        "作者在书中写道，指挥部的位置早已决定，只是没有公布。",
        "By autumn the two sides will have met three times.",
        "Next year the two sides will meet again.",
        "Notes were exchanged in Tokyo on the status of forces.",
    ],
)
def test_body(text: str) -> None:
    assert kinds(BODY, text, BODY) == ["body", "body", "body"]


def test_a_row_of_short_lines_is_a_list_and_not_headings() -> None:
    assert kinds(BODY, "扩大演习", "交换数据", "设立小组", BODY) == ["body"] * 5


def test_a_short_line_at_the_end_stands_over_nothing() -> None:
    assert kinds(BODY, "双方将继续磋商") == ["body", "body"]


def test_an_editors_note_takes_the_blocks_that_talk_of_the_piece() -> None:
    note = ("编者按", "这是一份新的栏目。", "投稿方式见本刊首页。", BODY, BODY)
    assert kinds(*note) == ["furniture", "furniture", "furniture", "body", "body"]
    assert kinds("编者按：本文是连载的第三篇。", BODY) == ["furniture", "body"]
    assert kinds("Editor's note: This essay is part of a series.", EN_BODY) == ["furniture", "body"]


def test_the_title_repeated_is_a_heading() -> None:
    assert kinds("两国举行会谈。", BODY, title="两国举行会谈。") == ["heading", "body"]


def test_what_the_reader_of_the_format_told_stays() -> None:
    blocks = (Block("640.jpg", "caption"), Block(BODY), Block(JA_BODY, "furniture"))
    assert [block.kind for block in furniture.sort(blocks)] == ["caption", "body", "furniture"]


def test_promotion_at_the_end_of_the_last_paragraph_is_cut_off() -> None:
    tail = (
        "Sample reporters in Lima contributed to this story. Sign up for our letter. © 2025 Sample"
    )
    told = furniture.sort((Block(EN_BODY), Block(f"{EN_BODY} {tail}", anchors=((0, 100, 150),))))
    assert [(block.kind, block.text) for block in told] == [
        ("body", EN_BODY),
        ("body", f"{EN_BODY} "),
        ("furniture", tail),
    ]
    cut = len(EN_BODY) + 1
    assert told[1].anchors == ((0, 100, cut),)
    assert told[2].anchors == ((0, 100 + cut, 150 - cut),)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("作者：甲乙丙", "甲乙丙"),
        ("By Robin Hale", "Robin Hale"),
        ("（編集委員　甲野乙彦）", "甲野乙彦"),
    ],
)
def test_author(text: str, name: str) -> None:
    assert furniture.author((Block(BODY), Block(text))) == name


@pytest.mark.parametrize("name", ["blocks", "datelines"])
def test_every_line_of_the_tables_is_an_expression(name: str) -> None:
    for lines in table(name).values():
        for line in lines.splitlines() if isinstance(lines, str) else ():
            re.compile(line.replace("{date}", "x"))
