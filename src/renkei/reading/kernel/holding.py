"""What quotes hold beside names and times: words; and where numbers begin.

`renkei.reading.contents` makes the tables.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline
from renkei.reading.kernel.weighing import first_at

ALNUM, ALONE, COUNTING, COUNTED, SPACE, PERSON_BEGINS, DECIMAL, SPELT_BEGINS = (
    1 << i for i in range(8)
)
"""What a character is: a letter or digit; one of a number, or of a number before one of those that
it counts; one of these; a space; one with which *we* may begin; a digit; one with which a number
that is spelt may begin."""
_NUMBER = ALONE | COUNTING | SPELT_BEGINS
UNDERSCORE = ord("_")


@entry
def holding(
    quotes: Any, codes: Any, kinds: Any, spelt: Any, spots: Any, entries: Any, items: Any,
    times: Any, enough: Any, places: Any, out: Any,
) -> None:  # fmt: skip
    """Fill in how many letters and digits each quote holds outside names and times, up to `enough`,
    and `places` with where numbers begin in quotes, how many up to each, if not all in times.

    `quotes` has starts and ends in two rows, `times` in two columns, `spots` those of names in the
    second and the third; `entries` has the entry of each name, `items` tells which entries are
    names of items, whose letters count. `kinds` has what each character is, `spelt` a row a number
    that is a word, with a zero behind.
    """
    starts, ends = spots[:, 1], spots[:, 2]
    count = 0
    for i in range(quotes.shape[1]):
        first, end = quotes[0, i], quotes[1, i]
        name, time = max(first_at(starts, first) - 1, 0), max(first_at(times[:, 0], first) - 1, 0)
        words, numbers, outside = 0, count, False
        for at in range(first, end):
            kind = kind_of(kinds, codes[at])
            counts = kind & ALNUM and words < enough
            number = kind & _NUMBER and _begins_number(codes, at, kinds, kind, spelt)
            if not (counts or number):
                continue
            while time < len(times) and times[time, 1] <= at:
                time += 1
            dated = time < len(times) and times[time, 0] <= at
            if counts and not dated:
                while name < len(ends) and ends[name] <= at:
                    name += 1
                if name == len(ends) or starts[name] > at or items[entries[name]]:
                    words += 1
            if number:
                places[numbers] = at
                numbers += 1
                outside = outside or not dated
        if outside:
            count = numbers
        out[0, i], out[1, i] = words, count


@inline
def _begins_number(codes: Any, at: Any, kinds: Any, kind: Any, spelt: Any) -> Any:
    """Whether a number may begin at a place, at which there is a character of this kind."""
    length = len(codes)
    behind = kind_of(kinds, codes[at - 1]) if at > 0 else 0
    if kind & ALONE:
        return not behind & ALONE
    if kind & COUNTING:
        if behind & COUNTING:
            return False
        while at + 1 < length and kind_of(kinds, codes[at + 1]) & COUNTING:
            at += 1
        return at + 1 < length and kind_of(kinds, codes[at + 1]) & COUNTED > 0
    if at > 0 and joins(kinds, codes[at - 1]):
        return False
    return begins(codes, at, length, spelt) > 0


@inline
def kind_of(kinds: Any, code: Any) -> Any:
    """What a character is."""
    return kinds[code] if code < len(kinds) else 0


@inline
def begins(codes: Any, at: Any, end: Any, words: Any) -> Any:
    """How long the first of some words is that stands at a place, up to an end; 0 if none does.

    `words` has a row a word, with a zero behind.
    """
    for row in range(len(words)):
        size = stands(codes, at, end, words, row)
        if size:
            return size
    return 0


@inline
def stands(codes: Any, at: Any, end: Any, words: Any, row: Any) -> Any:
    """How long one of some words is, if it stands at a place, up to an end; 0 if it does not."""
    size = 0
    while words[row, size] and at + size < end and codes[at + size] == words[row, size]:
        size += 1
    return 0 if words[row, size] else size


@inline
def joins(kinds: Any, code: Any) -> Any:
    """Whether a character can be part of a word."""
    return kind_of(kinds, code) & ALNUM > 0 or code == UNDERSCORE
