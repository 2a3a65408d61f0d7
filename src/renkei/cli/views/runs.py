"""A comparison of arrangements, a sensitivity analysis and a story on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from renkei.cli.screen import Flow, table
from renkei.packs.scenario import Parameter
from renkei.simulation.sentences import VERDICTS, interval, keeps_up, span
from renkei.simulation.shown import milestone_columns
from renkei.simulation.turning import NOTEWORTHY, named

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from renkei.packs.scenario import Choice
    from renkei.simulation.comparison import Comparison, StreamInfo
    from renkei.simulation.spread import Sensitivity
    from renkei.simulation.story import Scene, Story

_PARTS = ["work", "climb", "concur", "link", "review", "asleep", "closed", "queue"]
_BUSIEST, _DEAREST, _SWAYS = 3, 2, 8
_NAME = 19


def comparison(found: Comparison) -> Iterator[RenderableType]:
    """Everything that a comparison says, stream by stream."""
    yield Flow(found.label, "bold")
    yield Flow(
        found.rule + (f"; the first {span(found.warm_up)} left out" if found.warm_up else "")
    )
    yield Flow(f"seed {found.setting.seed}; times from arrival, intervals of 95 % each by itself")
    for stream in found.streams:
        yield from _stream(found, stream)
    yield ""
    yield Flow("Busiest desks, by the share of their staffed hours", "bold")
    if any(row.busy > 1 for row in found.posts):
        yield Flow("Above 100 %: woken, or at work past closing.")
    yield _busiest(found)
    if found.losses:
        yield ""
        yield Flow("What the loss of a post or link costs most", "bold")
        yield _dearest(found)
    yield ""
    for sentence in found.sentences:
        yield Flow(sentence, indent=2, first="→")
    for entrant in found.entrants:
        if entrant.why:
            yield Flow(f"{entrant.key}: {entrant.why}", "dim", indent=2)
    yield Flow(found.caveat, "yellow")


def _stream(found: Comparison, stream: StreamInfo) -> Iterator[RenderableType]:
    due = f"due in {span(stream.deadline)}, " if stream.deadline < 1e9 else ""
    yield ""
    yield Flow(f"{stream.key}: {stream.what} ({due}{stream.matters:,} matters)", "bold")
    yield _times(found, stream)
    yield ""
    yield Flow(f"Where the time went, mean {_unit(found, stream)[0]} on the path that ended last")
    yield _where(found, stream)
    if len(found.entrants) > 1:
        yield ""
        yield Flow(f"Mean time against {found.entrants[0].key}, on the same numbers")
        yield _against(found, stream)


def _times(found: Comparison, stream: StreamInfo) -> Table:
    columns = milestone_columns(found, stream.key)
    heads = [head for head, _ in columns]
    made = table("median", *heads, "done", "90 %", "late", right=range(1, len(heads) + 4))
    rows = {(row.lineup, row.milestone): row for row in found.times if row.stream == stream.key}
    late = {row.lineup: row.share for row in found.late if row.stream == stream.key}
    for entrant in found.entrants:
        medians = [span(rows[entrant.key, name].median) for _, name in columns]
        end = rows[entrant.key, "end"]
        made.add_row(
            Flow(entrant.key, most=_NAME),
            *medians,
            span(end.median),
            span(end.ninety),
            f"{late[entrant.key]:.0%}",
        )
    return _spaced(made)


def _where(found: Comparison, stream: StreamInfo) -> Table:
    made = table("", *_PARTS, right=range(1, len(_PARTS) + 1))
    rows = {(r.lineup, r.part): r.hours for r in found.parts if r.stream == stream.key}
    _, size = _unit(found, stream)
    for entrant in found.entrants:
        parts = [rows[entrant.key, part] / size for part in _PARTS]
        made.add_row(Flow(entrant.key, most=_NAME), *(f"{part:.2f}" for part in parts))
    return _spaced(made)


def _unit(found: Comparison, stream: StreamInfo) -> tuple[str, float]:
    """The unit in which all parts of the time can be read, and how many hours it has."""
    hours = sum(r.hours for r in found.parts if r.stream == stream.key) / len(found.entrants)
    if hours < 1:
        return "minutes", 1 / 60
    return ("hours", 1.0) if hours < 72 else ("days", 24.0)


def _against(found: Comparison, stream: StreamInfo) -> Table:
    made = table("", "difference", "95 %", "", right=(1, 2))
    first = found.entrants[0].key
    for row in found.pairs:
        if row.other == first and row.stream == stream.key:
            d = row.difference
            between = "" if row.verdict == "same" else interval(d.low, d.high)
            said = VERDICTS.get(row.verdict, row.verdict)
            made.add_row(Flow(row.one, most=_NAME), span(d.value), between, said)
    return _spaced(made)


def _busiest(found: Comparison) -> Table:
    made = table("", "", right=())
    for entrant in found.entrants:
        if entrant.like:
            continue
        rows = [row for row in found.posts if row.lineup == entrant.key]
        top = sorted(rows, key=lambda row: -row.busy)[:_BUSIEST]
        told = "; ".join(
            f"{row.desk} {f'{row.busy:.0%}' if keeps_up(row) else 'does not keep up'}"
            for row in top
        )
        made.add_row(Flow(entrant.key, most=_NAME), Flow(told))
    made.show_header = False
    return _spaced(made)


def _dearest(found: Comparison) -> Table:
    made = table("", "", "")
    made.show_header = False
    for entrant in found.entrants:
        for stream in found.streams:
            rows = [r for r in found.losses if (r.lineup, r.stream) == (entrant.key, stream.key)]
            dear = [r for r in rows if r.hours > 0][:_DEAREST]
            told = "; ".join(
                f"{r.lost} {'+' + span(r.hours) if r.hours < 1e9 else '(cannot be done)'}"
                for r in dear
            )
            if told:
                made.add_row(Flow(entrant.key, most=_NAME), stream.key, Flow(told))
    return _spaced(made)


def spread(found: Sensitivity) -> Iterator[RenderableType]:
    """What a sensitivity analysis says."""
    yield ""
    yield Flow(f"Over all that is assumed ({found.stream})", "bold")
    yield Flow(
        f"{len(found.varied)} figures and choices varied at once, {found.points:,} points, "
        f"{found.replications} runs of each at each (base {found.base})"
    )
    for sentence in found.sentences:
        yield Flow(sentence, indent=2, first="→")
    yield ""
    yield Flow("Share of what is assumed over which each is the soonest")
    yield Flow("; ".join(f"{key} {share:.0%}" for key, share in found.first if share))
    yield ""
    yield Flow(
        "What the differences from the first turn on: Sobol’s total index, approximate; in "
        f"brackets what is not surely above {NOTEWORTHY:g}"
    )
    yield _indices(found)


def _indices(found: Sensitivity) -> Table:
    first = found.lineups[0]
    shown = [key for key in found.lineups[1:] if any(i.one == key for i in found.indices)][:6]
    rows = {(i.one, i.parameter): i.total for i in found.indices if i.other == first}
    told = {
        (one, row.parameter)
        for one in shown
        for row in named([i for i in found.indices if (i.one, i.other) == (one, first)], found.base)
    }
    made = table("", *(f"{n}" for n in range(1, len(shown) + 1)), right=range(1, len(shown) + 1))
    reach = {
        key: max((rows.get((one, key), 0.0) for one in shown), default=0.0) for key in found.varied
    }
    for key in sorted(reach, key=lambda key: -reach[key])[:_SWAYS]:
        cells = [(f"{rows.get((one, key), 0.0):.2f}", (one, key) in told) for one in shown]
        made.add_row(key, *(text if sure else f"({text})" for text, sure in cells))
    made.caption = "; ".join(f"{n} {key}" for n, key in enumerate(shown, 1))
    made.caption_justify = "left"
    return _spaced(made)


def story(told: Story, whole: bool) -> Iterator[RenderableType]:
    """A story: a line a step, with the clock of its post."""
    yield Flow(f"{told.scenario} under {told.lineup} ({told.label})", "bold")
    yield Flow(
        f"seed {told.seed}, replication {told.replication}; the matter came up on "
        f"{told.began:%A %d %B %Y at %H:%M} UTC"
    )
    made = table("after", "local time", "")
    for scene in told.scenes:
        if scene.pressing or whole or not scene.post:
            indent = 0 if scene.pressing or not scene.post else 2
            made.add_row(span(scene.start), scene.local, Flow(_told(scene), indent=indent))
    yield _spaced(made)


def _told(scene: Scene) -> str:
    if not scene.post:
        return f"◆ {scene.what}"
    if scene.what == "link":
        said = f"{scene.sender} → {scene.post} ({span(scene.end - scene.start)})"
    elif scene.sender:
        said = (
            f"{scene.what}, from {scene.sender} to {scene.post} ({span(scene.end - scene.start)})"
        )
    else:
        said = f"{scene.post}: {scene.what} ({span(scene.end - scene.start)})"
    waits = [
        word.format(span(hours))
        for word, hours in (
            ("{} of waking", scene.asleep),
            ("{} of being closed", scene.closed),
            ("{} in the queue", scene.queue),
        )
        if hours > 1 / 60
    ]
    return said + (f", after {', '.join(waits)}" if waits else "")


def assumed(rows: Sequence[Parameter | Choice]) -> Table:
    """Every figure and choice with its range and where it is from."""
    made = table("", "value", "range", "from", right=(1,))
    for row in rows:
        if isinstance(row, Parameter):
            value = f"{row.value:g} {row.unit.value}"
            between = f"{row.range[0]:g}–{row.range[1]:g}" if row.range else ""
        else:
            value = row.value
            weighed = zip(row.options, row.weights, strict=True)
            between = ", ".join(f"{option} {weight:.0%}" for option, weight in weighed)
        why = f"{row.what}. {row.source}: {row.why}" if row.why else f"{row.what}. {row.source}"
        made.add_row(Flow(row.key, "bold"), Flow(value), Flow(between), Flow(why))
    return _spaced(made)


def _spaced(made: Table) -> Table:
    made.padding = (0, 1, 0, 0)
    return made
