"""What is written like the name of a person in an English text: words with capitals, side by side.

`renkei.reading.written` tells what the signs of characters are.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth
from renkei.reading.kernel.finding import child

CAPITAL, SMALL, WITHIN, IN_WORD = 1, 2, 4, 8
"""What a character is, as bits: a capital with which a name can begin, a small letter, what may
stand within the first word of a name, a character of a word."""
PERSON, NOBODY_ELSE = 2, 32
"""Bits of `renkei.reading.parts`."""
_SPACE, _HYPHEN, _POINT, _APOSTROPHE, _CURLY = 0x20, 0x2D, 0x2E, 0x27, 0x2019


@entry
def written(
    codes: Any, at: Any, signs: Any, roots: Any, first: Any, letters: Any, words: Any,
    opening: Any, allowed: Any, others: Any, spots: Any, parts: Any, out: Any,
) -> Any:  # fmt: skip
    """Fill the columns of `out` with start and end of what is written like a name from `at` on, and
    with where a stranger's name begins in it, -1 if none does; how many.

    Of the words of the trie the first `opening` may open a sentence before a name; those from
    number `allowed` up to `others` stand in no name; the rest are particles, which stand in names
    and have no capital (*van*). `spots` are the pack's names, `parts` the bits of each entry.
    """
    count = near = 0
    while at < len(codes):
        end = 0
        if _sign(codes, at, signs) & CAPITAL and not _sign(codes, at - 1, signs) & WITHIN:
            end = _first_word(codes, at + 1, signs)
        if not end:
            at += 1
            continue
        begin, space = at, end
        at = end
        behind = _part(codes, end, signs, roots, first, letters, words, others)
        if not behind:
            continue
        while behind:
            end = behind
            behind = _part(codes, end, signs, roots, first, letters, words, others)
        at = end
        while near < len(spots) and spots[near, 1] < begin:
            near += 1
        name = begin
        if codes[nth(space)] == _SPACE:
            word = _word(codes, begin, space, roots, first, letters, words)
            name = space + 1 if 0 <= word < opening else begin
        name = _behind_offices(name, end, near, spots, parts)
        no_name = not _has_space(codes, name, end) or _overlaps(name, end, near, spots, parts)
        if no_name or _holds(
            codes, name, end, signs, roots, first, letters, words, allowed, others
        ):
            name = -1
        out[0, count], out[1, count], out[2, count] = begin, end, name
        count += 1
    return count


@entry
def capitals(codes: Any, signs: Any, out: Any) -> Any:
    """Fill the columns of `out` with start and end of the words with a capital and a small letter;
    how many. Hyphens join words, but the last part has a small letter."""
    count = at = 0
    while at < len(codes):
        begin = at
        at += 1
        if not _sign(codes, begin, signs) & CAPITAL or _sign(codes, begin - 1, signs) & IN_WORD:
            continue
        end = at
        while _sign(codes, end, signs) & IN_WORD or _is_hyphen(codes, end):
            end += 1
        while end > begin and not _sign(codes, end, signs) & SMALL:
            end -= 1
        if end > begin:
            at = _while(codes, end + 1, signs, IN_WORD)
            out[0, count], out[1, count] = begin, at
            count += 1
    return count


@inline
def _is_hyphen(codes: Any, at: Any) -> Any:
    return at < len(codes) and codes[nth(at)] == _HYPHEN


@inline
def _behind_offices(name: Any, end: Any, near: Any, spots: Any, parts: Any) -> Any:
    """Where a name itself begins, behind names of offices; `near` is a spot before these."""
    while near < len(spots) and spots[near, 1] < name:
        near += 1
    while near < len(spots) and spots[near, 1] < end:
        if spots[near, 2] >= end or parts[nth(spots[near, 0])] & NOBODY_ELSE:
            break
        name = spots[near, 2] + 1
        near += 1
    return name


@inline
def _has_space(codes: Any, at: Any, end: Any) -> Any:
    while at < end and codes[nth(at)] != _SPACE:
        at += 1
    return at < end


@inline
def _overlaps(name: Any, end: Any, near: Any, spots: Any, parts: Any) -> Any:
    """Whether another name reaches into one, a bare surname at its end excepted."""
    near = max(near - 1, 0)
    while near < len(spots) and spots[near, 1] < end:
        surname = spots[near, 1] > name and spots[near, 2] == end
        if spots[near, 2] > name and not (surname and parts[nth(spots[near, 0])] & PERSON):
            return True
        near += 1
    return False


@inline
def _holds(
    codes: Any, at: Any, end: Any, signs: Any, roots: Any, first: Any, letters: Any, words: Any,
    allowed: Any, others: Any,
) -> Any:  # fmt: skip
    """Whether a name holds a word that stands in none."""
    while at < end:
        begin = at
        at = min(_while(codes, at, signs, IN_WORD), end)
        if at > begin:
            if allowed <= _word(codes, begin, at, roots, first, letters, words) < others:
                return True
        else:
            at += 1
    return False


@inline
def _first_word(codes: Any, at: Any, signs: Any) -> Any:
    """Where the first word of a name ends, of which a capital stands before a place; 0 if it is
    none."""
    if at < len(codes) and codes[nth(at)] == _POINT:
        return at + 1
    small = 0
    while _sign(codes, at, signs) & WITHIN:
        small |= _sign(codes, at, signs) & SMALL
        at += 1
    return at if small else 0


@inline
def _part(
    codes: Any, at: Any, signs: Any, roots: Any, first: Any, letters: Any, words: Any, others: Any
) -> Any:
    """Where a part of a name ends that a space or hyphen at a place joins; 0 if none does."""
    if at >= len(codes) or not (codes[nth(at)] == _SPACE or codes[nth(at)] == _HYPHEN):
        return 0
    at += 1
    if not _sign(codes, at, signs) & CAPITAL:
        end = _while(codes, at, signs, IN_WORD)
        return (
            end if end > at and _word(codes, at, end, roots, first, letters, words) >= others else 0
        )
    at += 1
    if at < len(codes) and codes[nth(at)] == _POINT:
        return at + 1
    end = at
    while end < len(codes) and (
        _sign(codes, end, signs) & SMALL
        or codes[nth(end)] == _APOSTROPHE
        or codes[nth(end)] == _CURLY
    ):
        end += 1
    if end == at:
        return 0
    end = _while(codes, end, signs, IN_WORD)
    if end < len(codes) and codes[nth(end)] == _HYPHEN:
        behind = end + 1
        while behind < len(codes) and ord("a") <= codes[nth(behind)] <= ord("z"):
            behind += 1
        end = behind if behind > end + 1 else end
    return end


@inline
def _word(codes: Any, at: Any, end: Any, roots: Any, first: Any, letters: Any, words: Any) -> Any:
    """The word of the trie that stands between two places, -1 if none does."""
    node = roots[nth(codes[nth(at)])] if codes[nth(at)] < len(roots) else 0
    at += 1
    while node and at < end:
        node = child(codes[nth(at)], first, letters, node)
        at += 1
    return words[nth(node)] if node else -1


@inline
def _while(codes: Any, at: Any, signs: Any, bit: Any) -> Any:
    """The first place from `at` on whose character has not a bit."""
    while _sign(codes, at, signs) & bit:
        at += 1
    return at


@inline
def _sign(codes: Any, at: Any, signs: Any) -> Any:
    """The sign of the character at a place, 0 outside the text."""
    if at < 0 or at >= len(codes):
        return 0
    return signs[nth(min(codes[nth(at)], len(signs) - 1))]
