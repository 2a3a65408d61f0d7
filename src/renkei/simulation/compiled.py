"""The compiled event loop."""

from __future__ import annotations

from typing import Any

from renkei.compiled import Kernel

KERNEL = Kernel("renkei.simulation.kernel", frozenset({"arriving.arrivals", "loop.simulate"}))


def engine() -> str:
    """The SHA-256 over the sources of the kernel, in hexadecimal."""
    return KERNEL.digest()


def kernel() -> Any:
    """The package of the kernel (`renkei.simulation.warmup` tells whoever must wait for it)."""
    return KERNEL.load()
