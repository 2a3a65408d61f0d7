"""Where verbs of saying stand that may bring in a voice."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth

MARK, QUOTE, BLANK = 1, 2, 4
"""What a character is, as bits: a mark that parts if a blank follows, a quotation mark, a blank."""


@entry
def verbs(
    cues: Any, ways: Any, names: Any, quotes: Any, starts: Any, ends: Any, owners: Any,
    codes: Any, signs: Any, barring: Any, reach: Any, out: Any,
) -> Any:  # fmt: skip
    """Fill the rows of `out` with the verbs of saying that stand outside names and quotations: how
    each works, its start and end, its sentence, and the end of the last mark before it that parts;
    how many.

    `ways` tells how each cue works, -1 if it is no such verb. `starts`, `ends` and `owners` are the
    edges of the clauses and their sentences. No verb stands right behind the characters `barring`.
    A mark is looked for in the sentence, and at most `reach` characters before the verb.
    """
    count = name = quote = clause = 0
    for cue in range(len(cues)):
        way, start, end = ways[nth(cues[cue, 0])], cues[cue, 1], cues[cue, 2]
        if way < 0:
            continue
        name = _next(names, 1, name, start)
        quote = _next(quotes, 0, quote, start)
        while clause < len(starts) and starts[nth(clause)] <= start:
            clause += 1
        named = name > 0 and end <= names[name - 1, 2]
        quoted = quote > 0 and start < quotes[quote - 1, 1]
        if named or quoted or not clause or start >= ends[clause - 1]:
            continue
        if _is_behind(codes, start, barring):
            continue
        first = clause - 1
        while first and owners[first - 1] == owners[first]:
            first -= 1
        out[count, 0], out[count, 1], out[count, 2] = way, start, end
        out[count, 3] = owners[clause - 1]
        out[count, 4] = _opened(codes, signs, max(starts[first], start - reach), start)
        count += 1
    return count


@inline
def _next(rows: Any, column: Any, at: Any, place: Any) -> Any:
    """The first row from `at` on that begins behind a place."""
    while at < len(rows) and rows[at, column] <= place:
        at += 1
    return at


@inline
def _is_behind(codes: Any, place: Any, before: Any) -> Any:
    """Whether some characters stand right before a place."""
    if place < len(before):
        return False
    same = True
    for i in range(len(before)):
        same &= codes[nth(place - len(before) + i)] == before[nth(i)]
    return same


@inline
def _opened(codes: Any, signs: Any, at: Any, end: Any) -> Any:
    """The end of the last mark that parts between two places, the first of these if none does."""
    opened = at
    while at < end:
        sign = _sign(codes, at, signs)
        if sign & QUOTE or (sign & MARK and at + 1 < end and _sign(codes, at + 1, signs) & BLANK):
            at += 1 + (sign & MARK)
            opened = at
        else:
            at += 1
    return opened


@inline
def _sign(codes: Any, at: Any, signs: Any) -> Any:
    code = codes[nth(at)]
    return signs[nth(code)] if code < len(signs) else 0
