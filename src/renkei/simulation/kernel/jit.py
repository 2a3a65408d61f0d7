"""How the kernel is compiled: entries, which are cached, and what is written out in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _compiler(**options: Any) -> Callable[[_Function], _Function]:
    compiled: Callable[[_Function], _Function] = njit(nogil=True, error_model="numpy", **options)
    return compiled


entry = _compiler(cache=True)
allocates = _compiler()
jit = _compiler(_nrt=False)
inline = _compiler(_nrt=False, forceinline=True)
"""No references are counted (`_nrt`), which cost more than the work: they may make no arrays."""

nth = np.uint64
"""Around an index that is not negative: numba then leaves out the turn for those that are."""
