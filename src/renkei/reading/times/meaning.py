"""What an expression means before its date is known, and what it comes to on a date.

A meaning is a frozen dataclass with one method, ``at(moment)``. Years, months and days in it are
numbers or offsets: from the document's date (``now``) or from what was last named (``then``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from renkei.edtf import bounds
from renkei.reading.times import calendar


@dataclass(frozen=True, slots=True)
class Ref:
    """A number (``base`` empty), or an offset from the document's date or from the last named."""

    base: str
    n: int


class Named(NamedTuple):
    """The year, month, day and fiscal year that a time names; 0 for none."""

    year: int = 0
    month: int = 0
    day: int = 0
    fiscal: int = 0


@dataclass(slots=True)
class Memory:
    """The year, the month (with its year), the day and the fiscal year that were named last."""

    year: int = 0
    month: tuple[int, int] | None = None
    day: date | None = None
    fiscal: int = 0

    def note(self, named: Named) -> None:
        """Remember what was named now, and of what was named before what this does not replace."""
        year, month, day, fiscal = named
        if year:
            self.year = year
        if month:
            self.month = year, month
        if day:
            self.day = calendar.day(year, month, day)
        if fiscal:
            self.fiscal = fiscal


#: A direction: whichever occurrence is nearer to the document's date.
NEAREST = 2


class Moment(NamedTuple):
    """What resolving hangs on: the document's date, the last named, and the verb's direction.

    `toward` is -1 for the past, 1 for the future, 0 where no verb tells (the past, unless only the
    future is near), NEAREST where both are as good.
    """

    now: date | None
    then: Memory
    toward: int


class Value(NamedTuple):
    """A resolved time: its first and last EDTF (equal for a single one) and what it names."""

    first: str
    last: str
    named: Named | None = None

    @property
    def edtf(self) -> str:
        """The time in EDTF, empty if it is vague."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


VAGUE = Value("", "")


def reach(value: Value) -> tuple[date, date]:
    """The first and the last day of a time that is resolved and closed."""
    named = value.named
    if named and named.day and value.first == value.last:
        day = date(named.year, named.month, named.day)
        return day, day
    if named and named.month and value.first == value.last and len(value.first) == 7:
        year, month = named.year, named.month
        return date(year, month, 1), date(year, month, calendar.last_day(year, month))
    first, last = bounds(value.edtf)
    if not first or not last:
        raise ValueError(f"{value.edtf} is open")
    return first, last


def opening(value: Value) -> date:
    """The first day of a time that is resolved and closed."""
    named = value.named
    if not named or not named.month or value.first != value.last:
        return reach(value)[0]
    if not named.day and len(value.first) != 7:
        return reach(value)[0]
    return date(named.year, named.month, named.day or 1)


def is_ahead(value: Value, year: int, now: date) -> bool:
    """Whether a time that names a year begins after the document's date."""
    if year != now.year and value.first == value.last:
        return year > now.year
    return opening(value) > now


class Meaning(Protocol):
    """Something that comes to a time on a date."""

    @property
    def hangs(self) -> str:
        """What it hangs on: ``n`` the document's date, ``t`` the last named, ``v`` the verb."""
        ...

    def at(self, moment: Moment) -> Value | None:
        """The time it is; None if the calendar has none such, VAGUE if it cannot be told."""
        ...


def one(text: str, named: Named | None = None) -> Value:
    """A time that is not an interval."""
    return Value(text, text, named)


def on(day: date) -> Value:
    """A day."""
    return one(day.isoformat(), Named(day.year, day.month, day.day))


def days(first: date, last: date, named: Named | None = None) -> Value:
    """An interval of days."""
    return Value(first.isoformat(), last.isoformat(), named)


def months(year: int, month: int) -> Value:
    """A month. Raises ValueError beyond the years 1 to 9999."""
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is beyond the calendar")
    return one(f"{year:04}-{month:02}", Named(year, month))


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month or day, any of them left out, or a part of a year or month.

    `toward` is what a word such as *last* or *next* says, whatever the verb.
    """

    year: Ref | None = None
    month: Ref | None = None
    day: Ref | None = None
    part: str = ""
    toward: int = 0

    @property
    def hangs(self) -> str:
        """Without a year, the verb tells which."""
        bases = {ref.base for ref in (self.year, self.month, self.day) if ref}
        if "then" in bases:
            return "t"
        if "now" in bases or self.toward or (self.year and self.part in ("later", "earlier")):
            return "n"
        return "" if self.year else "nv"

    def at(self, moment: Moment) -> Value | None:
        """The point on a date."""
        if self.day and self.day.base:
            return self._relative_day(moment)
        if self.month and self.month.base:
            found = self._relative_month(moment)
            return self._in_month(*found, moment) if found else VAGUE
        if self.year:
            year = year_at(self.year, moment)
            return self.in_year(year, moment) if year else VAGUE
        return self._nearest(moment) if moment.now else VAGUE

    def _relative_day(self, moment: Moment) -> Value | None:
        assert self.day
        start = moment.now if self.day.base == "now" else moment.then.day
        return on(calendar.shift(start, self.day.n, "day")) if start else VAGUE

    def _relative_month(self, moment: Moment) -> tuple[int, int] | None:
        assert self.month
        start = moment.then.month
        if self.month.base == "now":
            start = (moment.now.year, moment.now.month) if moment.now else None
        return calendar.shift_months(*start, self.month.n) if start else None

    def in_year(self, year: int, moment: Moment) -> Value | None:
        """The point in a year, whatever year it names itself."""
        if self.month:
            return self._in_month(year, self.month.n, moment)
        if self.part:
            return part_of_year(year, self.part, moment)
        return one(f"{year:04}", Named(year))

    def days_in(self, year: int, moment: Moment) -> tuple[date, date] | None:
        """The first and the last day of the point in a year; None if there is none such."""
        if not self.month or (self.part and not self.day):
            value = self.in_year(year, moment)
            return reach(value) if value else None
        month = self.month.n
        if not 1 <= month <= 12:
            return None
        if not self.day:
            return date(year, month, 1), date(year, month, calendar.last_day(year, month))
        found = calendar.day(year, month, self.day.n)
        return (found, found) if found else None

    def _in_month(self, year: int, month: int, moment: Moment) -> Value | None:
        if not 1 <= month <= 12:
            return None
        if self.day:
            found = calendar.day(year, month, self.day.n)
            return on(found) if found else None
        return part_of_month(year, month, self.part, moment) if self.part else months(year, month)

    def _nearest(self, moment: Moment) -> Value | None:
        """Of the occurrences around the document's date, the nearest in the direction."""
        now, toward = moment.now, self.toward or moment.toward
        assert now
        if self.part in _CODES and not self.month and toward in (0, NEAREST):
            return part_of_year(now.year, self.part, moment)
        if toward == NEAREST and self.month:
            either = [year for way in (-1, 1) if (year := nearest_year(self, way, moment))]
            if not either:
                return None
            nearest = min(either, key=lambda year: _distance(self.days_in(year, moment), now))
            return self.in_year(nearest, moment)
        toward = 0 if toward == NEAREST else toward
        if self.month or self.part in _CODES:
            year = nearest_year(self, toward, moment)
            return self.in_year(year, moment) if year else None
        if self.day:
            return nearest_day(self.day.n, now, toward)
        return part_of_year(now.year, self.part, moment) if self.part else None


SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_CODES = {**SEASONS, "q1": 33, "q2": 34, "q3": 35, "q4": 36, "h1": 40, "h2": 41}
_EDGES = {"begin": "01~", "early": "01~", "mid": "06~", "end": "12~", "late": "12~"}
_DAYS = {
    "begin": (1, 10), "early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31),
    "h1": (1, 15), "h2": (16, 31),
}  # fmt: skip

#: Within how many days an occurrence is close by, and from how many on one is far.
_CLOSE, _FAR = 45, 240


def year_at(ref: Ref, moment: Moment) -> int:
    """The year a reference comes to; 0 if there is nothing to count from."""
    if not ref.base:
        return ref.n
    start = moment.then.year if ref.base == "then" else moment.now and moment.now.year
    year = start + ref.n if start else 0
    return year if 1 <= year <= 9998 else 0


def part_of_year(year: int, part: str, moment: Moment) -> Value | None:
    """A season, quarter, half, beginning or end of a year, or what is left of it or gone."""
    if part in _CODES:
        return one(f"{year:04}-{_CODES[part]}", Named(year))
    if part in _EDGES:
        return one(f"{year:04}-{_EDGES[part]}", Named(year, int(_EDGES[part][:2])))
    return _open_part(part, date(year, 1, 1), date(year, 12, 31), f"{year:04}-12~", moment)


def part_of_month(year: int, month: int, part: str, moment: Moment) -> Value | None:
    """A third, half, beginning or end of a month, or what is left of it or gone."""
    last, named = calendar.last_day(year, month), Named(year, month)
    if part in _DAYS:
        first, end = _DAYS[part]
        return days(date(year, month, first), date(year, month, min(end, last)), named)
    whole = f"{year:04}-{month:02}"
    return _open_part(part, date(year, month, 1), date(year, month, last), whole, moment)


def _open_part(part: str, first: date, last: date, until: str, moment: Moment) -> Value | None:
    """*Within*, *earlier in* or *later in* a unit of time."""
    now = moment.now
    if part == "within":
        return Value("..", until)
    if part == "later" and now:
        return days(max(now, first) if now <= last else first, last)
    if part == "earlier" and now:
        return days(first, min(now, last) if now >= first else last)
    return None


def nearest_year(point: Point, toward: int, moment: Moment) -> int:
    """The year that brings a point without one nearest in the direction; 0 if none does.

    The unit that the document's date lies in counts in both directions, but not for a word that
    says which (*last August* said in August). A past day may be one ahead: the world's clocks
    differ.
    """
    now, step = moment.now, 1 if toward > 0 else -1
    assert now
    begin = now.year - step
    if point.month and (toward > 0 or (now.month, now.day) < (12, 31)):
        begin = now.year
    for year in range(max(begin, 2), now.year + 9 * step, step):
        days = point.days_in(year, moment)
        if days and _counts(*days, now, toward, strict=point.toward != 0):
            return _nearer(point, year, days[0], toward, moment) if point.month else year
    return 0


def _nearer(point: Point, year: int, first: date, toward: int, moment: Moment) -> int:
    """The year of a day or month, or of its other occurrence if that is close by, this one (from
    its `first` day on) far, no verb objecting.

    A day that was planned and has just passed is that day, not the one in a year.
    """
    now, other = moment.now, year - 1 if toward > 0 else year + 1
    if not now or toward < 0 or point.toward or (toward and not point.day) or other < 1:
        return year
    if abs((first - now).days) < _FAR:
        return year
    rival = point.days_in(other, moment)
    return other if rival and abs((rival[0] - now).days) <= _CLOSE else year


def _distance(days: tuple[date, date] | None, now: date) -> int:
    """How many days a time lies from `now`; 0 if it holds it."""
    first, last = days or (now, now)
    return max((first - now).days, (now - last).days, 0)


def _counts(first: date, last: date, now: date, toward: int, strict: bool) -> bool:
    if toward > 0:
        return first > now if strict else last >= now
    if strict:
        return last < now
    return first <= (calendar.shift(now, 1, "day") if first == last else now)


def nearest_day(number: int, now: date, toward: int) -> Value | None:
    """The nearest day of that number in the direction; a past one may be one day ahead."""
    limit = calendar.shift(now, 0 if toward > 0 else 1, "day")
    for step in (0, 1, 2, 3) if toward > 0 else (1, 0, -1, -2, -3):
        found = calendar.day(*calendar.shift_months(now.year, now.month, step), number)
        if found and (found >= limit if toward > 0 else found <= limit):
            return on(found)
    return None
