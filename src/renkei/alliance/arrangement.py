"""The arrangement of an alliance on a day: the posts and links that hold then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from renkei.edtf import bounds

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.structure import Holder, Link, Post

UNDATED = frozenset({"unknown", "none", ""})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The posts, their holders, and the links between posts that hold on `on`."""

    on: date
    posts: tuple[Post, ...]
    holders: tuple[Holder, ...]
    links: tuple[Link, ...]


def arrangement(pack: Pack, on: date) -> Arrangement:
    """What the pack's structure is on a day of world time.

    A row holds from its `since`, that day included, to its `until`, that day excluded; a side that
    no source dates is open.
    """
    structure = pack.structure
    return Arrangement(
        on,
        tuple(p for p in structure.posts if holds(p.since, p.until, on)),
        tuple(h for h in structure.holders if holds(h.since, h.until, on)),
        tuple(k for k in structure.links if holds(k.since, k.until, on)),
    )


def holds(since: str, until: str, on: date) -> bool:
    """Whether `on` lies in the half-open interval from `since` to `until` (EDTF, or undated)."""
    first = None if since in UNDATED else bounds(since)[0]
    last = None if until in UNDATED else bounds(until)[0]
    return (first is None or first <= on) and (last is None or on < last)
