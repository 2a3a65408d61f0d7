"""Statistics kept batch by batch, against those of whole samples and against theory."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from renkei.simulation.statistics import Paired, Sketch, mser5, total


@given(st.lists(st.floats(1e-3, 1e4), min_size=1, max_size=300), st.sampled_from([0.1, 0.5, 0.9]))
@settings(max_examples=60)
def test_a_quantile_is_that_of_the_sample_within_a_step(values, share):
    sketch = Sketch()
    for part in np.array_split(np.asarray(values), 3):
        sketch.add(part)
    wanted = np.quantile(values, share, method="inverted_cdf")
    assert sketch.quantile(share) == pytest.approx(wanted, rel=0.0024)
    assert sketch.mean == pytest.approx(np.mean(values))


def test_no_times_give_no_quantile():
    sketch = Sketch()
    sketch.add(np.array([np.nan]))
    assert np.isnan(sketch.quantile(0.5))
    assert sketch.number == 0


def paired(rows, number):
    found = Paired(len(rows))
    for some in np.array_split(np.arange(len(number)), 4):
        found.add([row[some] for row in rows], number[some])
    return found


def test_with_one_matter_a_replication_it_is_the_paired_t_interval():
    rng = np.random.default_rng(1)
    one, other = rng.exponential(size=(2, 50))
    found = paired([one, other], np.ones(50)).difference(0, 1)
    wanted = ttest_1samp(one - other, 0).confidence_interval(0.95)
    assert found.value == pytest.approx(np.mean(one - other))
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))


def test_intervals_hold_the_true_difference_as_often_as_they_say():
    """Matters come in batches of chance size, with a luck that they share within a replication."""
    rng, held = np.random.default_rng(7), 0
    for _ in range(600):
        number = rng.poisson(8, 60).astype(float)
        luck = rng.normal(size=60)
        noise = rng.normal(size=(2, 60)) * np.sqrt(number)
        totals = [number * (mean + luck) + part for mean, part in zip((5, 4), noise, strict=True)]
        found = paired(totals, number).difference(0, 1)
        held += found.low <= 1.0 <= found.high
    assert 0.92 < held / 600 < 0.975


def test_a_run_does_not_differ_from_itself():
    rows = np.random.default_rng(3).exponential(size=20)
    same = paired([rows, rows], np.ones(20)).difference(1, 0)
    assert (same.value, same.half_width) == (0.0, 0.0)


def test_mser5_leaves_out_the_beginning_that_is_not_like_the_rest():
    rng = np.random.default_rng(2)
    steady = 10 + rng.normal(size=400)
    steady[:60] -= np.linspace(10, 2, 60)
    assert 50 <= mser5(steady) <= 80


def test_mser5_leaves_out_little_where_there_is_nothing_to_leave_out():
    rng = np.random.default_rng(2)
    cut = [mser5(rng.normal(size=400)) for _ in range(40)]
    assert np.median(cut) <= 40
    assert mser5([1.0] * 10) == 0


@given(st.lists(st.floats(-1e6, 1e6), max_size=50))
def test_a_total_does_not_hang_on_where_the_array_lies(values):
    padded = np.array([0.0, *values])
    assert total(padded[1:]) == total(padded[1:].copy())
