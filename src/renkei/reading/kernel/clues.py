"""What the words around a name tell of it: whether it acts, and whether something is done to it.

``actors.yaml`` says what stands where; `renkei.reading.actors` makes tables of it. Words have a row
each, with a zero behind.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import inline
from renkei.reading.kernel.holding import SPACE, begins, joins, kind_of, stands

SUBJECT, TOPIC, OBJECT = (1 << i for i in range(3, 6))
"""The bits of `renkei.reading.actors.SIGNS` for this."""
_NEWLINE = ord("\n")


@inline
def behind(
    codes: Any, at: Any, kinds: Any, whole: Any, words: Any, tells: Any, endings: Any, stops: Any
) -> Any:  # fmt: skip
    """What stands at a place tells of the name that ends there.

    Word i tells the sign ``tells[0, i]`` and stands up to ``tells[1, i]`` characters behind, if
    none of `stops` comes before. If all are `whole` words, a space stands between, and before it
    one of `endings` may.
    """
    signs, barred = 0, 0
    if whole:
        size = begins(codes, at, len(codes), endings)
        barred = TOPIC if size else 0
        at += size
        if not _is_space(codes, at, kinds):
            return 0
        at += 1
    farthest = 0
    for far in range(len(codes) - at):
        for row in range(len(words)):
            farthest = max(farthest, tells[1, row])
            if tells[1, row] >= far and not signs & tells[0, row]:
                size = stands(codes, at + far, len(codes), words, row)
                if size and not (whole and _is_word(codes, at + far + size, kinds)):
                    signs |= tells[0, row]
        if far >= farthest or begins(codes, at + far, len(codes), stops):
            break
    return signs & ~barred


@inline
def before(
    codes: Any, at: Any, kinds: Any, whole: Any, words: Any, articles: Any, reach: Any
) -> Any:  # fmt: skip
    """What stands before a place, within `reach`, tells of the name that begins there.

    One of `words` tells of an object; if they are `whole` words, a space stands between, and before
    it one of `articles` may. These are spelt backwards.
    """
    first = max(0, at - reach)
    if _is_led(codes, first, at, kinds, whole, words, articles):
        return OBJECT
    if at > first and codes[at - 1] == _NEWLINE:
        return OBJECT if _is_led(codes, first, at - 1, kinds, whole, words, articles) else 0
    return 0


@inline
def _is_led(
    codes: Any, first: Any, at: Any, kinds: Any, whole: Any, words: Any, articles: Any
) -> Any:  # fmt: skip
    if not whole:
        return _end(codes, first, at, words) > 0
    if at <= first or not _is_space(codes, at - 1, kinds):
        return False
    at -= 1
    if _end(codes, first, at, words):
        return True
    size = _end(codes, first, at, articles)
    at -= size
    spaced = size > 0 and at > first and _is_space(codes, at - 1, kinds)
    return spaced and _end(codes, first, at - 1, words) > 0


@inline
def _end(codes: Any, first: Any, at: Any, words: Any) -> Any:
    """How long the first of some words is that ends at a place; 0 if none does."""
    for row in range(len(words)):
        size = 0
        while words[row, size] and at - size > first and codes[at - size - 1] == words[row, size]:
            size += 1
        if not words[row, size]:
            return size
    return 0


@inline
def _is_space(codes: Any, at: Any, kinds: Any) -> Any:
    return 0 <= at < len(codes) and kind_of(kinds, codes[at]) & SPACE > 0


@inline
def _is_word(codes: Any, at: Any, kinds: Any) -> Any:
    return at < len(codes) and joins(kinds, codes[at])
