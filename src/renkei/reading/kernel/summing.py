"""What a head of the model makes of runs of clauses: the sums of the weights of all they hold.

`renkei.reading.model` says what the features are and names the arrays.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from renkei.jit import entry

_MIX = np.uint32(0x9E3779B1)
_STEP = np.uint32(0x85EBCA6B)


@entry
def look_up(ids: Any, rows: Any, shift: Any, out: Any) -> None:
    """Fill `out`, a row a token, with the row of weights of the n-gram of each size that begins
    there, 0 where the model keeps none (see `renkei.reading.features.ngrams`)."""
    size, longest = out.shape
    for i in range(size):
        h = np.uint32(ids[i] * _MIX)
        for n in range(longest):
            if i + n >= size:
                out[i, n] = 0
                continue
            if n:
                h = np.uint32(np.uint32((h ^ (h >> np.uint32(13))) * _STEP) + ids[i + n])
            number = np.uint32((h ^ (h >> np.uint32(16))) * _MIX) >> shift
            out[i, n] = rows[number]
