"""The source behind the source: what the footnote marks of a statement's sentence lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection

from renkei.documents.notes import behind
from renkei.ledger.queries import document
from renkei.ledger.records import Filed, Turn
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


def cited_turns(connection: Connection, turns: Iterable[Turn]) -> list[Turn]:
    """The same steps, each with the references behind its statement."""
    steps = list(turns)
    filed = cited(connection, (turn.filed for turn in steps))
    return [replace(turn, filed=one) for turn, one in zip(steps, filed, strict=True)]
