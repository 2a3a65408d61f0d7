"""Patterns that close a run of text, tried only where its last word may be one of theirs.

`re` looks for a pattern that ends in ``$`` from the front, at every character; most runs end in a
word that the pattern does not hold, which is seen at once.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\.")
_SPELT = re.compile("[a-z]+")
_SUFFIX = re.compile(r"\\w[+*]([a-z]+)")


class Closing:
    """A pattern of small-letter words that ends in ``$`` or in spaces and ``$``."""

    def __init__(self, pattern: str) -> None:
        """Note the words that `pattern` spells, whole or as the end of any word (``\\w+ly``)."""
        self._pattern = re.compile(pattern)
        self._suffixes = tuple(_SUFFIX.findall(pattern))
        self._words = frozenset(_SPELT.findall(_ESCAPE.sub(" ", pattern)))

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match that ends at `end`; None also for one that holds nothing but spaces."""
        words = text[start:end].rsplit(None, 1)
        if not words:
            return None
        last = words[-1]
        if last in self._words or not last.isalpha() or last.endswith(self._suffixes):
            return self._pattern.search(text, start, end)
        return None
