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
_SPACE, _HYPHEN, _POINT, _APOSTROPHE, _CURLY = 0x20, 0x2D, 0x2E, 0x27, 0x2019


@entry
def written(
    codes: Any, signs: Any, roots: Any, first: Any, letters: Any, words: Any, others: Any, out: Any
) -> Any:
    """Fill the columns of `out` with start and end of what is written like a name, and whether it
    ends as a name may; how many.

    Of the words of the trie the first `others` end no name; the rest are particles, which stand
    in names and have no capital (*van*).
    """
    count = at = 0
    while at < len(codes):
        end = 0
        if _sign(codes, at, signs) & CAPITAL and not _sign(codes, at - 1, signs) & WITHIN:
            end = _first_word(codes, at + 1, signs)
        if not end:
            at += 1
            continue
        begin, last, behind = at, at, _part(codes, end, signs, roots, first, letters, words, others)
        at = end
        if behind:
            while behind:
                if codes[nth(end)] == _SPACE:
                    last = end + 1
                end = behind
                behind = _part(codes, end, signs, roots, first, letters, words, others)
            word = _word(codes, last, end, roots, first, letters, words)
            out[0, count], out[1, count], out[2, count] = begin, end, not 0 <= word < others
            count += 1
            at = end
    return count


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
