"""Patterns at an edge of a run of text, tried only where the word there may be one of theirs.

`re` looks for a pattern that ends in ``$`` from the front, at every character; most runs end in a
word that the pattern does not hold, which is seen at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_KNOWN = 1 << 12
"""For so many words it is remembered whether a pattern can hold them."""
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
        self._may_hold = _words(pattern)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match that ends at `end`; None also for one that holds nothing but spaces.

        It is looked for from behind the last word that it cannot hold.
        """
        words = text[start:end].rsplit(None, 1)
        if not words or words[-1][-1] in _BREAKS or not self._may_hold(words[-1]):
            return None
        before = ""
        while words and self._may_hold(words[-1]):
            before = words[0] if len(words) > 1 else ""
            words = before.rsplit(None, 1)
        return self._search(text, start + len(before), end)


def suits(*patterns: str) -> Callable[[str], bool]:
    """Whether a run of text may end as one of some closing patterns does."""
    may_hold = _words(*patterns)

    def may_end(run: str) -> bool:
        last = run.rsplit(None, 1)[-1:]
        return bool(last) and last[0][-1] not in _BREAKS and may_hold(last[0])

    return may_end


def _words(*patterns: str) -> Callable[[str], bool]:
    r"""Whether a match of one of some patterns may hold a word: one that it spells, whole or as the
    end of any word (``\w+ly``), or what is no bare word."""
    suffixes = tuple(suffix for pattern in patterns for suffix in _SUFFIX.findall(pattern))
    known = spelt(*patterns)

    @lru_cache(_KNOWN)
    def may_hold(word: str) -> bool:
        return word in known or not word.isalpha() or word.endswith(suffixes)

    return may_hold
