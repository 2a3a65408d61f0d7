"""Chains of command, the pair that may agree, and the way a message takes, in an arrangement.

Everything here is about who stands where; nothing about how long it takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import count, product
from typing import TYPE_CHECKING

from renkei.errors import SimulationError
from renkei.packs.structure import Relation

if TYPE_CHECKING:
    from renkei.packs.structure import Link, ProposedPost

_MESSAGES = {
    Relation.SHARES_INFORMATION_WITH: 0,
    Relation.COORDINATES_WITH: 1,
    Relation.COMMANDS: 2,
    Relation.REPORTS_TO: 2,
}
_REMOTE = 3
_FAR = ("remote", "principals")
_CIVILIAN = "civilian"
"""How the rank of a minister or head of government begins."""
TEAM, HEADQUARTERS, DIALOGUE = "liaison-team", "headquarters", "dialogue"


@dataclass(frozen=True, slots=True)
class Hop:
    """One link on a way: from post to post, by what relation, and how it changes nations.

    `crossing` is empty where it stays within a nation; see `renkei.packs.scenario.Crossing`.
    """

    sender: str
    receiver: str
    relation: Relation
    crossing: str = ""


@dataclass(frozen=True)
class Map:
    """The posts and links of an arrangement, made ready for questions.

    `levels` gives the level of each post that has one.
    """

    posts: Mapping[str, ProposedPost]
    links: tuple[Link, ...]
    levels: Mapping[str, int]

    @cached_property
    def _above(self) -> dict[str, list[str]]:
        above: dict[str, list[str]] = {key: [] for key in self.posts}
        for link in self.links:
            if link.relation is Relation.COMMANDS:
                lower, upper = link.object, link.subject
            elif link.relation is Relation.REPORTS_TO:
                lower, upper = link.subject, link.object
            else:
                continue
            if lower in above and upper in self.posts and upper not in above[lower]:
                above[lower].append(upper)
        for key, found in above.items():
            parent = self.posts[key].parent
            if not found and parent in self.posts:
                found.append(parent)
        return above

    @cached_property
    def _beside(self) -> dict[str, list[tuple[str, Relation]]]:
        beside: dict[str, list[tuple[str, Relation]]] = {key: [] for key in self.posts}
        for link in self.links:
            if link.subject in beside and link.object in beside:
                beside[link.subject].append((link.object, link.relation))
                beside[link.object].append((link.subject, link.relation))
        for key, found in beside.items():
            known = {other for other, _ in found}
            parent = self.posts[key].parent
            if parent in beside and parent not in known:
                found.append((parent, Relation.REPORTS_TO))
                beside[parent].append((key, Relation.COMMANDS))
        return beside

    def post(self, key: str) -> ProposedPost:
        """The post of that key.

        Raises
        ------
        SimulationError
            If it is not in the arrangement.
        """
        if key not in self.posts:
            raise SimulationError(f"the arrangement has no post {key!r}")
        return self.posts[key]

    def superior(self, key: str, nation: str) -> str | None:
        """The post of `nation` next above `key`; None at the top.

        Where several stand above, it is the lowest of them: the one that has most posts above
        itself; of equals the one whose link stands first in the pack.
        """
        above = [p for p in self._above[key] if nation in self.posts[p].nations and p != key]
        return max(above, key=lambda p: self._height(p, nation), default=None)

    def _height(self, key: str, nation: str) -> int:
        best, front, seen = 0, [key], {key}
        while front:
            front = [
                up
                for post in front
                for up in self._above[post]
                if nation in self.posts[up].nations and up not in seen
            ]
            front = list(dict.fromkeys(front))
            seen |= set(front)
            best += bool(front)
        return best

    def chain(self, key: str, nation: str) -> tuple[str, ...]:
        """`key` and every post above it in `nation`, lowest first."""
        self.post(key)
        line = [key]
        while (up := self.superior(line[-1], nation)) and up not in line:
            line.append(up)
        return tuple(line)

    def up(self, lower: str, upper: str, *, down: bool = False) -> tuple[Hop, ...]:
        """The one link between a post and the next above it, taken upwards or `down`."""
        nations = set(self.posts[lower].nations) & set(self.posts[upper].nations)
        crossing = "" if nations else "internal"
        if down:
            return (Hop(upper, lower, Relation.COMMANDS, crossing),)
        return (Hop(lower, upper, Relation.REPORTS_TO, crossing),)

    def pair(self, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str]:
        """The lowest post of each of two chains that may agree with one another.

        A pair matches if its posts are of one level and linked by coordination, straight or
        through one body. The lowest is the pair with the fewest steps up in both chains together,
        then with the fewest on the side that climbs more. A post that stands in both chains is a
        pair with itself. If nothing matches, the highest two posts of one level meet; if there are
        none, the tops.
        """
        places = [
            (i + j, max(i, j), a, b)
            for (i, a), (j, b) in product(enumerate(one), enumerate(other))
            if a == b or self._level(a, b)
        ]
        linked = [row for row in places if row[2] == row[3] or self._coordinates(*row[2:])]
        if linked:
            *_, a, b = min(linked, key=lambda row: row[:2])
        elif places:
            *_, a, b = max(places, key=lambda row: row[:2])
        else:
            a, b = one[-1], other[-1]
        return a, b

    def _level(self, one: str, other: str) -> bool:
        return one in self.levels and self.levels[one] == self.levels.get(other)

    def _coordinates(self, one: str, other: str) -> bool:
        tied, ties = (
            {key for key, relation in self._beside[p] if relation is Relation.COORDINATES_WITH}
            for p in (one, other)
        )
        return other in tied or any(_is_body(self.posts[key]) for key in tied & ties)

    def way(self, start: str, goal: str, *, drafts: bool = False) -> tuple[Hop, ...]:
        """The way a message takes from post to post: the fewest links.

        `drafts`, and whatever else is not information released beforehand, go by no link that only
        shares information.

        A border crossed between posts of one nation each (``remote``) counts as two links more, so
        that a body of both nations is used where there is one. So does a body that must first be
        convened (a ``dialogue``): who may ring the other up does not wait for it. Of ways as short,
        the one whose links share information goes before one whose links coordinate, and that
        before one of command; of equals the one whose links stand first in the pack.

        Raises
        ------
        SimulationError
            If no way leads there.
        """
        first = start, frozenset(self.post(start).nations)
        self.post(goal)
        tried = count()
        front: list[tuple[int, int, int, tuple[str, frozenset[str]], tuple[Hop, ...]]]
        front = [(0, 0, next(tried), first, ())]
        done: set[tuple[str, frozenset[str]]] = set()
        while front:
            length, kind, _, (here, holding), hops = heappop(front)
            if here == goal:
                return hops
            if (here, holding) in done:
                continue
            done.add((here, holding))
            for there, relation in self._beside[here]:
                if drafts and relation is Relation.SHARES_INFORMATION_WITH:
                    continue
                nations = frozenset(self.posts[there].nations)
                crossing = "" if holding & nations else self._crossing(here, there, relation)
                held = nations & holding or nations
                convened = self.posts[there].type == DIALOGUE
                far = _REMOTE if crossing in _FAR or convened else 1
                step = Hop(here, there, relation, crossing)
                heappush(
                    front,
                    (
                        length + far,
                        kind + _MESSAGES[relation],
                        next(tried),
                        (there, held),
                        (*hops, step),
                    ),
                )
        raise SimulationError(
            f"no link leads from {start!r} to {goal!r}; add one, or a body that both belong to"
        )

    def _crossing(self, sender: str, receiver: str, relation: Relation) -> str:
        if relation is Relation.SHARES_INFORMATION_WITH:
            return "agreed"
        for key in (sender, receiver):
            post = self.posts[key]
            if post.type == TEAM or _is_body(post):
                return "co-located"
            if len(post.nations) > 1:
                return "internal"
        civilian = all(self.posts[key].rank.startswith(_CIVILIAN) for key in (sender, receiver))
        return "principals" if civilian else "remote"


def _is_body(post: ProposedPost) -> bool:
    """Whether it is a body where nations meet, and not a command over them."""
    return len(post.nations) > 1 and post.type != HEADQUARTERS
