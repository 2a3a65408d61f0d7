"""Names are found whole, in their own case, and never inside a longer name."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.nouns import Name
from renkei.reading.fold import fold
from renkei.reading.names import NameFinder

from .samples import names


@cache
def finder(language: str) -> NameFinder:
    return NameFinder(names(), language)


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [
        (text[f.start : f.end], f.names[0].kind)
        for f in finder(language).find(fold(text, language), text)
    ]


@pytest.mark.parametrize(
    ("language", "text", "named", "hidden"),
    [
        ("zh", "驻日美军司令", "驻日美军", "美军"),
        ("zh", "駐日美軍發言人", "駐日美軍", "美軍"),
        ("zh", "日本国际问题研究所的报告", "日本国际问题研究所", "日本"),
        ("ja", "日本国際問題研究所の報告", "日本国際問題研究所", "日本"),
        ("ja", "在日米軍の再編", "在日米軍", "米軍"),
        ("zh", "首相石破茂表示", "石破茂", "石破"),
        ("ja", "石破茂首相は", "石破茂", "石破"),
        ("en", "officials of U.S. Forces Japan said", "U.S. Forces Japan", "Japan"),
        ("en", "the Indo-Pacific Command and more", "Indo-Pacific Command", "Pacific"),
    ],
)
def test_a_name_in_a_longer_one_is_not_found(
    language: str, text: str, named: str, hidden: str
) -> None:
    texts = [one for one, _ in found(text, language)]
    assert any(named in one for one in texts)
    assert hidden not in texts


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It told us that the US will act", ["US"]),
        ("en", "The us of it", []),
        ("ja", "NHKが12月に行った調査", ["NHK"]),
        ("ja", "NHK12月の世論調査", ["NHK"]),
        ("zh", "据NHK报道", ["NHK"]),
        ("zh", "NHKX报道", []),
        ("en", "Japanlike things and Bejapan", []),
        ("en", "Japan's plan", ["Japan"]),
        ("en", "Japan’s plan", ["Japan"]),
        ("en", "It said that Tokyo agreed", ["Tokyo"]),
    ],
)
def test_latin_names_are_whole_words(language: str, text: str, expected: list[str]) -> None:
    wanted = ("state", "outlet")
    assert [one for one, kind in found(text, language) if kind in wanted] == expected


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("zh", "美国将增兵", "US"),
        ("zh", "美國將增兵", "US"),
        ("zh", "日方表示", "JP"),
        ("ja", "米国は", "US"),
        ("ja", "北朝鮮が", "KP"),
        ("en", "Washington and others", "US"),
        ("en", "Tokyo wants it", "JP"),
        ("en", "the Philippines did", "PH"),
    ],
)
def test_states_go_by_their_codes(language: str, text: str, code: str) -> None:
    keys = {n.key for f in finder(language).find(fold(text, language), text) for n in f.names}
    assert code in keys


def test_a_name_shared_by_two_names_both() -> None:
    both = [Name("防衛局", "body", "A", "ja"), Name("防衛局", "body", "B", "ja")]
    (only,) = NameFinder(both, "ja").find("防衛局", "防衛局")
    assert sorted(n.key for n in only.names) == ["A", "B"]


def test_a_name_of_another_language_is_not_looked_for() -> None:
    japanese = [Name("米軍", "body", "US forces", "ja")]
    assert NameFinder(japanese, "en").find("the 米軍 base", "the 米軍 base") == []


def test_no_names_find_nothing() -> None:
    assert NameFinder([], "en").find("Japan", "Japan") == []
    assert NameFinder([Name(" ", "state", "JP", "en")], "en").find("Ja pan", "Ja pan") == []


@given(st.text() | st.text("US日本美军NHKjapn 's.1２"), st.sampled_from(["zh", "ja", "en"]))
@settings(deadline=None)
def test_names_stand_in_order_and_apart(text: str, language: str) -> None:
    end = 0
    for one in finder(language).find(fold(text, language), text):
        assert end <= one.start < one.end <= len(text)
        assert one.names[0].kind != "none"
        end = one.end
