"""Where costly patterns can match at all: signs that stand near each match, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.openings import begins
from renkei.reading.wordlist import Words


class Spotter:
    """Finds the words of several lists in one pass over a text."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """`lists` by name. No word is in two; where two words overlap, the later is not found."""
        owned = [(word, kind) for kind, words in enumerate(lists.values()) for word in words]
        self._names = tuple(lists)
        self._kinds = [kind for _, kind in owned]
        self._words = Words([word for word, _ in owned])

    def find(self, codes: NDArray[np.uint32]) -> dict[str, list[int]]:
        """Where the words of each list begin in a text of these code points, in order."""
        entries, starts, _ = self._words.find(codes).T.tolist()
        found: list[list[int]] = [[] for _ in self._names]
        kinds = self._kinds
        for entry, start in zip(entries, starts, strict=True):
            found[kinds[entry]].append(start)
        return dict(zip(self._names, found, strict=True))


class Begun(NamedTuple):
    """A pattern that is tried where a character stands with which a match can begin."""

    begins: frozenset[str]
    match: Callable[..., re.Match[str] | None]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, pattern: str) -> Begun:
        """The pattern that is so written."""
        compiled = re.compile(pattern)
        return cls(begins(pattern), compiled.match, compiled)


@dataclass(frozen=True, slots=True)
class Sought:
    """A costly pattern, each match of which begins at a sign, or at most `reach` characters before
    one. `sign` is the name of the list that the signs are in; about a sign, from one character
    before it on, `near` matches if it is given."""

    pattern: re.Pattern[str]
    sign: str
    reach: int = 0
    near: re.Pattern[str] | None = None

    def matches(self, text: str, signs: Mapping[str, Sequence[int]]) -> list[re.Match[str]]:
        """What ``pattern.finditer(text)`` gives, tried only where a match can be."""
        out = []
        match, near, reach, at = self.pattern.match, self.near, self.reach, 0
        for place in signs[self.sign]:
            if near and not near.match(text, max(0, place - 1)):
                continue
            at = max(at, place - reach)
            while at <= place:
                m = match(text, at)
                if m:
                    out.append(m)
                at = m.end() if m else at + 1
        return out
