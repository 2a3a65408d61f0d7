"""Meanings other than points: weeks, weekdays, fiscal years, decades, durations, intervals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from renkei.reading.times import calendar
from renkei.reading.times.meaning import (
    NEAREST,
    VAGUE,
    Memory,
    Moment,
    Named,
    Point,
    Ref,
    Value,
    days,
    months,
    on,
    one,
)

#: The last year in and around which every unit of time lies within the calendar.
_LAST = 9990


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that cannot be told: *recently*."""

    hangs = ""

    def at(self, _moment: Moment) -> Value | None:
        """Always vague."""
        return VAGUE


@dataclass(frozen=True, slots=True)
class Week:
    """A week counted from the document's, or a weekday, the weekend or a part of it."""

    offset: int
    weekday: int = -1
    part: str = ""
    hangs = "n"

    def at(self, moment: Moment) -> Value | None:
        """The interval from Monday to Sunday, or the day."""
        if not moment.now:
            return VAGUE
        monday, sunday = calendar.week(moment.now, self.offset)
        if self.weekday >= 0:
            return on(monday + timedelta(days=self.weekday))
        if self.part == "weekend":
            return days(sunday - timedelta(days=1), sunday)
        if self.part == "within":
            return Value("..", sunday.isoformat())
        first = moment.now if self.part == "later" else monday
        last = moment.now if self.part == "earlier" else sunday
        return days(first, last, Named(first.year, first.month))


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday (Monday is 0), or the weekend (5), nearest in the direction of the verb.

    `toward` overrides the verb: *last*, *next*; then the document's own day does not count.
    """

    weekday: int
    weekend: bool = False
    toward: int = 0

    @property
    def hangs(self) -> str:
        """On the verb, unless a word says which."""
        return "n" if self.toward else "nv"

    def at(self, moment: Moment) -> Value | None:
        """The day, or Saturday and Sunday."""
        if not moment.now:
            return VAGUE
        start = calendar.shift(moment.now, -1, "day") if self.toward < 0 else moment.now
        toward = self.toward or (0 if moment.toward == NEAREST else moment.toward)
        found = calendar.weekday(start, self.weekday, toward)
        return days(found, found + timedelta(days=1)) if self.weekend else on(found)


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year of a state, or its beginning, end, half or quarter."""

    year: Ref
    state: str = "JP"
    part: str = ""

    @property
    def hangs(self) -> str:
        """On nothing, if its number is given."""
        return "nt" if self.year.base == "then" else "n" if self.year.base else ""

    def at(self, moment: Moment) -> Value | None:
        """``FYnnnn`` for Japan's, an interval of months for that of the United States."""
        year = self._number(moment)
        if not 2 <= year <= _LAST:
            return VAGUE
        named = Named(fiscal=year)
        if self.part == "end":
            last = calendar.fiscal_months(year, self.state)[1]
            return one(f"{last}-{calendar.last_day(int(last[:4]), int(last[5:])):02}", named)
        if self.part == "begin":
            return one(f"{calendar.fiscal_months(year, self.state)[0]}~", named)
        if self.part in ("h1", "h2", "q1", "q2", "q3", "q4"):
            size = 6 if self.part[0] == "h" else 3
            first = size * (int(self.part[1]) - 1)
            return Value(*calendar.fiscal_months(year, self.state, first, size), named)
        if self.state == "JP":
            return Value(".." if self.part == "within" else f"FY{year:04}", f"FY{year:04}", named)
        begin, end = calendar.fiscal_months(year, self.state)
        return Value(".." if self.part == "within" else begin, end, named)

    def _number(self, moment: Moment) -> int:
        if not self.year.base:
            return self.year.n
        if self.year.base == "then" and moment.then.fiscal:
            return moment.then.fiscal + self.year.n
        if not moment.now:
            return 0
        if self.year.base == "new":
            return calendar.fiscal_year(calendar.shift(moment.now, 3, "month"), self.state)
        return calendar.fiscal_year(moment.now, self.state) + self.year.n


@dataclass(frozen=True, slots=True)
class Decade:
    """The ten years from one that ends in 0, or their beginning, middle or end.

    A `year` of 0 is the document's own decade.
    """

    year: int
    part: str = ""

    @property
    def hangs(self) -> str:
        """On the document's date, if it is its decade."""
        return "" if self.year else "n"

    def at(self, moment: Moment) -> Value | None:
        """``196X``; its parts as years that may be a little off."""
        if not self.year:
            return Decade(moment.now.year // 10 * 10, self.part).at(moment) if moment.now else VAGUE
        first, last = {
            "begin": (0, 4), "early": (0, 4), "mid": (4, 6), "end": (6, 9), "late": (6, 9),
        }.get(self.part, (-1, -1))  # fmt: skip
        if first < 0:
            return one(f"{self.year // 10:03}X")
        return Value(f"{self.year + first:04}~", f"{self.year + last:04}~")


@dataclass(frozen=True, slots=True)
class Century:
    """The hundred years from one that ends in 00, or their beginning, middle or end."""

    year: int
    part: str = ""
    hangs = ""

    def at(self, _moment: Moment) -> Value | None:
        """``20XX``; its parts as years that may be a little off."""
        if self.part in ("begin", "early"):
            return Value(f"{self.year:04}~", f"{self.year + 9:04}~")
        if self.part == "mid":
            return one(f"{self.year + 50:04}~")
        if self.part in ("end", "late"):
            return Value(f"{self.year + 90:04}~", f"{self.year + 99:04}~")
        return one(f"{self.year // 100:02}XX")


@dataclass(frozen=True, slots=True)
class Span:
    """The `count` units before (negative) or after the document's date."""

    count: int
    unit: str
    hangs = "n"

    def at(self, moment: Moment) -> Value | None:
        """An interval that begins or ends on the document's date."""
        if not moment.now:
            return VAGUE
        other = _shifted(moment.now, self.count, self.unit)
        if not other:
            return None
        return days(min(moment.now, other), max(moment.now, other))


@dataclass(frozen=True, slots=True)
class Shift:
    """A time so many units from the document's date (``now``) or from the last named (``then``).

    ``auto`` counts from the last named unless the verb looks ahead. The answer is as fine as the
    unit, except that a week from a named day is a day.
    """

    count: int
    unit: str
    base: str

    @property
    def hangs(self) -> str:
        """On the verb only where it tells what to count from."""
        return {"now": "n", "then": "t"}.get(self.base, "ntv")

    def at(self, moment: Moment) -> Value | None:
        """The day, week, month or year."""
        base = self.base
        if base == "auto":
            base = "now" if moment.toward == 1 or not moment.then.year else "then"
        return self._from_named(moment.then) if base == "then" else self._from_now(moment.now)

    def _from_now(self, now: date | None) -> Value | None:
        if not now:
            return VAGUE
        found = _shifted(now, self.count, self.unit)
        if found and self.unit == "week":
            return days(*calendar.week(found))
        return _as_fine(found, self.unit)

    def _from_named(self, then: Memory) -> Value | None:
        if self.unit in ("day", "week"):
            return _as_fine(_shifted(then.day, self.count, self.unit), "day") if then.day else VAGUE
        year, month = then.year, 1
        if self.unit == "month":
            if not then.month:
                return VAGUE
            year, month = then.month
        start = calendar.day(year, month, 1) if year else None
        return _as_fine(_shifted(start, self.count, self.unit), self.unit) if start else VAGUE


def _shifted(start: date, count: int, unit: str) -> date | None:
    try:
        return calendar.shift(start, count, unit)
    except OverflowError:
        return None


def _as_fine(found: date | None, unit: str) -> Value | None:
    if not found:
        return None
    if unit == "year":
        return one(f"{found.year:04}", Named(found.year))
    return months(found.year, found.month) if unit == "month" else on(found)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A calendar quarter counted from the document's."""

    offset: int
    hangs = "n"

    def at(self, moment: Moment) -> Value | None:
        """``2024-33`` to ``2024-36``."""
        if not moment.now or moment.now.year > _LAST:
            return VAGUE
        index = moment.now.year * 4 + (moment.now.month - 1) // 3 + self.offset
        return one(f"{index // 4:04}-{33 + index % 4}", Named(index // 4))


@dataclass(frozen=True, slots=True)
class Interval:
    """From one time to another that takes from it what it lacks (*8 to 14 April*)."""

    first: Point | Fiscal
    last: Point | Fiscal

    @property
    def hangs(self) -> str:
        """On what its first time hangs on."""
        return self.first.hangs

    def at(self, moment: Moment) -> Value | None:
        """The interval."""
        begin = self._first(moment).at(moment)
        end = begin and following(self.last, begin, moment)
        if not begin or not end:
            return None
        if not begin.first or not end.last:
            return VAGUE
        return Value(begin.first, end.last, end.named)

    def _first(self, moment: Moment) -> Point | Fiscal:
        """Looking ahead, an interval that has begun but not ended is this one, not the next."""
        first, last = self.first, self.last
        if moment.toward != 1 or not isinstance(first, Point) or not isinstance(last, Point):
            return first
        if first.hangs != "nv" or last.hangs != "nv" or first.part or last.part:
            return first
        end = Point(month=last.month or first.month, day=last.day).at(moment)
        if not end or not end.named:
            return first
        year, month = end.named.year, end.named.month
        if first.month:
            return replace(first, year=Ref("", year - (first.month.n > month)))
        if first.day and last.day:
            earlier = -1 if first.day.n > last.day.n else 0
            year, month = calendar.shift_months(year, month, earlier)
            return replace(first, year=Ref("", year), month=Ref("", month))
        return first


@dataclass(frozen=True, slots=True)
class After:
    """A time right after another in a list: it takes from it the year and month it lacks."""

    means: Point | Fiscal
    before: Value

    @property
    def hangs(self) -> str:
        """On the time before it."""
        return "t"

    def at(self, moment: Moment) -> Value | None:
        """The time."""
        return following(self.means, self.before, moment)


def following(last: Point | Fiscal, begin: Value, moment: Moment) -> Value | None:
    """What `last` comes to right after `begin`: in the same year or month, or the next one."""
    if isinstance(last, Fiscal) or not begin.named or last.hangs != "nv":
        return last.at(moment)
    named = begin.named
    if last.month:
        ahead = named.month > last.month.n
        return replace(last, year=Ref("", named.year + ahead)).at(moment)
    if last.day and named.month:
        ahead = named.day > last.day.n
        year, month = calendar.shift_months(named.year, named.month, int(ahead))
        return replace(last, year=Ref("", year), month=Ref("", month)).at(moment)
    if last.part:
        return replace(last, year=Ref("", named.year)).at(moment)
    return last.at(moment)
