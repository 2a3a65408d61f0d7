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
        "enclosing.enclose",
        "finding.find",
        "finding.find_both",
        "folding.fold",
        "hearing.hear",
        "holding.holding",
        "judging.judge",
        "listing.find_each",
        "marking.mark_clauses",
        "marks.mark",
        "naming.capitals",
        "naming.written",
        "quoting.quote",
        "telling.verbs",
        "trimming.trim",
        "walking.begun",
        "walking.walk",
        "words.single",
        "words.tokenise",
    }
)
KERNEL = Kernel("renkei.reading.kernel", _ENTRIES)


@cache
def kernel() -> Any:
    """The package of the kernel."""
    return KERNEL.load()
