"""Where a quote begins and ends: at words, not at the marks and small words around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_TRIM = ' \t\n　,，、;；:：。.“”「」『』"‘’—–'
_CLOSING = {"”": "“", "」": "「", "』": "『", "’": "‘"}


def trimmed(text: str, folded: str, start: int, end: int, lead: re.Pattern[str]) -> tuple[int, int]:
    """`start` and `end` moved in past punctuation, keeping quotation marks that pair inside.

    `lead` is what else is left off the front: small words that join a clause to what introduces it.
    """
    start = _past(text, start, end)
    m = lead.match(folded, start, end)
    if m:
        start = _past(text, m.end(), end)
    while end > start and text[end - 1] in _TRIM and not _closes(text, start, end):
        end -= 1
    return start, end


_WORDS = 1
"""A single letter outside names and times is a particle."""


def only_named(text: str, start: int, end: int, *known: Sequence[tuple[int, int]]) -> bool:
    """Whether a quote holds nothing but names and times, so that it claims nothing.

    `known` are the places of names and of times, each in order.
    """
    left = text[start:end]
    for places in known:
        first = max(0, bisect_left(places, (start, 0)) - 1)
        for a, b in places[first : bisect_left(places, (end, 0))]:
            a, b = max(a, start), min(b, end)
            if a < b:
                left = left[: a - start] + " " * (b - a) + left[b - start :]
    return sum(map(str.isalnum, left)) <= _WORDS


def _past(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _TRIM and not _pairs(text, start, end):
        start += 1
    return start


def _pairs(text: str, start: int, end: int) -> bool:
    closing = next((c for c, o in _CLOSING.items() if o == text[start]), None)
    return closing is not None and closing in text[start + 1 : end - 1]


def _closes(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    if last == "." and end - 3 >= start and text[end - 3] == ".":
        return True
    opening = _CLOSING.get(last)
    return opening is not None and text.count(opening, start, end) >= text.count(last, start, end)
