"""What must be known to repeat a run to the bit."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from renkei.simulation.compiled import engine
from renkei.simulation.network import Network


@dataclass(frozen=True, slots=True)
class Provenance:
    """The seed, the replications `first` to `first + replications - 1`, the network, the versions.

    `network` is the digest of the network (SHA-256 over its fields), `engine` that of the kernel's
    source. Equal in all of these, runs are equal to the bit on one machine; another C library may
    differ in the last bit of a logarithm.
    """

    seed: int
    first: int
    replications: int
    network: str
    engine: str
    renkei: str
    numba: str
    numpy: str


def digest(network: Network) -> str:
    """The SHA-256 of a network's fields, in hexadecimal. Floats count to their last bit."""
    told = json.dumps(network, default=_fields_of, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _fields_of(row: Any) -> dict[str, Any]:
    return {field: getattr(row, field) for field in row.__slots__}


_version = lru_cache(version)


def provenance(network: Network, seed: int, first: int, replications: int) -> Provenance:
    """What a run of `network` with these arguments rests on."""
    return Provenance(
        seed=seed,
        first=first,
        replications=replications,
        network=digest(network),
        engine=engine(),
        renkei=_version("renkei"),
        numba=_version("numba"),
        numpy=_version("numpy"),
    )
