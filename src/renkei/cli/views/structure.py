"""A structure as trees of command, and the links beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from renkei.alliance.nations import in_language, nations
from renkei.alliance.seats import Apart, apart
from renkei.alliance.shown import Sign
from renkei.alliance.tree import Branch, forest, sideways
from renkei.cli import wrap
from renkei.cli.screen import Flow
from renkei.cli.views.cited import Cited, uncovered
from renkei.cli.views.words import count
from renkei.packs.structure import Link, Relation, Seat

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

    from renkei.alliance.shown import Fact, Shown
    from renkei.packs.pack import Pack
    from renkei.packs.structure import Holder, Post

STYLES = {Sign.NONE: "", Sign.ADDED: "green", Sign.ENDED: "red", Sign.CHANGED: "yellow"}
_RELATIONS = {
    Relation.COMMANDS: "commands",
    Relation.REPORTS_TO: "reports to",
    Relation.COORDINATES_WITH: "coordinates with",
    Relation.SHARES_INFORMATION_WITH: "shares information with",
}
_FAR_KM = 100
LEGEND = "─ is commanded by the post above  ╌ reports to it  · is placed there, no link known"
SIGNS = "+ came  − ended  ~ changed"


class Ruled:
    """Text broken to the width at hand, each line led by the rules of a tree."""

    def __init__(self, text: str, first: str, rest: str, style: str = "") -> None:
        """`first` leads the first line and `rest` the others; both are as wide."""
        self.text, self.first, self.rest = wrap.harmless(text), first, rest
        self.style = style

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        """The lines."""
        from rich.text import Text

        lead = self.first
        for line in wrap.lines(self.text, max(options.max_width - wrap.width(lead), 8)):
            yield Text(lead, "dim", no_wrap=True) + Text(line, self.style, no_wrap=True)
            lead = self.rest


def structure(pack: Pack, shown: Shown, language: str, *, listed: bool) -> Iterator[RenderableType]:
    """The whole: what is compared, what differs, the trees, the links beside, the sources."""
    page = _Page(pack, shown, language, listed)
    yield from page.head()
    yield from page.differences()
    yield from page.trees()
    yield from page.beside()
    yield from page.foot()


class _Page:
    def __init__(self, pack: Pack, shown: Shown, language: str, listed: bool) -> None:
        self.pack, self.shown, self.language, self.listed = pack, shown, language, listed
        self.cited = Cited(pack.sources)
        self.posts = {post.key: post for post in shown.whole.posts}

    def head(self) -> Iterator[RenderableType]:
        shown, alliance = self.shown, in_language(self.pack.manifest.labels, self.language)
        if shown.laid:
            proposal = shown.laid.proposal
            yield Flow(in_language(proposal.labels, self.language), "bold")
            yield Flow(
                f"{alliance} · {proposal.key} · {proposal.voice}, {proposal.status} by the latest "
                f"source · laid over {shown.against} {self.cited.mark(proposal.sources)}"
            )
            yield Flow(proposal.left_open, indent=11, first="left open")
            for remark in shown.laid.remarks:
                yield Flow(remark, "yellow", indent=11, first="note")
        elif shown.against:
            yield Flow(f"{alliance} on {shown.whole.on}, against {shown.against}", "bold")
        else:
            yield Flow(f"{alliance} on {shown.whole.on}", "bold")
        if shown.known_by:
            yield Flow(
                f"as known by {shown.known_by}: {count(len(shown.whole.withheld), 'row')} left out "
                "that rest on a later or an undated source"
            )

    def differences(self) -> Iterator[RenderableType]:
        found = self.shown.difference
        if found is None:
            return
        yield ""
        yield Flow(f"What differs: {SIGNS}" if found else "Nothing differs.", "bold")
        for post in (*found.posts.added, *found.posts.ended):
            yield self._line(post, self._name(post.key))
        for change in found.posts.changed:
            yield self._line(
                change.after, f"{self._name(change.after.key)}: {self._was(change.after)}"
            )
        for holder in (*found.holders.added, *found.holders.ended):
            yield self._line(holder, f"{self._name(holder.post)}: held by {holder.name}")
        for held in found.holders.changed:
            text = f"{self._name(held.after.post)}: {held.before.name} → {held.after.name}"
            yield self._line(held.after, text)
        for link in (*found.links.added, *found.links.ended):
            yield self._line(link, self._sentence(link))
        for changed in found.links.changed:
            text = f"{self._sentence(changed.after)}: {self._was(changed.after)}"
            yield self._line(changed.after, text)

    def trees(self) -> Iterator[RenderableType]:
        for states, branches in groupby(self._ordered(), key=lambda b: b.post.nations):
            yield ""
            yield Flow(self._nations(states), "bold underline")
            for branch in branches:
                yield from self._branch(branch, "", "", "")
        yield ""
        yield Flow(LEGEND, "dim")
        if self.shown.difference:
            yield Flow("A sign on a line: the link came (+) or ended (−), not the post.", "dim")

    def beside(self) -> Iterator[RenderableType]:
        links = [k for k in sideways(self.shown.whole) if {k.subject, k.object} <= {*self.posts}]
        if links:
            yield ""
            yield Flow("Coordination and information", "bold underline")
        links.sort(key=lambda link: list(self.posts).index(link.subject))
        for subject, its in groupby(links, key=lambda link: link.subject):
            yield Flow(self._name(subject))
            for link in its:
                sign = self.shown.sign(link)
                text = f"{_RELATIONS[link.relation]} {self._name(link.object)}"
                yield self._line(link, text, indent=2)
                far = apart(self.posts[link.subject], self.posts[link.object], self.shown.whole.on)
                if words := away(far):
                    yield Flow(words, "dim", indent=6)
                if self.listed and link.note:
                    yield Flow(link.note, STYLES[sign] or "dim", indent=6)

    def foot(self) -> Iterator[RenderableType]:
        yield ""
        if self.listed:
            yield Flow("Sources", "bold underline")
            yield from self.cited.listed()
            yield ""
        else:
            yield Flow("[n] is a source: --sources lists them, with the pack’s notes.", "dim")
        yield Flow(
            "Only what public sources show: a line that is missing may be unknown, not absent. "
            "Seats are the pack’s assumptions, to about 1 km.",
            "dim",
        )
        yield from uncovered(self.pack, self.shown.whole.on)

    def _ordered(self) -> list[Branch]:
        """The trees: each ally's, those of several together, other states'."""
        parties = self.pack.manifest.parties

        def place(branch: Branch) -> tuple[bool, int, tuple[str, ...]]:
            states = branch.post.nations
            known = [parties.index(s) for s in states if s in parties]
            foreign = len(known) < len(states)
            return foreign, len(states) * 10 + min(known, default=9), states

        return sorted(forest(self.shown.whole, self.shown.ended), key=place)

    def _branch(
        self, branch: Branch, first: str, rest: str, below: str
    ) -> Iterator[RenderableType]:
        post, link = branch.post, branch.link
        sign = self.shown.sign(post)
        ids = [*self.shown.sources(post), *(self.shown.sources(link) if link else ())]
        marks = self.cited.mark(dict.fromkeys(ids))
        words = f"{sign} {self._name(post.key)}".strip()
        again = " (in full elsewhere)" if branch.again else ""
        moved = self.shown.sign(link) if link else Sign.NONE
        style = STYLES[sign] or STYLES[moved] or ("dim" if branch.again else "bold")
        yield Ruled(f"{words}{again} {marks}", first, rest, style)
        if branch.again:
            return
        stem = below + ("│  " if branch.below else "   ")
        yield from (Ruled(text, stem, stem, style) for text, style in self._details(post, link))
        for n, one in enumerate(branch.below, 1):
            last = n == len(branch.below)
            rule = (
                "·" if one.link is None else "─" if one.link.relation is Relation.COMMANDS else "╌"
            )
            moved = Sign.NONE if one.link is None else self.shown.sign(one.link)
            lead = below + ("   " if last else "│  ")
            corner = "└" if last else "├"
            yield from self._branch(one, f"{below}{corner}{rule}{moved or ' '}", lead, lead)

    def _details(self, post: Post, link: Link | None) -> Iterator[tuple[str, str]]:
        rank = "" if post.rank == "unknown" else post.rank
        seat = post.seat.name if isinstance(post.seat, Seat) else ""
        since = "" if post.since == "unknown" else f"since {post.since}"
        text = " · ".join(part for part in (rank, seat, since) if part)
        yield text or "no rank and no seat known", "dim"
        if link:
            over = link.subject if link.object == post.key else link.object
            far = apart(self.posts[over], post, self.shown.whole.on)
            if far.km is not None and far.km >= _FAR_KM:
                yield f"{away(far)} (from the post above)", "dim"
        if self.shown.changed(post):
            yield self._was(post), STYLES[Sign.CHANGED]
        if holder := self.shown.holder(post):
            yield self._held(holder)
        if self.listed:
            notes = (post.authority, post.note, link.note if link else "")
            yield from ((note, "italic dim") for note in notes if note)

    def _held(self, holder: Holder) -> tuple[str, str]:
        sign = self.shown.sign(holder)
        since = "" if holder.since == "unknown" else f" since {holder.since}"
        was = self.shown.changed(holder).get("name")
        before = f" (before: {was})" if was else ""
        marks = self.cited.mark(self.shown.sources(holder))
        return f"{sign} {holder.name}{since}{before} {marks}".strip(), STYLES[sign] or "dim"

    def _line(self, row: Fact, text: str, indent: int = 0) -> Flow:
        sign = self.shown.sign(row)
        marks = self.cited.mark(self.shown.sources(row))
        lead = f"{' ' * indent}{sign or ' '} "
        return Flow(f"{text} {marks}", STYLES[sign], indent=indent + 2, first=lead)

    def _was(self, row: Fact) -> str:
        """``rank three-star → four-star``, for each field that changed."""
        now = {name: getattr(row, name) for name in self.shown.changed(row)}
        return "; ".join(
            f"{name} {_value(was)} → {_value(now[name])}"
            for name, was in self.shown.changed(row).items()
            if name not in ("source", "note")
        )

    def _sentence(self, link: Link) -> str:
        relation = _RELATIONS[link.relation]
        return f"{self._name(link.subject)} {relation} {self._name(link.object)}"

    def _name(self, key: str) -> str:
        post = self.posts.get(key)
        return in_language(post.labels, self.language) if post else key

    def _nations(self, states: Iterable[str]) -> str:
        known = nations()
        return ", ".join(
            in_language(known[state], self.language) if state in known else state
            for state in states
        )


def away(far: Apart) -> str:
    """``6,193 km · 19 h behind, 5 zones apart``; empty where nothing is known or differs."""
    parts = []
    if far.km is not None and far.km >= 1:
        parts.append(f"{far.km:,.0f} km")
    if far.hours and far.zones is not None:
        way = "behind" if far.hours < 0 else "ahead"
        parts.append(f"{abs(far.hours):g} h {way}, {far.zones:g} zones apart")
    return " · ".join(parts)


def _value(value: object) -> str:
    return value.name if isinstance(value, Seat) else str(value) or "not stated"
