"""The source behind the source: what the footnote marks of a statement's sentence lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection, select

from renkei.documents.notes import behind
from renkei.ledger.queries import document
from renkei.ledger.records import Filed, Turn
from renkei.ledger.rows import document_of
from renkei.ledger.schema import documents
from renkei.nouns import Document

_HELD = 4


def cited(connection: Connection, found: Iterable[Filed]) -> Iterator[Filed]:
    """The same statements, each with the entries of its document's reference list behind it."""

    @lru_cache(_HELD)
    def held(name: str) -> Document:
        return document(connection, name)

    for one in found:
        said = one.statement
        if said.notes:
            yield replace(one, references=behind(held(said.document), said.notes))
        else:
            yield one


def cited_together(connection: Connection, found: Sequence[Filed]) -> list[Filed]:
    """As `cited`, for a screen of statements, their documents fetched at once."""
    names = {one.statement.document for one in found if one.statement.notes}
    if not names:
        return list(found)
    rows = connection.execute(select(documents).where(documents.c.id.in_(names))).mappings()
    held = {row["id"]: document_of(row) for row in rows}
    return [
        replace(one, references=behind(held[one.statement.document], one.statement.notes))
        if one.statement.notes
        else one
        for one in found
    ]


def cited_turns(connection: Connection, turns: Iterable[Turn]) -> list[Turn]:
    """The same steps, each with the references behind its statement."""
    steps = list(turns)
    filed = cited(connection, (turn.filed for turn in steps))
    return [replace(turn, filed=one) for turn, one in zip(steps, filed, strict=True)]
