"""Weighing candidates by yes-or-no signs: a linear model of few columns.

The signs that hold of a candidate are the bits of a number (`renkei.reading.kernel.weighing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Kind

KINDS = tuple(Kind)
_NUMBERS = {kind: i for i, kind in enumerate(KINDS)}
Table = NDArray[np.int64]


def columns(signs: int, kind: Kind, size: int) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind.

    `size` is how many signs there are.
    """
    held = [i for i in range(size) if signs >> i & 1]
    shift = size * (1 + KINDS.index(kind))
    return [*held, *(i + shift for i in held)]


class Asked(NamedTuple):
    """Statements in columns: the start and the end of each quote, the start of its sentence, and
    its kind by number in `KINDS`."""

    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[int]
    kinds: Sequence[int]

    @classmethod
    def of(
        cls, spans: Sequence[tuple[int, int]], sentences: Sequence[int], kinds: Sequence[Kind]
    ) -> Asked:
        """From where each quote stands, the start of its sentence and its kind."""
        starts, ends = [span[0] for span in spans], [span[1] for span in spans]
        return cls(starts, ends, sentences, [_NUMBERS[kind] for kind in kinds])


class Tally:
    """What signs weigh: `weights` has a row for all kinds and one for each of `KINDS`."""

    def __init__(self, weights: Sequence[float], size: int) -> None:
        """`weights` has an entry for each of `columns` of `size` signs, and the bias last."""
        self.weights = np.array(weights[:-1], np.float64).reshape(1 + len(KINDS), size)
        self.bias = float(weights[-1])


def table(*rows: Sequence[int]) -> Table:
    """Rows of numbers, as long as each other, as a kernel takes them."""
    flat: Iterable[int] = chain.from_iterable(rows)
    return np.fromiter(flat, np.int64, len(rows) * len(rows[0])).reshape(len(rows), -1)


def pairs(places: Sequence[tuple[int, int]]) -> Table:
    """Starts and ends in two columns."""
    return np.fromiter(chain.from_iterable(places), np.int64, 2 * len(places)).reshape(-1, 2)
