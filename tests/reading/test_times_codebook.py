"""Each row of the codebook's table of times, in the three languages."""

from datetime import date

import pytest

from renkei.reading.times import TimeReader, resolve

WEDNESDAY = "2024-04-03"


def edtf(text: str, language: str, published: str = WEDNESDAY, context: str = "") -> list[str]:
    found = resolve(text, published=published, language=language, context=context)
    return [time.edtf for time in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "他下周将访问东京。", "2024-04-08/2024-04-14"),
        ("ja", "来週、東京を訪れる。", "2024-04-08/2024-04-14"),
        ("en", "He will visit Tokyo next week.", "2024-04-08/2024-04-14"),
        ("zh", "会谈周二举行了。", "2024-04-02"),
        ("ja", "火曜日に会談した。", "2024-04-02"),
        ("en", "They met on Tuesday.", "2024-04-02"),
        ("zh", "会谈将于周二举行。", "2024-04-09"),
        ("ja", "火曜日に会談する予定だ。", "2024-04-09"),
        ("en", "They will meet on Tuesday.", "2024-04-09"),
        ("zh", "法案去年底通过。", "2023-12~"),
        ("ja", "法案は昨年末に成立した。", "2023-12~"),
        ("en", "The bill passed at the end of last year.", "2023-12~"),
        ("zh", "舰队3月上旬抵达。", "2024-03-01/2024-03-10"),
        ("ja", "艦隊は3月下旬に着いた。", "2024-03-21/2024-03-31"),
        ("zh", "他将于2025年秋访日。", "2025-23"),
        ("ja", "2025年秋に来日する。", "2025-23"),
        ("en", "He will come in the fall of 2025.", "2025-23"),
        ("zh", "2025年第二季度完工。", "2025-34"),
        ("ja", "2025年後半に終える。", "2025-41"),
        ("en", "It ends in the second half of 2025.", "2025-41"),
        ("zh", "上世纪60年代的旧事。", "196X"),
        ("ja", "1960年代の話だ。", "196X"),
        ("en", "A tale of the 1960s.", "196X"),
        ("ja", "令和6年に改めた。", "2024"),
        ("zh", "民國113年修訂。", "2024"),
        ("zh", "民國一一二年七月二十八日公布。", "2023-07-28"),
        ("zh", "民国一百一十二年三月修订。", "2023-03"),
        ("zh", "民国一百零三年修订。", "2014"),
        ("zh", "2027年度达标。", "FY2027"),
        ("ja", "2027年度に達する。", "FY2027"),
        ("en", "It will be met in FY2027.", "FY2027"),
        ("zh", "未来五年将增兵。", "2024-04-03/2029-04-03"),
        ("ja", "過去3年間で倍増した。", "2021-04-03/2024-04-03"),
        ("en", "Over the past three years it doubled.", "2021-04-03/2024-04-03"),
        ("zh", "到2025年完成。", "../2025"),
        ("ja", "2025年までに終える。", "../2025"),
        ("en", "It will be done by 2025.", "../2025"),
        ("zh", "自2023年5月20日起生效。", "2023-05-20/.."),
        ("ja", "2023年5月20日から有効だ。", "2023-05-20/.."),
        ("en", "In force since May 20, 2023.", "2023-05-20/.."),
        ("zh", "近年来有所改善。", ""),
        ("ja", "近年、改善した。", ""),
        ("en", "It has improved in recent years.", ""),
        ("zh", "周末有人集会。", "2024-03-30/2024-03-31"),
        ("ja", "週末に集会があった。", "2024-03-30/2024-03-31"),
        ("en", "There was a rally at the weekend.", "2024-03-30/2024-03-31"),
        ("ja", "2025年度末に終わる。", "2026-03-31"),
        ("zh", "2025财年底结束。", "2026-03-31"),
        ("en", "By fiscal 2027 it will be met.", "../FY2027"),
        ("zh", "2025至2027财年分三年实施。", "FY2025/FY2027"),
        ("en", "A vote will come later this year.", "2024-04-03/2024-12-31"),
    ],
)
def test_table(language: str, text: str, expected: str) -> None:
    assert edtf(text, language)[:1] == [expected]


@pytest.mark.parametrize(
    ("language", "context", "text", "expected"),
    [
        ("zh", "2021年4月30日签约。", "同年11月生效。", "2021-11"),
        ("zh", "2021年4月30日签约。", "翌日公布。", "2021-05-01"),
        ("ja", "2021年4月30日に署名した。", "同月に発効した。", "2021-04"),
        ("ja", "2021年4月30日に署名した。", "翌月11日に公表した。", "2021-05-11"),
        ("en", "They signed on April 30, 2021.", "Five days later it leaked.", "2021-05-05"),
        ("zh", "没有日期。", "同日公布。", ""),
    ],
)
def test_anaphora(language: str, context: str, text: str, expected: str) -> None:
    assert edtf(text, language, context=context) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "根据第3条，“2+2”讨论了400枚导弹、F-35、5G和1.6%的份额。"),
        ("zh", "今日俄罗斯说，下一次日美会谈在前日裔议员家中举行。"),
        ("zh", "登月计划与一日三餐无关，费用为10日元。"),
        ("ja", "第5条は400発、2プラス2、6カ国、54000人に触れない。"),
        ("ja", "10日間の訪問で、以前日本が示した案に戻った。"),
        ("en", "Article 5, 2+2, F-35, 5G, 54,000 troops and 1.6% may march second."),
        ("en", "The 3rd Fleet may join the 7th in Room 2024."),
    ],
)
def test_what_is_no_time(language: str, text: str) -> None:
    assert [e for e in edtf(text, language) if e] == []


def test_memory_runs_through_a_document_and_not_into_the_next() -> None:
    reader = TimeReader("zh")
    passages = ["2021年4月签约。", "会议没有记录。", "同年11月生效。"]
    found = reader.read(passages, date(2024, 4, 3))
    assert [[t.edtf for t in times] for times in found] == [["2021-04"], [], ["2021-11"]]
    assert found[2][0].start == 0
    assert reader.read(["同年11月生效。"], date(2024, 4, 3))[0][0].edtf == ""


def test_without_a_date_only_what_needs_none_is_resolved() -> None:
    assert edtf("2024年4月10日，他昨天来过。", "zh", published="") == ["2024-04-10", ""]


def test_published_may_be_a_month() -> None:
    assert edtf("去年签署。", "zh", published="2024-04") == ["2023"]


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="zh, ja, en"):
        resolve("demain", published=WEDNESDAY, language="fr")


def test_unreadable_date_is_refused() -> None:
    with pytest.raises(ValueError, match="not an EDTF time"):
        resolve("明天", published="tomorrow", language="zh")
