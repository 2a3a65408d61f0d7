"""Patterns at an edge of a run of text, tried only where the word there may be one of theirs.

`re` looks for a pattern that ends in ``$`` from the front, at every character; most runs end in a
word that the pattern does not hold, which is seen at once.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\.")
_SPELT = re.compile("[a-z]+")
_SUFFIX = re.compile(r"\\w[+*]([a-z]+)")
_BREAKS = frozenset(',;:"“”')
"""No pattern of these ends with one."""


def spelt(*patterns: str) -> frozenset[str]:
    """The words of small letters that patterns spell: what they match can begin, and end, with no
    other word that is letters alone, unless they take any word there (``\\w+``)."""
    return frozenset(w for p in patterns for w in _SPELT.findall(_ESCAPE.sub(" ", p)))


class Closing:
    """A pattern of small-letter words that ends in ``$`` or in spaces and ``$``."""

    def __init__(self, pattern: str) -> None:
        """Note the words that `pattern` spells, whole or as the end of any word (``\\w+ly``)."""
        self._search = re.compile(pattern).search
        self._suffixes = tuple(_SUFFIX.findall(pattern))
        self._words = spelt(pattern)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match that ends at `end`; None also for one that holds nothing but spaces."""
        words = text[start:end].rsplit(None, 1)
        if not words:
            return None
        last = words[-1]
        if last not in self._words:
            if last.isalpha():
                if not last.endswith(self._suffixes):
                    return None
            elif last[-1] in _BREAKS:
                return None
        return self._search(text, start, end)
