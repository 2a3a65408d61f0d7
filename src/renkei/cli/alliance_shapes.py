"""The shapes of ``--json`` for posts, links, dossiers, dates and sources (``docs/json.md``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from renkei.alliance.seats import apart
from renkei.cli.shapes import hit, standing, statement
from renkei.cli.shapes import step as turn_shape
from renkei.packs.structure import Relation, Seat

if TYPE_CHECKING:
    from renkei.alliance.dossier import Dossier, PackStep
    from renkei.alliance.evidence import Backing
    from renkei.alliance.facts import Entry
    from renkei.alliance.shown import Fact, Shown
    from renkei.ledger.ladder import State
    from renkei.outlook.due import Due, Promise, Seen
    from renkei.packs.pack import Pack
    from renkei.packs.schema import Source
    from renkei.packs.structure import Holder, Link, Post
    from renkei.packs.values import Labels

Json = dict[str, Any]
_SIGNS = {"": "", "+": "added", "−": "ended", "~": "changed"}


def structure(pack: Pack, shown: Shown) -> Iterator[Json]:
    """The posts of a structure, then its links."""
    known = {source.id: source for source in pack.sources}
    posts = {post.key: post for post in shown.whole.posts}
    for post in shown.whole.posts:
        yield _post(post, shown, known)
    for link in shown.whole.links:
        yield _link(link, shown, posts, known)


def _post(post: Post, shown: Shown, known: Mapping[str, Source]) -> Json:
    holder = shown.holder(post)
    return {
        "row": "post",
        "post": post.key,
        "labels": labels(post.labels),
        "nations": list(post.nations),
        "type": post.type,
        "rank": post.rank,
        "authority": post.authority,
        "parent": post.parent,
        "seat": _plain(post.seat) if isinstance(post.seat, Seat) else None,
        "tz": post.tz,
        "holder": None if holder is None else _holder(holder, shown, known),
        **_fact(post, shown, known),
    }


def _holder(holder: Holder, shown: Shown, known: Mapping[str, Source]) -> Json:
    return {"name": holder.name, "rank": holder.rank, **_fact(holder, shown, known)}


def _link(link: Link, shown: Shown, posts: Mapping[str, Post], known: Mapping[str, Source]) -> Json:
    ends = posts.get(link.subject), posts.get(link.object)
    far = apart(ends[0], ends[1], shown.whole.on) if ends[0] and ends[1] else None
    return {
        "row": "link",
        "subject": link.subject,
        "relation": link.relation.value,
        "object": link.object,
        "km": None if far is None or far.km is None else round(far.km, 1),
        "hours": far.hours if far else None,
        "zones": far.zones if far else None,
        **_fact(link, shown, known),
    }


def _fact(row: Fact, shown: Shown, known: Mapping[str, Source]) -> Json:
    return {
        "since": row.since,
        "until": row.until,
        "note": row.note,
        "change": _SIGNS[shown.sign(row).value],
        "before": {name: _plain(value) for name, value in shown.changed(row).items()},
        "sources": [source(name, known) for name in shown.sources(row)],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Seat):
        return {
            "name": value.name,
            "lat": None if value.lat == "unknown" else value.lat,
            "lon": None if value.lon == "unknown" else value.lon,
            "source": value.source,
        }
    if isinstance(value, Relation):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def labels(given: Labels) -> Json:
    """A thing's names by language."""
    return {"en": given.en, "zh": given.zh, "ja": given.ja}


def source(name: str, known: Mapping[str, Source]) -> Json:
    """A source of a pack, or ``assumption``."""
    row = known.get(name)
    return {
        "source": name,
        "title": row.title if row else "",
        "publisher": row.publisher if row else "",
        "date": row.date if row else "",
        "official": row.official if row and row.official != "unknown" else None,
        "url": row.url if row and row.url != "unknown" else "",
    }


def backing(one: Backing) -> Json:
    """A source, how old it is, and what rests on it."""
    return {
        **source(one.source.id, {one.source.id: one.source}),
        "language": one.source.lang,
        "age": one.age,
        "citations": one.citations,
        "rows": list(one.rows),
    }


def dossier(one: Dossier) -> Json:
    """An item: what its pack says, what documents say, and where they differ."""
    item = one.item
    return {
        "item": item.key,
        "kind": item.kind.value,
        "domain": item.domain,
        "labels": labels(item.labels),
        "aliases": list(item.aliases.all()),
        "parties": list(item.parties),
        "above": [other.key for other in one.above],
        "below": [other.key for other in one.below],
        "beside": [other.key for other in one.beside],
        "arrangements": [proposal.key for proposal in one.proposals],
        "target": {
            "what": item.target.what,
            "by": item.target.by,
            "quantity": item.target.quantity,
        },
        "note": item.note,
        "pack": _standings(one.pack),
        "documents": None if one.documents is None else _standings(one.documents),
        "history": [_pack_step(step) for step in one.steps],
        "steps": [turn_shape(item.key, turn) for turn in one.turns],
        "named": [hit(found) for found in one.named],
        "unsure": one.unsure,
        "disagreements": [
            {"field": d.field, "kind": d.kind, "pack": d.pack, "documents": d.documents}
            for d in one.disagreements
        ],
    }


def _standings(state: State | Any) -> Json:
    return {"official": standing(state.official), "reported": standing(state.reported)}


def _pack_step(one: PackStep) -> Json:
    known = {one.source.id: one.source} if one.source else {}
    return {
        "date": one.step.date,
        "status": one.step.status.value,
        "what": one.step.what,
        "source": source(one.step.source, known),
    }


def entry(pack: Pack, one: Entry) -> Json:
    """A row of the pack that is no item: what it says, each fact with its source."""
    known = {row.id: row for row in pack.sources}
    facts = [{"date": f.date, "what": f.what, "source": source(f.source, known)} for f in one.facts]
    return {"kind": one.kind, "key": one.key, "name": one.name, "facts": facts}


def due(one: Due) -> Json:
    """An item that falls due, or is overdue."""
    return {
        "item": one.item.key,
        "labels": labels(one.item.labels),
        "day": one.day.isoformat(),
        "overdue": one.overdue,
        "what": one.item.target.what,
        "quantity": one.item.target.quantity,
        "promises": [_promise(p) for p in one.promises],
        "progress": _seen(one.progress),
        "last": _seen(one.last),
    }


def _promise(one: Promise) -> Json:
    said = statement(one.filed) if one.filed else None
    return {"by": one.by, "basis": "documents" if said else "pack", "statement": said}


def _seen(one: Seen | None) -> Json | None:
    if one is None:
        return None
    return {
        "rung": one.evidence.rung.value,
        "since": one.since,
        "day": one.day.isoformat(),
        "official": one.evidence.official,
        "what": one.what,
        "source": source(one.source.id, {one.source.id: one.source}) if one.source else None,
        "statement": one.filed.id if one.filed else "",
    }
