"""Dates as sources declare them, to EDTF days, months or years.

Only whole strings are read (a meta tag's content, a feed's pubDate, a line that is nothing but a
date): a date somewhere in a sentence or an address is not a declaration.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime

_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"
_CLOCK = r"(?:[\sT,，（(\-–]*\d{1,2}[:：時时点]\d{1,2}.{0,40})?"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T\s].{0,40})?")
_EAST = re.compile(
    r"(\d{4})\s?[年/.\-]\s?(\d{1,2})\s?[月/.\-]\s?(\d{1,2})\s?[日號号]?"
    r"(?:\s?[（(].{1,4}[)）])?" + _CLOCK
)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})" + _CLOCK)
_WRITTEN = re.compile(_WEEKDAY + r"(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b.{0,40}")
_AMERICAN = re.compile(_WEEKDAY + r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})\b.{0,40}")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
_FIRST_YEAR = 1800


def declared(text: str) -> str:
    """The EDTF date that `text` is, or the empty string where it is none or cannot be true.

    The day is taken as written, in the source's own time zone. Day-first order is read in
    ``18/04/2024``, and month-first only where the other cannot be.
    """
    text = text.strip()
    if not 4 <= len(text) <= 80:
        return ""
    for pattern, order in _FORMS:
        if match := pattern.fullmatch(text):
            return order(match)
    return ""


def _edtf(year: str, month: str | int = 0, day: str | int = 0) -> str:
    y, m, d = int(year), int(month or 0), int(day or 0)
    if not _FIRST_YEAR <= y <= date.today().year + 1 or not 0 <= m <= 12:
        return ""
    if not m:
        return f"{y:04}"
    if not d:
        return f"{y:04}-{m:02}"
    return f"{y:04}-{m:02}-{d:02}" if d <= monthrange(y, m)[1] else ""


def _day_first(match: re.Match[str]) -> str:
    day, month, year = match[1], match[2], match[3]
    return _edtf(year, day, month) if int(month) > 12 else _edtf(year, month, day)


def _worded(day: str, month: str, year: str) -> str:
    number = _MONTHS.get(month.lower())
    return _edtf(year, number, day) if number else ""


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ISO, lambda m: _edtf(m[1], m[2] or 0, m[3] or 0)),
    (_EAST, lambda m: _edtf(m[1], m[2], m[3])),
    (_DAY_FIRST, _day_first),
    (_WRITTEN, lambda m: _worded(m[1], m[2], m[3])),
    (_AMERICAN, lambda m: _worded(m[2], m[1], m[3])),
    (_EPOCH, lambda m: datetime.fromtimestamp(int(m[1]), UTC).date().isoformat()),
)
