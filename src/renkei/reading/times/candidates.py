"""Which of many patterns may match at a place of a text, told by a walk over the characters there.

The patterns are read into one automaton, whose states are made as texts lead to them. What a
pattern wants around it (look-ahead, look-behind) is taken to hold, and so is every class of
characters that is not listed: a pattern that is named may still not match, but one that is not
named cannot. As in `first`, the standard library's own parser reads the patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.times.first import members

_FAR = 24
"""After so many characters, patterns that may go on are named."""
_STATES, _MEMBERS = 1 << 13, 1 << 20
"""How many states are remembered, and how many nodes they may have together."""

_Set = frozenset[str] | None
_Nodes = frozenset[int]
_NONE: _Set = frozenset()
_NOWHERE: _Nodes = frozenset()


class Candidates:
    """Finds which patterns may match from a place on or, if `backwards`, up to it.

    A state stands for the nodes that the characters so far may have led to: places in patterns,
    each of which one of a set of characters passes, and ends of patterns. Threads may share it.
    """

    def __init__(self, patterns: Iterable[Any], *, backwards: bool = False) -> None:
        """Take the patterns, as `first.parsed` reads them; they are told by number, from 0."""
        self._step, self._lock = -1 if backwards else 1, Lock()
        self._owners: list[int] = []
        self._sets: list[_Set] = []
        self._then: list[_Nodes] = []
        self._numbers: dict[int, int] = {}
        begins = [self._pattern(number, tree) for number, tree in enumerate(patterns)]
        self._begin = sorted(_NOWHERE.union(*begins))
        sets = {chars: i for i, chars in enumerate(dict.fromkeys((_NONE, *self._sets)))}
        k, nodes = kernel().walking, np.zeros((3, len(self._owners) + 1), np.int32)
        nodes[k.OWNER, :-1] = self._owners
        nodes[k.SET, :-1] = [sets[chars] for chars in self._sets]
        nodes[k.THEN, 1:] = np.cumsum([len(then) for then in self._then])
        then = np.array([*chain(*self._then)], np.int32)
        self._nodes = (*_classes(list(sets)), nodes, then)
        self._forget()

    def at(self, codes: NDArray[np.uint32], spots: NDArray[np.int64]) -> list[tuple[int, ...]]:
        """For each place in a text where some pattern may match, the patterns that may, in order.

        The places are the first row of `spots`, the last is room for states; the columns of those
        where none may match give way to those behind them.
        """
        with self._lock:
            size = kernel().walk(codes, spots, self._step, _FAR, *self._nodes, *self._states)
            if size >= 0:
                named, states = self._named, spots[-1, :size].tolist()
                return [named.get(state) or self._name(state) for state in states]
            self._forget()
        middle = spots.shape[1] // 2
        first = self.at(codes, spots[:, :middle])
        second = self.at(codes, spots[:, middle:])
        size, last = len(first) + len(second), middle + len(second)
        spots[:, len(first) : size] = spots[:, middle:last]
        return first + second

    def _forget(self) -> None:
        """Know the first state only. What the arrays have, the kernel says."""
        k, (_, passes, nodes, _) = kernel().walking, self._nodes
        table = np.zeros((_STATES, passes.shape[1]), np.int32)
        states, members = np.zeros((2, _STATES + 1), np.int32), np.zeros(_MEMBERS, np.int32)
        size = len(self._begin)
        members[:size] = self._begin
        states[k.FIRST, 1], states[k.OPEN, 0] = size, size
        slots, marks = np.zeros(2 * _STATES, np.int32), np.zeros_like(nodes[0])
        self._states = table, states, members, slots, marks, np.array([1, 0])
        self._named: dict[int, tuple[int, ...]] = {}

    def _name(self, state: int) -> tuple[int, ...]:
        """The patterns of the nodes of a state."""
        k, (_, states, members, *_) = kernel().walking, self._states
        begin, end = states[k.FIRST, state : state + 2].tolist()
        owners = self._nodes[2][k.OWNER].take(members[begin:end])
        ends = sorted(set(owners.tolist()))
        named = self._named[state] = tuple(self._numbers[end] for end in ends)
        return named

    def _pattern(self, number: int, tree: Any) -> _Nodes:
        """Where a pattern begins."""
        end = len(self._owners)
        self._numbers[end] = number
        return self._sequence(tree, end, self._node(_NONE, end, _NOWHERE))

    def _sequence(self, tree: Any, end: int, then: _Nodes) -> _Nodes:
        """Where a sequence begins that is followed by `then`; the pattern's own end is `end`."""
        for op, value in tree.data if self._step < 0 else reversed(tree.data):
            if op.name == "LITERAL":
                then = self._node(_literal(value), end, then)
            else:
                then = self._item(op.name, value, end, then)
        return then

    def _item(self, op: str, value: Any, end: int, then: _Nodes) -> _Nodes:
        if op == "IN":
            return self._node(members(value), end, then)
        if op == "BRANCH":
            return _NOWHERE.union(*[self._sequence(part, end, then) for part in value[1]])
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

    def _node(self, chars: _Set, end: int, then: _Nodes) -> _Nodes:
        """A new node of the pattern that ends in `end`, passed by one of `chars` (None: any)."""
        self._owners.append(end)
        self._sets.append(chars)
        self._then.append(then)
        return frozenset([len(self._owners) - 1])


@cache
def _literal(code: int) -> _Set:
    return frozenset(chr(code))


def _classes(sets: Sequence[_Set]) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """The class of each character, the last for all beyond, and which classes each set has.

    Characters that are in the same sets are of one class; of class 0 are those in none.
    """
    within: dict[str, list[int]] = {}
    for number, chars in enumerate(sets):
        for char in chars or ():
            within.setdefault(char, []).append(number)
    kinds = {held: i for i, held in enumerate(dict.fromkeys([(), *map(tuple, within.values())]))}
    passes = np.zeros((len(sets), len(kinds)), np.bool_)
    passes[[number for number, chars in enumerate(sets) if chars is None]] = True
    for held, kind in kinds.items():
        passes[list(held), kind] = True
    classes = np.zeros(max(map(ord, within), default=0) + 2, np.uint16)
    classes[[*map(ord, within)]] = [kinds[tuple(held)] for held in within.values()]
    return classes, passes
