"""Yes-or-no signs weighed: the bits of a number, each with a weight alone and under each kind."""

from __future__ import annotations

from typing import Any

from renkei.jit import inline


@inline
def weigh(signs: Any, kind: Any, weights: Any) -> Any:
    """The sum of the weights of the signs that hold: of all kinds first, then under this one.

    `weights` has a row for all kinds and one for each, a column a sign.
    """
    total = 0.0
    for row in (0, 1 + kind):
        rest, i = signs, 0
        while rest:
            if rest & 1:
                total += weights[row, i]
            rest >>= 1
            i += 1
    return total


@inline
def first_at(places: Any, place: Any) -> Any:
    """How many of `places`, which are in order, lie before `place`."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle] < place:
            low = middle + 1
        else:
            high = middle
    return low
