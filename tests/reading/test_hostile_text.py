"""Whatever stands in a document: no crash, every quote exact, none across a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from renkei.errors import DocumentError
from renkei.nouns import Document, Passage

from .samples import bare, document, read
from .test_reader import sound

QUIET = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
PIECES = [
    *(
        "日本政府",
        "計畫",
        "计划",
        "美国",
        "说",
        "表示，",
        "。",
        "！",
        "「",
        "」",
        "『",
        "“",
        "”",
        "：",
    ),
    *("は", "と述べた。", "方針だ。", "検討している", "林芳正官房長官", "によると、", "\n", "\n\n"),
    *("Japan ", "plans to ", "said ", "“", "” ", '"', "U.S. ", "and will ", ". ", ", ", "(1) "),
    *(
        "2027年",
        "by 2027",
        "400枚",
        "5 percent",
        "①",
        "[1]",
        "İ",
        "ﬁ",
        "e\u0301",
        "👩‍🚀",
        "𠮷",
        "\0",
    ),
    *("\u202e", "\u2066", "\u200b", "\ufeff", "\t", "　", "\r\n", "\x85", "\u2028", "한국", "ก"),
]
LAST = "Japan plans to buy 400 missiles by 2027."
MIXTURE = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)


@QUIET
@given(MIXTURE)
def test_any_mixture_is_read_soundly(text: str) -> None:
    try:
        one = document(text)
    except DocumentError:
        assume(False)
    sound(one, read(one))


@QUIET
@given(st.data())
def test_any_sentences_in_any_language_are_read_soundly(data: st.DataObject) -> None:
    """Passages as another documents room might cut them: with gaps, empty, one character long."""
    text = data.draw(MIXTURE)
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    language = st.sampled_from(["zh-Hans", "zh-Hant", "ja", "en", "und", "ko", ""])
    passages = tuple(
        Passage(a, b, data.draw(language), i // 2)
        for i, (a, b) in enumerate(zip(places[::2], places[1::2], strict=False))
        if a < b
    )
    published = data.draw(st.sampled_from(["", "2024", "2024-04", "2024-04-03", "2024~"]))
    one = Document("0" * 64, text, passages, title=text[:30], published=published)
    sound(one, read(one))


@pytest.mark.parametrize(
    "text", ["「日本政府日本政府方針だ。「", "“日本政府将购买导弹。”“", "……", "「」"]
)
def test_punctuation_alone_is_no_statement(text: str) -> None:
    for language in ("ja", "zh-Hans", "en"):
        one = bare(text, language=language)
        sound(one, read(one))
    one = document(text)
    sound(one, read(one))


def test_a_document_without_sentences_says_nothing() -> None:
    assert read(Document("0" * 64, "", ())) == []
    assert read(Document("0" * 64, "Japan plans to buy missiles.", ())) == []


@pytest.mark.parametrize("language", ["ko", "und", "", "zh", "fr-CA"])
def test_a_language_that_is_not_read_says_nothing(language: str) -> None:
    assert read(bare("Japan plans to buy missiles by 2027.", language=language)) == []


def test_a_korean_document_says_nothing() -> None:
    one = document(
        "일본 정부는 2027년까지 미사일을 구매할 계획이라고 밝혔다.\n\n한국은 반대했다.\n"
    )
    assert read(one) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Japan plans to buy \ud800 missiles \udfff by 2027."),
        ("ja", "政府は\ud800ミサイルを購入する方針だ。"),
        ("zh-Hans", "日本计划购买\udc80导弹。"),
        ("zh-Hant", "日本計畫採購\udc80飛彈。"),
    ],
)
def test_lone_surrogates_are_characters_like_others(language: str, sentence: str) -> None:
    one = bare(sentence, language=language)
    statements = read(one)
    sound(one, statements)
    assert statements


def test_a_megabyte_on_one_line() -> None:
    line = "The hills are green and the rivers run low. 山は高い。" * 18_000 + LAST
    one = document(f"published: 2024-05-01\n\n{line}\n")
    assert len(one.text.encode()) > 1_000_000 and "\n" not in one.text
    statements = read(one)
    sound(one, statements)
    assert statements[-1].quote in LAST


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("en", "Japan plans to buy missiles and to train crews "),
        ("zh-Hans", "日本计划购买导弹，"),
        ("ja", "政府は導入する方針だと述べ"),
        ("en", "x"),
        ("ja", "ー"),
        ("zh-Hant", "說"),
    ],
)
def test_a_sentence_that_does_not_end(language: str, unit: str) -> None:
    one = bare(unit * (12_000 // len(unit)), language=language)
    sound(one, read(one))


def test_two_hundred_quotations_in_one_sentence() -> None:
    text = "He said " + "“we will act together with Japan,” he said, " * 200
    one = bare(text, language="en")
    sound(one, read(one))


def test_captions_are_read_and_their_notes_kept() -> None:
    one = bare("Japan plans to buy 400 missiles by 2027.", language="en")
    noted = replace(one.passages[0], notes=("[3]",))
    (only,) = read(replace(one, passages=(), captions=(noted,)))
    assert only.notes == ("[3]",)
