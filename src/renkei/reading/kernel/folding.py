"""Folding characters one by one."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, nth


@entry
def fold(codes: Any, table: Any, out: Any, halves: Any) -> bool:
    """Fill `out` and `halves` with the folded code points; whether all are known.

    `table` has the folded form of each character, 0 where that is not known, and the last of them
    stands for all beyond. `halves` has room for 16 bits of each.
    """
    known, beyond = True, len(table) - 1
    for at in range(len(codes)):
        code = table[nth(min(codes[nth(at)], beyond))]
        out[nth(at)] = code
        halves[nth(at)] = code
        known &= code != 0
    return known
