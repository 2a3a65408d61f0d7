"""The compiled part of the reader."""

from __future__ import annotations

from functools import cache
from typing import Any

from renkei.compiled import Kernel

_ENTRIES = frozenset(
    {
        "acting.acting",
        "calling.callers",
        "cutting.cut",
        "cutting.spot",
        "dating.dating",
        "filing.file",
        "finding.find",
        "holding.holding",
        "joining.join",
        "joining.label",
        "listing.find_each",
        "marking.mark_clauses",
        "marks.mark",
        "summing.choose",
        "summing.gather",
        "summing.look_up",
        "summing.score",
        "walking.begun",
        "walking.walk",
        "words.tokenise",
    }
)
KERNEL = Kernel("renkei.reading.kernel", _ENTRIES)


@cache
def kernel() -> Any:
    """The package of the kernel."""
    return KERNEL.load()
