"""Sums of weights, compiled, against plain ones."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from renkei.jit import jit
from renkei.reading.compiled import kernel
from renkei.reading.features import BITS, ngrams
from renkei.reading.model import as_set

LABELS, PARTS = kernel().LABELS, kernel().PARTS
_sum_rows, _add_row = kernel().rows.sum_rows, kernel().rows.add_row
SEED = st.integers(0, 1000)


@jit
def sum_rows(total: Any, grams: Any, block: Any, rows: Any) -> None:
    _sum_rows(total, grams, block, rows)


@jit
def add_row(total: Any, row: Any) -> None:
    _add_row(total, row)


def table(seed: int) -> NDArray[np.int8]:
    return np.random.default_rng(seed).integers(-127, 128, (9, 3, LABELS * PARTS), np.int8)


@given(SEED, st.lists(st.integers(0, 8), max_size=40), st.integers(0, 2))
@settings(deadline=None)
def test_rows_are_summed(seed: int, rows: list[int], block: int) -> None:
    grams, numbers = table(seed), np.array(rows, np.int32)
    total = np.arange(LABELS * PARTS, dtype=np.int32)
    expected = total + grams[numbers, block].sum(axis=0, dtype=np.int32)
    sum_rows(total, grams, block, numbers)
    assert total.tolist() == expected.tolist()


@given(SEED)
@settings(deadline=None)
def test_a_row_is_added(seed: int) -> None:
    total, row = np.random.default_rng(seed).random((2, LABELS), np.float32)
    expected = total + row
    add_row(total, row)
    assert total.tolist() == expected.tolist()


@given(
    st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 3), max_size=12),
    st.integers(1, 5),
    SEED,
)
@settings(deadline=None)
def test_each_n_gram_has_the_row_of_its_number(ids: list[int], longest: int, seed: int) -> None:
    tokens = np.array(ids, np.uint32)
    grams = ngrams(tokens, longest)
    some = np.random.default_rng(seed).integers(0, 1 << BITS, 100)
    every_other = np.concatenate([some, *(numbers[::2] for numbers in grams)])
    numbers = np.unique(every_other).astype(np.int32)
    place = {number: row for row, number in enumerate(numbers.tolist(), 1)}
    rows = np.empty((len(ids), longest), np.int32)
    kernel().looking.look_up(tokens, as_set(numbers), BITS, longest, rows.ravel())
    for n in range(longest):
        given_ = grams[n].tolist() if n < len(grams) else []
        expected = [place.get(number, 0) for number in given_]
        assert rows[:, n].tolist() == expected + [0] * (len(ids) - len(given_))
