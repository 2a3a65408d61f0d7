"""Patterns at an edge of a run of text, tried only where the word there may be one of theirs.

`re` looks for a pattern that ends in ``$`` from the front, at every character; most runs end in a
word that the pattern does not hold, which is seen at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ESCAPE = re.compile(r"\\.")
_SPELT = re.compile("[a-z]+")
_SUFFIX = re.compile(r"\\w[+*]([a-z]+)")
_BREAKS = frozenset(',;:"“”')
"""No pattern of these ends with one."""


def spelt(*patterns: str) -> frozenset[str]:
    """The words of small letters that patterns spell: what they match can begin, and end, with no
    other word that is letters alone.

    That holds if patterns write each word out (no *minister* with an ``s?``) and take no word
    as any run of letters (``\\w+``).
    """
    return frozenset(w for p in patterns for w in _SPELT.findall(_ESCAPE.sub(" ", p)))


class Closing:
    """A pattern of small-letter words that ends in ``$`` or in spaces and ``$``."""

    def __init__(self, pattern: str) -> None:
        """Make ready to look for `pattern`."""
        self._search = re.compile(pattern).search
        self.suits = suits(pattern)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match that ends at `end`; None also for one that holds nothing but spaces."""
        return self._search(text, start, end) if self.suits(text[start:end]) else None


def suits(*patterns: str) -> Callable[[str], bool]:
    """Whether a run of text may end as one of some closing patterns does: in a word that one of
    them spells, whole or as the end of any word (``\\w+ly``), or in what is no bare word."""
    suffixes = tuple(suffix for pattern in patterns for suffix in _SUFFIX.findall(pattern))
    known = spelt(*patterns)

    def may_end(run: str) -> bool:
        words = run.rsplit(None, 1)
        if not words:
            return False
        last = words[-1]
        if last in known:
            return True
        return last.endswith(suffixes) if last.isalpha() else last[-1] not in _BREAKS

    return may_end
