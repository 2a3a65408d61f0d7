"""Sobol's indices and their intervals, against functions whose indices are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats.qmc import Sobol

from renkei.simulation.sobol import indices
from renkei.simulation.turning import named


def sampled(base: int, seed: int = 3, noise: float = 0.0):
    """x + 2y of two figures, of which a third is no part: indices 1/5, 4/5 and 0."""
    ab = Sobol(6, seed=seed).random(base)
    a, b = ab[:, :3], ab[:, 3:]
    mixed = [np.where(np.arange(3) == i, b, a) for i in range(3)]
    rows = np.concatenate([a, b, *mixed])
    chance = np.random.default_rng(seed).normal(size=len(rows)) * noise
    return rows[:, 0] + 2 * rows[:, 1] + 7 + chance


@pytest.mark.parametrize(("place", "truth"), [(0, 0.2), (1, 0.8)])
def test_the_interval_holds_what_is_known(place: int, truth: float) -> None:
    row = indices("a", "b", ("x", "y", "z"), 256, sampled(256))[place]
    assert row.total_low < truth < row.total_high
    assert row.first_low < truth < row.first_high
    assert row.total_high - row.total_low < 0.3


def test_an_interval_narrows_with_the_root_of_the_sample() -> None:
    widths = [
        (row := indices("a", "b", ("x", "y", "z"), n, sampled(n))[1]).total_high - row.total_low
        for n in (64, 1024)
    ]
    assert widths[0] / widths[1] == pytest.approx(4, rel=0.4)


def test_what_is_no_part_is_not_named_and_chance_is_not() -> None:
    found = indices("a", "b", ("x", "y", "z"), 128, sampled(128, noise=0.1))
    assert [row.parameter for row in named(found, 128)] == ["y", "x"]
    assert named(found, 16) == []


def test_what_never_varies_has_no_index() -> None:
    assert indices("a", "b", ("x", "y", "z"), 8, np.full(8 * 5, 2.0)) == []
