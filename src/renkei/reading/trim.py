"""Where a quote begins and ends: at words, not at the marks and small words around them."""

from __future__ import annotations

import re
from collections.abc import Container

_TRIM = frozenset(' \t\n　,，、;；:：。.“”「」『』"‘’—–')
_OPENING = {"”": "“", "」": "「", "』": "『", "’": "‘"}
_ALWAYS = _TRIM - {".", *_OPENING, *_OPENING.values()}
"""Of these, all that are no quotation marks and no point, which may belong to what is inside."""
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}


def trimmed(text: str, folded: str, start: int, end: int, lead: re.Pattern[str]) -> tuple[int, int]:
    """`start` and `end` moved in past punctuation, keeping quotation marks that pair inside.

    `lead` is what else is left off the front: small words that join a clause to what introduces it.
    """
    if start < end and text[start] in _TRIM:
        start = _past(text, start, end)
    m = lead.match(folded, start, end)
    if m:
        start = _past(text, m.end(), end)
    while end > start and (
        text[end - 1] in _ALWAYS or (text[end - 1] in _TRIM and not _closes(text, start, end))
    ):
        end -= 1
    return start, end


def behind_what_leads_up(
    text: str, start: int, end: int, leads: Container[int], told: re.Pattern[str]
) -> int:
    """`start`, moved past whom and when a verb of saying right before it told.

    `leads` are the places behind such verbs, `told` matches what may stand behind one.
    """
    verb = start - 1 if start and text[start - 1].isspace() else start
    m = told.match(text, start, end) if verb in leads else None
    return m.end() if m else start


def _past(text: str, start: int, end: int) -> int:
    while start < end and (
        text[start] in _ALWAYS or (text[start] in _TRIM and not _pairs(text, start, end))
    ):
        start += 1
    return start


def _pairs(text: str, start: int, end: int) -> bool:
    closing = _CLOSING.get(text[start])
    return closing is not None and text.find(closing, start + 1, end - 1) >= 0


def _closes(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    if last == "." and end - 3 >= start and text[end - 3] == ".":
        return True
    opening = _OPENING.get(last)
    return opening is not None and text.count(opening, start, end) >= text.count(last, start, end)
