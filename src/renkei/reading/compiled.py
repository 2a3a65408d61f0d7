"""The compiled part of the reader."""

from __future__ import annotations

from typing import Any

from renkei.compiled import Kernel

KERNEL = Kernel("renkei.reading.kernel", frozenset({"summing.look_up", "summing.score"}))


def kernel() -> Any:
    """The package of the kernel."""
    return KERNEL.load()
