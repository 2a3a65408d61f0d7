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

SPREAD, MOST = 331, 0xFFFF
"""A word begins with two characters that `renkei.reading.wordlist` knows by the number ``first *
SPREAD + second``, or is one character; no number is above `MOST`, and others are cut down to it."""


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
        count += _is_put(word, at, end, codes, classes, rules, others, out[count])
        at = end
    return count


@entry
def find_both(
    codes: Any, classes: Any, roots: Any, first: Any, letters: Any, words: Any, begins: Any,
    numbers: Any, rules: Any, others: Any, whole: Any, rules_2: Any, others_2: Any, whole_2: Any,
    places: Any, out: Any, out_2: Any,
) -> Any:  # fmt: skip
    """Do for two lists at once what `find` does for one; how many words of each are found.

    The trie is that of the words of both; `numbers` has for each of these its numbers in the lists,
    -1 where it is not in one. `begins` has a bit for each pair of characters and each
    single one that a word may begin with (see `SPREAD`). `places` is room for a number a character.
    """
    size, known = len(codes), len(roots)
    count = count_2 = until = until_2 = 0
    if whole and whole_2:
        many = _word_starts(codes, classes, places)
    else:
        many = _beginnings(codes, begins, places)
    for i in range(many):
        at = places[nth(i)]
        one, two = at >= until, at >= until_2
        if (whole or whole_2) and _joins(
            _class(codes, at - 1, classes), _class(codes, at, classes)
        ):
            one, two = one and not whole, two and not whole_2
        if not one and not two:
            continue
        code = codes[nth(at)]
        node = roots[nth(code)] if code < known else 0
        end = word = end_2 = word_2 = 0
        behind = at + 1
        while node:
            both = words[nth(node)]
            if both >= 0:
                if numbers[nth(both), 0] >= 0:
                    word, end = numbers[nth(both), 0], behind
                if numbers[nth(both), 1] >= 0:
                    word_2, end_2 = numbers[nth(both), 1], behind
            if behind == size:
                break
            node = child(codes[nth(behind)], first, letters, node)
            behind += 1
        if one and end:
            until = end
            count += _is_put(word, at, end, codes, classes, rules, others, out[count])
        if two and end_2:
            until_2 = end_2
            count_2 += _is_put(word_2, at, end_2, codes, classes, rules_2, others_2, out_2[count_2])
    return count, count_2


@inline
def _word_starts(codes: Any, classes: Any, places: Any) -> Any:
    """Fill `places` with where no word goes on; how many there are. What is no such place is
    written too, and written over: that is quicker than to go round it."""
    count, before = 0, np.uint8(0)
    for at in range(len(codes)):
        here = _class(codes, at, classes)
        places[nth(count)] = at
        count += 0 if _joins(before, here) else 1
        before = here
    return count


@inline
def _beginnings(codes: Any, begins: Any, places: Any) -> Any:
    """Fill `places` with where a word of a list may begin, in the same way."""
    count, last = 0, len(codes) - 1
    for at in range(len(codes)):
        code = np.int64(codes[nth(at)])
        pair = code * SPREAD + (np.int64(codes[nth(at + 1)]) if at < last else 0)
        places[nth(count)] = at
        count += int(_bit(begins, pair & MOST) | _bit(begins, (code & MOST) + MOST + 1))
    return count


@inline
def _bit(bits: Any, number: Any) -> Any:
    return (bits[nth(number >> 3)] >> (number & 7)) & 1


@inline
def _is_put(
    word: Any, start: Any, end: Any, codes: Any, classes: Any, rules: Any, others: Any, row: Any
) -> Any:
    """Whether a word, or what is found in its place, may stand at a place; the row tells it then,
    and else is room."""
    row[0], row[1], row[2] = (
        _standing(codes, classes, start, end, word, rules, others), start, end
    )  # fmt: skip
    return row[0] >= 0


@inline
def _standing(
    codes: Any, classes: Any, start: Any, end: Any, word: Any, rules: Any, others: Any
) -> Any:
    """A word if it may stand at a place, else what is found in its place, -1 if nothing is."""
    if not rules[nth(word)] or _may_stand(codes, classes, start, end, rules[nth(word)]):
        return word
    word = others[nth(word)]
    if word >= 0 and not _may_stand(codes, classes, start, end, rules[nth(word)]):
        return -1
    return word


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
