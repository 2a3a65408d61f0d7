"""Languages of paragraphs and sentences, known answers written for this test."""

from __future__ import annotations

import pytest

from renkei.documents import language

PLAIN = {
    "两国将在秋天扩大联合演习，并讨论指挥部的位置。": "zh-Hans",
    "兩國將在秋天擴大聯合演習，並討論指揮部的位置。": "zh-Hant",
    "両国は秋に共同訓練を拡大し、司令部の場所を話し合う。": "ja",
    "The two countries will expand joint exercises in the autumn.": "en",
    "防衛省、来年度予算案を公表": "ja",
    "日米安全保障協議委員会": "ja",
    "防衛装備移転三原則": "ja",
    "国防部发言人": "zh-Hans",
    "國防部發言人": "zh-Hant",
    "U.S. Navy": "en",
    "양국은 가을에 연합훈련을 확대하기로 했다.": "und",
    "Обе страны расширят учения осенью.": "und",
    "Les deux pays vont élargir leurs exercices communs cet automne, selon le ministère.": "und",
    "2024—2025": "und",
    "": "und",
}


@pytest.mark.parametrize(("text", "expected"), PLAIN.items())
def test_language_without_context(text: str, expected: str) -> None:
    assert language.of_text(text) == expected


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("同盟", "ja", "ja"),
        ("同盟", "zh-Hant", "zh-Hant"),
        ("日本政府", "ja", "ja"),
        ("他称这是“もしトラ”带来的担忧。", "zh-Hans", "zh-Hans"),
        ("日本媒体所说的「統合作戦司令部」将于明年成立，人员约二百名。", "zh-Hans", "zh-Hans"),
        ("国家安全保障戦略", "zh-Hans", "ja"),
        ("2024", "ja", "ja"),
        ("Background", "zh-Hans", "en"),
    ],
)
def test_context_decides_where_the_text_cannot(text: str, context: str, expected: str) -> None:
    assert language.of_text(text, context) == expected


def test_a_text_that_no_character_tells_is_classified() -> None:
    assert language.of_text("日米同盟") == "ja"


def test_the_document_decides_by_several_paragraphs_and_not_by_its_first() -> None:
    chinese = "兩國將在秋天擴大聯合演習，並討論指揮部的位置。"
    assert language.of_document(["Joint Exercise", chinese, chinese]) == "zh-Hant"


@pytest.mark.parametrize(
    ("tag", "expected"), [("zh-TW", "zh-Hant"), ("zh_CN", "zh-Hans"), ("ja-JP", "ja")]
)
def test_a_declared_language_is_the_context(tag: str, expected: str) -> None:
    assert language.of_document(["同盟"], tag) == expected


def test_a_declared_language_does_not_beat_the_text() -> None:
    assert language.of_document(["両国は共同訓練を拡大する。"], "en") == "ja"


def test_mixed_paragraphs_are_looked_at_sentence_by_sentence() -> None:
    assert language.is_mixed(
        "他写道：The alliance has never been in better shape than now.", "zh-Hans"
    )
    assert not language.is_mixed("美军(USFJ)将改组。", "zh-Hans")
