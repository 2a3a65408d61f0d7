"""What holds for any text: no crash, spans in order and inside, every EDTF readable."""

import pickle
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.edtf import bounds
from renkei.reading.times import TimeReader
from renkei.reading.times.first import first, quick
from renkei.reading.times.grammar import LANGUAGES, compiled, grammar
from renkei.reading.times.numerals import Numerals
from renkei.reading.times.operations import OPERATIONS, chinese_number

READERS = {language: TimeReader(language) for language in LANGUAGES}
LETTERS = {
    "zh": "0123456789０５年月日号天周財财度前后後内去今明同翌上下个第末底初旬到至自起，。一二三十",
    "ja": "0123456789０５年月日週度前後内去今明同翌上下第末初旬からまで以降間半期の、。一二三カ〜",
    "en": "0123456789 -/,.'",
}
WORDS = {
    language: sorted(
        {
            word
            for pattern in grammar(language).patterns
            for words in pattern.slots.values()
            for word in words
        }
        | set(grammar(language).triggers)
    )
    for language in LANGUAGES
}


def texts(language: str) -> st.SearchStrategy[str]:
    piece = st.one_of(
        st.sampled_from(WORDS[language]),
        st.sampled_from(LETTERS[language]),
        st.integers(0, 3000).map(str),
        st.text(max_size=3),
    )
    glue = " " if language == "en" else ""
    return st.lists(piece, max_size=14).map(glue.join)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), published=st.one_of(st.none(), st.dates()))
def test_any_text(language: str, data: st.DataObject, published: date | None) -> None:
    passages = data.draw(st.lists(texts(language), max_size=3))
    found = READERS[language].read(passages, published)
    assert len(found) == len(passages)
    for passage, times in zip(passages, found, strict=True):
        end = 0
        for time in times:
            assert end <= time.start < time.end <= len(passage)
            assert time.text == passage[time.start : time.end]
            bounds(time.edtf)
            end = time.end


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_numbers_one_by_one_are_those_of_the_whole_text(language: str, data: st.DataObject) -> None:
    text, rules = data.draw(texts(language)), grammar(language)
    numerals, chars = Numerals(rules), first(rules.number.pattern) or ()
    found = [i for i, char in enumerate(text) if char in chars and numerals.is_number(text, i)]
    assert found == [m.start() for m in rules.number.finditer(text)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), published=st.dates())
@settings(max_examples=60, deadline=None)
def test_a_full_date_is_itself_whatever_the_day(language: str, day: date, published: date) -> None:
    text = {
        "zh": f"{day.year}年{day.month}月{day.day}日",
        "ja": f"{day.year}年{day.month}月{day.day}日",
        "en": f"{day:%B} {day.day}, {day.year}",
    }[language]
    assert [t.edtf for t in READERS[language].read([text], published)[0]] == [day.isoformat()]


@given(st.integers(1, 99))
def test_chinese_numbers(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    written = (digits[tens] if tens > 1 else "") + ("十" if tens else "")
    written += digits[ones] if ones else ""
    assert chinese_number(written) == number


def test_pickled_reader_reads_the_same() -> None:
    again = pickle.loads(pickle.dumps(READERS["ja"]))
    day = date(2024, 4, 3)
    assert again.read(["来週会う。"], day) == READERS["ja"].read(["来週会う。"], day)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?:今|去)年", {"今", "去"}),
        ("a?b", {"a", "b"}),
        ("(?<!x)[a-c]+", {"a", "b", "c"}),
        (".x", None),
        ("a?", None),
    ],
)
def test_first_characters(pattern: str, expected: set[str] | None) -> None:
    found = first(pattern)
    assert (set(found) if found else found) == expected


def test_quick_matches_the_same() -> None:
    for text in ("今年", "去年", "年"):
        assert bool(re.match(quick("今年|去年"), text)) == bool(re.match("今年|去年", text))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(data=st.data())
def test_patterns_match_as_they_are_written(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    for pattern in grammar(language).patterns:
        found, written = pattern.regex.finditer(text), re.compile(pattern.form).finditer(text)
        assert [m.regs for m in found] == [m.regs for m in written]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_has_a_known_operation_and_a_known_beginning(language: str) -> None:
    rules = grammar(language)
    assert {pattern.op for pattern in rules.patterns} <= OPERATIONS.keys()
    for pattern in rules.patterns:
        assert first(pattern.form) is not None, f"{pattern.name} may begin with anything"


def test_a_broken_pattern_is_named() -> None:
    data = {"pieces": {}, "patterns": [{"name": "odd", "op": "none", "match": "(unclosed"}]}
    with pytest.raises(ValueError, match=r"zh\.yaml, pattern odd"):
        compiled("zh", data)


def test_a_space_in_a_pattern_is_any_that_python_knows() -> None:
    found = first(r"\s(?:and|or)")
    assert found
    assert found == {c for c in map(chr, range(0x110000)) if c.isspace()}
