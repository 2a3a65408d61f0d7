"""Who each name can stand for: the states and bodies that act when it is said that it does.

What names stand for is kept in entries, made when a name is first met. Actors are numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import RLock
from typing import NamedTuple

import numpy as np

from renkei.nouns import Kind, Name
from renkei.reading.tally import Table

BODIES = frozenset({Kind.ARRANGEMENT, Kind.MEASURE})
"""Kinds whose actors are bodies; in the others a body stands for its state."""
CARRIERS = ("", "state", "group", "person", "title", "body", "role")
"""Kinds of names by which one can act; those of states are the second and the third."""
_NOBODY = (0, False, False, False)


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
    `kinds` are the kinds of name by which entries can act, by number in `CARRIERS`. Then whether an
    entry is an anaphor, whether it names states, one or more, and whether it names an item.
    """

    edges: Table
    members: Table
    kinds: Table
    anaphors: Table
    of_states: Table
    items: Table


class Roster:
    """The entries of the names in the list of a `NameFinder`, as far as they have been met.

    Threads may share it.
    """

    def __init__(self, owners: Sequence[Sequence[Name]]) -> None:
        """`owners` are the names that each of the finder's own entries may be."""
        self.actors: list[str] = []
        """The key of each actor, by its number."""
        self._owners = owners
        self._met = np.full(len(owners), -1)
        self._numbers: dict[str, int] = {}
        self._of_states: dict[str, int] = {}
        self._edges, self._members = [0], list[int]()
        self._rows: list[tuple[int, bool, bool, bool]] = []
        self._entries = Entries(np.zeros(1, np.int64), *np.empty((5, 0), np.int64))
        self._lock = RLock()

    def of(self, spotted: Table) -> Table:
        """The entries of what a finder spotted, by its own entries."""
        entries = self._met.take(spotted)
        if -1 in entries.tolist():
            with self._lock:
                for spot in dict.fromkeys(spotted.tolist()):
                    if self._met[spot] < 0:
                        self._met[spot] = self._meet(self._owners[spot])
            entries = self._met.take(spotted)
        return entries

    def entries(self) -> Entries:
        """All entries so far."""
        with self._lock:
            known = self._entries
            have = len(known.kinds)
            if have < len(self._rows):
                rows = np.array(self._rows[have:], np.int64).T
                news = self._edges[3 * have + 1 :], self._members[len(known.members) :], *rows
                self._entries = Entries(*map(_extended, known, news))
            return self._entries

    def number(self, actor: str) -> int:
        """The number of an actor."""
        known = self._numbers.get(actor)
        if known is None:
            known = self._numbers[actor] = len(self.actors)
            self.actors.append(actor)
        return known

    def states(self, entry: int) -> tuple[int, ...]:
        """The actors of an entry where these are states."""
        return tuple(self._members[self._edges[3 * entry + 1] : self._edges[3 * entry + 2]])

    def speaking_for(self, states: str) -> int:
        """The entry of one who speaks for some states, their codes parted by spaces."""
        known = self._of_states.get(states)
        if known is None:
            with self._lock:
                known = self._enter(_NOBODY, (), states.split(), ())
                self._of_states[states] = known
        return known

    def _meet(self, names: Sequence[Name]) -> int:
        """A new entry, for all that one name may name."""
        name, first = _carrier(names), names[0].kind
        items = [actor for n in names if n.kind == "item" for actor in n.state.split()]
        if name is None:
            return self._enter((0, first == "anaphor", False, first == "item"), (), (), items)
        as_body, as_state = meant(name, Kind.ARRANGEMENT), meant(name, Kind.EVENT)
        kind = CARRIERS.index(name.kind) if as_body else 0
        row = kind, False, name.kind in ("state", "group"), first == "item"
        return self._enter(row, as_body, as_state, items)

    def _enter(self, row: tuple[int, bool, bool, bool], *meant: Iterable[str]) -> int:
        for actors in meant:
            self._members += map(self.number, actors)
            self._edges.append(len(self._members))
        self._rows.append(row)
        return len(self._rows) - 1


def _extended(known: Table, news: Sequence[int] | Table) -> Table:
    return np.concatenate([known, np.array(news, np.int64)])


def _carrier(names: Sequence[Name]) -> Name | None:
    """The name by which one who is named can act."""
    for name in names:
        if name.kind in CARRIERS and (name.kind != "role" or name.state):
            return name
    return None
