"""The shapes of ``--json``, one function each. ``docs/json.md`` describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from renkei.nouns import Document, Failure, Reason

if TYPE_CHECKING:
    from renkei.intake import Taken
    from renkei.ledger import (
        Decided,
        DocumentRow,
        Due,
        Evidence,
        FailureRow,
        Filed,
        Group,
        Hit,
        ItemState,
        Standing,
        Suggestion,
        Turn,
    )
    from renkei.packs.coverage import Covered, Delivered
    from renkei.packs.finding import Finding

Json = dict[str, Any]


def statement(filed: Filed) -> Json:
    """A statement: the codebook's fields, its place, where it is filed and whose it is."""
    s = filed.statement
    return {
        "id": filed.id,
        "document": s.document,
        "start": s.start,
        "end": s.end,
        "quote": s.quote,
        "kind": s.kind.value,
        "status": s.status.value if s.status else "",
        "likelihood": s.likelihood.value if s.likelihood else "",
        "polarity": s.polarity.value,
        "actors": list(s.actors),
        "speaker": s.speaker,
        "speaker_role": s.speaker_role.value,
        "time": s.time,
        "quantity": s.quantity,
        "topic": s.topic,
        "item": filed.item,
        "language": s.language,
        "notes": list(s.notes),
        "reference": list(filed.references),
        "source": filed.source,
        "published": filed.published,
        "address": filed.address,
    }


def item(state: ItemState, domain: str, labels: Mapping[str, str]) -> Json:
    """An item as it stood on a day."""
    return {
        "item": state.key,
        "domain": domain,
        "labels": dict(labels),
        "official": standing(state.official),
        "reported": standing(state.reported),
        "changed": state.changed.isoformat() if state.changed else "",
        "due": due(state.due),
        "quotes": state.quotes,
        "sources": state.sources,
        "contradictions": [evidence(word) for word in state.contradictions],
    }


def standing(one: Standing | None) -> Json | None:
    """A rung, since when, and on whose word."""
    if one is None:
        return None
    return {
        "rung": one.rung.value,
        "since": one.since,
        "day": one.day.isoformat(),
        "speaker": one.word.speaker,
        "speaker_role": one.word.role.value,
        "statement": one.word.id,
    }


def due(one: Due | None) -> Json | None:
    """When an item falls due, and by which statement; by its pack, if by none."""
    if one is None:
        return None
    return {
        "time": one.time,
        "day": one.day.isoformat(),
        "statement": one.word.id if one.word else "",
    }


def evidence(word: Evidence) -> Json:
    """What speaks against an item's standing."""
    return {
        "statement": word.id,
        "rung": word.rung.value,
        "polarity": "affirmed" if word.affirmed else "negated",
        "speaker": word.speaker,
        "speaker_role": word.role.value,
        "said": word.said.isoformat(),
    }


def step(item: str, turn: Turn) -> Json:
    """One step of an item's ladder through time."""
    return {
        "item": item,
        "since": turn.since,
        "day": turn.day.isoformat(),
        "moved": turn.moved,
        "official": standing(turn.official),
        "reported": standing(turn.reported),
        "statement": statement(turn.filed),
        "copies": [copy.id for copy in turn.copies],
    }


def taken(one: Taken | Failure) -> Json:
    """What became of a document or a source that was to be read."""
    if isinstance(one, Failure):
        return {"outcome": "failed", **asdict(one)}
    return {
        "outcome": one.added.value,
        "origin": one.document.origin,
        "document": one.document.id,
        **_about(one.document),
        "published_from": one.document.published_from,
        "statements": one.statements,
        "warnings": list(one.document.warnings),
    }


def document(row: DocumentRow) -> Json:
    """A document in the ledger."""
    return {
        "outcome": "read",
        "document": row.id,
        **_about(row),
        "origin": row.origin,
        "address": row.address,
        "recorded_at": row.recorded_at,
        "statements": row.statements,
        "warnings": list(row.warnings),
        "near_duplicates": list(row.near_duplicates),
    }


def _about(one: Document | DocumentRow) -> Json:
    return {
        "title": one.title,
        "source": one.source,
        "published": one.published,
        "language": one.language,
    }


def failure(row: FailureRow) -> Json:
    """What could not be read."""
    return {"outcome": "failed", **asdict(row)}


def hit(found: Hit) -> Json:
    """A sentence that a search found, in its context; `marks` are offsets into `text`."""
    names = "document title source address published language start end text before after"
    return {n: getattr(found, n) for n in names.split()} | {"marks": [list(m) for m in found.marks]}


def group(one: Group) -> Json:
    """Statements that fit no item, and the term that they share."""
    return {"term": one.term, "statements": [statement(filed) for filed in one.statements]}


def suggestion(one: Suggestion) -> Json:
    """What could become an item: its name, and the statements that have it."""
    return {
        "name": one.name,
        "forms": list(one.forms),
        "languages": list(one.languages),
        "documents": list(one.documents),
        "statements": [statement(filed) for filed in one.statements],
    }


def decision(one: Decided) -> Json:
    """A person's decision, as recorded."""
    names = "id when kind statement item value who why document start end active"
    return {name: getattr(one, name) for name in names.split()} | {"kind": one.kind.value}


def reason(statement: str, one: Reason) -> Json:
    """Why a field of a statement has its value."""
    return {"statement": statement, **asdict(one)}


def finding(one: Finding) -> Json:
    """What is wrong with a pack, and where."""
    return asdict(one)


def system(row: Covered) -> Json:
    """What a pack promises to cover, and how much stands behind it."""
    return {
        "key": row.system.key,
        "area": row.system.area,
        "label": row.system.label,
        "rows": dict(_by_kind(row)),
        "facts": row.facts,
        "sources": row.sources,
        "first": row.first,
        "last": row.last,
    }


def _by_kind(row: Covered) -> Iterator[tuple[str, list[str]]]:
    for kind, named in groupby(row.system.named(), key=itemgetter(0)):
        yield kind, [key for _, key in named]


def deliverable(row: Delivered) -> Json:
    """What a meeting promised, and the last row of its history."""
    return {
        "numbers": list(row.numbers),
        "item": row.item.key,
        "labels": row.item.labels.model_dump(),
        "parent": row.item.parent,
        "status": row.last.status.value,
        "date": row.last.date,
        "what": row.last.what,
        "source": row.last.source,
        "later": row.later,
    }
