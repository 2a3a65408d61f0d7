"""What encloses the clauses of a text."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth

_NOTHING = -1
_INSIDE = 2
"""A clause is in a frame if the character is that stands so far behind its beginning, or half."""


@entry
def enclose(starts: Any, ends: Any, begins: Any, behinds: Any, inner: Any) -> None:
    """Fill `inner` with the number, for each clause, of the last frame that it begins in, -1 if it
    begins in none.

    `starts` and `ends` are the edges of the clauses, in order of place; `begins` and `behinds`
    are those of the frames.
    """
    for clause in range(len(starts)):
        inner[nth(clause)] = _NOTHING
    for number in range(len(begins)):
        last = _first_behind(starts, ends, behinds[nth(number)])
        for clause in range(_first_behind(starts, ends, begins[nth(number)]), last):
            inner[nth(clause)] = number


@inline
def _first_behind(starts: Any, ends: Any, place: Any) -> Any:
    """The first clause whose beginning, or a little behind it, is at `place` or behind it."""
    low, high = 0, len(starts)
    while low < high:
        at = (low + high) >> 1
        if starts[nth(at)] + min(_INSIDE, (ends[nth(at)] - starts[nth(at)]) >> 1) < place:
            low = at + 1
        else:
            high = at
    return low
