"""A structure as rows: posts in the order of command, links beside them, what differs.

From `renkei.alliance.shown` to what pages, twins and tables show; every row with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.alliance.seats import apart
from renkei.alliance.shown import Shown, Sign
from renkei.alliance.tree import Branch, forest, sideways
from renkei.packs.structure import Holder, Link, Post, Relation, Seat
from renkei.web.cited import Cited, cites
from renkei.web.pictures import anchor
from renkei.web.site import Site

if TYPE_CHECKING:
    from renkei.alliance.shown import Fact

CHANGES = {Sign.NONE: "", Sign.ADDED: "added", Sign.ENDED: "ended", Sign.CHANGED: "changed"}
_SILENT = frozenset({"source", "note", "since", "until"})
_NEAR_KM = 100.0


@dataclass(frozen=True, slots=True)
class Was:
    """A field before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A relation between two posts. `km` and `zones` say how far apart their seats are."""

    anchor: str
    subject: str
    relation: Relation
    object: str
    since: str
    until: str
    note: str
    change: str
    was: tuple[Was, ...]
    km: float | None
    zones: float | None
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Who holds a post. `before` is who did, where that changed."""

    name: str
    since: str
    before: str
    change: str
    note: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post in the tree of command: how deep it stands, under which, and by which link.

    `again` is True where it stands in full elsewhere. `above` is empty at the top; `link` is None
    where the pack only places it there.
    """

    anchor: str
    post: str
    labels: dict[str, str]
    nations: tuple[str, ...]
    depth: int
    again: bool
    above: str
    link: LinkRow | None
    rank: str
    seat: str
    authority: str
    since: str
    until: str
    note: str
    change: str
    was: tuple[Was, ...]
    holder: HolderRow | None
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Something that differs: a ``post``, a ``holder`` or a ``link``, in which fields.

    `anchor` is its row in the list; `post` is the post (of a link, its subject).
    """

    kind: str
    change: str
    anchor: str
    post: str
    relation: str
    object: str
    name: str
    was: tuple[Was, ...]
    sources: tuple[Cited, ...]


class Rows:
    """The rows of what is shown, for a site."""

    def __init__(self, site: Site, shown: Shown) -> None:  # noqa: D107
        self.site, self.shown = site, shown
        self.posts = {post.key: post for post in shown.whole.posts}

    def tree(self) -> Iterator[PostRow]:
        """The posts in the order of command: each ally's, those of both, other states'."""
        for branch in sorted(forest(self.shown.whole, self.shown.ended), key=self._place):
            yield from self._branch(branch, 0, "")

    def beside(self) -> Iterator[LinkRow]:
        """The links of coordination and information, by the posts they begin at."""
        order = list(self.posts)
        links = [k for k in sideways(self.shown.whole) if {k.subject, k.object} <= set(order)]
        links.sort(key=lambda link: order.index(link.subject))
        yield from map(self.link, links)

    def changes(self) -> Iterator[ChangeRow]:
        """What differs, in one list: what came, what ended, what changed."""
        found = self.shown.difference
        if found is None:
            return
        for part in (found.posts, found.holders, found.links):
            for row in (*part.added, *part.ended, *(c.after for c in part.changed)):
                yield self._change(row)

    def link(self, row: Link) -> LinkRow:
        """A link with how far apart its ends are."""
        ends = self.posts.get(row.subject), self.posts.get(row.object)
        far = apart(ends[0], ends[1], self.shown.whole.on) if ends[0] and ends[1] else None
        near = far is None or far.km is None or far.km < _NEAR_KM
        return LinkRow(
            anchor=anchor("link", row.subject, row.relation.value, row.object),
            subject=row.subject,
            relation=row.relation,
            object=row.object,
            since=row.since,
            until=row.until,
            note=row.note,
            change=CHANGES[self.shown.sign(row)],
            was=self._was(row),
            km=None if far is None or near or far.km is None else round(far.km),
            zones=None if far is None or near else far.zones,
            sources=self._sources(row),
        )

    def _branch(self, branch: Branch, depth: int, above: str) -> Iterator[PostRow]:
        yield self._post(branch, depth, above)
        if not branch.again:
            for one in branch.below:
                yield from self._branch(one, depth + 1, branch.post.key)

    def _place(self, branch: Branch) -> tuple[bool, int, tuple[str, ...]]:
        states, parties = branch.post.nations, self.site.pack.manifest.parties
        known = [parties.index(s) for s in states if s in parties]
        return len(known) < len(states), len(states) * 10 + min(known, default=9), states

    def _post(self, branch: Branch, depth: int, above: str) -> PostRow:
        post = branch.post
        holder = self.shown.holder(post)
        return PostRow(
            anchor=anchor("post", post.key, *([above] if branch.again else [])),
            post=post.key,
            labels={"en": post.labels.en, "zh": post.labels.zh, "ja": post.labels.ja},
            nations=post.nations,
            depth=depth,
            again=branch.again,
            above=above,
            link=self.link(branch.link) if branch.link else None,
            rank="" if post.rank == "unknown" else post.rank,
            seat=post.seat.name if isinstance(post.seat, Seat) else "",
            authority=post.authority,
            since=_told(post.since),
            until=_told(post.until),
            note=post.note,
            change=CHANGES[self.shown.sign(post)],
            was=self._was(post),
            holder=self._holder(holder) if holder else None,
            sources=self._sources(post),
        )

    def _holder(self, row: Holder) -> HolderRow:
        was = self.shown.changed(row)
        return HolderRow(
            name=row.name,
            since=_told(row.since),
            before=str(was.get("name", "")),
            change=CHANGES[self.shown.sign(row)],
            note=row.note,
            sources=self._sources(row),
        )

    def _change(self, row: Fact) -> ChangeRow:
        linked = row if isinstance(row, Link) else None
        key = row.key if isinstance(row, Post) else row.post if isinstance(row, Holder) else ""
        place = self.link(linked).anchor if linked else anchor("post", key)
        return ChangeRow(
            kind={Post: "post", Holder: "holder", Link: "link"}[type(row)],
            change=CHANGES[self.shown.sign(row)],
            anchor=place,
            post=linked.subject if linked else key,
            relation=linked.relation.value if linked else "",
            object=linked.object if linked else "",
            name=row.name if isinstance(row, Holder) else "",
            was=self._was(row),
            sources=self._sources(row),
        )

    def _was(self, row: Fact) -> tuple[Was, ...]:
        return tuple(
            Was(name, _value(was), _value(getattr(row, name)))
            for name, was in self.shown.changed(row).items()
            if name not in _SILENT
        )

    def _sources(self, row: Fact) -> tuple[Cited, ...]:
        return cites(self.site, self.shown.sources(row))


def _value(value: object) -> str:
    return value.name if isinstance(value, Seat) else str(value)


def _told(time: str) -> str:
    return "" if time in ("unknown", "none") else time
