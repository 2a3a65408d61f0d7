"""What differs between two arrangements: what came, what ended, what changed and in which fields.

Rows are compared as they stand. A row of the one and a row of the other that speak of the same
thing (a post by its key, a holding by its post, a link by its two ends and its relation) are one
row that changed; every other row that only one of them has came or ended.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from renkei.alliance.arrangement import Arrangement

if TYPE_CHECKING:
    from renkei.packs.structure import Holder, Link, Post

T = TypeVar("T", "Post", "Holder", "Link")


@dataclass(frozen=True, slots=True)
class Changed(Generic[T]):
    """One thing before and after, and the names of the fields that differ."""

    before: T
    after: T
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What came, what ended and what changed among rows of one kind."""

    added: tuple[T, ...] = ()
    ended: tuple[T, ...] = ()
    changed: tuple[Changed[T], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.ended or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """What leads from one arrangement to another."""

    posts: Part[Post]
    holders: Part[Holder]
    links: Part[Link]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.posts or self.holders or self.links)


def difference(before: Arrangement, after: Arrangement) -> Difference:
    """What leads from `before` to `after`; nothing, if they are the same but for the day."""
    return Difference(
        _part(before.posts, after.posts, lambda p: p.key),
        _part(before.holders, after.holders, lambda h: h.post),
        _part(before.links, after.links, ends),
    )


def union(before: Arrangement, after: Arrangement) -> Arrangement:
    """Both in one, so that they can be drawn together: `after`, and what of `before` has ended."""
    gone = difference(before, after)
    return Arrangement(
        after.on,
        (*after.posts, *gone.posts.ended),
        after.holders,
        (*after.links, *gone.links.ended),
        after.withheld,
    )


def ends(link: Link) -> tuple[str, str, str]:
    """What makes a link that link: its subject, its relation, its object."""
    return link.subject, link.relation.value, link.object


def _part(before: tuple[T, ...], after: tuple[T, ...], same: Callable[[T], Hashable]) -> Part[T]:
    old, new = set(before), set(after)
    gone: dict[Hashable, list[T]] = _by((row for row in before if row not in new), same)
    come: dict[Hashable, list[T]] = _by((row for row in after if row not in old), same)
    added, ended, changed = list[T](), list[T](), list[Changed[T]]()
    for name in dict.fromkeys([*gone, *come]):
        left, right = gone.get(name, []), come.get(name, [])
        both = min(len(left), len(right))
        ended += left[both:]
        added += right[both:]
        changed += [Changed(a, b, _fields(a, b)) for a, b in zip(left, right, strict=False)]
    return Part(tuple(added), tuple(ended), tuple(changed))


def _by(rows: Iterable[T], same: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    found: dict[Hashable, list[T]] = {}
    for row in rows:
        found.setdefault(same(row), []).append(row)
    return found


def _fields(before: T, after: T) -> tuple[str, ...]:
    return tuple(
        name for name in type(after).model_fields if getattr(before, name) != getattr(after, name)
    )
