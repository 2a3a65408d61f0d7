"""The closed set of operations: from what a pattern captured to what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from renkei.reading.times.grammar import Code, Grammar, Pattern
from renkei.reading.times.meaning import Meaning, Point, Ref
from renkei.reading.times.spans import (
    Century,
    Decade,
    Fiscal,
    Interval,
    Quarter,
    Shift,
    Span,
    Vague,
    Week,
    Weekday,
)
from renkei.twin import quick

_DIGITS = re.compile(r"\d+")
_CHINESE = re.compile("[〇零○一二三四五六七八九十百两兩廿元]+")
_CJK = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "兩": 2, "元": 1,
}  # fmt: skip

Groups = Mapping[str, Code]
_a_point = quick(Point)


def chinese_number(text: str) -> int:
    """The value of a Chinese numeral below 1000, written out (二十三) or digit by digit (二三)."""
    if not any(c in "十百廿" for c in text):
        return int("".join(str(_CJK[c]) for c in text))
    total = pending = 0
    for c in text:
        if c in "十百廿":
            total += (pending or 1) * 10 if c == "十" else 20 if c == "廿" else (pending or 1) * 100
            pending = 0
        else:
            pending = _CJK[c]
    return total + pending


def captured(pattern: Pattern, match: re.Match[str], grammar: Grammar) -> Groups:
    """What each capture means: a number, a reference, or a code."""
    groups = dict(pattern.given)
    for name, words in pattern.slots.items():
        text = match[name]
        if text is not None:
            groups[name.rstrip("234")] = _value(text, words, grammar.numbers)
    return groups


def _value(text: str, words: Mapping[str, Code], numbers: Mapping[str, int]) -> Code:
    if text.isdecimal():
        return int(text)
    if text in words:
        return words[text]
    plain = " ".join(text.replace("-", " ").split())
    for key in (text, plain, plain.lower(), plain.replace(" ", "")):
        if key in words:
            return words[key]
        if key in numbers:
            return numbers[key]
    if digits := _DIGITS.search(text):
        return int(digits[0])
    if numeral := _CHINESE.search(text):
        return chinese_number(numeral[0])
    return text


def _ref(value: Code | None) -> Ref | None:
    if value is None or isinstance(value, Ref):
        return value
    return _plain(int(value))


@lru_cache(1 << 14)
def _plain(number: int) -> Ref:
    return Ref("", number)


def _int(groups: Groups, name: str, otherwise: int = 0) -> int:
    value = groups.get(name, otherwise)
    return value if isinstance(value, int) else otherwise


def _text(groups: Groups, name: str) -> str:
    value = groups.get(name, "")
    return value if isinstance(value, str) else ""


def _sign(groups: Groups, name: str = "toward") -> int:
    return {"past": -1, "future": 1}.get(_text(groups, name), 0)


def _year(groups: Groups, name: str = "year") -> Ref | None:
    """The year: of an era, of two digits (under 50 in this century), or as it stands."""
    if "era" in groups:
        return Ref("", _int(groups, "era") + _int(groups, "count", 1))
    if "short" in groups:
        short = _int(groups, "short")
        return Ref("", short + (2000 if short < 50 else 1900))
    return _ref(groups.get(name))


def _point(groups: Groups) -> Meaning:
    return _a_point(
        _year(groups),
        _ref(groups.get("month")),
        _ref(groups.get("day")),
        _text(groups, "part"),
        _sign(groups),
    )


def _days(groups: Groups) -> Meaning:
    """Days of one month, from the first to the last: *13, 14*."""
    month, last = _ref(groups.get("month")), _ref(groups.get("last"))
    begin = Point(_year(groups), month, _ref(groups.get("day")), "", _sign(groups))
    return Interval(begin, Point(None, None, last))


def _months(groups: Groups) -> Meaning:
    begin = Point(_year(groups), _ref(groups.get("month")), None, "", _sign(groups))
    return Interval(begin, Point(None, _ref(groups.get("last"))))


def _years(groups: Groups) -> Meaning:
    first, last = _int(groups, "year"), _int(groups, "last")
    last += first // 100 * 100 if last < 100 else 0
    return Interval(Point(Ref("", first)), Point(Ref("", last)))


def _fiscal(groups: Groups) -> Meaning:
    year = _year(groups) or Ref("now", 0)
    if not year.base and year.n < 100:
        year = Ref("", year.n + 2000)
    year = Ref(year.base, year.n - _int(groups, "less"))
    return Fiscal(year, _text(groups, "state") or "JP", _text(groups, "part"))


def _fiscals(groups: Groups) -> Meaning:
    first, last = _int(groups, "year"), _int(groups, "last")
    first += 2000 if first < 100 else 0
    last += first // 100 * 100 if last < 100 else 0
    state = _text(groups, "state") or "JP"
    return Interval(Fiscal(Ref("", first), state), Fiscal(Ref("", last), state))


def _week(groups: Groups) -> Meaning:
    week = groups.get("week")
    offset = week.n if isinstance(week, Ref) else 0
    return Week(offset, _int(groups, "weekday", -1), _text(groups, "part"))


def _weekday(groups: Groups) -> Meaning:
    return Weekday(_int(groups, "weekday", 5), "weekday" not in groups, _sign(groups))


def _decade(groups: Groups) -> Meaning:
    """A decade, of a century where one is named; 40 and over are of the last."""
    year = _int(groups, "decade")
    if not year:
        return Decade(0, _text(groups, "part"))
    if "century" in groups:
        year = (_int(groups, "century") - 1) * 100 + year
    elif year < 100:
        year += 1900 if year >= 40 else 2000
    return Decade(year, _text(groups, "part"))


def _century(groups: Groups) -> Meaning:
    return Century((_int(groups, "century", 21) - 1) * 100, _text(groups, "part"))


def _span(groups: Groups) -> Meaning:
    count, unit = _count(groups)
    return Span(count * (_sign(groups) or 1), unit)


def _shift(groups: Groups) -> Meaning:
    count, unit = _count(groups)
    return Shift(count * (_sign(groups) or 1), unit, _text(groups, "base") or "now")


def _count(groups: Groups) -> tuple[int, str]:
    """How many of which unit: half years, quarters and decades as months and years."""
    count, unit = _int(groups, "count", 1), _text(groups, "unit")
    times, unit = {
        "half": (6, "month"), "quarter": (3, "month"), "decade": (10, "year"),
        "century": (100, "year"),
    }.get(unit, (1, unit))  # fmt: skip
    return count * times, unit


def _quarter(groups: Groups) -> Meaning:
    quarter = groups.get("quarter")
    return Quarter(quarter.n if isinstance(quarter, Ref) else 0)


OPERATIONS: dict[str, Callable[[Groups], Meaning | None]] = {
    "point": _point,
    "days": _days,
    "months": _months,
    "years": _years,
    "fiscal": _fiscal,
    "fiscals": _fiscals,
    "week": _week,
    "weekday": _weekday,
    "decade": _decade,
    "century": _century,
    "span": _span,
    "shift": _shift,
    "quarter": _quarter,
    "vague": lambda _: Vague(),
    "none": lambda _: None,
}


def meaning(pattern: Pattern, match: re.Match[str], grammar: Grammar) -> Meaning | None:
    """What a match means; None for what only looks like a time."""
    return OPERATIONS[pattern.op](captured(pattern, match, grammar))
