"""How long something takes: quantiles of the laws of `renkei.simulation.network.Shape`."""

from __future__ import annotations

import math
from typing import Any

from renkei.jit import inline, jit
from renkei.simulation.kernel.normal import normal


@jit
def _seldom(shape: Any, a: Any, b: Any, c: Any, u: Any) -> Any:
    if shape == 2:
        return a + u * (b - a)
    if shape == 3:
        if u * (c - a) < b - a:
            return a + math.sqrt(u * (c - a) * (b - a))
        return c - math.sqrt((1.0 - u) * (c - a) * (c - b))
    return a * math.exp(b * normal(u))


@inline
def hours_of(shape: Any, a: Any, b: Any, c: Any, u: Any) -> Any:
    """The quantile of a law at `u`."""
    if shape == 1:
        return -a * math.log(1.0 - u)
    if shape == 0:
        return a
    return _seldom(shape, a, b, c, u)
