"""A structure as a drawing: SVG on a white card, in Chinese, Japanese or English.

Command is a solid line, coordination a dashed one, information a dotted one; each post has its
state's colour. What came, ended or changed is told by colour and by sign. Each box and line carries
its sources as a tooltip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from renkei.alliance.nations import in_language, nations
from renkei.alliance.seats import apart
from renkei.alliance.shown import Sign, past_cover
from renkei.export import boxes, ink
from renkei.export.columns import Box, Hung, Placed, Point, place
from renkei.export.ink import INK, QUIET, RULE, Text
from renkei.export.routes import routes
from renkei.export.words import FONTS, word
from renkei.packs.structure import Relation, Seat

if TYPE_CHECKING:
    from renkei.alliance.shown import Fact, Shown
    from renkei.packs.pack import Pack
    from renkei.packs.structure import Link, Post

SIGNED = {Sign.ADDED: "#167a3a", Sign.ENDED: "#c0282d", Sign.CHANGED: "#a85b00"}
PALETTE = (
    ("#e8f0fb", "#2c5aa0"),
    ("#fdecea", "#b23a30"),
    ("#f1ebf9", "#6b4aa3"),
    ("#f3f4f1", "#6a7064"),
)
"""Fill and line: of the first ally, of the second, of both together, of other states."""
_STROKES = {
    Relation.COMMANDS: (1.9, ""),
    Relation.REPORTS_TO: (1.2, ""),
    Relation.COORDINATES_WITH: (1.5, ' stroke-dasharray="7 4"'),
    Relation.SHARES_INFORMATION_WITH: (1.8, ' stroke-dasharray="0.1 4.5" stroke-linecap="round"'),
}
_BOX, _PAD, _MARGIN = 212.0, 9.0, 28.0
_NAME, _SMALL, _TITLE = 13.0, 11.0, 20.0
_TRUNK = 12.0
_FAR_KM = 1000.0
_FIELDS = ("rank", "type", "authority", "seat")


def draw(
    pack: Pack,
    shown: Shown,
    language: str,
    leads: Callable[[Fact], str] | None = None,
    *,
    command: bool = True,
) -> str:
    """The structure as SVG text, its posts named in ``en``, ``zh``, ``zh-Hant`` or ``ja``.

    `leads` gives the address that a post or link leads to; without it they lead nowhere. `command`
    has the foot name the command that lists the sources.
    """
    return "\n".join(_Drawing(pack, shown, language, leads, command).parts())


class _Drawing:
    def __init__(
        self,
        pack: Pack,
        shown: Shown,
        language: str,
        leads: Callable[[Fact], str] | None,
        command: bool,
    ) -> None:
        self.pack, self.shown, self.language = pack, shown, language
        self.leads, self.command = leads, command
        self.parties = pack.manifest.parties
        self.sources = {source.id: source for source in pack.sources}
        self.posts = {post.key: post for post in shown.whole.posts}
        self.texts = {key: list(self._texts(post)) for key, post in self.posts.items()}
        heights = {key: ink.height(texts) + 2 * _PAD for key, texts in self.texts.items()}
        self.placed: Placed = place(shown, self.parties, heights, _BOX, self._column)
        self.free = self._free()
        ends = [(link.subject, link.object) for link in self.free]
        self.routes = routes(self.placed.boxes, ends)

    def parts(self) -> Iterator[str]:
        """The lines of the file."""
        points = [point for route in self.routes for point in route]
        left = min([0.0, *(x for x, _ in points)]) - _TRUNK
        right = max([self.placed.width, *(x for x, _ in points)]) + _TRUNK
        bottom = max([self.placed.height, *(y for _, y in points)])
        above = min([0.0, *(y for _, y in points)])
        inner = max(right - left, 700.0)
        head, foot = list(self._head(inner)), list(self._foot(inner))
        legend, legend_height = self._legend(inner)
        top = _MARGIN + ink.height(head) + 16 - above
        legend_at = top + bottom + 24
        foot_at = legend_at + legend_height + 8
        width, height = inner + 2 * _MARGIN, foot_at + ink.height(foot) + _MARGIN - 8
        role = "group" if self.leads else "img"
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {width:.0f} {height:.0f}" role="{role}" '
            f"font-family={quoteattr(FONTS[self.language])}>"
        )
        title = " ".join(line.text for line in head if line.size == _TITLE)
        yield f"<title>{escape(title)}</title>"
        yield (
            f'<rect x="0.5" y="0.5" width="{width - 1:.0f}" height="{height - 1:.0f}" rx="10" '
            f'fill="#ffffff" stroke="{RULE}"/>'
        )
        yield from ink.written(head, _MARGIN, _MARGIN - 6)
        yield f'<g transform="translate({_MARGIN - left:.1f} {top:.1f})">'
        yield from self._body()
        yield "</g>"
        yield f'<g transform="translate({_MARGIN} {legend_at:.1f})">'
        yield from legend
        yield "</g>"
        yield from ink.written(foot, _MARGIN, foot_at)
        yield "</svg>"

    def _body(self) -> Iterator[str]:
        """Heads, lines, boxes over the lines, and marks over both."""
        for link, route in zip(self.free, self.routes, strict=True):
            yield self._stroke(link, ink.curve(route), route[0], route[-2:], route[:2])
        yield from (self._elbow(one) for one in self.placed.hung)
        for name, box in self.placed.heads.items():
            yield (
                f'<rect x="{box.x:.1f}" y="{box.y:.1f}" height="22" '
                f'width="{boxes.width(name, _NAME * 1.1):.1f}" '
                'fill="#ffffff" fill-opacity="0.88"/>'
            )
            yield from ink.written([Text(name, _NAME, QUIET, "700")], box.x, box.y)
        for post in self.shown.whole.posts:
            yield from self._post(post)
        yield from self._marks()

    def _free(self) -> list[Link]:
        """The links that are drawn as lines of their own, not as the edge of a tree."""
        hung = {one.link for one in self.placed.hung}
        commands = {
            (link.subject, link.object)
            for link in self.shown.whole.links
            if link.relation is Relation.COMMANDS
        }
        return [
            link
            for link in self.shown.whole.links
            if link not in hung
            and {link.subject, link.object} <= set(self.posts)
            # Whoever is commanded reports: one line says both.
            and not (
                link.relation is Relation.REPORTS_TO and (link.object, link.subject) in commands
            )
        ]

    def _texts(self, post: Post) -> Iterator[Text]:
        """What stands in a post's box."""
        inner = _BOX - 2 * _PAD
        name = in_language(post.labels, self.language)
        yield from ink.paragraph(name, inner, _NAME, weight="700")
        rank = "" if post.rank == "unknown" else post.rank
        seat = post.seat.name if isinstance(post.seat, Seat) else ""
        detail = " · ".join(part for part in (rank, seat) if part)
        yield from ink.paragraph(detail, inner, _SMALL, QUIET)
        was = self.shown.changed(post)
        for field in (name for name in _FIELDS if name in was):
            text = f"{_value(was[field])} → {_value(getattr(post, field))}"
            yield from ink.paragraph(text, inner, _SMALL, SIGNED[Sign.CHANGED])
        if holder := self.shown.holder(post):
            sign = self.shown.sign(holder)
            text = f"{sign} {holder.name}".strip()
            yield from ink.paragraph(text, inner, _SMALL, SIGNED.get(sign, QUIET))

    def _column(self, name: str) -> str:
        states = {"left": self.parties[:1], "right": self.parties[1:], "joint": self.parties}
        return self._nations(states[name]) if name in states else word("others", self.language)

    def _nations(self, states: Sequence[str]) -> str:
        known = nations()
        return " · ".join(in_language(known[s], self.language) if s in known else s for s in states)

    def _colours(self, post: Post) -> tuple[str, str]:
        if not set(post.nations) <= set(self.parties):
            return PALETTE[3]
        if len(post.nations) > 1:
            return PALETTE[2]
        return PALETTE[0 if post.nations[0] == self.parties[0] else 1]

    def _head(self, inner: float) -> Iterator[Text]:
        shown, language = self.shown, self.language
        alliance = in_language(self.pack.manifest.labels, language)
        if shown.laid:
            proposal = shown.laid.proposal
            name = word("proposal", language, name=in_language(proposal.labels, language))
            yield from ink.paragraph(name, inner, _TITLE, weight="700")
            voice = word(proposal.voice.value, language)
            status = word(proposal.status.value, language)
            second = word("laid", language, day=shown.against, voice=voice, status=status)
            yield from ink.paragraph(f"{alliance} · {second}", inner, _NAME, QUIET)
            for left in (word("left_open", language), proposal.left_open):
                yield from ink.paragraph(left, inner, _SMALL, QUIET)
        else:
            title = word("title", language, alliance=alliance, day=shown.whole.on)
            yield from ink.paragraph(title, inner, _TITLE, weight="700")
            if shown.against:
                against = word("against", language, day=shown.against)
                yield from ink.paragraph(against, inner, _NAME, QUIET)
        if shown.known_by:
            count = len(shown.whole.withheld)
            known = word("known_by", language, day=shown.known_by, count=count)
            yield from ink.paragraph(known, inner, _NAME, QUIET)

    def _foot(self, inner: float) -> Iterator[Text]:
        if self.shown.laid:
            for remark in self.shown.laid.remarks:
                yield from ink.paragraph(remark, inner, _SMALL, SIGNED[Sign.CHANGED])
        parts = ("caveat", "sources") if self.command else ("caveat",)
        gap = " " if self.language == "en" else ""
        caveat = gap.join(word(part, self.language) for part in parts)
        yield from ink.paragraph(caveat, inner, _SMALL, QUIET)
        if ends := past_cover(self.pack, self.shown.whole.on):
            covers = word("covers", self.language, day=ends)
            yield from ink.paragraph(covers, inner, _SMALL, SIGNED[Sign.CHANGED])

    def _post(self, post: Post) -> Iterator[str]:
        box = self.placed.boxes[post.key]
        fill, line = self._colours(post)
        sign = self.shown.sign(post)
        stroke, weight = SIGNED.get(sign, line), 2.6 if sign else 1.3
        dash = ' stroke-dasharray="6 4"' if sign is Sign.ENDED else ""
        yield f"{self._opened(post)}<title>{escape(self._cites(post))}</title>"
        yield (
            f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="5" fill="{fill}" stroke="{stroke}" '
            f'stroke-width="{weight}"{dash}/>'
        )
        yield from ink.written(self.texts[post.key], box.x + _PAD, box.y + _PAD - 1)
        if sign:
            yield ink.badge((box.x + box.width - 2, box.y + 2), sign, SIGNED[sign])
        yield "</a>" if self.leads else "</g>"

    def _corners(self, one: Hung) -> tuple[Point, Point, Point]:
        """The edge of a tree: down from the post above, then across to the one below."""
        above, below = self.placed.boxes[one.above], self.placed.boxes[one.below]
        inset = _TRUNK if one.link.relation is Relation.COMMANDS else _TRUNK / 2
        x = above.x + (inset if one.side < 0 else above.width - inset)
        across = below.x if one.side < 0 else below.x + below.width
        return (x, above.y + above.height), (x, below.middle[1]), (across, below.middle[1])

    def _elbow(self, one: Hung) -> str:
        start, corner, end = self._corners(one)
        path = f"M{ink.xy(start)}L{ink.xy(corner)}L{ink.xy(end)}"
        return self._stroke(one.link, path, start, (corner, end), (start, corner))

    def _stroke(
        self,
        link: Link,
        path: str,
        start: Point,
        last: Sequence[Point],
        first: Sequence[Point],
    ) -> str:
        """A link's line with its arrow: at the end of a command, at the superior of a report."""
        relation, sign = link.relation, self.shown.sign(link)
        wide, dash = _STROKES[relation]
        colour = SIGNED.get(sign, INK if relation is Relation.COMMANDS else QUIET)
        head = ""
        if relation is Relation.COMMANDS:
            head = ink.arrow(last[0], last[1], colour, filled=True)
        elif relation is Relation.REPORTS_TO:
            hung = any(one.link is link for one in self.placed.hung)
            before, tip = (first[1], start) if hung else (last[0], last[1])
            head = ink.arrow(before, tip, colour, filled=False)
        return (
            f"{self._opened(link)}<title>{escape(self._cites(link))}</title>"
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{wide}"{dash}/>'
            f"{head}{'</a>' if self.leads else '</g>'}"
        )

    def _marks(self) -> Iterator[str]:
        """The signs of lines, and how far apart the two ends are where that is far."""
        taken = [*self.placed.boxes.values(), *self.placed.heads.values()]
        for one in self.placed.hung:
            (x, y), (_, low), _ = self._corners(one)
            taken.append(Box(x - 2, y, 4, low - y))
        for one in self.placed.hung:
            if sign := self.shown.sign(one.link):
                below = self.placed.boxes[one.below]
                x = below.x - 2 if one.side < 0 else below.x + below.width + 2
                yield ink.badge((x + 12 * one.side, below.middle[1]), sign, SIGNED[sign])
        told: set[frozenset[str]] = set()
        for link, route in zip(self.free, self.routes, strict=True):
            ends = frozenset((link.subject, link.object))
            text = "" if ends in told else self._far(link)
            told |= {ends} if text else set()
            yield from self._mark(self.shown.sign(link), text, route, taken)

    def _mark(
        self, sign: Sign, text: str, route: Sequence[Point], taken: list[Box]
    ) -> Iterator[str]:
        """A sign and a text on a line, where there is room; the sign in any case."""
        room = boxes.width(text, _SMALL) + 6 if text else 0.0
        badge = 20.0 if sign else 0.0
        spot = ink.free_spot(route, room + badge, 17, taken) if text or sign else None
        if spot and text:
            yield ink.label(text, (spot[0] + badge / 2, spot[1]), _SMALL)
        if sign:
            x, y = spot or ink.along(route, 0.5)
            yield ink.badge((x - room / 2 if spot else x, y), sign, SIGNED[sign])

    def _far(self, link: Link) -> str:
        ends = self.posts[link.subject], self.posts[link.object]
        far = apart(*ends, self.shown.whole.on)
        if link.relation is Relation.REPORTS_TO:
            return ""
        if far.km is None or far.km < _FAR_KM or not far.zones:
            return ""
        return word("zones", self.language, km=f"{far.km:,.0f}", zones=f"{far.zones:g}")

    def _opened(self, row: Fact) -> str:
        """What begins a box or a line: a link if it leads somewhere, out of the way of the tab key
        (the list beside the picture has the same links in order)."""
        if self.leads is None:
            return "<g>"
        return f'<a href={quoteattr(self.leads(row))} tabindex="-1">'

    def _cites(self, row: Fact) -> str:
        """A row's sources, in words, and the pack's note."""
        told = []
        for name in self.shown.sources(row):
            source = self.sources.get(name)
            text = f"{source.publisher}, {source.title}, {source.date}" if source else ""
            told.append(f"{text} [{name}]".strip())
        return "\n".join([*told, row.note] if row.note else told)

    def _legend(self, inner: float) -> tuple[list[str], float]:
        """The samples in rows, and how high they are together."""
        parts: list[str] = []
        x, y = 0.0, 0.0
        for sample, name in self._samples():
            width = 40 + boxes.width(name, _SMALL) + 12
            if x and x + width > inner:
                x, y = 0.0, y + 22
            parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{sample}')
            parts += [*ink.written([Text(name, _SMALL)], 40, -0.5), "</g>"]
            x += width
        return parts, y + 22

    def _samples(self) -> Iterator[tuple[str, str]]:
        used = {one.relation for one in (*self.free, *(h.link for h in self.placed.hung))}
        for relation in (relation for relation in Relation if relation in used):
            wide, dash = _STROKES[relation]
            colour = INK if relation is Relation.COMMANDS else QUIET
            line = f'<path d="M0,8h34" stroke="{colour}" stroke-width="{wide}" fill="none"{dash}/>'
            if relation in (Relation.COMMANDS, Relation.REPORTS_TO):
                filled = relation is Relation.COMMANDS
                line += ink.arrow((0, 8), (34, 8), colour, filled=filled)
            yield line, word(relation.value, self.language)
        names = {self._colours(post): self._state(post) for post in self.shown.whole.posts}
        for fill, stroke in (colours for colours in PALETTE if colours in names):
            box = '<rect x="12" y="2" width="20" height="12" rx="2"'
            yield f'{box} fill="{fill}" stroke="{stroke}"/>', names[fill, stroke]
        if self.shown.difference is not None:
            for sign, name in zip(SIGNED, ("added", "ended", "changed"), strict=True):
                yield ink.badge((24, 8), sign, SIGNED[sign]), word(name, self.language)

    def _state(self, post: Post) -> str:
        if set(post.nations) <= set(self.parties):
            return self._nations(post.nations)
        return word("others", self.language)


def _value(value: object) -> str:
    return value.name if isinstance(value, Seat) else str(value) or "–"
