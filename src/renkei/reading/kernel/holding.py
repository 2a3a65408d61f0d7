"""What quotes hold beside names and times: words, and what tells that there is a number.

`renkei.reading.contents` makes the tables.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline
from renkei.reading.kernel.weighing import first_at

ALNUM, ALONE, COUNTING, COUNTED, SPACE, PERSON_BEGINS, DECIMAL, SPELT_BEGINS = (
    1 << i for i in range(8)
)
"""What a character is: a letter or digit; a sign of a number by itself, or before one of those that
count; one of these; a space, behind which a sign may be spelt; one with which *we* may begin; a
digit; one with which a sign that is spelt may begin."""
UNDERSCORE = ord("_")


@entry
def holding(
    quotes: Any, codes: Any, kinds: Any, spelt: Any, spots: Any, entries: Any, items: Any,
    times: Any, enough: Any, out: Any,
) -> None:  # fmt: skip
    """Fill in how many letters and digits each quote holds outside names and times, up to `enough`,
    and whether it holds a sign of a number outside times.

    `quotes` has starts and ends in two rows, `times` in two columns, `spots` those of names in the
    second and the third; `entries` has the entry of each name, `items` tells which entries are
    names of items, whose letters count. `kinds` has what each character is, `spelt` a row a sign
    that is a word, with a zero behind.
    """
    starts, ends = spots[:, 1], spots[:, 2]
    length = len(codes)
    for i in range(quotes.shape[1]):
        at, end = quotes[0, i], quotes[1, i]
        name, time = max(first_at(starts, at) - 1, 0), max(first_at(times[:, 0], at) - 1, 0)
        words, numbers = 0, 0
        while at < end and (words < enough or not numbers):
            while time < len(times) and times[time, 1] <= at:
                time += 1
            if time < len(times) and times[time, 0] <= at:
                at = times[time, 1]
                continue
            while name < len(ends) and ends[name] <= at:
                name += 1
            kind = kind_of(kinds, codes[at])
            if kind & ALNUM and words < enough:
                inside = name < len(ends) and starts[name] <= at
                if not inside or items[entries[name]]:
                    words += 1
            if kind & ALONE:
                numbers = 1
            elif kind & COUNTING and at + 1 < length:
                if kind_of(kinds, codes[at + 1]) & COUNTED:
                    numbers = 1
            elif kind & SPACE and at + 1 < length and not numbers:
                spelt_may = kind_of(kinds, codes[at + 1]) & SPELT_BEGINS
                numbers = int(spelt_may > 0 and begins(codes, at + 1, length, spelt) > 0)
            at += 1
        out[0, i], out[1, i] = words, numbers


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
