"""Where words of a list or numerals begin in a text, and walks over its characters.

`renkei.reading.trie` tells how a list is kept, `renkei.reading.times.candidates` what the states of
a walk are.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth
from renkei.reading.kernel.finding import child

BARRING, NUMERAL = 1, 2
"""What a character is, as bits: behind some nothing begins."""
WORD = 4
"""What begins at a place: a word, a numeral or, as bits, both."""


@entry
def begun(
    codes: Any, roots: Any, first: Any, letters: Any, words: Any, signs: Any, out: Any
) -> int:
    """Fill the columns of `out` with each place where words or numerals begin, and which; how many.

    `codes` are the code points of the text, `signs` has what the character of each is.
    """
    count, barred = 0, 0
    for place in range(len(codes)):
        code = codes[nth(place)]
        sign = signs[nth(code)] if code < len(signs) else 0
        what = sign & NUMERAL
        if not barred:
            node = roots[nth(code)] if code < len(roots) else 0
            if node and _is_word(codes, place + 1, node, first, letters, words):
                what |= WORD
            if what:
                out[0, count], out[1, count] = place, what
                count += 1
        barred = sign & BARRING
    return count


@inline
def _is_word(codes: Any, at: Any, node: Any, first: Any, letters: Any, words: Any) -> Any:
    """Whether some word goes on from a node at a place."""
    while node:
        if words[nth(node)] >= 0:
            return True
        if at == len(codes):
            return False
        node = child(codes[nth(at)], first, letters, node)
        at += 1
    return False


@entry
def walk(
    codes: Any, places: Any, step: Any, far: Any, classes: Any, table: Any, settled: Any, out: Any
) -> int:
    """Fill `out` with the states that walks from each place lead to; how many there are.

    There are fewer than places if the next walk takes a step that the `table` (states by classes of
    characters) does not know. A walk ends where it is `settled`, after `far` characters, or with
    the text; it goes on by `step`: 1, or -1 if it begins with the character before its place.
    """
    for i in range(len(places)):
        state = 0
        at = places[nth(i)] - (step < 0)
        for _ in range(far):
            if at < 0 or at == len(codes) or settled[nth(state)]:
                break
            code = codes[nth(at)]
            state = table[nth(state), nth(classes[nth(code)] if code < len(classes) else 0)]
            if state < 0:
                return i
            at += step
        out[nth(i)] = state
    return len(places)
