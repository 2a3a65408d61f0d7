"""Who each name can stand for: the states and bodies that act when it is said that it does.

What names stand for is kept in entries, made when a name is first met; actors are numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from renkei.nouns import Kind, Name
from renkei.reading.tally import Table, table

BODIES = frozenset({Kind.ARRANGEMENT, Kind.MEASURE})
"""Kinds whose actors are bodies; in the others a body stands for its state."""
OF_STATES = frozenset({"state", "group"})
"""Kinds of names of states, one or several."""
_CARRIES = frozenset({"state", "person", "title", "body", "group", "role"})


def meant(name: Name, kind: Kind) -> tuple[str, ...]:
    """The actors that a name stands for in a statement of this kind."""
    if name.kind == "group":
        return tuple(name.key.split())
    if name.kind == "state":
        return (name.key,)
    if name.kind == "body":
        return (name.key,) if kind in BODIES or not name.state else (name.state,)
    return (name.state,) if name.state else ()


class Entries(NamedTuple):
    """All entries as a kernel takes them.

    The members of entry e are ``members[edges[at]:edges[at + 1]]``, with at = 3 e those where
    actors are bodies, 3 e + 1 those where they are states, 3 e + 2 those of the items it names.
    `tells` has two rows: whether an entry is an anaphor, and whether it names states, one or more.
    """

    edges: Table
    members: Table
    tells: Table


class Roster:
    """The entries of the names met so far; they must not be thrown away while it is used."""

    def __init__(self) -> None:
        """Nobody is met yet."""
        self.actors: list[str] = []
        """The key of each actor, by its number."""
        self.kinds: list[str] = []
        """The kind of name by which each entry can act, empty if it cannot."""
        self._numbers: dict[str, int] = {}
        self._of_names: dict[object, int] = {}
        self._of_states: dict[str, int] = {}
        self._edges, self._members, self._anaphors = [0], list[int](), list[bool]()
        self._entries: Entries | None = None

    def entries(self) -> Entries:
        """All entries so far."""
        if self._entries is None:
            of_states = [kind in OF_STATES for kind in self.kinds]
            edges, members = np.array(self._edges), np.array(self._members, np.int64)
            self._entries = Entries(edges, members, table(self._anaphors, of_states))
        return self._entries

    def number(self, actor: str) -> int:
        """The number of an actor."""
        known = self._numbers.get(actor)
        if known is None:
            known = self._numbers[actor] = len(self.actors)
            self.actors.append(actor)
        return known

    def states(self, entry: int) -> Sequence[int]:
        """The actors of an entry where these are states."""
        return self._members[self._edges[3 * entry + 1] : self._edges[3 * entry + 2]]

    def most(self, entries: Iterable[int]) -> int:
        """How many actors there are at most in some entries (a negative number is none)."""
        edges = self._edges
        return sum([edges[3 * e + 3] - edges[3 * e] for e in entries if e >= 0])

    def entry(self, names: Sequence[Name]) -> int:
        """The entry of all that one name may name."""
        key = id(names[0]) if len(names) == 1 else tuple(map(id, names))
        known = self._of_names.get(key)
        if known is None:
            known = self._of_names[key] = self._met(names)
        return known

    def speaking_for(self, states: str) -> int:
        """The entry of one who speaks for some states, their codes parted by spaces."""
        known = self._of_states.get(states)
        if known is None:
            known = self._of_states[states] = self._enter("", False, (), states.split(), ())
        return known

    def _met(self, names: Sequence[Name]) -> int:
        name = _carrier(names)
        items = [actor for n in names if n.kind == "item" for actor in n.state.split()]
        if name is None:
            return self._enter("", names[0].kind == "anaphor", (), (), items)
        as_body, as_state = meant(name, Kind.ARRANGEMENT), meant(name, Kind.EVENT)
        kind = name.kind if as_body else ""
        return self._enter(kind, False, as_body, as_state, items)

    def _enter(self, kind: str, is_anaphor: bool, *meant: Iterable[str]) -> int:
        for actors in meant:
            self._members += map(self.number, actors)
            self._edges.append(len(self._members))
        self.kinds.append(kind)
        self._anaphors.append(is_anaphor)
        self._entries = None
        return len(self.kinds) - 1


def _carrier(names: Sequence[Name]) -> Name | None:
    """The name by which one who is named can act."""
    for name in names:
        if name.kind in _CARRIES and (name.kind != "role" or name.state):
            return name
    return None
