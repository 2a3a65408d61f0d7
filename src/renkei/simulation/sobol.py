"""Sobol's indices of an output, and the intervals that a sample of its size leaves them.

The indices are those of `scipy.stats.sobol_indices`. Their intervals are percentiles over resampled
points (B. Efron and R. J. Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13), drawn
from a fixed seed, which scipy's own `bootstrap` does not take, so that a run can be repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import sobol_indices

from renkei.simulation.spread import Index

if TYPE_CHECKING:
    from renkei.simulation.statistics import Floats

RESAMPLES, SEED = 500, 1
ENDS = (0.025, 0.975)


def indices(one: str, other: str, sides: tuple[str, ...], base: int, values: Floats) -> list[Index]:
    """The indices of each side for an output; none if it never varies.

    `values` is the output at the points of A, of B, and of each side's mixture, `base` of each.
    """
    if not np.ptp(values[: 2 * base]):
        return []
    a, b, mixed = values[:base], values[base : 2 * base], values[2 * base :].reshape(-1, base)
    # The output twice, for scipy cannot do with one output of one figure.
    found = sobol_indices(
        func={
            "f_A": np.vstack([a, a]),
            "f_B": np.vstack([b, b]),
            "f_AB": np.stack([mixed, mixed], axis=1),
        },
        n=base,
    )
    firsts, totals = (
        np.reshape(x, (2, len(sides)))[0] for x in (found.first_order, found.total_order)
    )
    columns = (firsts, totals, *_intervals(a, b, mixed))
    return [
        Index(one, other, key, *map(float, row)) for key, *row in zip(sides, *columns, strict=True)
    ]


def _intervals(a: Floats, b: Floats, mixed: Floats) -> Floats:
    """The low and high ends of the first-order, and of the total indices: four rows of a side each.

    A resample in which the output does not vary counts as an index of 0.
    """
    base = len(a)
    rng = np.random.default_rng(SEED)
    often = rng.multinomial(base, np.full(base, 1 / base), RESAMPLES).astype(float)
    centre = np.concatenate([a, b]).mean()
    a, b, mixed = a - centre, b - centre, mixed - centre
    first, all_in = (b * (mixed - a)).T, ((a - mixed) ** 2 / 2).T
    sums = np.zeros((2, RESAMPLES, len(mixed)))
    moments = np.zeros((2, RESAMPLES))
    for i in range(base):  # one after the other: see `statistics.total`
        sums += often[:, i, None] * np.stack([first[i], all_in[i]])[:, None]
        moments += often[:, i] * np.array([[a[i] + b[i]], [a[i] ** 2 + b[i] ** 2]])
    variance = moments[1] / (2 * base) - (moments[0] / (2 * base)) ** 2
    varies = variance > 1e-12 * np.concatenate([a, b]).var()
    shares = np.where(varies[:, None], sums / base / np.where(varies, variance, 1.0)[:, None], 0.0)
    return np.concatenate([np.quantile(share, ENDS, axis=0) for share in shares])
