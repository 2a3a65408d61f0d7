"""Cutting sentences into clauses, and finding where short patterns match.

`renkei.reading.openings` tells what the tables of a pattern are: `classes`, `ways`, `lengths`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from renkei.jit import entry, inline, nth

_ONE = np.uint64(1)
_BEHIND = 2
"""How many characters before a place are looked at."""


@entry
def spot(codes: Any, classes: Any, ways: Any, lengths: Any, out: Any, asked: Any) -> Any:
    """Fill `out` with the start and end of each match; `asked` with the row and start of those to
    ask for, whose end is -1.

    A match may begin within another. How many there are is returned, and how many to ask for.
    """
    count = asking = 0
    ahead = _class(codes, 0, classes)
    for at in range(len(codes)):
        here, ahead = ahead, _class(codes, at + 1, classes)
        if not ways[nth(_BEHIND), here] & ways[nth(_BEHIND + 1), ahead]:
            continue
        length = _match(codes, at, classes, ways, lengths)
        if length:
            out[nth(count), 0], out[nth(count), 1] = at, at + length
            if length < 0:
                out[nth(count), 1] = length
                asked[nth(asking), 0], asked[nth(asking), 1] = count, at
                asking += 1
            count += 1
    return count, asking


@inline
def _match(codes: Any, at: Any, classes: Any, ways: Any, lengths: Any) -> Any:
    """The length of the match that begins at a place, 0 if there is none, -1 if it must be asked
    for."""
    open_ = ways[nth(_BEHIND), _class(codes, at, classes)]
    if not open_:
        return 0
    for ahead in range(1, ways.shape[0] - _BEHIND):
        open_ &= ways[nth(_BEHIND + ahead), _class(codes, at + ahead, classes)]
        if not open_:
            return 0
    for place in range(_BEHIND):
        open_ &= ways[nth(place), _class(codes, at + place - _BEHIND, classes)]
    if not open_:
        return 0
    way = 0
    while not open_ & _ONE:
        open_ >>= _ONE
        way += 1
    return lengths[nth(way)]


@inline
def _class(codes: Any, at: Any, classes: Any) -> Any:
    beyond = len(classes) - 2
    if at < 0 or at >= len(codes):
        return nth(classes[beyond + 1])
    return nth(classes[nth(min(codes[nth(at)], beyond))])


@entry
def cut(
    first: Any, last: Any, after: Any, before: Any, cues: Any, say: Any, in_front: Any,
    shortest: Any, codes: Any, classes: Any, ways: Any, lengths: Any, places: Any, out: Any,
) -> Any:  # fmt: skip
    """Fill `out` with starts, ends and owners of the clauses of sentences; how many there are.

    `first` and `last` are the edges of the sentences. A sentence is cut at the end of each match in
    `after`, at the start of each in `before`, and behind (or `in_front` of) each of the `cues` that
    `say` marks, unless the pattern of the tables matches behind it; but not if what is left of a
    clause or of the sentence is shorter than `shortest`. `places` is room for all of these.
    """
    count = _merged(after, before, cues, say, in_front, codes, classes, ways, lengths, places)
    at = clauses = 0
    for owner in range(len(first)):
        start, end = first[owner], last[owner]
        while at < count and places[at] <= start:
            at += 1
        while at < count and places[at] < end:
            if places[at] - start >= shortest and end - places[at] >= shortest:
                out[0, clauses], out[1, clauses], out[2, clauses] = start, places[at], owner
                start = places[at]
                clauses += 1
            at += 1
        out[0, clauses], out[1, clauses], out[2, clauses] = start, end, owner
        clauses += 1
    return clauses


@inline
def _merged(
    after: Any, before: Any, cues: Any, say: Any, in_front: Any,
    codes: Any, classes: Any, ways: Any, lengths: Any, places: Any,
) -> Any:  # fmt: skip
    """Fill `places` with all places to cut at, in order; how many there are."""
    afters, befores, verbs = len(after), len(before), len(cues)
    i = j = k = count = done_after = done_before = 0
    end = np.int64(len(codes) + 1)
    while True:
        while i < afters and (after[i, 1] < 0 or after[i, 0] < done_after):
            i += 1
        while j < befores and (before[j, 1] < 0 or before[j, 0] < done_before):
            j += 1
        while k < verbs and not (
            say[cues[k, 0]] and not _match(codes, cues[k, 2], classes, ways, lengths)
        ):
            k += 1
        one = after[i, 1] if i < afters else end
        two = before[j, 0] if j < befores else end
        three = end
        if k < verbs:
            three = cues[k, 1] if in_front else cues[k, 2]
        least = min(one, two, three)
        if least == end:
            return count
        places[count] = least
        count += 1
        if one == least:
            done_after = after[i, 1]
            i += 1
        elif two == least:
            done_before = before[j, 1]
            j += 1
        else:
            k += 1
