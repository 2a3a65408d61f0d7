"""Quantities are copied as written; dates, articles, ordinals and names of things are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.contents import contents
from renkei.reading.features import codepoints
from renkei.reading.fold import fold
from renkei.reading.quantities import quantities, rules
from renkei.reading.times import Time, time_reader

UNTIMED = settings(deadline=None)
"""The first case may compile."""


def found(text: str, language: str, span: tuple[int, int] | None = None) -> str:
    times: list[Time] = time_reader(language).read([text], date(2024, 5, 1))[0]
    place = span or (0, len(text))
    numbers = begun(fold(text, language), place, times, language)
    return quantities(text, fold(text, language), place, numbers, times, language)


def begun(folded: str, place: tuple[int, int], times: list[Time], language: str) -> Sequence[int]:
    """Where numbers may begin."""
    spots, none = np.zeros((0, 3), np.int64), np.zeros(0, np.int64)
    dated = [(t.start, t.end) for t in times]
    codes = codepoints(folded)
    return contents(language, codes, np.array([place]).T, spots, none, none, dated)[1][0]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Japan will buy 400 Tomahawk missiles in 2025.", "400 Tomahawk missiles"),
        ("en", "It costs $1.7 billion, or 2 percent of GDP.", "$1.7 billion; 2 percent of GDP"),
        ("en", "More than 30 ships took part.", "More than 30 ships"),
        ("en", "Support fell by 3.5 percentage points.", "3.5 percentage points"),
        ("en", "Japan pays 211 billion yen a year.", "211 billion yen a year"),
        ("en", "About 54,000 troops are based there.", "About 54,000 troops"),
        ("ja", "約5万4000人が駐留する。", "約5万4000人"),
        ("ja", "2027年度までにミサイル400発を買う。", "400発"),
        ("ja", "防衛費は8兆7000億円に上る。", "8兆7000億円"),
        ("ja", "賛成は62％だった。", "62％"),
        ("ja", "午前10時から1時間会談した。", "1時間"),
        ("zh", "驻日美军约5.4万人。", "约5.4万人"),
        ("zh", "日本将购买400枚导弹，耗资17亿美元。", "400枚; 17亿美元"),
        ("zh", "三十余艘舰艇参加。", "三十余艘"),
        ("zh", "支持率下降8个百分点。", "8个百分点"),
        ("zh", "採購２００枚飛彈。", "２００枚"),
    ],
)
def test_a_number_with_its_unit(language: str, text: str, expected: str) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They met on April 10, 2024."),
        ("en", "Article 5 of the treaty covers the islands."),
        ("en", "Japan flies F-35 fighters and fires Type-12 missiles."),
        ("en", "The two countries agreed in fiscal 2025."),
        ("ja", "第3条と第5条に基づく。"),
        ("ja", "2024年4月10日に署名した。"),
        ("ja", "F35と12式を配備する。"),
        ("ja", "日米韓3カ国は第4回会合を開く。"),
        ("zh", "安保条约第5条适用于该岛。"),
        ("zh", "2024年4月10日，F-35抵达。"),
        ("zh", "两国举行第三次会议，不针对第三国。"),
        ("zh", "一名官员提出一个想法。"),
        ("zh", "兩國於7月8日至12日會談。"),
    ],
)
def test_what_is_no_quantity(language: str, text: str) -> None:
    assert found(text, language) == ""


def test_only_what_stands_in_the_span_counts() -> None:
    text = "购买400枚导弹，耗资17亿美元"
    assert found(text, "zh", (0, text.index("，"))) == "400枚"
    assert found(text, "zh", (text.index("，"), len(text))) == "17亿美元"


PIECES = {
    "zh": [*"约第三十余多万亿5１.个名美元%国 "],
    "ja": [*"約第5１.,万億円人%カ国超 "],
    "en": [
        "about ",
        "two",
        "a dozen",
        "dozens",
        "5",
        ",",
        "$",
        " ",
        "\t",
        "percent",
        " troops",
        "x",
    ],
}


@pytest.mark.parametrize("language", PIECES)
@UNTIMED
@given(st.data())
def test_quantities_are_what_a_search_finds(language: str, data: st.DataObject) -> None:
    """Places where no number begins are not looked at, nor quotes with numbers in times alone."""
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES[language]), max_size=12)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    times = [Time(a, b, "", "") for a, b in data.draw(places(len(text)))]
    searched = [m.span() for m in rules(language).whole.finditer(text, start, end)]
    wanted = [
        text[a:b].strip() for a, b in searched if not any(t.start < b and a < t.end for t in times)
    ]
    numbers = begun(text, (start, end), times, language)
    assert quantities(text, text, (start, end), numbers, times, language) == "; ".join(wanted)


def places(size: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Places in order and apart."""
    edges = st.lists(st.integers(0, size), max_size=6, unique=True).map(sorted)
    return edges.map(lambda e: list(zip(e[::2], e[1::2], strict=False)))


@UNTIMED
@given(
    st.lists(
        st.sampled_from(
            [*"第约０5１9,.%％万枚人年月日", "missiles ", "about ", "GDP", "İ", " ", "$"]
        ),
        max_size=25,
    ).map("".join),
    st.sampled_from(["zh", "ja", "en"]),
)
def test_every_quantity_is_copied_from_the_text_and_holds_a_digit(text: str, language: str) -> None:
    at = 0
    for part in filter(None, found(text, language).split("; ")):
        assert any(c.isdigit() for c in part)
        at = text.index(part, at) + len(part)
