"""A comparison as one page of HTML that stands by itself: no scripts, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from renkei.errors import SimulationError
from renkei.export.charts import charts
from renkei.simulation.sentences import VERDICTS, span
from renkei.simulation.shown import milestone_columns

if TYPE_CHECKING:
    from renkei.simulation.comparison import Comparison
    from renkei.simulation.spread import Sensitivity

TEMPLATE = Path(__file__).with_name("run_report.html")


def report(found: Comparison, spread: Sensitivity | None = None) -> str:
    """The page."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["span"] = span
    page = environment.from_string(TEMPLATE.read_text("utf-8"))
    drawn = [(chart.title, Markup(chart.svg())) for chart in charts(found, spread)]
    return page.render(
        verdicts=VERDICTS, found=found, spread=spread, charts=drawn, streams=_streams(found)
    )


def write_report(path: Path, found: Comparison, spread: Sensitivity | None = None) -> None:
    """Write the page to a file.

    Raises
    ------
    SimulationError
        If it cannot be written.
    """
    try:
        path.write_text(report(found, spread), "utf-8")
    except OSError as error:
        raise SimulationError(f"{path}: cannot be written ({error.strerror})") from error


def _streams(found: Comparison) -> list[dict[str, Any]]:
    """For each stream what its tables show."""
    first = found.entrants[0].key
    shown = []
    for stream in found.streams:
        columns = milestone_columns(found, stream.key)
        times = {(r.lineup, r.milestone): r for r in found.times if r.stream == stream.key}
        late = {row.lineup: row.share for row in found.late if row.stream == stream.key}
        shown.append(
            {
                "info": stream,
                "heads": [head for head, _ in columns],
                "rows": [
                    {
                        "key": entrant.key,
                        "medians": [times[entrant.key, name].median for _, name in columns],
                        "end": times[entrant.key, "end"],
                        "late": late[entrant.key],
                    }
                    for entrant in found.entrants
                ],
                "pairs": [
                    row for row in found.pairs if row.other == first and row.stream == stream.key
                ],
                "losses": [r for r in found.losses if r.stream == stream.key and r.hours > 0],
            }
        )
    return shown
