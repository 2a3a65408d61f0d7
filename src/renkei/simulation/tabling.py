"""From the tallies of a comparison to its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

from renkei.packs.values import Labels
from renkei.simulation.assumptions import remarks
from renkei.simulation.comparison import (
    Comparison,
    CurveRow,
    Entrant,
    Ground,
    LateRow,
    LossRow,
    PairRow,
    PartRow,
    PostRow,
    Setting,
    StreamInfo,
    TimeRow,
)
from renkei.simulation.provenance import digest
from renkei.simulation.results import Part
from renkei.simulation.sentences import strained, verdicts
from renkei.simulation.tally import END, Tally

if TYPE_CHECKING:
    from renkei.simulation.contest import Contest
    from renkei.simulation.statistics import Estimate, Paired

MARGIN = 0.01
"""Arrangements whose whole interval lies within this share of the first mean are called alike."""
NOTHING = 1e-9
"""Hours below which a difference is that of rounding."""
SHARES = tuple(i / 50 for i in range(1, 50))
"""The shares at which a distribution is tabled."""


def tabled(
    ready: Contest,
    asked: Setting,
    tallies: Sequence[Tally],
    likes: Sequence[int],
    pairs: Sequence[Paired],
    rule: str,
    warm_up: float,
    lost: tuple[LossRow, ...],
) -> Comparison:
    """The tables of a comparison. `likes` gives for each entrant the first with its network."""
    keys = [entrant.key for entrant in ready.entrants]
    seen = [(key, tallies[like]) for key, like in zip(keys, likes, strict=True)]
    compared = tuple(_pairs(keys, likes, pairs, tallies))
    streams = tuple(_streams(ready, tallies[0]))
    entrants = tuple(_entrants(ready, likes))
    posts = tuple(row for key, tally in seen for row in _posts(key, tally))
    return Comparison(
        setting=asked,
        ground=_ground(ready, tallies),
        key=ready.scenario.key,
        label=ready.scenario.labels.en,
        label_zh=ready.scenario.labels.zh,
        label_ja=ready.scenario.labels.ja,
        what=ready.scenario.what,
        caveat=ready.scenario.caveat,
        replications=tallies[0].replications,
        rule=rule,
        warm_up=warm_up,
        entrants=entrants,
        streams=streams,
        times=tuple(row for key, tally in seen for row in _times(key, tally)),
        late=tuple(row for key, tally in seen for row in _late(key, tally)),
        parts=tuple(row for key, tally in seen for row in _parts(key, tally)),
        posts=posts,
        pairs=compared,
        losses=lost,
        curves=tuple(row for key, tally in seen for row in _curves(key, tally)),
        sentences=(
            *verdicts(entrants, streams, compared),
            *strained(entrants, posts),
            *(f"{entrant.key}: {said}." for entrant in entrants for said in entrant.remarks),
            *(f"{said}." for said in remarks(ready.space, dict(asked.overrides))),
        ),
    )


def _ground(ready: Contest, tallies: Sequence[Tally]) -> Ground:
    return Ground(
        tuple((name, version(name)) for name in ("renkei", "numba", "numpy", "scipy")),
        tuple(
            (entrant.key, digest(tally.network))
            for entrant, tally in zip(ready.entrants, tallies, strict=True)
        ),
        tuple(sorted(ready.guess.values.items())),
        tuple(sorted(ready.guess.answers.items())),
    )


def _entrants(ready: Contest, likes: Sequence[int]) -> Iterator[Entrant]:
    for i, entrant in enumerate(ready.entrants):
        labels: Labels = entrant.labels
        like = ready.entrants[likes[i]].key if likes[i] < i else ""
        yield Entrant(
            entrant.key, labels.en, labels.zh, labels.ja, entrant.why, entrant.remarks, like
        )


def _streams(ready: Contest, tally: Tally) -> Iterator[StreamInfo]:
    for i, row in enumerate(ready.scenario.streams):
        yield StreamInfo(
            row.key, row.what, int(tally.matters[i]), tally.network.streams[i].deadline
        )


def _times(lineup: str, tally: Tally) -> Iterator[TimeRow]:
    for stream, sketches in zip(tally.outline.streams, tally.times, strict=False):
        for name, sketch in (*list(sketches.items())[1:], (END, sketches[END])):
            yield TimeRow(
                lineup, stream.key, name, sketch.quantile(0.5), sketch.quantile(0.9), sketch.mean
            )


def _late(lineup: str, tally: Tally) -> Iterator[LateRow]:
    for i in range(tally.outline.matters):
        share = float(tally.late[i] / tally.matters[i]) if tally.matters[i] else float("nan")
        yield LateRow(lineup, tally.outline.streams[i].key, share)


def _parts(lineup: str, tally: Tally) -> Iterator[PartRow]:
    for i in range(tally.outline.matters):
        for part in Part:
            hours = float(tally.spent[i, part] / max(tally.matters[i], 1))
            yield PartRow(lineup, tally.outline.streams[i].key, part.name.lower(), hours)


def _posts(lineup: str, tally: Tally) -> Iterator[PostRow]:
    busy = tally.utilisation()
    for i, desk in enumerate(tally.network.desks):
        wait = float(tally.waited[i] / max(tally.served[i], 1))
        served = float(tally.served[i] / tally.replications)
        yield PostRow(lineup, desk.key, float(busy[i]), wait, served)


def _curves(lineup: str, tally: Tally) -> Iterator[CurveRow]:
    for stream, sketches in zip(tally.outline.streams, tally.times, strict=False):
        for share in SHARES:
            yield CurveRow(lineup, stream.key, sketches[END].quantile(share), share)


def _pairs(
    keys: Sequence[str], likes: Sequence[int], pairs: Sequence[Paired], tallies: Sequence[Tally]
) -> Iterator[PairRow]:
    for k, paired in enumerate(pairs):
        stream = tallies[0].outline.streams[k].key
        for other in range(len(keys)):
            for one in range(other + 1, len(keys)):
                difference = paired.difference(one, other)
                verdict = verdict_on(
                    difference, likes[one] == likes[other], MARGIN * paired.mean(0).value
                )
                yield PairRow(keys[one], keys[other], stream, difference, verdict)


def verdict_on(difference: Estimate, same: bool, margin: float) -> str:
    """What the interval of a difference supports."""
    widest = max(abs(difference.low), abs(difference.high))
    if same or widest < NOTHING:
        return "same"
    if widest < margin:
        return "alike"
    if difference.low <= 0 <= difference.high:
        return "untold"
    return "faster" if difference.value < 0 else "slower"
