"""Weighing candidates by yes-or-no signs: a linear model of few columns.

The signs that hold of a candidate are the bits of a number, so that the same signs are weighed but
once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from renkei.nouns import Kind

KINDS = tuple(Kind)
_MEMO = 1 << 14


def columns(signs: int, kind: Kind, size: int) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind.

    `size` is how many signs there are.
    """
    held = [i for i in range(size) if signs >> i & 1]
    shift = size * (1 + KINDS.index(kind))
    return [*held, *(i + shift for i in held)]


class Tally:
    """What signs weigh together, under each kind of statement."""

    def __init__(self, weights: Sequence[float], size: int) -> None:
        """`weights` has an entry for each of `columns` of `size` signs, and the bias last."""
        self._weights, self._size = weights, size
        self.bias = weights[-1]
        self.score = lru_cache(_MEMO)(self._score)

    def _score(self, signs: int, kind: Kind) -> float:
        """The sum of the weights of some signs, without the bias."""
        return sum(map(self._weights.__getitem__, columns(signs, kind, self._size)))
