"""Folding keeps offsets, tokens stand where they are said to stand, and names are whole words."""

from __future__ import annotations

import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.nouns import Name
from renkei.reading.features import codepoints, tokens
from renkei.reading.fold import fold, fold_codes
from renkei.reading.lexicon import Lexicon
from renkei.reading.names import NameFinder

LANGUAGES = ("zh", "ja", "en")


@given(st.text(), st.sampled_from(LANGUAGES))
def test_folding_keeps_the_length(text: str, language: str) -> None:
    assert len(fold(text, language)) == len(text)


@pytest.mark.parametrize(
    ("text", "language", "folded"),
    [
        ("ＵＳ２０２４年", "ja", "us2024年"),
        ("預算　５％，對！（美）", "zh", "预算 5%，对！（美）"),
        ("İstanbul AND Yokosuka", "en", "İstanbul and yokosuka"),
    ],
)
def test_folding(text: str, language: str, folded: str) -> None:
    assert fold(text, language) == folded


WIDE = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",?!:;()"}
WIDE |= {"\u3000": " "} | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}
MIXED = st.text(st.sampled_from("aBÉＡａ１％日Σσ\ud800\u3000ß😀") | st.characters())


@settings(deadline=None)
@given(MIXED | st.text("aBÉΣİ日"), st.sampled_from(["ja", "en"]))
def test_text_is_narrow_and_small(text: str, language: str) -> None:
    narrow = text.translate(str.maketrans(WIDE))
    small = narrow.lower()
    if len(small) != len(text):
        small = "".join(one.lower() if len(one.lower()) == 1 else one for one in narrow)
    assert fold(text, language) == small


@settings(deadline=None)
@given(MIXED, st.sampled_from(LANGUAGES))
def test_folded_text_comes_with_its_code_points(text: str, language: str) -> None:
    folded, codes = fold_codes(text, codepoints(text), language)
    assert codes.tolist() == codepoints(folded).tolist()


@settings(deadline=None)
@given(st.text("ab.'’-2 é,日"))
def test_english_tokens_are_words_numbers_and_marks(text: str) -> None:
    ids, starts = tokens(codepoints(text), "en")
    assert len(ids) == len(starts)
    assert sorted(set(starts.tolist())) == starts.tolist()
    assert all(not text[at].isspace() for at in starts.tolist())


WORD = re.compile(r"[a-z]+(?:[.'’-][a-z]+)*|\d+|[^\w\s]")
ZEROS = str.maketrans("123456789", "0" * 9)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab.'’-019٣ é_日—\u3000\ud800𝟗😀") | st.characters()))
def test_english_tokens_are_numbered_by_their_check_sums(text: str) -> None:
    ids, starts = tokens(codepoints(text), "en")
    found = list(WORD.finditer(text))
    plain = [m[0].translate(ZEROS).encode("utf-8", "surrogatepass") for m in found]
    assert starts.tolist() == [m.start() for m in found]
    assert ids.tolist() == list(map(zlib.crc32, plain))


def test_english_tokens_of_a_sentence() -> None:
    text = "the u.s.-japan pact, 2024 – don’t"
    ids, starts = tokens(codepoints(text), "en")
    assert starts.tolist() == [0, 4, 7, 8, 9, 15, 19, 21, 26, 28]
    assert ids[7] == tokens(codepoints("1999"), "en")[0][0]


def test_digits_count_as_one_another() -> None:
    one, other = tokens(codepoints("第3条"), "zh"), tokens(codepoints("第7条"), "zh")
    assert one[0].tolist() == other[0].tolist() == [ord("第"), ord("0"), ord("条")]
    assert one[1].tolist() == [0, 1, 2]


def test_a_lone_surrogate_is_a_token() -> None:
    assert tokens(codepoints("a \ud800"), "en")[1].tolist() == [0, 2]


def name(text: str, kind: str = "state", key: str = "US", language: str = "en") -> Name:
    return Name(text, kind, key, language)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US forces", ["US"]),
        ("Tell us about the US's plan", ["US"]),
        ("the USA and BUS", []),
        ("US", ["US"]),
    ],
)
def test_a_short_latin_name_is_a_whole_word_in_its_own_case(text: str, found: list[str]) -> None:
    finder = NameFinder([name("US")], "en")
    assert [text[f.start : f.end] for f in finder.find(fold(text, "en"), text)] == found


def test_the_longest_name_wins_and_none_hides_what_it_covers() -> None:
    names = [
        name("美军", "body", "US forces", "zh-Hans"),
        name("驻日美军", "body", "USFJ", "zh-Hans"),
        name("美军方", "none", "", "zh-Hans"),
    ]
    text = "驻日美军、美军与美军方"
    found = NameFinder(names, "zh").find(text, text)
    assert [(f.start, f.end, f.names[0].key) for f in found] == [
        (0, 4, "USFJ"),
        (5, 7, "US forces"),
    ]


def test_a_cue_in_english_is_a_whole_word_unless_it_is_open() -> None:
    words = Lexicon({"plan": ["plan", "agre*"]}, spaced=True)
    text = "plan planet replan agreed agre"
    assert [text[a:b] for _, a, b in words.find(text)] == ["plan", "agre", "agre"]
