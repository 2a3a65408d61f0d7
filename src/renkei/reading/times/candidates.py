"""Which of many patterns may match at a place of a text, told by a walk over the characters there.

The patterns are read into one automaton, whose states are made as texts lead to them. What a
pattern wants around it (look-ahead, look-behind) is taken to hold, and so is every class of
characters that is not listed: a pattern that is named may still not match, but one that is not
named cannot. As in `first`, the standard library's own parser reads the patterns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from renkei.reading.times.first import members, parsed

_FAR = 24
"""After so many characters, patterns that may go on are named."""
_MOST = 200_000
"""How many steps from state to state are remembered."""

_Places = frozenset[int]
_NOWHERE: _Places = frozenset()


class _State(dict[str, "_State"]):
    """The states that follow, by character; one that is not yet known is worked out.

    `places` are where in the patterns the characters so far may have led, `may` the patterns that
    they may have matched. `settled` are those, in order, once no further character can add to them.
    """

    __slots__ = ("follow", "may", "places", "settled")

    def __init__(
        self, places: _Places, may: _Places, follow: Callable[[_State, str], _State]
    ) -> None:
        super().__init__()
        self.places, self.may, self.follow = places, may, follow
        self.settled = None if places else tuple(sorted(may))

    def __missing__(self, char: str) -> _State:
        found = self[char] = self.follow(self, char)
        return found


class Candidates:
    """Finds which patterns may match from an offset on or, if `backwards`, up to it."""

    def __init__(self, *, backwards: bool = False) -> None:
        """No patterns yet."""
        self._backwards = backwards
        self._chars: list[frozenset[str] | None] = []
        self._then: list[_Places] = []
        self._owner: list[int] = []
        self._first = _NOWHERE
        self._count = 0
        self._forget()

    def add(self, pattern: str) -> None:
        """Take in a pattern; they are numbered from 0.

        Raises
        ------
        re.error
            If it is malformed.
        """
        end = ~self._count
        self._first |= self._sequence(parsed(pattern), end, frozenset([end]))
        self._count += 1
        self._forget()

    def at(self, text: str, offset: int) -> tuple[int, ...]:
        """The numbers of the patterns that may match at an offset, lowest first."""
        state = self._root
        chars = text[offset : offset + _FAR]
        if self._backwards:
            chars = text[max(0, offset - _FAR) : offset][::-1]
        for char in chars:
            state = state[char]
            if state.settled is not None:
                return state.settled
        return tuple(sorted(state.may.union(self._owner[place] for place in state.places)))

    def _forget(self) -> None:
        self._states: dict[tuple[_Places, _Places], _State] = {}
        self._steps = 0
        self._root = self._state(self._first, _NOWHERE)

    def _state(self, reached: _Places, may: _Places) -> _State:
        """The state of having reached places in patterns and the ends of some (below 0)."""
        may = may.union(~end for end in reached if end < 0)
        places = frozenset(p for p in reached if p >= 0 and self._owner[p] not in may)
        return self._states.setdefault((places, may), _State(places, may, self._follow))

    def _follow(self, state: _State, char: str) -> _State:
        """The state after one more character."""
        self._steps += 1
        if self._steps > _MOST:
            self._forget()
        passed = (p for p in state.places if (held := self._chars[p]) is None or char in held)
        return self._state(_NOWHERE.union(*(self._then[p] for p in passed)), state.may)

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
