"""Where quotes begin and end: `renkei.reading.trim` says at what, and makes the tables."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline
from renkei.reading.kernel.holding import DECIMAL, SPACE, kind_of, stands

ALWAYS, UNLESS_PAIRED = 1, 2
"""What is left off at both ends of a quote; what stays if it belongs to what is inside."""
_POINT = ord(".")
_PAIRS = (
    (ord("“"), ord("”")), (ord("「"), ord("」")), (ord("『"), ord("』")), (ord("‘"), ord("’")),
)  # fmt: skip


@entry
def trim(
    starts: Any, ends: Any, text: Any, folded: Any, marks: Any, kinds: Any, leads: Any,
    points: Any, least: Any, out: Any,
) -> None:  # fmt: skip
    """Fill in the starts and the ends of quotes: two rows.

    `text` and `folded` are code points, the former as written; `marks` has what is left off,
    `kinds` what each character is (`kernel.holding`). Off the front go, too, one of the words
    `leads` with the space behind it, or the number of an item of a list: one of `points` follows
    it and then `least` spaces or more.
    """
    for i in range(len(starts)):
        start, end = starts[i], ends[i]
        start = _past(text, start, end, marks)
        lead = _numbered(folded, start, end, kinds, points, least)
        lead = lead if lead else _led(folded, start, end, kinds, leads)
        if lead:
            start = _past(text, start + lead, end, marks)
        while end > start and _falls_off(text, start, end, marks):
            end -= 1
        out[0, i], out[1, i] = start, end


@inline
def _numbered(folded: Any, at: Any, end: Any, kinds: Any, points: Any, least: Any) -> Any:
    """How long the number of an item of a list is; 0 if there is none. No digit follows it."""
    start, digits, spaces = at, 0, 0
    while digits < 2 and at < end and kind_of(kinds, folded[at]) & DECIMAL:
        at += 1
        digits += 1
    if not digits or at == end or not _is_any(folded[at], points):
        return 0
    at += 1
    while at < end and kind_of(kinds, folded[at]) & SPACE:
        at += 1
        spaces += 1
    if at == end or kind_of(kinds, folded[at]) & DECIMAL:
        at -= 1
        spaces -= 1
    return at - start if spaces >= least else 0


@inline
def _led(folded: Any, at: Any, end: Any, kinds: Any, leads: Any) -> Any:
    """How long a word that leads up to a quote is, with the space behind it; 0 if there is none."""
    for row in range(len(leads)):
        size = stands(folded, at, end, leads, row)
        if size and at + size < end and kind_of(kinds, folded[at + size]) & SPACE:
            return size + 1
    return 0


@inline
def _is_any(code: Any, codes: Any) -> Any:
    found = False
    for one in codes:
        found = found or code == one
    return found


@inline
def _past(text: Any, start: Any, end: Any, marks: Any) -> Any:
    """Where what is left off at the front ends."""
    while start < end:
        mark = kind_of(marks, text[start])
        if not mark or (mark == UNLESS_PAIRED and _pairs(text, start, end)):
            break
        start += 1
    return start


@inline
def _pairs(text: Any, start: Any, end: Any) -> Any:
    """Whether a mark opens what closes before the last character."""
    for opening, closing in _PAIRS:
        if text[start] == opening:
            for at in range(start + 1, end - 1):
                if text[at] == closing:
                    return True
    return False


@inline
def _falls_off(text: Any, start: Any, end: Any, marks: Any) -> Any:
    """Whether the last character is left off: no mark that closes what opens inside, no point of
    an abbreviation."""
    last = text[end - 1]
    mark = kind_of(marks, last)
    if mark != UNLESS_PAIRED:
        return mark == ALWAYS
    if last == _POINT:
        return not (end - 3 >= start and text[end - 3] == _POINT)
    for opening, closing in _PAIRS:
        if last == closing:
            opened = closed = 0
            for at in range(start, end):
                opened += text[at] == opening
                closed += text[at] == closing
            return opened < closed
    return True
