"""Charts of a comparison of arrangements, as SVG and PNG: when it is done, where the time went, and
what the differences turn on. Each has a title, what was counted, and the caveat."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from renkei.errors import SimulationError
from renkei.simulation.comparison import Comparison, StreamInfo
from renkei.simulation.spread import Sensitivity

FONT = "Noto Sans CJK JP, Noto Sans CJK SC, Noto Sans, sans-serif"
WIDTH = 620
PARTS = {
    "work": ("work", "#4477aa"),
    "climb": ("climbing", "#66ccee"),
    "concur": ("agreeing", "#228833"),
    "link": ("messages", "#bbbbbb"),
    "review": ("review and language", "#ee6677"),
    "asleep": ("woken", "#aa3377"),
    "closed": ("closed", "#882255"),
    "queue": ("queue", "#ccbb44"),
}
"""The parts of the time: the word shown and a colour told apart by colour-blind eyes (P. Tol)."""
COLOURS = ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#777777"]
COLOURS += ["#000000", "#ee8866", "#77aadd"]
LOW, HIGH = "lowest third, or first answer", "highest third, or last answer"
_MOST_SWAYS = 8
_SHORTEST_DEADLINE, _LONG = 2.0, 72.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: a name for its file, what it shows in a line, and its Vega-Lite specification."""

    name: str
    title: str
    spec: dict[str, Any]

    def svg(self) -> str:
        """The chart as SVG."""
        import vl_convert

        made: str = vl_convert.vegalite_to_svg(json.dumps(self.spec))
        return made

    def png(self, scale: float = 2.0) -> bytes:
        """The chart as PNG."""
        import vl_convert

        made: bytes = vl_convert.vegalite_to_png(json.dumps(self.spec), scale=scale)
        return made


def charts(found: Comparison, spread: Sensitivity | None = None) -> Iterator[Chart]:
    """All charts of a comparison, stream by stream, then those of the sensitivity analysis."""
    for stream in found.streams:
        yield distribution(found, stream)
        yield where(found, stream)
    if spread:
        for one in spread.lineups[1:]:
            if any(row.one == one and row.other == spread.lineups[0] for row in spread.sways):
                yield tornado(found, spread, one)


def write_charts(folder: Path, found: Comparison, spread: Sensitivity | None = None) -> list[Path]:
    """Write every chart as SVG and PNG into a folder, and return the files.

    Raises
    ------
    SimulationError
        If the folder cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for chart in charts(found, spread):
            for path, content in (
                (folder / f"{chart.name}.svg", chart.svg().encode()),
                (folder / f"{chart.name}.png", chart.png()),
            ):
                path.write_bytes(content)
                written.append(path)
    except OSError as error:
        raise SimulationError(f"{folder}: cannot be written ({error.strerror})") from error
    return written


def distribution(found: Comparison, stream: StreamInfo) -> Chart:
    """The share of matters done by each time, a line an arrangement, with the deadline."""
    unit, size = _unit(max(r.hours for r in found.curves if r.stream == stream.key))
    likes = {entrant.key: entrant.like for entrant in found.entrants}
    data = [
        {"arrangement": row.lineup, "time": row.hours / size, "share": row.share}
        for row in found.curves
        if row.stream == stream.key and not likes[row.lineup]
    ]
    lines: dict[str, Any] = {
        "data": {"values": data},
        "mark": {"type": "line", "interpolate": "linear", "strokeWidth": 2},
        "encoding": {
            "x": {
                "field": "time",
                "type": "quantitative",
                "title": f"{unit} from arrival until all is done",
                "scale": {"zero": False, "nice": True},
            },
            "y": {
                "field": "share",
                "type": "quantitative",
                "title": "share of matters done",
                "axis": {"format": "%"},
                "scale": {"domain": [0, 1]},
            },
            "color": _colours(found, "arrangement"),
            "strokeDash": {
                "field": "arrangement",
                "type": "nominal",
                "sort": _order(found),
                "legend": None,
            },
        },
    }
    layers = [lines]
    highest = max(row["time"] for row in data if isinstance(row["time"], float))
    if isfinite(stream.deadline) and stream.deadline / size <= 1.3 * highest:
        layers.append(
            {
                "data": {"values": [{"time": stream.deadline / size}]},
                "mark": {"type": "rule", "strokeDash": [4, 4], "color": "#555555"},
                "encoding": {"x": {"field": "time", "type": "quantitative"}},
            }
        )
    title = f"When it is done: {stream.what}"
    due = f"; dashed: due in {stream.deadline:g} h" if len(layers) > 1 else ""
    under = _under(found, stream, due)
    return _chart(found, f"{stream.key}-distribution", title, under, layer=layers)


def where(found: Comparison, stream: StreamInfo) -> Chart:
    """Where the time went, a bar an arrangement."""
    words = [word for word, _ in PARTS.values()]
    rows = [row for row in found.parts if row.stream == stream.key]
    totals = {key: sum(r.hours for r in rows if r.lineup == key) for key in _order(found)}
    unit, size = _unit(max(totals.values()))
    data = [
        {
            "arrangement": row.lineup,
            "part": PARTS[row.part][0],
            "order": list(PARTS).index(row.part),
            "time": row.hours / size,
        }
        for row in rows
    ]
    encoding = {
        "y": {"field": "arrangement", "type": "nominal", "sort": _order(found), "title": None},
        "x": {
            "field": "time",
            "type": "quantitative",
            "title": f"mean {unit} on the path that ended last",
        },
        "color": {
            "field": "part",
            "type": "nominal",
            "title": None,
            "sort": words,
            "scale": {"domain": words, "range": [colour for _, colour in PARTS.values()]},
        },
        "order": {"field": "order", "type": "quantitative"},
    }
    return _chart(
        found,
        f"{stream.key}-where",
        f"Where the time went: {stream.what}",
        _under(found, stream),
        data={"values": data},
        mark={"type": "bar"},
        encoding=encoding,
        height={"step": 24},
    )


def tornado(found: Comparison, spread: Sensitivity, one: str) -> Chart:
    """What the difference of an arrangement from the first turns on: its mean where a figure lies
    in the lowest and in the highest third of what is assumed."""
    other = spread.lineups[0]
    rows = [row for row in spread.sways if (row.one, row.other) == (one, other)]
    rows = sorted(rows, key=lambda row: -abs(row.high - row.low))[:_MOST_SWAYS]
    order = [row.parameter for row in rows]
    data = [
        {"figure": row.parameter, "low": row.low, "high": row.high, "end": end, "at": at}
        for row in rows
        for end, at in ((LOW, row.low), (HIGH, row.high))
    ]
    y = {
        "field": "figure",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": {"labelLimit": 260},
    }
    axis = {"format": "+.0%"}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "strokeWidth": 6, "color": "#cccccc"},
            "encoding": {
                "y": y,
                "x": {
                    "field": "low",
                    "type": "quantitative",
                    "axis": axis,
                    "title": f"time of {one} against {other} (left of 0: sooner)",
                },
                "x2": {"field": "high"},
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {
                "y": y,
                "x": {"field": "at", "type": "quantitative"},
                "color": {
                    "field": "end",
                    "type": "nominal",
                    "title": None,
                    "scale": {
                        "domain": [LOW, HIGH],
                        "range": ["#4477aa", "#ee6677"],
                    },
                },
            },
        },
        {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": "#333333"},
            "encoding": {"x": {"field": "zero", "type": "quantitative"}},
        },
    ]
    under = (
        f"{spread.points:,} points over all that is assumed, {spread.replications} runs at each; "
        "only figures whose total index is surely above 10 %."
    )
    return _chart(
        found,
        f"tornado-{one}",
        f"What the difference turns on: {one} against {other}, {spread.stream}",
        under,
        data={"values": data},
        layer=layers,
        height={"step": 26},
    )


def _under(found: Comparison, stream: StreamInfo, due: str = "") -> str:
    likes = [f"{e.key} is as {e.like}" for e in found.entrants if e.like]
    return (
        f"{found.replications:,} runs, {stream.matters:,} matters each; seed "
        f"{found.setting.seed}{due}. " + ("; ".join(likes) + "." if likes else "")
    )


def _chart(found: Comparison, name: str, title: str, under: str, **spec: Any) -> Chart:
    names = f"{found.label} · {found.label_ja} · {found.label_zh}"
    lines = [names, *textwrap.wrap(under, 100), *textwrap.wrap(found.caveat, 100)]
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": title, "subtitle": lines, "anchor": "start", "subtitleColor": "#555555"},
        "width": WIDTH,
        "height": 300,
        "background": "white",
        "config": {
            "font": FONT,
            "title": {"font": FONT, "subtitleFont": FONT, "fontSize": 15, "offset": 12},
            "axis": {"labelFont": FONT, "titleFont": FONT, "labelFontSize": 11},
            "legend": {"labelFont": FONT, "titleFont": FONT, "symbolStrokeWidth": 3},
            "view": {"stroke": None},
        },
    }
    return Chart(f"{found.key}-{name}", title, whole | spec)


def _order(found: Comparison) -> list[str]:
    return [entrant.key for entrant in found.entrants]


def _colours(found: Comparison, field: str) -> dict[str, Any]:
    shown = [entrant.key for entrant in found.entrants if not entrant.like]
    scale = {"domain": shown, "range": [COLOURS[i % len(COLOURS)] for i in range(len(shown))]}
    return {"field": field, "type": "nominal", "title": None, "sort": shown, "scale": scale}


def _unit(hours: float) -> tuple[str, float]:
    """The unit that a time is shown in, and how many hours it has."""
    if hours < _SHORTEST_DEADLINE:
        return "minutes", 1 / 60
    return ("hours", 1.0) if hours < _LONG else ("days", 24.0)
