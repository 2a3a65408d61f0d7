"""Over all that is assumed: does the order of the arrangements hold, and what does it turn on?

Every open figure and every open choice is varied at once over its range (a Sobol sequence), each
point is run on the same numbers for every arrangement, and the variance of what comes out is
shared out among what went in: Sobol's indices by Saltelli's scheme of 2010, as
`scipy.stats.sobol_indices` computes them. A first-order index is the share of the variance that a
figure explains by itself, a total index the share that is left if everything else is known.

What is compared is the logarithm of the ratio of two means: where what is assumed overloads a post,
times grow beyond all bounds, and a difference in hours would speak of such points only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats.qmc import Sobol

from renkei.errors import SimulationError
from renkei.simulation.contest import Contest, Overrides, contest
from renkei.simulation.outline import Outline, realised
from renkei.simulation.rules import check
from renkei.simulation.run import taken
from renkei.simulation.sobol import indices as sobol
from renkei.simulation.spread import Index, Sensitivity, Share, Sway
from renkei.simulation.statistics import total
from renkei.simulation.turning import named, said

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.scenario import Scenario
    from renkei.simulation.assumptions import Point
    from renkei.simulation.results import Integers
    from renkei.simulation.statistics import Floats

Progress = Callable[[float, str], None]
POINTS, REPLICATIONS = 64, 12
SURELY = 200
"""Replications at the best guess, so that the order there is not one of chance."""
CLOSE = 0.005
"""Arrangements whose means at the best guess differ by less than this share are not ranked."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An outline, and the parameters that its times can hang on."""

    outline: Outline
    names: tuple[str, ...]


@dataclass(slots=True)
class _Job:
    """What is run at each point; outlines are drawn up once for each set of answers."""

    ready: Contest
    sides: tuple[str, ...]
    place: int
    replications: int
    seed: int
    answered: dict[tuple[str, ...], list[_Drawn]] = field(default_factory=dict)
    drawn: dict[Outline, _Drawn] = field(default_factory=dict)

    def outlines(self, answers: Mapping[str, str]) -> list[_Drawn]:
        """The outline of each arrangement; equal ones are one object."""
        key = tuple(answers.values())
        if key not in self.answered:
            self.answered[key] = [
                self._drawn(self.ready.outline(entrant, answers)) for entrant in self.ready.entrants
            ]
        return self.answered[key]

    def _drawn(self, outline: Outline) -> _Drawn:
        if outline not in self.drawn:
            check(realised(outline, self.ready.guess.values))
            names = tuple(sorted(_names(outline) - {""}))
            self.drawn.setdefault(outline, _Drawn(outline, names))
        return self.drawn[outline]

    def points(self, rows: Floats) -> Floats:
        """The mean times at some points. What is equal at two of them is run once."""
        known: dict[tuple[Any, ...], float] = {}
        guess = self.ready.guess
        points = [self.ready.space.point(self.sides, row, guess) for row in rows.tolist()]
        return np.vstack([self.means(point, known) for point in points])

    def means(self, point: Point, known: dict[tuple[Any, ...], float]) -> Floats:
        """The mean time to the end in each arrangement at a point."""
        means = []
        for drawn in self.outlines(point.answers):
            key = (id(drawn), *(point.values[name] for name in drawn.names))
            if key not in known:
                network = realised(drawn.outline, point.values)
                times = taken(network, self.replications, self.seed, self.place)
                known[key] = total(times) / len(times) if len(times) else float("nan")
            means.append(known[key])
        return np.asarray(means)


def sensitivity(
    pack: Pack,
    contingency: str | Path | Scenario,
    arrangements: Sequence[str] = (),
    seed: int = 1,
    overrides: Overrides | None = None,
    progress: Progress | None = None,
    *,
    stream: str = "",
    points: int = POINTS,
    replications: int = REPLICATIONS,
    workers: int | None = None,
) -> Sensitivity:
    """How the mean time to the end of a stream (the first, if none is named) hangs on assumptions.

    `points` is the base of the sample, a power of two: with d open figures and choices,
    ``points * (d + 2)`` points are run, each for `replications` replications and in each of
    the arrangements. What `overrides` set is not varied. `workers` is the number of threads (as
    many as there are cores, if None); the answer is the same with any.

    Raises
    ------
    SimulationError
        If something is not there, there is only one arrangement, or `points` is no power of two.
    """
    if points < 2 or points & (points - 1):
        raise SimulationError(f"the points must be a power of two from 2 on; {points} is none")
    ready = contest(pack, contingency, arrangements, overrides)
    if len(ready.entrants) < 2:
        raise SimulationError("one arrangement by itself has no rank: give two or more")
    keys = [row.key for row in ready.scenario.streams]
    if stream and stream not in keys:
        raise SimulationError(f"no stream {stream!r}; {ready.scenario.key} has {', '.join(keys)}")
    place = keys.index(stream) if stream else 0
    sides = tuple(key for key in ready.space.open(used(ready)) if key not in (overrides or {}))
    d = len(sides)
    base = Sobol(2 * d, seed=seed).random(points)
    a, b = base[:, :d], base[:, d:]
    mixed = np.stack([np.where(np.arange(d) == i, b, a) for i in range(d)])
    rows = np.concatenate([a, b, mixed.reshape(-1, d)])
    job = _Job(ready, sides, place, replications, seed)
    means = np.empty((len(rows), len(ready.entrants)))
    pieces = [np.arange(k, len(rows), points) for k in range(points)]
    if progress:
        progress(0.0, f"0 of {len(rows)} points")
    for done, (piece, found) in enumerate(
        _spread(job, rows, pieces, workers or os.cpu_count() or 1), 1
    ):
        means[piece] = found
        if progress:
            progress(done / points, f"{done * (d + 2)} of {len(rows)} points")
    guess = replace(job, replications=max(replications, SURELY)).means(ready.guess, {})
    return _told(ready, keys[place], sides, points, replications, seed, rows, means, guess)


def used(ready: Contest) -> set[str]:
    """The parameters and choices that the time to the end can hang on, in any arrangement."""
    found: set[str] = set(ready.space.choices)
    for entrant in ready.entrants:
        for choice in (None, *ready.space.choices.values()):
            for option in choice.options if choice else ("",):
                answers = dict(ready.guess.answers)
                if choice:
                    answers[choice.key] = option
                found |= _names(ready.outline(entrant, answers))
    return found


def _names(outline: Outline) -> set[str]:
    names: set[str] = set()
    for stream in outline.streams:
        names |= {rate for _, rate in stream.rates}
        for task in stream.tasks:
            names |= {task.time, task.spread}
    for desk in outline.desks:
        names |= {desk.at_once, desk.wake}
        if desk.hours:
            names |= {desk.hours.since, desk.hours.until}
    return names


def _spread(
    job: _Job, rows: Floats, pieces: Sequence[Integers], workers: int
) -> Iterator[tuple[Integers, Floats]]:
    """The means at the rows of each piece, in order.

    A piece is a point of A, that of B, and those that lie between: they have most in common.
    """
    with ThreadPoolExecutor(workers) as pool:
        running = [pool.submit(job.points, rows[piece]) for piece in pieces]
        try:
            for piece, found in zip(pieces, running, strict=True):
                yield piece, found.result()
        finally:
            for one in running:
                one.cancel()


def _told(
    ready: Contest,
    stream: str,
    sides: tuple[str, ...],
    points: int,
    replications: int,
    seed: int,
    rows: Floats,
    means: Floats,
    guess: Floats,
) -> Sensitivity:
    keys = tuple(entrant.key for entrant in ready.entrants)
    pairs = list(combinations(range(len(keys)), 2))
    ranked = [
        (i, j) for i, j in pairs if abs(guess[i] - guess[j]) > CLOSE * max(guess[i], guess[j])
    ]
    free = slice(0, 2 * points)
    signs = np.sign(means[:, [i for i, _ in ranked]] - means[:, [j for _, j in ranked]])
    holds = (signs == [np.sign(guess[i] - guess[j]) for i, j in ranked]).all(axis=1)
    shares: list[Share] = []
    indices: list[Index] = []
    sways: list[Sway] = []
    scale = np.log(means)
    outputs = [scale[:, j] - scale[:, i] for i, j in pairs] + [holds.astype(float)]
    names = [(keys[j], keys[i]) for i, j in pairs] + [("", "")]
    for (one, other), values in zip(names, outputs, strict=True):
        own = sobol(one, other, sides, points, values)
        indices += own
        if one:
            sooner = float((values[free] < 0).mean())
            later = float((values[free] > 0).mean())
            middle = float(np.expm1(np.median(values[free])))
            shares.append(Share(one, other, sooner, later, middle))
            told = [row.parameter for row in named(own, points)]
            sways += _sways(one, other, ready, sides, told, rows[free], values[free])
    first = {key: float((means[free].argmin(axis=1) == i).mean()) for i, key in enumerate(keys)}
    order = tuple(keys[i] for i in np.argsort(guess, kind="stable"))
    held = float(holds[free].mean())
    return Sensitivity(
        ready.scenario.key,
        stream,
        keys,
        order,
        points,
        len(rows),
        replications,
        seed,
        sides,
        tuple(float(x) for x in guess),
        held,
        tuple(first.items()),
        tuple(shares),
        tuple(indices),
        tuple(sways),
        tuple(said(order, held, shares, indices, ready.space, keys, points)),
    )


def _sways(
    one: str,
    other: str,
    ready: Contest,
    sides: tuple[str, ...],
    told: Sequence[str],
    rows: Floats,
    values: Floats,
) -> Iterator[Sway]:
    """The mean difference where a figure of `told` lies in the lowest and the highest third of its
    range, or by the first and the last answer to a choice."""
    for key in told:
        i = sides.index(key)
        if key in ready.space.choices:
            weights = ready.space.choices[key].weights
            low, high = rows[:, i] < weights[0], rows[:, i] >= 1 - weights[-1]
        else:
            low, high = rows[:, i] < 1 / 3, rows[:, i] >= 2 / 3
        if min(low.sum(), high.sum()) > 1:
            ends = [float(np.expm1(values[part].mean())) for part in (low, high)]
            yield Sway(one, other, key, *ends)
