"""How lines run between boxes that stand where they stand: around what is in the way.

Graphviz's `neato` leads them (its shortest paths among obstacles, smoothed to Bézier curves); it
moves no box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from renkei.export.columns import Box, Point

_INCH = 72.0
_APART = 7.0
"""Between lines that join the same two boxes."""


def routes(boxes: Mapping[str, Box], lines: Sequence[tuple[str, str]]) -> list[tuple[Point, ...]]:
    """For each line, from a box to another, a run of Bézier curves: a point, then three a curve.

    Points are in the boxes' own unit, y downwards.
    """
    from pygraphviz import AGraph

    graph: Any = AGraph(strict=False, directed=True, splines="true", outputorder="edgesfirst")
    graph.graph_attr.update(esep="+4", sep="+5", inputscale=_INCH)
    for name, box in boxes.items():
        x, y = box.middle
        graph.add_node(
            name,
            shape="box",
            fixedsize="true",
            label="",
            pos=f"{x:.2f},{-y:.2f}!",
            width=box.width / _INCH,
            height=box.height / _INCH,
        )
    for n, (tail, head) in enumerate(lines):
        graph.add_edge(tail, head, key=str(n), dir="none")
    graph.layout(prog="neato", args="-n2")
    shift = _shift(graph, boxes)
    seen: Counter[frozenset[str]] = Counter()
    found = []
    for n, (tail, head) in enumerate(lines):
        text = graph.get_edge(tail, head, key=str(n)).attr["pos"]
        pair = frozenset((tail, head))
        found.append(_moved(_points(text, shift), _APART * seen[pair]))
        seen[pair] += 1
    return found


def _shift(graph: Any, boxes: Mapping[str, Box]) -> Point:
    """How far Graphviz has moved the whole, to begin at its own origin."""
    for name, box in boxes.items():
        x, y = graph.get_node(name).attr["pos"].split(",")
        return box.middle[0] - float(x), box.middle[1] + float(y)
    return 0.0, 0.0


def _points(text: str, shift: Point) -> tuple[Point, ...]:
    pairs = (part.split(",") for part in text.split() if part[0] not in "es")
    return tuple((float(x) + shift[0], shift[1] - float(y)) for x, y in pairs)


def _moved(points: tuple[Point, ...], by: float) -> tuple[Point, ...]:
    """The points, moved down (to the right, if the line runs upright) so far."""
    across = abs(points[-1][0] - points[0][0]) >= abs(points[-1][1] - points[0][1])
    dx, dy = (0.0, by) if across else (by, 0.0)
    return tuple((x + dx, y + dy) for x, y in points)
