"""Statistics that take results batch by batch and keep no more than they need.

Quantiles come from counts on a fixed logarithmic scale, means and paired differences from sums of
products, so memory does not grow with the number of replications. A replication is the unit that
is independent: matters within one are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtrit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LOWEST, HIGHEST, A_DECADE = -5, 5, 1000
"""Powers of ten, in hours, between which times are told apart, and into how many steps each."""
CONFIDENCE = 0.95


def total(values: Floats) -> float:
    """The sum, added one after the other.

    numpy's own sum, and products of matrices, may add in another order where the same array lies
    elsewhere in memory, which changes the last bit.
    """
    return float(np.cumsum(values)[-1]) if len(values) else 0.0


@dataclass(slots=True)
class Sketch:
    """How often times fell into each step of the scale; a step is 0.23 per cent wide."""

    counts: NDArray[np.int64] = field(
        default_factory=lambda: np.zeros((HIGHEST - LOWEST) * A_DECADE, np.int64)
    )
    total: float = 0.0

    def add(self, values: Floats) -> None:
        """Count some times in hours; what is not a number is left out."""
        known = values[~np.isnan(values)]
        with np.errstate(divide="ignore"):
            place = (np.log10(known) - LOWEST) * A_DECADE
        steps = np.clip(place, 0, len(self.counts) - 1).astype(np.int64)
        self.counts += np.bincount(steps, minlength=len(self.counts))
        self.total += total(known)

    @property
    def number(self) -> int:
        """How many times were counted."""
        return int(self.counts.sum())

    @property
    def mean(self) -> float:
        """Their mean; not a number if there are none."""
        return self.total / self.number if self.number else float("nan")

    def quantile(self, share: float) -> float:
        """The time below which `share` of them lie; within a step they are taken to lie evenly."""
        if not self.number:
            return float("nan")
        below = np.cumsum(self.counts)
        wanted = share * self.number
        step = int(np.searchsorted(below, wanted, side="left"))
        inside = 1 - (int(below[step]) - wanted) / int(self.counts[step])
        return float(10.0 ** ((step + inside) / A_DECADE + LOWEST))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean, and the interval that holds it with 95 per cent confidence."""

    value: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half of the interval."""
        return (self.high - self.low) / 2


@dataclass(slots=True)
class Paired:
    """Sums of a time over the matters of each replication, of several runs on the same numbers.

    `products` are the sums of products of a replication's totals of each run and, last, of its
    number of matters; `sums` are their sums.
    """

    runs: int
    replications: int = 0
    sums: Floats = field(init=False)
    products: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.sums = np.zeros(self.runs + 1)
        self.products = np.zeros((self.runs + 1, self.runs + 1))

    def add(self, totals: Sequence[Floats], number: Floats) -> None:
        """Count the totals of some replications, a row a run, and their numbers of matters."""
        rows = np.vstack([*totals, number])
        self.replications += rows.shape[1]
        self.sums += [total(row) for row in rows]
        self.products += [[total(row * other) for other in rows] for row in rows]

    def mean(self, run: int) -> Estimate:
        """The mean time of a matter in a run."""
        weights = np.zeros(self.runs)
        weights[run] = 1.0
        return self._ratio(weights)

    def difference(self, one: int, other: int) -> Estimate:
        """The mean of one run less that of another, matter by matter on the same numbers."""
        weights = np.zeros(self.runs)
        weights[one], weights[other] = 1.0, -1.0
        return self._ratio(weights)

    def _ratio(self, weights: Floats) -> Estimate:
        """A ratio of sums with its interval (Cochran, *Sampling Techniques*, 1977, chapter 6)."""
        n, number = self.replications, self.sums[-1]
        if n < 2 or not number:
            return Estimate(float("nan"), float("nan"), float("nan"))
        value = total(weights * self.sums[:-1]) / number
        full = np.append(weights, -value)
        spread = max(total((np.outer(full, full) * self.products).ravel()), 0.0) / (n - 1)
        error = np.sqrt(spread / n) / (number / n)
        width = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2) * error)
        return Estimate(value, value - width, value + width)


def mser5(series: Sequence[float]) -> int:
    """How much of the beginning of a series to leave out, by the rule MSER-5.

    The series is averaged in fives; the point that makes the standard error of what is left
    smallest is chosen, within the first half (K. P. White, *An effective truncation heuristic for
    bias reduction in simulation output*, Simulation 69, 1997; White, Cobb and Spratt, Winter
    Simulation Conference 2000). Gives a number of values of the series, a multiple of five.
    """
    whole = len(series) // 5
    if whole < 4:
        return 0
    means = np.asarray(series[: whole * 5], float).reshape(whole, 5).mean(axis=1)
    costs = [np.var(means[d:]) / (whole - d) for d in range(whole // 2 + 1)]
    return 5 * int(np.argmin(costs))
