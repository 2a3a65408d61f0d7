"""What a calendar knows: shifting by units, weeks, seasons, fiscal years. No language."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

#: Months after which a fiscal year begins: Japan in April, the United States the October before.
FISCAL = {"JP": (0, 4), "US": (-1, 10)}

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return 29 if month == 2 and isleap(year) else _LENGTHS[month]


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None if the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month `count` months after the given one (before, if negative)."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def shift(start: date, count: int, unit: str) -> date:
    """The day `count` days, weeks, months or years from `start`.

    The last day of a shorter month stands for the days it lacks. Raises OverflowError beyond
    the years 1 to 9999.
    """
    if unit in ("day", "week"):
        return start + timedelta(days=count * (7 if unit == "week" else 1))
    year, month = shift_months(start.year, start.month, count * (1 if unit == "month" else 12))
    if not 1 <= year <= 9999:
        raise OverflowError(f"{count} {unit}s from {start} is beyond the calendar")
    return date(year, month, min(start.day, last_day(year, month)))


def week(of: date, offset: int = 0) -> tuple[date, date]:
    """Monday and Sunday of the ISO week `offset` weeks from the one of `of`."""
    monday = of + timedelta(days=7 * offset - of.weekday())
    return monday, monday + timedelta(days=6)


def weekday(of: date, number: int, toward: int) -> date:
    """The weekday (Monday is 0) nearest to `of`: after it if `toward` > 0, else on or before it."""
    back = (of.weekday() - number) % 7
    return of - timedelta(days=back) if toward <= 0 else of + timedelta(days=7 - back)


def fiscal_year(of: date, state: str = "JP") -> int:
    """The number of the fiscal year that a day falls in."""
    years, month = FISCAL[state]
    return of.year - years - (of.month < month)


def fiscal_months(year: int, state: str, first: int = 0, count: int = 12) -> tuple[str, str]:
    """The EDTF months from the `first` (counted from 0) of a fiscal year, `count` of them."""
    years, month = FISCAL[state]
    begin = shift_months(year + years, month, first)
    end = shift_months(year + years, month, first + count - 1)
    return f"{begin[0]:04}-{begin[1]:02}", f"{end[0]:04}-{end[1]:02}"
