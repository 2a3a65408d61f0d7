"""Figures through time as a picture: lines by their source, what was aimed at, what happened.

Pure functions from dates and values to SVG, in the manner of `renkei.export.ladder_svg`: colours
stand in presentation attributes, so that the picture is whole by itself, and classes let a page put
its own over them. The picture is no substitute for the table of the same data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil, floor, log10

from renkei.export import boxes

COLOURS = ("#1f5a92", "#b2541a", "#23704a", "#7d4689", "#7a6a00", "#a3284f", "#5f5a52")
INK, SOFT, LINE, GOAL = "#1e1c19", "#5c564b", "#ddd6c8", "#a0282c"
SIZE = 12.5
_TOP, _FOOT, _RIGHT, _PLOT = 36.0, 26.0, 18.0, 250.0
_ROW = 20.0
_SPAN_DAYS, _GAP_DAYS = 60, 400
"""A figure for a longer time is drawn as long as its time; over a longer gap no line is drawn."""
_HEADING = 28.0
_SHAPES = ("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "M-3.6-3.6h7.2v7.2h-7.2z", "M0-4.6l4.4 8h-8.8z",
           "M0-5l5 5-5 5-5-5z", "M0 4.6l4.4-8h-8.8z")  # fmt: skip
"""Marks about their middle: disc, square, triangle, diamond, triangle on its tip."""
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure: the first and last day of its time, its value, what a pointer shows, a link."""

    first: date
    last: date
    value: float
    title: str
    href: str = ""

    @property
    def middle(self) -> date:
        """The day in the middle of its time."""
        return date.fromordinal((self.first.toordinal() + self.last.toordinal()) // 2)


@dataclass(frozen=True, slots=True)
class Run:
    """Figures of one source and method, in the order of time, joined by a line."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A value to be reached, by when (None: no date is set), and what it says beside its line."""

    value: float
    by: date | None
    label: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened: its number in the list beside the picture, and what it was."""

    day: date
    number: int
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is shown. `fonts` is a ``font-family``.

    `notes` are lines beneath. A picture with notes stands by itself: it has its title and its paper
    too. A page says all of that itself.
    """

    title: str
    unit: str
    runs: tuple[Run, ...]
    start: date
    end: date
    aims: tuple[Aim, ...] = ()
    happenings: tuple[Happening, ...] = ()
    today: date | None = None
    notes: tuple[str, ...] = ()
    fonts: str = "system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class _Frame:
    chart: Chart
    width: float
    left: float
    top: float
    ticks: tuple[float, ...]

    @property
    def floor(self) -> float:
        """The lower end of the field."""
        return self.top + _PLOT

    def x(self, day: date) -> float:
        """Where a day lies along, kept within the field."""
        span = max((self.chart.end - self.chart.start).days, 1)
        share = min(max((day - self.chart.start).days / span, 0.0), 1.0)
        return round(self.left + share * (self.width - self.left - _RIGHT), 1)

    def y(self, value: float) -> float:
        """Where a value lies."""
        low, high = self.ticks[0], self.ticks[-1]
        return round(self.floor - (value - low) / (high - low) * _PLOT, 1)


def draw(chart: Chart, width: int = 960) -> str:
    """The picture of a chart, `width` units wide (360 is right for a phone)."""
    values = [m.value for run in chart.runs for m in run.marks] + [a.value for a in chart.aims]
    ticks = steps(min(0.0, *values), max(values), 4 if width < 500 else 5)
    left = 10 + max(boxes.width(_figure(t), SIZE) for t in ticks)
    crowd = _staggered(chart.happenings, chart, width)
    frame = _Frame(chart, width, left, _TOP + 15 * (max(crowd, default=-1) + 1), ticks)
    legend, legend_height = _legend(frame) if len(chart.runs) > 1 else ([], 0.0)
    notes = [line for note in chart.notes for line in boxes.lines(note, width - 16, SIZE)]
    foot = frame.floor + _FOOT
    head = _HEADING if notes else 0.0
    height = head + foot + legend_height + (len(notes) * SIZE * 1.35 + 10 if notes else 0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="series" role="group" '
        f'viewBox="0 0 {width} {height:g}" width="{width}" height="{height:g}" '
        f'font-family="{escape(chart.fonts)}" font-size="{SIZE:g}">',
        f"<title>{escape(chart.title)}</title>",
        *(_paper(chart.title, width, height) if notes else ()),
        f'<g transform="translate(0 {head:g})">',
        *_field(frame),
        *_happenings(frame, crowd),
        *_aims(frame),
        *(part for n, run in enumerate(chart.runs) for part in _run(frame, run, n)),
        f'<g transform="translate(0 {foot:g})">{"".join(legend)}</g>',
        *_notes(notes, foot + legend_height + 14),
        "</g></svg>",
    ]
    return "".join(parts)


def _paper(title: str, width: float, height: float) -> Iterator[str]:
    yield f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>'
    yield f'<text x="4" y="20" font-size="16" font-weight="700" fill="{INK}">{escape(title)}</text>'


def steps(low: float, high: float, about: int) -> tuple[float, ...]:
    """Round values in even steps from at or below `low` to at or above `high`, about so many."""
    span = (high - low) or 1.0
    size = 10.0 ** floor(log10(span / about))
    step = next(s * size for s in _STEPS if span / (s * size) <= about)
    first = floor(low / step + 1e-9)
    return tuple(step * n for n in range(first, ceil(high / step - 1e-9) + 1))


def _field(frame: _Frame) -> Iterator[str]:
    """The unit, the values and the years."""
    chart, right = frame.chart, frame.width - _RIGHT
    yield f'<text x="2" y="12" fill="{SOFT}">{escape(chart.unit)}</text>'
    for value in frame.ticks:
        y = frame.y(value)
        yield f'<path class="row" d="M{frame.left:g} {y:g}H{right:g}" stroke="{LINE}"/>'
        yield _text(_figure(value), frame.left - 6, y + 4, "end")
    last = -1e9
    for year in range(chart.start.year, chart.end.year + 1):
        day = date(year, 1, 1)
        if not chart.start <= day <= chart.end:
            continue
        x = frame.x(day)
        yield f'<path class="tick" d="M{x:g} {frame.top:g}V{frame.floor:g}" stroke="{LINE}"/>'
        if x - last > 44:
            yield _text(str(year), x, frame.floor + 17, "middle")
            last = x
    if chart.today and chart.start < chart.today < chart.end:
        x = frame.x(chart.today)
        yield (
            f'<path class="today" d="M{x:g} {frame.top:g}V{frame.floor:g}" stroke="{SOFT}" '
            'stroke-dasharray="2 3"/>'
        )


def _aims(frame: _Frame) -> Iterator[str]:
    for aim in frame.chart.aims:
        y = frame.y(aim.value)
        end = frame.x(aim.by) if aim.by else frame.width - _RIGHT
        dash = f'stroke="{GOAL}" stroke-width="1.6" stroke-dasharray="7 4"'
        yield f'<path class="aim" d="M{frame.left:g} {y:g}H{end:g}" fill="none" {dash}/>'
        if aim.by:
            d = f"M{end:g} {y - 6:g}v12"
            yield f'<path class="aim" d="{d}" stroke="{GOAL}" stroke-width="2.4"/>'
        label = escape(aim.label)
        yield f'<text class="aim" x="{frame.left + 6:g}" y="{y - 6:g}" fill="{GOAL}">{label}</text>'


def _happenings(frame: _Frame, rows: Sequence[int]) -> Iterator[str]:
    for one, row in zip(frame.chart.happenings, rows, strict=True):
        x, y = frame.x(one.day), 22 + 15 * row
        mark = (
            f'<path class="happening" d="M{x:g} {y + 4:g}V{frame.floor:g}" stroke="{SOFT}" '
            f'stroke-width="0.8" stroke-dasharray="1 3"/>'
            f'<text x="{x:g}" y="{y:g}" text-anchor="middle" fill="{SOFT}" font-size="11">'
            f"{one.number}</text>"
        )
        title = f"{one.number} {one.title}"
        yield _linked(f"<title>{escape(title)}</title>{mark}", one.href)


def _staggered(happenings: Sequence[Happening], chart: Chart, width: float) -> list[int]:
    """On which row each number stands, so that none stand on one another."""
    frame = _Frame(chart, width, 40, 0, (0, 1))
    ends: list[float] = []
    found = []
    for one in happenings:
        x = frame.x(one.day)
        row = next((n for n, end in enumerate(ends) if x - end > 17), len(ends))
        ends[row : row + 1] = [x]
        found.append(row)
    return found


def _run(frame: _Frame, run: Run, n: int) -> Iterator[str]:
    yield f'<g class="s{n % len(COLOURS) + 1}" color="{COLOURS[n % len(COLOURS)]}">'
    places = [(frame.x(m.middle), frame.y(m.value)) for m in run.marks]
    if len(places) > 1:
        days = [m.middle.toordinal() for m in run.marks]
        path = "".join(
            f"{'L' if i and days[i] - days[i - 1] <= _GAP_DAYS else 'M'}{x:g} {y:g}"
            for i, (x, y) in enumerate(places)
        )
        dash = "" if n < len(COLOURS) else ' stroke-dasharray="4 3"'
        yield f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.8"{dash}/>'
    for mark, (x, y) in zip(run.marks, places, strict=True):
        shape = _mark(n, x, y)
        if (mark.last - mark.first).days > _SPAN_DAYS:
            ends = frame.x(mark.first), frame.x(mark.last)
            shape = (
                f'<path d="M{ends[0]:g} {y:g}H{ends[1]:g}" stroke="currentColor" '
                f'stroke-width="3.2" stroke-opacity="0.45"/>{shape}'
            )
        yield _linked(f"<title>{escape(mark.title)}</title>{shape}", mark.href)
    yield "</g>"


def _mark(n: int, x: float, y: float) -> str:
    shape = _SHAPES[n % len(_SHAPES)]
    return (
        f'<path class="mark" transform="translate({x:g} {y:g})" d="{shape}" fill="currentColor" '
        'stroke="#ffffff" stroke-width="1"/>'
    )


def _legend(frame: _Frame) -> tuple[list[str], float]:
    parts: list[str] = []
    x, y = 4.0, 8.0
    for n, run in enumerate(frame.chart.runs):
        room = 26 + boxes.width(run.name, SIZE) + 18
        if x > 4 and x + room > frame.width:
            x, y = 4.0, y + _ROW
        parts.append(
            f'<g class="s{n % len(COLOURS) + 1}" color="{COLOURS[n % len(COLOURS)]}">'
            f"{_mark(n, x + 8, y)}</g>{_text(run.name, x + 20, y + 4.5, 'start')}"
        )
        x += room
    return parts, y + _ROW


def _notes(lines: Sequence[str], y: float) -> Iterator[str]:
    for n, line in enumerate(lines):
        yield _text(line, 8, y + n * SIZE * 1.35, "start")


def _text(text: str, x: float, y: float, anchor: str) -> str:
    place = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}"'
    return f'<text {place} fill="{SOFT}">{escape(text)}</text>'


def _linked(inner: str, href: str) -> str:
    """A mark that leads somewhere, out of the way of the tab key: the table has the same links."""
    return f'<a href="{escape(href)}" tabindex="-1">{inner}</a>' if href else f"<g>{inner}</g>"


def _figure(value: float) -> str:
    return f"{value:,.10g}"
