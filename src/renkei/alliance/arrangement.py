"""The arrangement of an alliance on a day: the posts and links that hold then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from renkei.edtf import bounds
from renkei.packs.values import ASSUMPTION

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.structure import Holder, Link, Post

UNDATED = frozenset({"unknown", "none", ""})

T = TypeVar("T", "Post", "Holder", "Link")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The posts, their holders, and the links between posts that hold on `on`.

    `withheld` are rows that hold too, but rest on a source that was not public by the day on
    which one looks, or that bears no date.
    """

    on: date
    posts: tuple[Post, ...]
    holders: tuple[Holder, ...]
    links: tuple[Link, ...]
    withheld: tuple[Post | Holder | Link, ...] = ()


def arrangement(pack: Pack, on: date, known_by: date | None = None) -> Arrangement:
    """What the pack's structure is on a day of world time.

    A row holds from its `since`, that day included, to its `until`, that day excluded; a side that
    no source dates is open. With `known_by` only what rests on a source dated that day or before
    counts: the whole of a month or year must be over, and an undated source shows nothing. A link
    that a source tells of makes its two posts known, and a holder the post; a link that is assumed
    is known as soon as both its posts are. An end has no source of its own, so it counts whenever
    it came to be known.
    """
    structure = pack.structure
    posts = _holding(structure.posts, on)
    holders = _holding(structure.holders, on)
    links = _holding(structure.links, on)
    if known_by is None:
        return Arrangement(on, posts, holders, links)
    seen = public(pack, known_by)
    told = {k for k in links if k.source in seen}
    holders, late_holders = _parted(holders, {h for h in holders if h.source in seen})
    named = {key for link in told for key in (link.subject, link.object)}
    named |= {holder.post for holder in holders}
    posts, late_posts = _parted(posts, {p for p in posts if p.source in seen or p.key in named})
    there = {post.key for post in posts}
    assumed = {k for k in links if k.source == ASSUMPTION and {k.subject, k.object} <= there}
    links, late_links = _parted(links, told | assumed)
    return Arrangement(on, posts, holders, links, (*late_posts, *late_holders, *late_links))


def holds(since: str, until: str, on: date) -> bool:
    """Whether `on` lies in the half-open interval from `since` to `until` (EDTF, or undated)."""
    first = None if since in UNDATED else bounds(since)[0]
    last = None if until in UNDATED else bounds(until)[0]
    return (first is None or first <= on) and (last is None or on < last)


def public(pack: Pack, by: date) -> frozenset[str]:
    """The ids of the sources that were surely public by a day."""
    ids = set()
    for source in pack.sources:
        last = None if source.date in UNDATED else bounds(source.date)[1]
        if last is not None and last <= by:
            ids.add(source.id)
    return frozenset(ids)


def _holding(rows: Iterable[T], on: date) -> tuple[T, ...]:
    return tuple(row for row in rows if holds(row.since, row.until, on))


def _parted(rows: tuple[T, ...], kept: set[T]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """The rows that are kept, and the others."""
    return tuple(r for r in rows if r in kept), tuple(r for r in rows if r not in kept)
