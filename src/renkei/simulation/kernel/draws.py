"""Random numbers from counters, and the laws drawn from them by inversion.

SplitMix64's finaliser (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*,
OOPSLA 2014) over the key of the matter, the hash of the task's name, the visit and the purpose.
Normal quantiles: Wichura's AS 241 (1988).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from renkei.jit import inline

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_ARRIVAL = np.uint64(0xD1B54A32D192ED03)
_MIX_A, _MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_27, _30, _31, _11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)


@inline
def _mix(z: Any) -> Any:
    z = (z ^ (z >> _30)) * _MIX_A
    z = (z ^ (z >> _27)) * _MIX_B
    return z ^ (z >> _31)


@inline
def _unit(bits: Any) -> Any:
    """From 0 up to but not including 1, in steps of 2**-53."""
    return np.int64(bits >> _11) * (1.0 / 9007199254740992.0)


@inline
def uniform(key: Any, name: Any, visit: Any, purpose: Any) -> Any:
    """The number for a purpose in the matter `key`, at a visit of the task of that name."""
    return _unit(_mix(key + name + np.uint64(4 * visit + purpose) * _GOLDEN))


@inline
def stream_key(seed: Any, replication: Any, name: Any) -> Any:
    """The key of a stream in a replication."""
    return _mix(_mix(_mix(np.uint64(seed)) + np.uint64(replication + 1) * _GOLDEN) ^ name)


@inline
def matter_key(base: Any, number: Any) -> Any:
    """The key of a matter of the stream whose key is `base`."""
    return _mix(base + np.uint64(number + 1) * _GOLDEN)


@inline
def until_next(base: Any, number: Any) -> Any:
    """Arrivals expected between a matter and the one before it: exponential, mean 1."""
    return -math.log(1.0 - _unit(_mix(matter_key(base, number) + _ARRIVAL)))
