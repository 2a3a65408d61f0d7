"""Where quotes begin and end, as plain Python finds it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.features import codepoints
from renkei.reading.trim import trimmed

TRIM = frozenset(' \t\n　,，、;；:：。.“”「」『』"‘’—–')
PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’"}
OPENING = {closing: opening for opening, closing in PAIRS.items()}
LEADS = {
    "zh": r"\d{1,2}[.、]\s*(?=\D)",
    "ja": r"\d{1,2}[.、]\s*(?=\D)",
    "en": r"\d{1,2}\.\s+(?=\D)|(?:that|and|but|while|as|so|because|although|though)\s",
}
PIECES = [*TRIM, *"ab守19２", " 1.", "12、", "\u2009", "that ", "so", "because ", "U.S."]


def plainly(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The same, one character after the other."""
    start = past(text, start, end)
    lead = re.compile(LEADS[language]).match(text, start, end)
    if lead:
        start = past(text, lead.end(), end)
    while end > start and text[end - 1] in TRIM and not closes(text[start:end]):
        end -= 1
    return start, end


def past(text: str, start: int, end: int) -> int:
    while start < end and text[start] in TRIM:
        closing = PAIRS.get(text[start])
        if closing and closing in text[start + 1 : end - 1]:
            break
        start += 1
    return start


def closes(quote: str) -> bool:
    last = quote[-1]
    if last in OPENING:
        return quote.count(OPENING[last]) >= quote.count(last)
    return last == "." and quote[-3:-2] == "."


def quoted(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    folded, starts, ends = codepoints(text), np.array([start]), np.array([end])
    ((a,), (b,)) = trimmed(text, folded, starts, ends, language).tolist()
    return a, b


@settings(deadline=None, max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.data())
def test_quotes_begin_and_end_as_in_plain_python(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    language = data.draw(st.sampled_from(list(LEADS)))
    assert quoted(text, start, end, language) == plainly(text, start, end, language)


@given(st.text("“”「」『』‘’ab。.,、 \n—", max_size=20), st.data())
def test_trimming_stays_inside_and_never_ends_in_a_comma(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = quoted(text, start, end, "zh")
    assert start <= a <= b <= end
    if a < b:
        assert text[a] not in " \n,、。" and text[b - 1] not in " \n,、"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" and to act, ", "and to act"),
        ("「守る」。", "「守る」"),
        ("“quoted” words.", "“quoted” words"),
        ("the so-called “plan”,", "the so-called “plan”"),
        ("所谓“威胁”。", "所谓“威胁”"),
        ("in the U.S.", "in the U.S."),
        ("，。", ""),
    ],
)
def test_what_trimming_leaves(text: str, expected: str) -> None:
    assert text[slice(*quoted(text, 0, len(text), "zh"))] == expected
