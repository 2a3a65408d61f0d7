"""Clauses: they cover their sentences in order, and are cut where a reader would pause."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.features import codepoints
from renkei.reading.fold import fold
from renkei.reading.lexicon import lexicon
from renkei.reading.units import cuts, units


def clauses(text: str, language: str, spans: list[tuple[int, int]] | None = None) -> list[str]:
    starts, ends, _ = cut(text, language, spans or [(0, len(text))])
    return [text[a:b] for a, b in zip(starts, ends, strict=True)]


def cut(
    text: str, language: str, spans: list[tuple[int, int]]
) -> tuple[list[int], list[int], list[int]]:
    folded = fold(text, language)
    codes = codepoints(folded)
    edges = np.array([start for start, _ in spans]), np.array([end for _, end in spans])
    starts, ends, owners = units(folded, codes, edges, lexicon(language).spot(codes), language)
    return starts.tolist(), ends.tolist(), owners.tolist()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "zh",
            "王伟说日本将购买导弹；美国同意出售。",
            ["王伟说", "日本将购买导弹；", "美国同意出售。"],
        ),
        ("zh", "日本将购买导弹，并将派员培训", ["日本将购买导弹，", "并将派员培训"]),
        ("zh", "日本将购买导弹并计划派员培训", ["日本将购买导弹", "并计划派员培训"]),
        ("zh", "（1）扩大联合训练（2）搬迁基地", ["（1）扩大联合训练", "（2）搬迁基地"]),
        ("zh", "①擴大聯合訓練②搬遷基地", ["①擴大聯合訓練", "②搬遷基地"]),
        ("zh", "派出1,200名士兵", ["派出1,200名士兵"]),
        ("ja", "首相は同盟を強化すると述べた。", ["首相は同盟を強化する", "と述べた。"]),
        ("ja", "米国は同意し、日本は拒んだ。", ["米国は同意し、", "日本は拒んだ。"]),
        ("ja", "①訓練を拡大する②基地を移す", ["①訓練を拡大する", "②基地を移す"]),
        ("ja", "兵力は5,400人だ", ["兵力は5,400人だ"]),
        (
            "ja",
            "首相は「日米同盟はこれまでになく強固で揺るぎない」と強調した。",
            ["首相は", "「日米同盟はこれまでになく強固で揺るぎない」", "と強調した。"],
        ),
        (
            "en",
            "Japan agreed to buy missiles and to train crews",
            ["Japan agreed to buy missiles", " and to train crews"],
        ),
        ("en", "Japan bought ships and aircraft", ["Japan bought ships and aircraft"]),
        (
            "en",
            "Tokyo will pay more; Washington will not.",
            ["Tokyo will pay more;", " Washington will not."],
        ),
        (
            "en",
            "It will (1) build ships (2) train crews",
            ["It will ", "(1) build ships ", "(2) train crews"],
        ),
        ("en", "about 54,000 troops remain", ["about 54,000 troops remain"]),
        (
            "en",
            "The minister said that Japan will act.",
            ["The minister said", " that Japan will act."],
        ),
    ],
)
def test_where_a_sentence_is_cut(language: str, text: str, expected: list[str]) -> None:
    assert clauses(text, language) == expected


def test_quoted_words_stay_with_their_full_stop() -> None:
    assert "中方坚决反对。”" in clauses("发言人表示：“中方坚决反对。”", "zh")[-1]


PIECES = {
    "zh": [
        "，",
        "；",
        "。",
        "：",
        "“",
        "”",
        "说",
        "表示",
        "并将",
        "以及",
        "①",
        "（2）",
        "日本",
        "導彈",
    ],
    "ja": [
        "、",
        "。",
        "「",
        "」",
        "と述べた",
        "とともに",
        "一方で",
        "①",
        "（2）",
        "首相は",
        "同盟",
    ],
    "en": [
        " and to ",
        " said",
        ", ",
        "; ",
        " but ",
        "“",
        "” ",
        " (1) ",
        " which ",
        "Japan",
        " U.S. ",
    ],
}


@pytest.mark.parametrize("language", sorted(PIECES))
@given(data=st.data())
@settings(deadline=None)
def test_clauses_cover_their_sentences_in_order(language: str, data: st.DataObject) -> None:
    piece = st.sampled_from(PIECES[language]) | st.text(max_size=4)
    sentences = data.draw(st.lists(st.lists(piece, min_size=1, max_size=12).map("".join)))
    spans, at = [], 0
    for sentence in filter(None, sentences):
        spans.append((at, at + len(sentence)))
        at += len(sentence) + data.draw(st.integers(0, 2))
    text = "".join(
        s + " " * (spans[i + 1][0] - spans[i][1] if i + 1 < len(spans) else 0)
        for i, s in enumerate(filter(None, sentences))
    )
    starts, ends, owners = cut(text, language, spans)
    assert owners == sorted(owners)
    for number, (first, last) in enumerate(spans):
        own = [(a, b) for a, b, owner in zip(starts, ends, owners, strict=True) if owner == number]
        assert [own[0][0], own[-1][1]] == [first, last]
        assert all(left[1] == right[0] for left, right in pairwise(own))
        assert all(a < b for a, b in own)
        if len(own) > 1:
            assert min(b - a for a, b in own) >= cuts(language).shortest


def test_no_sentence_no_clause() -> None:
    assert cut("", "en", []) == ([], [], [])
