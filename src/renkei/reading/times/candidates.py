"""Which of many patterns may match at a place of a text, told by a walk over the characters there.

The patterns are read into one automaton, whose states are made as texts lead to them. What a
pattern wants around it (look-ahead, look-behind) is taken to hold, and so is every class of
characters that is not listed: a pattern that is named may still not match, but one that is not
named cannot. As in `first`, the standard library's own parser reads the patterns.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.times.first import members

_FAR = 24
"""After so many characters, patterns that may go on are named."""
_MOST = 4_000_000
"""How many steps from state to state are remembered, at four bytes each."""
_UNKNOWN = -1

_Places = frozenset[int]
_NOWHERE: _Places = frozenset()


class Candidates:
    """Finds which patterns may match from a place on or, if `backwards`, up to it.

    A state stands for the places in patterns that the characters so far may have led to, and the
    patterns that they may have matched.
    """

    def __init__(self, patterns: Iterable[Any], *, backwards: bool = False) -> None:
        """Take the patterns, as `first.parsed` reads them; they are told by number, from 0."""
        self._backwards = backwards
        self._chars: list[frozenset[str] | None] = []
        self._then: list[_Places] = []
        self._owner: list[int] = []
        self._first = _NOWHERE
        for number, pattern in enumerate(patterns):
            self._first |= self._sequence(pattern, ~number, frozenset([~number]))
        self._heads: dict[str, list[int]] = {}
        self._any = [p for p in self._first if p >= 0 and self._chars[p] is None]
        for place in self._first:
            for char in (self._chars[place] if place >= 0 else None) or ():
                self._heads.setdefault(char, self._any.copy()).append(place)
        listed = sorted(set[str]().union(*filter(None, self._chars)))
        self._classes = np.zeros(ord(listed[-1]) + 1 if listed else 0, np.uint16)
        self._classes[[ord(char) for char in listed]] = np.arange(1, len(listed) + 1)
        self._forget(len(listed) + 1)

    def at(self, codes: NDArray[np.uint32], places: NDArray[np.int64]) -> list[tuple[int, ...]]:
        """For each place in a text of these code points, the patterns that may match, in order."""
        if self._table.size > _MOST:
            self._forget(self._table.shape[1])
        step = -1 if self._backwards else 1
        states = np.empty(len(places), np.int64)
        done = 0
        while True:
            done += kernel().walk(
                codes, places[done:], step, _FAR, self._classes,
                self._table, self._settled, states[done:],
            )  # fmt: skip
            if done == len(places):
                return [self._named[state] for state in states.tolist()]
            states[done] = self._walk(codes, places.item(done), step)
            done += 1

    def _walk(self, codes: NDArray[np.uint32], place: int, step: int) -> int:
        """The state that a walk leads to; its steps are known from then on."""
        state, begin = 0, place - self._backwards
        for at in range(begin, begin + step * _FAR, step):
            if not 0 <= at < len(codes) or self._settled.item(state):
                break
            code = codes.item(at)
            kind = self._classes.item(code) if code < len(self._classes) else 0
            after = self._table.item(state, kind)
            if after == _UNKNOWN:
                after = self._follow(state, chr(code))
                self._table[state, kind] = after
            state = after
        return state

    def _forget(self, classes: int) -> None:
        self._states: dict[tuple[_Places, _Places], int] = {}
        self._table = np.full((64, classes), _UNKNOWN, np.int32)
        self._settled = np.zeros(64, np.bool_)
        self._named: list[tuple[int, ...]] = []
        self._known: list[tuple[_Places, _Places]] = []
        self._state(self._first, _NOWHERE)

    def _state(self, reached: _Places, may: _Places) -> int:
        """The state of having reached places in patterns and the ends of some (below 0)."""
        owner = self._owner
        may = may.union([~end for end in reached if end < 0])
        places = frozenset([p for p in reached if p >= 0 and owner[p] not in may])
        if (places, may) not in self._states:
            number = self._states[places, may] = len(self._known)
            self._known.append((places, may))
            self._named.append(tuple(sorted(may.union(self._owner[p] for p in places))))
            if number == len(self._settled):
                self._table = np.vstack([self._table, np.full_like(self._table, _UNKNOWN)])
                self._settled = np.append(self._settled, np.zeros_like(self._settled))
            self._settled[number] = not places
        return self._states[places, may]

    def _follow(self, state: int, char: str) -> int:
        """The state after one more character."""
        places, may = self._known[state]
        passed = self._heads.get(char, self._any)
        if state:
            passed = [p for p in places if (held := self._chars[p]) is None or char in held]
        return self._state(_NOWHERE.union(*[self._then[p] for p in passed]), may)

    def _sequence(self, items: Iterable[Any], end: int, then: _Places) -> _Places:
        """Where a sequence begins that is followed by `then`; the pattern's own end is `end`."""
        ordered = list(items)
        for op, value in ordered if self._backwards else reversed(ordered):
            then = self._item(str(op), value, end, then)
        return then

    def _item(self, op: str, value: Any, end: int, then: _Places) -> _Places:
        if op == "LITERAL":
            return self._place(frozenset(chr(value)), end, then)
        if op == "IN":
            return self._place(members(value), end, then)
        if op == "BRANCH":
            return _NOWHERE.union(*(self._sequence(part, end, then) for part in value[1]))
        if op == "SUBPATTERN":
            return self._sequence(value[3], end, then)
        if op in ("MAX_REPEAT", "MIN_REPEAT") and value[1] <= _FAR:
            least, most, part = value
            last = then
            for _ in range(most - least):
                then = last | self._sequence(part, end, then)
            for _ in range(least):
                then = self._sequence(part, end, then)
            return then
        return then if op in ("ASSERT", "ASSERT_NOT", "AT") else frozenset([end])

    def _place(self, chars: frozenset[str] | None, end: int, then: _Places) -> _Places:
        """A new place of the pattern that ends in `end`, passed by one of `chars` (None: any)."""
        self._chars.append(chars)
        self._then.append(then)
        self._owner.append(~end)
        return frozenset([len(self._chars) - 1])
