"""An item's ladder through time as a picture: time along, rungs up, official and reported apart.

Pure functions from dates and rungs to SVG. Colours stand in presentation attributes, so that the
picture is whole by itself; classes let a page put its own colours over them. Every point carries
its title; the picture is no substitute for the table of the same data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from renkei.nouns import LADDER, Rung

Course = Sequence[tuple[date, Rung | None]]
"""Where one voice stands: from each day on, the rung, or None where it says nothing."""

Place = Callable[[Any], float]

COLOURS = {
    Rung.FLOATED: "#766a58",
    Rung.CONSIDERED: "#7d6430",
    Rung.PROPOSED: "#8a5a17",
    Rung.INTENDED: "#6a6117",
    Rung.AGREED: "#46681f",
    Rung.AUTHORISED: "#1d6b3f",
    Rung.UNDER_WAY: "#0c6a66",
    Rung.IN_EFFECT: "#145a86",
    Rung.REJECTED: "#a0282c",
    Rung.STALLED: "#7d4689",
    Rung.ENDED: "#5c564b",
}
INK, SOFT, LINE, AGAINST = "#1e1c19", "#5c564b", "#ddd6c8", "#a0282c"
ROW, TOP, FOOT, RIGHT = 30, 22, 26, 16
LETTER = 7.2
"""Width of a Latin letter of the rungs' names, in the picture's units; a wide one takes two."""


@dataclass(frozen=True, slots=True)
class Point:
    """A statement in its place: the day since when it holds, and the rung that it gives.

    `voice` is ``official``, ``reported`` or ``pack`` (a row of the pack's own history). `title` is
    what a pointer shows; `href` leads to the quote.
    """

    day: date
    rung: Rung
    voice: str
    title: str
    href: str = ""
    denied: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What a ladder shows. What lies before `start` is drawn at its edge."""

    title: str
    points: tuple[Point, ...]
    official: Course
    reported: Course
    start: date
    end: date
    today: date
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says: the rungs' names, the row for what left the ladder, today, due."""

    rungs: Mapping[Rung, str]
    off: str
    today: str
    due: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """The picture's measures, in its own units."""

    chart: Chart
    width: int
    left: float
    off: bool

    @property
    def floor(self) -> float:
        """The lower end of the rows."""
        return TOP + ROW * (len(LADDER) + self.off)

    @property
    def height(self) -> float:
        return self.floor + FOOT

    def x(self, day: date) -> float:
        """Where a day lies along, kept within the picture."""
        span = max((self.chart.end - self.chart.start).days, 1)
        share = min(max((day - self.chart.start).days / span, 0.0), 1.0)
        return round(self.left + share * (self.width - self.left - RIGHT), 1)

    def y(self, rung: Rung) -> float:
        """Where a rung lies: the highest on top, what left the ladder beneath the lowest."""
        height = LADDER.get(rung, -1)
        return TOP + ROW * (len(LADDER) - 1 - height) + ROW / 2


def ladder(chart: Chart, words: Words, width: int = 960) -> str:
    """The picture of a chart, `width` units wide (360 is right for a phone)."""
    off = any(p.rung not in LADDER for p in chart.points)
    names = [*words.rungs.values(), words.off] if off else list(words.rungs.values())
    left = 14 + LETTER * max(map(_letters, names), default=0)
    frame = _Frame(chart, width, left, off)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ladder" role="group" '
        f'viewBox="0 0 {width} {frame.height:g}" width="{width}" height="{frame.height:g}" '
        f'font-family="system-ui, sans-serif" font-size="12.5">',
        f"<title>{escape(chart.title)}</title>",
        *_rows(frame, words),
        *_ticks(frame),
        *_days(frame, words),
        *_course(frame, chart.reported, "reported"),
        *_course(frame, chart.official, "official"),
        *_points(frame),
        "</svg>",
    ]
    return "".join(parts)


def spark(chart: Chart, width: int = 168, height: int = 36) -> str:
    """The courses alone, small enough for a row of a table."""

    def x(day: date) -> float:
        span = max((chart.end - chart.start).days, 1)
        share = min(max((day - chart.start).days / span, 0.0), 1.0)
        return round(3 + share * (width - 6), 1)

    def y(rung: Rung) -> float:
        return round(height - 4 - (LADDER.get(rung, -1) + 1) * (height - 8) / len(LADDER), 1)

    parts = [
        f'<svg class="spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(chart.title)}">',
        f'<path class="base" d="M3 {height - 4}H{width - 3}" stroke="{LINE}"/>',
    ]
    for name, course in (("reported", chart.reported), ("official", chart.official)):
        if path := _path(_thinned(course, x), chart.today, x, y):
            parts.append(f'<path class="course {name}" d="{path}" {_stroke(name, 1.6)}/>')
    for name, course in (("reported", chart.reported), ("official", chart.official)):
        if course and (rung := course[-1][1]):
            fill = "currentColor" if name == "official" else "none"
            parts.append(
                f'<circle class="end r-{rung.value}" color="{COLOURS[rung]}" fill="{fill}" '
                f'stroke="currentColor" stroke-width="1.6" r="2.6" '
                f'cx="{x(chart.today)}" cy="{y(rung)}"/>'
            )
    return "".join([*parts, "</svg>"])


def _rows(frame: _Frame, words: Words) -> Iterator[str]:
    right = frame.width - RIGHT
    for rung in LADDER:
        y = frame.y(rung)
        yield f'<path class="row" d="M{frame.left:g} {y:g}H{right}" stroke="{LINE}"/>'
        yield (
            f'<text class="r-{rung.value}" x="{frame.left - 8:g}" y="{y + 4:g}" text-anchor="end" '
            f'color="{COLOURS[rung]}" fill="currentColor">{escape(words.rungs[rung])}</text>'
        )
    if frame.off:
        y = frame.floor - ROW
        yield f'<path class="edge" d="M{frame.left:g} {y:g}H{right}" stroke="{SOFT}"/>'
        yield (
            f'<text class="off" x="{frame.left - 8:g}" y="{y + ROW / 2 + 4:g}" text-anchor="end" '
            f'fill="{SOFT}">{escape(words.off)}</text>'
        )


def _ticks(frame: _Frame) -> Iterator[str]:
    """The years, or where there are few of them, their quarters."""
    last = -100.0
    for day, text in _marks(frame.chart.start, frame.chart.end):
        x = frame.x(day)
        yield f'<path class="tick" d="M{x:g} {TOP}V{frame.floor:g}" stroke="{LINE}"/>'
        if x - last >= LETTER * len(text) + 6:
            yield (
                f'<text class="year" x="{x:g}" y="{frame.height - 8:g}" text-anchor="middle" '
                f'fill="{SOFT}">{text}</text>'
            )
            last = x


def _marks(start: date, end: date) -> Iterator[tuple[date, str]]:
    few = (end - start).days < 900
    for year in range(start.year, end.year + 1):
        for month in (1, 4, 7, 10) if few else (1,):
            day = date(year, month, 1)
            if start <= day <= end:
                yield day, str(year) if month == 1 else f"{year}-{month:02}"


def _days(frame: _Frame, words: Words) -> Iterator[str]:
    """Today, and the day on which it falls due."""
    chart = frame.chart
    shown = [("today", chart.today, words.today, SOFT, "2 3")]
    if chart.due:
        shown.append(("due", chart.due, words.due, AGAINST, "6 3"))
    for name, day, text, colour, dash in shown:
        x = frame.x(day)
        anchor = "end" if x > frame.width - RIGHT - LETTER * _letters(text) else "middle"
        yield (
            f'<path class="{name}" d="M{x:g} {TOP}V{frame.floor:g}" stroke="{colour}" '
            f'stroke-dasharray="{dash}"/>'
            f'<text class="{name}" x="{x:g}" y="{TOP - 8}" text-anchor="{anchor}" '
            f'fill="{colour}">{escape(text)}</text>'
        )


def _course(frame: _Frame, course: Course, voice: str) -> Iterator[str]:
    if path := _path(course, frame.chart.today, frame.x, frame.y):
        yield f'<path class="course {voice}" d="{path}" {_stroke(voice, 2.2)}/>'


def _path(course: Course, until: date, x: Place, y: Place) -> str:
    """A line of steps: level for as long as a rung stands, broken where nothing is said."""
    path, drawing = [], False
    for day, rung in course:
        if drawing:
            path.append(f"H{x(day):g}")
        if rung is None:
            drawing = False
        else:
            path.append(f"V{y(rung):g}" if drawing else f"M{x(day):g} {y(rung):g}")
            drawing = True
    return "".join([*path, f"H{x(until):g}" if drawing else ""])


def _thinned(course: Course, x: Place) -> Course:
    """A course without what no eye could tell apart: the last of each unit along."""
    return tuple({round(x(day)): (day, rung) for day, rung in course}.values())


def _stroke(voice: str, width: float) -> str:
    dash = "" if voice == "official" else ' stroke-dasharray="4 3"'
    colour = INK if voice == "official" else SOFT
    return f'fill="none" stroke="{colour}" stroke-width="{width}"{dash}'


def _points(frame: _Frame) -> Iterator[str]:
    """The points, those that moved nothing first; such as lie on one another set apart."""
    taken: dict[tuple[int, float], int] = defaultdict(int)
    for point in sorted(frame.chart.points, key=lambda p: (p.moved, p.day)):
        x, y = frame.x(point.day), frame.y(point.rung)
        place = round(x / 6), y
        step = taken[place]
        taken[place] += 1
        shift = (step + 1) // 2 * (6 if step % 2 else -6)
        yield _point(point, x, y + max(-ROW / 2 + 3, min(ROW / 2 - 3, shift)))


def _point(point: Point, x: float, y: float) -> str:
    size = 5.5 if point.moved else 3.4
    title = escape(point.title)
    shape = f'<circle cx="{x:g}" cy="{y:g}" r="{size}" {_dress(point)}/>'
    if point.denied:
        d = f"M{x - 4:g} {y - 4:g}l8 8m0 -8l-8 8"
        shape = f'<path class="denied" d="{d}" fill="none" stroke="{AGAINST}" stroke-width="2.2"/>'
    elif point.voice == "pack":
        d = f"M{x:g} {y - 4.5:g}l4.5 4.5l-4.5 4.5l-4.5 -4.5z"
        shape = f'<path class="pack" d="{d}" fill="none" stroke="{SOFT}" stroke-width="1.4"/>'
    inner = f"<title>{title}</title>{shape}"
    group = f'<g class="r-{point.rung.value}" color="{COLOURS[point.rung]}">{inner}</g>'
    if not point.href:
        return group
    return f'<a href="{escape(point.href)}" aria-label="{title}">{group}</a>'


def _dress(point: Point) -> str:
    if point.voice == "official":
        return 'class="dot official" fill="currentColor" stroke="#fff" stroke-width="1"'
    return 'class="dot reported" fill="#fff" stroke="currentColor" stroke-width="1.8"'


def _letters(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
