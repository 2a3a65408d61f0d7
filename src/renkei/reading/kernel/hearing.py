"""Verbs of saying in a text, and where the run of text begins in which each stands."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth

OPENS, NOUN, ENDS, MADE = 1, 2, 4, 8
"""What a character is, as bits: what ends a run; what may stand behind a word that is a noun, or
right before one that says nothing; what makes a noun of one that follows soon."""
SOON = 6
"""How many characters before a verb may tell that it says nothing."""


@entry
def hear(
    codes: Any, signs: Any, cues: Any, ways: Any, spots: Any, quotes: Any, starts: Any,
    owners: Any, reach: Any, out: Any,
) -> int:  # fmt: skip
    """Fill the rows of `out` with the verbs outside quotations and names, in order; how many.

    A row has how a verb works, its start and end, where its run begins, and whether it may say
    nothing for what stands about it. `signs` has the bits of each code point, the last of them
    those of all beyond; `ways` has how each of the `cues` works, -1 if it is no verb; the last cue
    is one that may stand in a name. `quotes` has starts, ends, and whether they are terms set in
    their clause: a run begins behind any other. It begins in its sentence, as the `starts` and
    `owners` of the clauses tell, and at most `reach` characters before the verb.
    """
    count = name = quote = clause = first = 0
    for i in range(len(cues)):
        entry_, start, end = cues[nth(i), 0], cues[nth(i), 1], cues[nth(i), 2]
        if ways[nth(entry_)] < 0:
            continue
        while name < len(spots) and spots[nth(name), 2] <= start:
            name += 1
        inside = name < len(spots) and spots[nth(name), 1] <= start
        if inside and entry_ != len(ways) - 1:
            continue
        while quote < len(quotes) and quotes[nth(quote), 1] <= start:
            quote += 1
        if quote < len(quotes) and quotes[nth(quote), 0] <= start:
            continue
        while clause + 1 < len(starts) and starts[nth(clause + 1)] <= start:
            clause += 1
            if owners[nth(clause)] != owners[nth(clause - 1)]:
                first = clause
        begin = max(starts[nth(first)], start - reach)
        out[nth(count), 0], out[nth(count), 1], out[nth(count), 2] = ways[nth(entry_)], start, end
        out[nth(count), 3] = _opened(codes, signs, quotes, quote - 1, begin, start)
        out[nth(count), 4] = _is_doubtful(codes, signs, start, end)
        count += 1
    return count


@inline
def _opened(codes: Any, signs: Any, quotes: Any, quote: Any, begin: Any, start: Any) -> Any:
    """Where the run begins that ends at `start`, not before `begin`, if `quote` is the last
    quotation before it."""
    at = start - 1
    while at >= begin:
        if quote >= 0 and at < quotes[quote, 1]:
            if not quotes[quote, 2]:
                return quotes[quote, 1] + 1
            at = quotes[quote, 0] - 1
            quote -= 1
            continue
        if _sign(codes[at], signs) & OPENS:
            return at + 1
        at -= 1
    return begin


@inline
def _is_doubtful(codes: Any, signs: Any, start: Any, end: Any) -> Any:
    """Whether what stands about a verb may make it say nothing."""
    if end < len(codes) and _sign(codes[end], signs) & NOUN:
        return True
    if start > 0 and _sign(codes[start - 1], signs) & ENDS:
        return True
    at = max(0, start - SOON)
    while at < start and not _sign(codes[at], signs) & MADE:
        at += 1
    return at < start


@inline
def _sign(code: Any, signs: Any) -> Any:
    return signs[nth(min(code, len(signs) - 1))]
