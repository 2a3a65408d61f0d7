"""Where a number stands that a time may begin with."""

from __future__ import annotations

import numpy as np

from renkei.reading.compiled import kernel
from renkei.reading.times.first import first
from renkei.reading.times.grammar import Grammar


class Numerals:
    """The numerals that a time may begin with, and the characters behind which none begins.

    `signs` has what each character is, as the kernel knows it.
    """

    def __init__(self, rules: Grammar) -> None:
        """Of the number that a grammar has; it is a run of characters that it may begin with."""
        self._number, self._chars = rules.number, first(rules.number.pattern) or frozenset()
        self.signs = np.zeros(max(map(ord, self._chars | rules.barring)) + 1, np.uint8)
        self.signs[[ord(char) for char in self._chars]] |= kernel().NUMERAL
        self.signs[[ord(char) for char in rules.barring]] |= kernel().BARRING

    def is_number(self, text: str, place: int) -> bool:
        """Whether a number begins at a place, read from the beginning of its run of numerals."""
        at = place
        while at and text[at - 1] in self._chars:
            at -= 1
        while at < place:
            hit = self._number.match(text, at)
            at = hit.end() if hit else at + 1
        return at == place and self._number.match(text, at) is not None
