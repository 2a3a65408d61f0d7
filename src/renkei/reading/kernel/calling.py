"""Which names of a Japanese text can be voices, told by their kinds and what stands next to them.

`renkei.reading.callers` tells what the table of characters holds.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth

SPEAKS, PERSON = 1, 2
"""Bits of `renkei.reading.parts`."""
LEADS, SAME, OPENS, LINKS, LINKED = 1, 2, 4, 8, 16
"""What a character is, as bits: it can begin the mark of a topic; it makes what follows it a word
that points back; it opens a run of words; it begins a mark only before one that is linked."""


@entry
def callers(
    codes: Any, signs: Any, names: Any, parts: Any, opens: Any, people: Any, marked: Any
) -> Any:
    """Fill `opens` with where the run of words begins in which each character stands, `people` with
    the numbers of the names of people, `marked` with those of names that can speak and may be
    marked as topic.

    How many there are of both is returned. `codes` are the code points of the text; `signs` has the
    bits of each character, the last those of all beyond; `names` has a row a name, its entry, start
    and end; `parts` has the bits of each entry.
    """
    begin = 0
    for at in range(len(codes)):
        opens[nth(at)] = begin
        if _sign(codes, at, signs) & OPENS:
            begin = at + 1
    opens[nth(len(codes))] = begin
    persons = marks = 0
    for row in range(len(names)):
        part, start, end = parts[names[row, 0]], names[row, 1], names[row, 2]
        if part & PERSON:
            people[persons] = row
            persons += 1
        behind, same = _sign(codes, end, signs), _sign(codes, start - 1, signs) & SAME
        linked = not behind & LINKS or _sign(codes, end + 1, signs) & LINKED
        if part & SPEAKS and behind & LEADS and linked and not same:
            marked[marks] = row
            marks += 1
    return persons, marks


@inline
def _sign(codes: Any, at: Any, signs: Any) -> Any:
    """What stands at a place, 0 outside the text."""
    if at < 0 or at >= len(codes):
        return 0
    return signs[nth(min(codes[nth(at)], len(signs) - 1))]
