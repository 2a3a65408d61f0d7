"""What one looks at: an arrangement by itself, against another day, or a proposal against its day.

Whatever draws, writes or prints a structure takes one of these and adds nothing to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from renkei.alliance.arrangement import Arrangement, arrangement, public
from renkei.alliance.difference import Changed, Difference, difference, union
from renkei.alliance.proposal import lay, proposed_on
from renkei.edtf import bounds

if TYPE_CHECKING:
    from renkei.alliance.proposal import Laid
    from renkei.packs.pack import Pack
    from renkei.packs.structure import Arrangement as Proposal
    from renkei.packs.structure import Holder, Link, Post

    Fact = Post | Holder | Link


class Sign(StrEnum):
    """What became of a row between the two that are compared."""

    NONE = ""
    ADDED = "+"
    ENDED = "−"
    CHANGED = "~"


@dataclass(frozen=True, slots=True)
class Shown:
    """An arrangement to be looked at, and what it is compared with.

    `whole` holds the rows of both where two are compared. `against` is the other day (for a
    proposal, the day it is laid over), None if nothing is compared. `before` leads from a row that
    changed to how it was. `seen` are the sources public by `known_by`, None if all count.
    """

    whole: Arrangement
    against: date | None = None
    known_by: date | None = None
    difference: Difference | None = None
    laid: Laid | None = None
    signs: Mapping[Fact, Sign] | None = None
    before: Mapping[Fact, Changed[Post] | Changed[Holder] | Changed[Link]] | None = None
    seen: frozenset[str] | None = None

    def sign(self, row: Fact) -> Sign:
        """Whether a row came, ended or changed."""
        return (self.signs or {}).get(row, Sign.NONE)

    def changed(self, row: Fact) -> Mapping[str, object]:
        """The former value of each field in which a row changed."""
        found = (self.before or {}).get(row)
        return {} if found is None else {name: getattr(found.before, name) for name in found.fields}

    def sources(self, row: Fact) -> tuple[str, ...]:
        """The ids of what a row rests on; all of a proposal's sources, if the proposal gives it.

        A post whose own source was not public yet rests on the links and holders that tell of it.
        """
        own = [row.source]
        if self.laid is not None and row in self.laid.made:
            own += self.laid.proposal.sources
        elif self.seen is not None and row.source not in self.seen:
            key = getattr(row, "key", "")
            rows: tuple[Link | Holder, ...] = (*self.whole.links, *self.whole.holders)
            told = [r.source for r in rows if key in _posts(r) and r.source in self.seen]
            own = told or own
        return tuple(dict.fromkeys(own))

    def holder(self, post: Post) -> Holder | None:
        """Who holds a post."""
        return next((h for h in self.whole.holders if h.post == post.key), None)

    @property
    def ended(self) -> frozenset[Link]:
        """The links that no longer hold."""
        return frozenset(self.difference.links.ended) if self.difference else frozenset()


def _posts(row: Link | Holder) -> tuple[str, ...]:
    """The posts that a link or holder tells of."""
    return (row.post,) if hasattr(row, "post") else (row.subject, row.object)


def past_cover(pack: Pack, on: date) -> date | None:
    """The last day that a pack covers, if `on` lies after it: what came since may be missing."""
    last = bounds(pack.manifest.covers)[1]
    return last if last and on > last else None


def look(
    pack: Pack,
    on: date | None = None,
    *,
    against: date | None = None,
    proposal: Proposal | None = None,
    known_by: date | None = None,
) -> Shown:
    """The structure of `pack` on a day (today), on that day against another, or as proposed.

    A proposal is laid over `on`, or over the day from which it was discussed. With `known_by` only
    rows count whose sources were public by then.
    """
    seen = None if known_by is None else public(pack, known_by)
    if proposal is not None:
        base = arrangement(pack, on or proposed_on(proposal), known_by)
        laid = lay(pack, proposal, base)
        return _compared(base, laid.result, known_by, laid, seen)
    now = arrangement(pack, on or date.today(), known_by)
    if against is None:
        return Shown(now, known_by=known_by, seen=seen)
    return _compared(arrangement(pack, against, known_by), now, known_by, None, seen)


def _compared(
    before: Arrangement,
    after: Arrangement,
    known_by: date | None,
    laid: Laid | None,
    seen: frozenset[str] | None,
) -> Shown:
    found = difference(before, after)
    return Shown(
        union(before, after),
        before.on,
        known_by,
        found,
        laid,
        dict(_signs(found)),
        {c.after: c for part in (found.posts, found.holders, found.links) for c in part.changed},
        seen,
    )


def _signs(found: Difference) -> Iterator[tuple[Fact, Sign]]:
    for part in (found.posts, found.holders, found.links):
        yield from ((row, Sign.ADDED) for row in part.added)
        yield from ((row, Sign.ENDED) for row in part.ended)
        yield from ((change.after, Sign.CHANGED) for change in part.changed)
