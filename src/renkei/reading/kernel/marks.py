"""Words found in a text, and what each speaks of: a trie walked from wherever a word can begin."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from renkei.jit import entry, inline, nth
from renkei.reading.kernel.finding import child

MARK = np.dtype(
    [("start", np.int64), ("end", np.int64), ("topic", np.int64), ("weight", np.float32)],
    align=True,
)
"""A place in a text with the number of the topic that it speaks of, and how much it tells."""
_OFTEN = 9
_POINTS = (ord("."), ord(","), ord("・"))


@entry
def mark(
    codes: Any, roots: Any, first: Any, letters: Any, words: Any,
    owned: Any, owners: Any, lengths: Any, often: Any, found: Any, out: Any,
) -> Any:  # fmt: skip
    """Fill `out`, of `MARK`, with the words found in a text, in order: a mark for each topic that
    each speaks of. How many there are is returned; if there is no room for so many, nothing is
    filled in.

    `codes` are the code points of the text; `renkei.reading.trie` tells of the trie. The topics of
    word `i` are ``owners[owned[i] : owned[i + 1]]``; `lengths` is how much each tells, which is
    divided by the root of the number of its topics and of its places in the text. `often` is 0 for
    each word; `found` is room for a row a mark.
    """
    places = marks = 0
    size, known = len(codes), len(roots)
    for start in range(size):
        code = codes[nth(start)]
        node = roots[nth(code)] if code < known else 0
        if not node or _is_inside(codes, start):
            continue
        end = start + 1
        while node:
            word = words[nth(node)]
            if word >= 0 and not (end < size and _joins(codes[nth(end)], codes[nth(end - 1)])):
                if places < len(found):
                    found[places, 0], found[places, 1], found[places, 2] = start, end, word
                often[word] += 1
                places += 1
                marks += owned[word + 1] - owned[word]
            if end == size:
                break
            node = child(codes[nth(end)], first, letters, node)
            end += 1
    if marks > len(out):
        return marks
    at = 0
    for i in range(places):
        word = found[i, 2]
        size = owned[word + 1] - owned[word]
        weight = np.float64(lengths[word]) / math.sqrt(size * min(often[word], _OFTEN))
        for owner in range(owned[word], owned[word + 1]):
            out[at]["start"], out[at]["end"] = found[i, 0], found[i, 1]
            out[at]["topic"], out[at]["weight"] = owners[owner], weight
            at += 1
    return marks


@inline
def _is_inside(codes: Any, start: Any) -> Any:
    """Whether a place is inside a Latin word or a number."""
    if start == 0:
        return False
    if codes[start - 1] in _POINTS:
        return start > 1 and _is_digit(codes[start]) and _is_digit(codes[start - 2])
    return _joins(codes[start - 1], codes[start])


@inline
def _joins(outside: Any, inside: Any) -> Any:
    """Whether two neighbouring characters are of one Latin word or one number."""
    if _is_letter(outside):
        return _is_letter(inside) or _is_digit(inside)
    return _is_digit(outside) and _is_digit(inside)


@inline
def _is_letter(code: Any) -> Any:
    return ord("a") <= code <= ord("z") or ord("A") <= code <= ord("Z")


@inline
def _is_digit(code: Any) -> Any:
    return ord("0") <= code <= ord("9")
