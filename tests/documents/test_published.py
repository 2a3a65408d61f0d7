"""Dates of publication as lines state them, and dates that are none."""

from __future__ import annotations

import pytest

from renkei.documents.draft import Block
from renkei.documents.published import Dateline, find

BODY = Block("两国在东京举行会谈，讨论了指挥部的位置。")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2024-05-24", "2024-05-24"),
        ("2024年5月24日", "2024-05-24"),
        ("2024 年 5 月 4 日 08:30", "2024-05-04"),
        ("18/04/2024 - 16:54", "2024-04-18"),
        ("Wed, 03 Apr 2024 02:07:29 GMT", "2024-04-03"),
        ("令和6年4月10日", "2024-04-10"),
        ("平成元年1月8日", "1989-01-08"),
        ("民國113年5月20日", "2024-05-20"),
        ("二〇二四年四月二十一日", "2024-04-21"),
        ("二〇二四年十月十日", "2024-10-10"),
        ("２０２４年４月１０日（水） １８時３０分", "2024-04-10"),
        ("April 10, 2024", "2024-04-10"),
        ("Published: 3 April 2024", "2024-04-03"),
        ("Tokyo, April 10, 2024", "2024-04-10"),
        ("发布时间：2024年5月10日 10:30 来源：样本社", "2024-05-10"),
        ("公開日：2024.05.01", "2024-05-01"),
        ("Updated: May 3, 2024 | Published: May 1, 2024 9:00 a.m. EDT", "2024-05-01"),
    ],
)
def test_a_line_that_is_a_date(line: str, date: str) -> None:
    assert find([Block("一个标题"), Block(line), BODY]) == Dateline(date, 1, True)
    assert find([BODY] * 9 + [Block(line)]) == Dateline(date, 9, True)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("样本社东京2024年5月10日电 日本政府宣布扩大演习。", "2024-05-10"),
        ("（樣本社記者甲乙東京2024年5月10日電）日本政府宣布擴大演習。", "2024-05-10"),
        ("TOKYO, April 10, 2024 (Sample) — Japan said it would expand exercises.", "2024-04-10"),
        ("【東京＝甲野乙彦】2024年4月10日、政府は訓練の拡大を発表した。", "2024-04-10"),
    ],
)
def test_a_date_that_runs_into_the_first_paragraph(text: str, date: str) -> None:
    assert find([Block(text), BODY]) == Dateline(date, 0, False)


@pytest.mark.parametrize(
    "text",
    [
        "2024年4月10日美日联合声明",
        "2024年4月10日，两国举行会谈。",
        "On April 10, 2024, the two sides met.",
        "【東京＝甲野乙彦】4月10日、政府は訓練の拡大を発表した。",
        "4月10日 18:30",
        "https://example.org/2024/04/10/story",
        "https://example.org/story-2024-04-10.html",
        "2024-02-31",
        "演习持续到2024年5月10日",
    ],
)
def test_dates_that_state_no_publication(text: str) -> None:
    assert find([Block("一个标题"), Block(text), BODY]) is None


def test_a_date_line_in_the_middle_or_in_furniture_is_not_looked_at() -> None:
    assert find([BODY] * 8 + [Block("2024-05-24")] + [BODY] * 3) is None
    assert find([Block("2024-05-24", "furniture"), BODY]) is None
