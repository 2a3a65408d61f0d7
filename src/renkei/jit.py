"""How kernels are compiled: entries, which are cached, and what is called or written out in them.

No references to arrays are counted, which cost more than the work: a kernel makes no arrays. A
kernel is a package of such modules; `renkei.compiled` imports it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import config, njit
from numba.extending import intrinsic

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SETTINGS: Any = config
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}


def _compiler(**options: Any) -> Callable[[_Function], _Function]:
    compiled: Callable[[_Function], _Function] = njit(**_OPTIONS, **options)
    return compiled


entry = _compiler(cache=True)
jit = _compiler()
inline = _compiler(forceinline=True)


def by_hand(plain: _Function, written: Callable[..., Any]) -> Any:
    """What `plain` does, compiled to what `written` says (see `numba.extending.intrinsic`)."""
    return plain if _SETTINGS.DISABLE_JIT else intrinsic(written)


nth = np.uint64
"""Around an index that is not negative: numba then leaves out the turn for those that are."""
