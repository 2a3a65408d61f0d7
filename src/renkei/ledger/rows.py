"""The nouns as rows, and rows as nouns. Pure functions; what goes in comes out equal."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from renkei.ledger.ladder import days
from renkei.ledger.search import fold
from renkei.nouns import (
    Anchor,
    Document,
    Kind,
    Likelihood,
    Passage,
    Polarity,
    Reason,
    Reference,
    Role,
    Rung,
    Statement,
)

_TEXTS = ("id", "title", "source", "address", "author", "published", "published_from")
_MORE_TEXTS = ("language", "media_type", "origin")


def statement_id(s: Statement) -> str:
    """A name for a statement that depends on nothing but what it says and where: 20 hex digits."""
    fields = [s.document, s.start, s.end, s.kind, s.status, s.likelihood, s.polarity, s.actors]
    fields += [s.speaker, s.speaker_role, s.time, s.quantity, s.topic]
    return blake2b(pack(fields).encode(), digest_size=10).hexdigest()


def said_on(published: str, recorded: date) -> tuple[date, bool]:
    """The day on which a document counts as published, and whether that rests on its own word.

    A month or a year counts from its last day, by when the document was surely out, or from the
    day it was recorded, if that came first. Without any date it is the day it was recorded.
    """
    first, last = days(published)
    day = last or first
    if day is None:
        return recorded, False
    if first and first <= recorded < day:
        return recorded, True
    return day, True


def document_row(document: Document) -> dict[str, Any]:
    """The columns of `documents` that follow from the document alone."""
    return {
        **{name: writable(getattr(document, name)) for name in (*_TEXTS, *_MORE_TEXTS)},
        "source_folded": fold(writable(document.source)),
        "warnings": pack([writable(w) for w in document.warnings]),
        "text": zlib.compress(document.text.encode("utf-8", "surrogatepass"), 6),
        "layout": squeeze(
            {
                "passages": [_passage_row(p) for p in document.passages],
                "captions": [_passage_row(p) for p in document.captions],
                "references": [(r.mark, r.start, r.end) for r in document.references],
                "anchors": [(a.start, a.source, a.length) for a in document.anchors],
            }
        ),
    }


def document_of(row: Mapping[Any, Any]) -> Document:
    """The document that `document_row` made a row of."""
    layout = loosen(row["layout"])
    return Document(
        **{name: row[name] for name in (*_TEXTS, *_MORE_TEXTS)},
        text=text_of(row["text"]),
        warnings=tuple(json.loads(row["warnings"])),
        passages=tuple(_passage(*p) for p in layout["passages"]),
        captions=tuple(_passage(*p) for p in layout["captions"]),
        references=tuple(Reference(*r) for r in layout["references"]),
        anchors=tuple(Anchor(*a) for a in layout["anchors"]),
    )


def text_of(packed: bytes) -> str:
    """A document's clean text, as the column `text` holds it."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def statement_row(name: str, s: Statement) -> dict[str, Any]:
    """The columns of `statements` that follow from the statement alone."""
    first, last = days(s.time)
    return {
        "id": name,
        "start": s.start,
        "end": s.end,
        "quote": s.quote,
        "kind": s.kind.value,
        "status": s.status.value if s.status else "",
        "likelihood": s.likelihood.value if s.likelihood else "",
        "polarity": s.polarity.value,
        "actors": pack(s.actors),
        "speaker": s.speaker,
        "speaker_folded": fold(s.speaker),
        "speaker_role": s.speaker_role.value,
        "time": s.time,
        "first_day": first and first.isoformat(),
        "last_day": last and last.isoformat(),
        "quantity": s.quantity,
        "topic": s.topic,
        "language": s.language,
        "notes": pack(s.notes),
    }


def statement_of(row: Mapping[Any, Any], document: str) -> Statement:
    """The statement that `statement_row` made a row of, its reasons left out."""
    return Statement(
        document=document,
        start=row["start"],
        end=row["end"],
        quote=row["quote"],
        kind=Kind(row["kind"]),
        status=Rung(row["status"]) if row["status"] else None,
        likelihood=Likelihood(row["likelihood"]) if row["likelihood"] else None,
        polarity=Polarity(row["polarity"]),
        actors=tuple(json.loads(row["actors"])),
        speaker=row["speaker"],
        speaker_role=Role(row["speaker_role"]),
        time=row["time"],
        quantity=row["quantity"],
        topic=row["topic"],
        language=row["language"],
        notes=tuple(json.loads(row["notes"])),
    )


def reasons_column(statements: Mapping[str, Statement]) -> bytes:
    """The reasons of all statements of a reading, by the statements' ids, packed together."""
    return squeeze(
        {
            name: [(r.field, r.value, r.rule, r.cue, r.start, r.end) for r in s.reasons]
            for name, s in statements.items()
            if s.reasons
        }
    )


def reasons_of(packed: bytes, statement: str) -> tuple[Reason, ...]:
    """The reasons of one statement, out of its reading's."""
    return tuple(Reason(*r) for r in loosen(packed).get(statement, ()))


def writable(text: str) -> str:
    """`text` as every database takes it: NUL and halves of characters as backslash escapes."""
    return text.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()


def pack(value: Any) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def squeeze(value: Any) -> bytes:
    """Compressed JSON."""
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 6)


def loosen(packed: bytes) -> Any:
    """What `squeeze` was given."""
    return json.loads(zlib.decompress(packed))


def _passage_row(p: Passage) -> tuple[Any, ...]:
    return p.start, p.end, p.language, p.block, p.notes


def _passage(start: int, end: int, language: str, block: int, notes: list[str]) -> Passage:
    return Passage(start, end, language, block, tuple(notes))
