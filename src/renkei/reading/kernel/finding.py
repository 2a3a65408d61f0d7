"""Words of a list in a text: at each place the longest, from left to right, none within another.

`renkei.reading.trie` tells how a list is kept, `renkei.reading.wordlist` the bits of its words.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from renkei.jit import entry, inline, nth

WORD, LETTER, DIGIT, NUMERAL, POINT = 1, 2, 4, 8, 16
"""What a character is, as bits: a letter or digit of any script, an ASCII letter, an ASCII digit, a
digit of any script, a point that may stand in a number."""

FRONT, BACK, LATIN, NOTHING = 1, 2, 4, 8
_FEW = 8


@entry
def find(
    codes: Any, classes: Any, roots: Any, first: Any, letters: Any, words: Any, rules: Any,
    others: Any, whole: Any, out: Any,
) -> Any:  # fmt: skip
    """Fill the rows of `out` with the number, start and end of each word found; how many.

    `codes` are the code points of the text, `classes` the bits of each code point, the last of them
    those of all beyond; `rules` are those of each word, `others` what is found where it may not
    stand (-1: nothing). `whole` says that all are whole words, so that none begins within one.
    """
    size, known = len(codes), len(roots)
    count = at = 0
    while at < size:
        if whole and _joins(_class(codes, at - 1, classes), _class(codes, at, classes)):
            at += 1
            continue
        code = codes[nth(at)]
        node = roots[nth(code)] if code < known else 0
        end = word = 0
        behind = at + 1
        while node:
            if words[nth(node)] >= 0:
                word, end = words[nth(node)], behind
            if behind == size:
                break
            node = child(codes[nth(behind)], first, letters, node)
            behind += 1
        if not end:
            at += 1
            continue
        if rules[nth(word)] and not _may_stand(codes, classes, at, end, rules[nth(word)]):
            word = others[nth(word)]
            if word >= 0 and not _may_stand(codes, classes, at, end, rules[nth(word)]):
                word = -1
        if word >= 0:
            out[count, 0], out[count, 1], out[count, 2] = word, at, end
            count += 1
        at = end
    return count


@inline
def child(code: Any, first: Any, letters: Any, node: Any) -> Any:
    """The child of a node by a letter, 0 if there is none."""
    low, high = first[nth(node)], first[nth(node + 1)]
    while high - low > _FEW:
        middle = (low + high) >> 1
        if letters[nth(middle)] <= code:
            low = middle
        else:
            high = middle
    while low < high:
        if letters[nth(low)] == code:
            return low
        low += 1
    return 0


@inline
def _may_stand(codes: Any, classes: Any, start: Any, end: Any, rule: Any) -> Any:
    """Whether a word with the bits `rule` may stand from `start` to `end`."""
    head, tail = _class(codes, start, classes), _class(codes, end - 1, classes)
    before, after = _class(codes, start - 1, classes), _class(codes, end, classes)
    if rule & NOTHING or (rule & FRONT and before & head & WORD):
        return False
    if rule & BACK and after & tail & WORD:
        return False
    if not rule & LATIN:
        return True
    if before & POINT and head & NUMERAL and start > 1:
        return not _class(codes, start - 2, classes) & NUMERAL
    return not (_joins(before, head) or _joins(after, tail))


@inline
def _class(codes: Any, at: Any, classes: Any) -> Any:
    """What stands at a place, 0 outside the text."""
    if at < 0 or at >= len(codes):
        return np.uint8(0)
    return classes[nth(min(codes[nth(at)], len(classes) - 1))]


@inline
def _joins(outside: Any, inside: Any) -> Any:
    """Whether two neighbouring characters are of one Latin word or one number."""
    return outside & inside & DIGIT or (outside & LETTER and inside & (LETTER | DIGIT))
