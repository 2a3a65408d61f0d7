"""A structure as a graph: networkx's type, and GraphML for Gephi, yEd, Cytoscape and others."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from renkei.alliance.seats import apart
from renkei.packs.structure import Seat

if TYPE_CHECKING:
    from renkei.alliance.shown import Fact, Shown
    from renkei.packs.structure import Link, Post

_CHANGES = {"": "", "+": "added", "−": "ended", "~": "changed"}


def graph(shown: Shown) -> Any:
    """A `networkx.MultiDiGraph`: posts as nodes by key, links as edges from subject to object.

    Attributes are text or numbers; what is not known is left out. Lists are parted by ``; ``.
    """
    from networkx import MultiDiGraph

    posts = {post.key: post for post in shown.whole.posts}
    made = MultiDiGraph(on=shown.whole.on.isoformat())
    if shown.against:
        made.graph["against"] = shown.against.isoformat()
    for post in shown.whole.posts:
        made.add_node(post.key, **_node(post, shown))
    for link in shown.whole.links:
        if link.subject in posts and link.object in posts:
            edge = _edge(link, posts[link.subject], posts[link.object], shown)
            made.add_edge(link.subject, link.object, key=link.relation.value, **edge)
    return made


def graphml(shown: Shown) -> bytes:
    """The graph as GraphML, UTF-8."""
    from networkx import write_graphml_xml

    buffer = BytesIO()
    write_graphml_xml(graph(shown), buffer)
    return buffer.getvalue()


def _node(post: Post, shown: Shown) -> dict[str, str | float]:
    seat = post.seat if isinstance(post.seat, Seat) else None
    holder = shown.holder(post)
    found: dict[str, str | float] = {
        "label": post.labels.en,
        "label_zh": post.labels.zh,
        "label_ja": post.labels.ja,
        "nations": "; ".join(post.nations),
        "type": post.type,
        "rank": post.rank,
        "authority": post.authority,
        "seat": seat.name if seat else "",
        "tz": "" if post.tz == "none" else post.tz,
        "holder": holder.name if holder else "",
        **_fact(post, shown),
    }
    if seat and seat.lat != "unknown" and seat.lon != "unknown":
        found |= {"lat": seat.lat, "lon": seat.lon}
    return _told(found)


def _edge(link: Link, subject: Post, object_: Post, shown: Shown) -> dict[str, str | float]:
    far = apart(subject, object_, shown.whole.on)
    found: dict[str, str | float] = {"relation": link.relation.value, **_fact(link, shown)}
    if far.km is not None:
        found["km"] = round(far.km, 1)
    if far.hours is not None and far.zones is not None:
        found |= {"hours": far.hours, "zones": far.zones}
    return _told(found)


def _fact(row: Fact, shown: Shown) -> dict[str, str | float]:
    return {
        "since": row.since,
        "until": row.until,
        "note": row.note,
        "change": _CHANGES[shown.sign(row).value],
        "sources": "; ".join(shown.sources(row)),
    }


def _told(found: dict[str, str | float]) -> dict[str, str | float]:
    return {name: value for name, value in found.items() if value not in ("", "unknown")}
