"""What each clause holds: cues, names, times, verbs of saying at its edges, quoted words.

Clauses and what is in them come in order of place. Each thing belongs to the last clause that does
not begin behind it.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline

_LEADS, _CLOSES = 1, 2
"""How far from the beginning, and from the end, of its clause a verb of saying may stand."""


@entry
def mark_clauses(
    starts: Any, ends: Any, cues: Any, firsts: Any, classes: Any, telling: Any,
    names: Any, kinds: Any, times: Any, quotes: Any, names_from: Any, marks: Any, quoted: Any,
) -> None:  # fmt: skip
    """Fill `marks`, which has a row of zeros a clause, and `quoted`, which has an entry.

    `renkei.reading.layout.Layout` says what they hold; `renkei.reading.units.Cuts` what is known of
    the cues. `cues` and `names` have a row for each found: its entry, start and end. `kinds` are
    the bits of each entry of a name; their columns begin at `names_from`.
    """
    row = -1
    for i in range(len(cues)):
        row = _row(starts, row, cues[i, 1])
        if row >= 0:
            for k in range(firsts[cues[i, 0]], firsts[cues[i, 0] + 1]):
                marks[row, classes[k]] = 1
    row = -1
    for i in range(len(names)):
        row = _row(starts, row, names[i, 1])
        bits, column = kinds[names[i, 0]], names_from
        while row >= 0 and bits:
            if bits & 1:
                marks[row, column] = 1
            bits >>= 1
            column += 1
    time = marks.shape[1] - 3
    row = -1
    for i in range(len(times)):
        row = _row(starts, row, times[i])
        if row >= 0:
            marks[row, time] = 1
    _mark_saying(starts, ends, cues, telling, marks, time + 1)
    _mark_quoted(starts, quotes, quoted)


@inline
def _row(starts: Any, row: Any, at: Any) -> Any:
    """The last clause, from number `row` on, that does not begin behind a place."""
    while row + 1 < len(starts) and starts[row + 1] <= at:
        row += 1
    return row


@inline
def _mark_saying(starts: Any, ends: Any, cues: Any, telling: Any, marks: Any, column: Any) -> None:
    """Mark which clauses begin, and which end, with a verb of saying: those introduce."""
    count = len(cues)
    low = high = 0
    for row in range(len(starts)):
        while low < count and cues[low, 1] < starts[row]:
            low += 1
        i = low
        while i < count and cues[i, 1] <= starts[row] + _LEADS:
            if telling[cues[i, 0]]:
                marks[row, column] = 1
            i += 1
        while high < count and cues[high, 2] < ends[row] - _CLOSES:
            high += 1
        i = high
        while i < count and cues[i, 2] <= ends[row]:
            if telling[cues[i, 0]]:
                marks[row, column + 1] = 1
            i += 1


@inline
def _mark_quoted(starts: Any, quotes: Any, quoted: Any) -> None:
    """Tell which clauses begin in one of `quotes` (a row each, start and end), at its mark or
    inside."""
    opened = closed = 0
    for row in range(len(starts)):
        while opened < len(quotes) and quotes[opened, 0] <= starts[row] + 1:
            opened += 1
        while closed < len(quotes) and quotes[closed, 1] <= starts[row]:
            closed += 1
        quoted[row] = opened > closed
