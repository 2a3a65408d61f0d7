"""The compiled part of the reader."""

from __future__ import annotations

from typing import Any

from renkei.compiled import Kernel

_ENTRIES = frozenset({"filing.file", "marks.mark", "summing.look_up", "summing.score"})
KERNEL = Kernel("renkei.reading.kernel", _ENTRIES)


def kernel() -> Any:
    """The package of the kernel."""
    return KERNEL.load()
