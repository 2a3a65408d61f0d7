"""The days that an EDTF time may lie between.

Times in Renkei are EDTF strings (ISO 8601-2:2019, levels 1 and 2 as far as the codebook needs
them) and two forms for fiscal years. Whoever compares times compares their first and last days:

>>> bounds("2024-04")
(datetime.date(2024, 4, 1), datetime.date(2024, 4, 30))
>>> bounds("2024-07/..")
(datetime.date(2024, 7, 1), None)
>>> bounds("FY2027")
(datetime.date(2027, 4, 1), datetime.date(2028, 3, 31))

================  =========================  =====================================================
form              written                    days
================  =========================  =====================================================
day, month, year  ``2024-04-10`` …           as they stand; a time of day is left off
unspecified       ``196X``, ``2024-XX``      from the lowest to the highest reading of the X's
season            ``2025-21`` … ``2025-24``  three months, winter from December into the next year
quarter           ``2024-33`` … ``2024-36``  three months
third             ``2024-37`` … ``2024-39``  four months
half              ``2024-40``, ``2024-41``   six months
fiscal year       ``FY2027``, ``USFY2027``   Japan: from April; United States: from October before
interval          ``a/b``, ``../b``, ``a/..``  first day of `a` to last day of `b`; None if open
qualified         ``2024~``, ``2024-01?``    as without the mark: it widens by nothing countable
================  =========================  =====================================================
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

_ONE = re.compile(
    r"(?P<year>[\dX]{4})"
    r"(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2})(?:T[\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?",
    re.ASCII,
)
_FISCAL = re.compile(r"(?P<us>US)?FY(?P<year>\d{4})", re.ASCII)
_MARKS = str.maketrans("", "", "~?%")

# Months of a year's part: (first month, how many). ISO 8601-2:2019, 4.8.
_PARTS = {
    **{21 + i: (3 + 3 * i, 3) for i in range(4)},
    **{33 + i: (1 + 3 * i, 3) for i in range(4)},
    **{37 + i: (1 + 4 * i, 4) for i in range(3)},
    **{40 + i: (1 + 6 * i, 6) for i in range(2)},
}


@lru_cache(maxsize=65536)
def bounds(value: str) -> tuple[date | None, date | None]:
    """The first and the last day of an EDTF time; None where it is open or empty.

    An empty string is a time of which nothing is known: ``(None, None)``.

    Raises
    ------
    ValueError
        If `value` is none of the forms above, names a day that the calendar does not have, or
        is an interval that ends before it begins. The message quotes it.
    """
    if not value:
        return None, None
    try:
        first, last = _interval(value.translate(_MARKS))
    except ValueError as error:
        raise ValueError(f"not an EDTF time: {value!r} ({error})") from None
    if first and last and last < first:
        raise ValueError(f"not an EDTF time: {value!r} (it ends before it begins)")
    return first, last


def _interval(value: str) -> tuple[date | None, date | None]:
    begin, slash, end = value.partition("/")
    if not slash:
        return _single(value)
    first = None if begin in ("", "..") else _single(begin)[0]
    last = None if end in ("", "..") else _single(end)[1]
    return first, last


def _single(value: str) -> tuple[date, date]:
    if fiscal := _FISCAL.fullmatch(value):
        begins = int(fiscal["year"])
        return _months(begins - 1, 10, 12) if fiscal["us"] else _months(begins, 4, 12)
    one = _ONE.fullmatch(value)
    if not one:
        raise ValueError("write a day as 2024-04-10, a month as 2024-04, an interval as a/b")
    year, month, day = one["year"], one["month"], one["day"]
    if month and month.isdigit() and int(month) in _PARTS and not day:
        start, count = _PARTS[int(month)]
        return _months(int(year), start, count)
    if day and "X" not in value:
        return _day(year, month, day)
    return _span(year, month or "XX", day or "XX")


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and last day of `count` months from `month` of `year`."""
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _day(year: str, month: str, day: str) -> tuple[date, date]:
    try:
        only = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("the calendar has no such day") from None
    return only, only


def _span(year: str, month: str, day: str) -> tuple[date, date]:
    """The first and last day that the digits, and any digits for the X's, can mean."""
    years = _readings(year, 9999)
    first = next(_days(years, month, day), None)
    last = next(_days(years, month, day, backwards=True), None)
    if not first or not last:
        raise ValueError("the calendar has no such day")
    return first, last


def _days(years: Sequence[int], month: str, day: str, *, backwards: bool = False) -> Iterator[date]:
    """The days that `month` and `day` can mean in `years`, in order."""
    step = -1 if backwards else 1
    for y in years[::step]:
        for m in _readings(month, 12)[::step]:
            for d in _readings(day, monthrange(y, m)[1])[::step]:
                yield date(y, m, d)


@lru_cache(maxsize=1024)
def _readings(digits: str, most: int) -> tuple[int, ...]:
    """The numbers from 1 to `most` that the digits, X for any, can stand for, lowest first."""
    choices = ("0123456789" if c == "X" else c for c in digits)
    return tuple(n for some in product(*choices) if 1 <= (n := int("".join(some))) <= most)
