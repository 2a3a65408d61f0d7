"""Pictures of structures in pages: from the address to `renkei.export`, in the page's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from markupsafe import Markup

from renkei.alliance.arrangement import arrangement
from renkei.alliance.proposal import find_proposal
from renkei.alliance.shown import Shown, Sign, look
from renkei.packs.load import load_pack
from renkei.packs.pack import Pack

if TYPE_CHECKING:
    from renkei.alliance.shown import Fact
    from renkei.web.pages.structure import StructureView

GRAPHVIZ = Lock()
"""Graphviz's library is not safe to use from two threads."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: a day, what it is compared with, and by when the sources were public.

    `against` is the earlier day, or None; `arrangement` the key of a proposal, or empty, and `on`
    then the day that it is laid over (None: the day from which it was discussed). `side` is
    ``before`` or ``after`` for one of the two that are compared by itself, empty for both in one.
    """

    pack: str
    on: date | None
    against: date | None = None
    arrangement: str = ""
    known_by: date | None = None
    side: str = ""


def shown(pack: Pack, at: Look) -> Shown:
    """The structure that is looked at.

    Raises
    ------
    PackError
        If there is no such arrangement.
    """
    proposal = find_proposal(pack, at.arrangement) if at.arrangement else None
    whole = look(
        pack,
        at.on,
        against=None if proposal else at.against,
        proposal=proposal,
        known_by=at.known_by,
    )
    return _side(pack, whole, at.side) if at.side and whole.difference else whole


@lru_cache(maxsize=96)
def drawn(at: Look, language: str, links: bool = False) -> Markup:
    """The picture as SVG; with `links` each box and line leads to its place in the page's list."""
    from renkei.export.structure_svg import draw

    pack = load_pack(at.pack)
    with GRAPHVIZ:
        lead = _anchor if links else None
        return Markup(draw(pack, shown(pack, at), language, lead, command=False))


def within(view: StructureView, pack: str, language: str, side: str = "") -> Markup:
    """The picture of a page's view."""
    at = Look(pack, view.on, view.against, view.arrangement, view.known_by, side)
    return drawn(at, in_pictures(language), links=True)


def in_pictures(language: str) -> str:
    """The language of the interface, as drawings call it."""
    return "zh" if language == "zh-Hans" else language


def anchor(kind: str, *names: str) -> str:
    """The id of a row in the page's list."""
    return "-".join((kind, *names))


def _anchor(row: Fact) -> str:
    """The address of a post or link within the page."""
    from renkei.packs.structure import Link, Post

    if isinstance(row, Link):
        return "#" + anchor("link", row.subject, row.relation.value, row.object)
    return "#" + anchor("post", row.key if isinstance(row, Post) else row.post)


def _side(pack: Pack, whole: Shown, side: str) -> Shown:
    """One of the two that are compared, with its part of what differs marked."""
    found = whole.difference
    assert found is not None
    assert whole.against is not None
    parts = (found.posts, found.holders, found.links)
    gone, come = Sign.ENDED, Sign.ADDED
    if side == "before":
        base = whole.laid.base if whole.laid else arrangement(pack, whole.against, whole.known_by)
        signs: dict[Fact, Sign] = {row: gone for part in parts for row in part.ended}
        signs |= {change.before: Sign.CHANGED for part in parts for change in part.changed}
    else:
        later = arrangement(pack, whole.whole.on, whole.known_by)
        base = whole.laid.result if whole.laid else later
        signs = {row: come for part in parts for row in part.added}
        signs |= {change.after: Sign.CHANGED for part in parts for change in part.changed}
    before = whole.before if side == "after" else None
    return Shown(base, known_by=whole.known_by, signs=signs, before=before)
