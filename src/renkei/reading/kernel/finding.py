"""Words of a list in a text: at each place the longest, from left to right, none within another.

`renkei.reading.trie` tells how a list is kept, `renkei.reading.wordlist` the bits of its words.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth

WIDE, LETTER, DIGIT, WIDE_DIGIT, POINT = 1, 2, 3, 4, 5
"""Classes of characters: letters and digits of other scripts, of ASCII, and points in numbers."""

FRONT, BACK, LATIN, NOTHING = 1, 2, 4, 8
_FEW = 8


@entry
def find(
    codes: Any, classes: Any, roots: Any, first: Any, letters: Any, words: Any, rules: Any, out: Any
) -> int:
    """Fill the rows of `out` with the number, start and end of each word found; how many.

    `codes` are the code points of the text, `classes` the classes of all code points, `rules` the
    bits of each word.
    """
    size, known = len(codes), len(roots)
    count = at = 0
    while at < size:
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
        rule = rules[nth(word)]
        if not (
            (rule & NOTHING)
            or (rule & (FRONT | BACK) and _within(codes, classes, at, end, rule))
            or (rule & LATIN and _cuts(codes, classes, at, end))
        ):
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
def _within(codes: Any, classes: Any, start: Any, end: Any, rule: Any) -> Any:
    """Whether a word is only a part of a longer one."""
    front = start > 0 and rule & FRONT and _is_word(classes, codes[start])
    if front and _is_word(classes, codes[start - 1]):
        return True
    back = end < len(codes) and rule & BACK and _is_word(classes, codes[end])
    return back and _is_word(classes, codes[end - 1])


@inline
def _cuts(codes: Any, classes: Any, start: Any, end: Any) -> Any:
    """Whether ``codes[start:end]`` cuts a Latin word or a number."""
    if start > 0:
        before, inside = classes[codes[start - 1]], classes[codes[start]]
        if _joins(before, inside):
            return True
        if before == POINT and start > 1 and _is_digit(inside):
            return _is_digit(classes[codes[start - 2]])
    return end < len(codes) and _joins(classes[codes[end]], classes[codes[end - 1]])


@inline
def _is_word(classes: Any, code: Any) -> Any:
    return 0 < classes[code] < POINT


@inline
def _is_digit(kind: Any) -> Any:
    return kind in (DIGIT, WIDE_DIGIT)


@inline
def _joins(outside: Any, inside: Any) -> Any:
    """Whether two neighbouring characters are of one Latin word or one number."""
    if outside == LETTER:
        return inside in (LETTER, DIGIT)
    return outside == DIGIT and inside == DIGIT
