"""The marks of a drawing: text, badges, arrows and curves as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from renkei.export import boxes
from renkei.export.columns import Box, Point
from renkei.export.words import FONTS

INK, QUIET, RULE = "#1c2430", "#5b6675", "#c9d0d9"
LEADING = 1.32
_LATIN = quoteattr(FONTS["en"])
_BOLD = 1.12
"""How much wider bold letters are."""
_ALONG = tuple(0.5 + side * n * 0.04 for n in range(11) for side in (-1, 1))
"""Where along a line its mark may stand, the best place first: from the middle outwards."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: what it says, its size, colour and weight."""

    text: str
    size: float
    colour: str = INK
    weight: str = "400"


def paragraph(
    text: str, inner: float, size: float, colour: str = INK, weight: str = "400"
) -> Iterator[Text]:
    """A text in lines no wider than `inner`."""
    room = inner / _BOLD if weight != "400" else inner
    for line in boxes.lines(text, room, size):
        yield Text(line, size, colour, weight)


def height(texts: Sequence[Text]) -> float:
    """How high lines of text are together."""
    return sum(text.size * LEADING for text in texts)


def written(texts: Iterable[Text], x: float, y: float) -> Iterator[str]:
    """Lines of text, the first with its top at `y`."""
    for text in texts:
        y += text.size * LEADING
        # Fonts for Chinese and Japanese set the quotation marks of English too wide.
        latin = "" if any(map(boxes.is_wide, text.text)) else f" font-family={_LATIN}"
        yield (
            f'<text x="{x:.1f}" y="{y - text.size * 0.28:.1f}" font-size="{text.size:g}" '
            f'font-weight="{text.weight}" fill="{text.colour}"{latin}>{escape(text.text)}</text>'
        )


def label(text: str, at: Point, size: float, colour: str = QUIET) -> str:
    """A text about a point, on white, so that a line behind it does not strike it out."""
    x, y = at
    room = boxes.width(text, size) + 4
    return (
        f'<rect x="{x - room / 2:.1f}" y="{y - size * 0.62:.1f}" width="{room:.1f}" '
        f'height="{size * 1.24:.1f}" rx="3" fill="#ffffff" fill-opacity="0.88"/>'
        f'<text x="{x:.1f}" y="{y + size * 0.36:.1f}" font-size="{size:g}" fill="{colour}" '
        f'text-anchor="middle">{escape(text)}</text>'
    )


def badge(at: Point, sign: str, colour: str) -> str:
    """A sign in a filled circle."""
    x, y = at
    return (
        f'<g><circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{colour}" stroke="#ffffff" '
        f'stroke-width="1.5"/><text x="{x:.1f}" y="{y + 4.6:.1f}" font-size="13" '
        f'font-weight="700" fill="#ffffff" text-anchor="middle">{escape(sign)}</text></g>'
    )


def arrow(before: Point, tip: Point, colour: str, *, filled: bool) -> str:
    """The head of an arrow that comes from `before` and ends at `tip`."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    back = tip[0] - 9 * ux, tip[1] - 9 * uy
    sides = [(back[0] - 4 * uy, back[1] + 4 * ux), (back[0] + 4 * uy, back[1] - 4 * ux)]
    points = " ".join(xy(point) for point in (sides[0], tip, sides[1]))
    fill = colour if filled else "none"
    return f'<polyline points="{points}" stroke="{colour}" stroke-width="1.3" fill="{fill}"/>'


def curve(points: Sequence[Point]) -> str:
    """The path of a run of Bézier curves: a point, then three for each curve."""
    return f"M{xy(points[0])}C{' '.join(map(xy, points[1:]))}"


def free_spot(
    points: Sequence[Point], width: float, height: float, taken: list[Box]
) -> Point | None:
    """A point on a line about which a mark of this size covers nothing; takes the room.

    None where there is no such point.
    """
    for share in _ALONG:
        x, y = along(points, share)
        room = Box(x - width / 2, y - height / 2, width, height)
        if not any(_overlap(room, other) for other in taken):
            taken.append(room)
            return x, y
    return None


def along(points: Sequence[Point], share: float) -> Point:
    """The point at a share of the way along a run of Bézier curves, each counting alike."""
    curves = (len(points) - 1) // 3
    n = min(int(share * curves), curves - 1)
    t = share * curves - n
    a, b, c, d = points[3 * n : 3 * n + 4]
    s = 1 - t
    x, y = (s**3 * a[i] + 3 * s * s * t * b[i] + 3 * s * t * t * c[i] + t**3 * d[i] for i in (0, 1))
    return x, y


def xy(point: Point) -> str:
    """``12.3,45.6``."""
    return f"{point[0]:.1f},{point[1]:.1f}"


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
