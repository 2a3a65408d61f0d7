"""Where a quote begins and ends: at words, not at the marks and small words around them."""

from __future__ import annotations

import re

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
