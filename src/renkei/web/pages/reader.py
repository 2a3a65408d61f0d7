"""The reader: a document, every statement underlined in its place, what was read beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import HTTPException, Query

from renkei.errors import LedgerError
from renkei.nouns import Kind, Passage
from renkei.web import ask
from renkei.web.changes import Taken, taken
from renkei.web.layout import Block, Quote, blocks, windows
from renkei.web.page import Page
from renkei.web.site import Here
from renkei.web.views import Said, said


@dataclass(frozen=True, slots=True)
class Note:
    """What was read in a quote: its number in the part shown, the statement, what was decided."""

    number: int
    said: Said
    labels: dict[str, str]
    decisions: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of a document, laid out, with what was read in it.

    `statements` counts those of the whole document; `sentences`, `unread` (those of which nothing
    was read) and `kinds` are of the part. `notes` are of
    `shown_kinds` only, if there are any.
    """

    document: str
    title: str
    source: str
    author: str
    address: str
    published: str
    published_from: str
    language: str
    media_type: str
    warnings: tuple[str, ...]
    near_duplicates: tuple[str, ...]
    recorded: date
    statements: int
    sentences: int
    unread: int
    kinds: dict[Kind, int]
    shown_kinds: tuple[Kind, ...]
    number: int
    pages: int
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


def view(
    site: Here,
    document: str,
    at: Annotated[int, Query(ge=0, description="Show the part with this offset.")] = 0,
    page: Annotated[int, Query(ge=0, description="Which part of a long document.")] = 0,
    kind: Annotated[list[Kind], Query(description="Only what is of these kinds.")] = [],  # noqa: B006
) -> Reading:
    """A document with every statement in its place, and what was not understood."""
    try:
        text = site.ledger.document(document)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
    if text.id != document:
        raise HTTPException(307, f"/documents/{text.id}")
    parts = windows(text)
    number = _number(parts, at, page)
    first, last = parts[number - 1]
    filed = ask.document_statements(site, text.id, first, last)
    quotes = [Quote(n, f.statement.start, f.statement.end) for n, f in enumerate(filed, 1)]
    decided = ask.decisions_on(site, {f.id for f in filed})
    row = ask.document_row(site, text.id)
    sentences = [p for p in text.passages if p.start < last and p.end > first]
    return Reading(
        document=text.id,
        title=text.title,
        source=text.source,
        author=text.author,
        address=text.address,
        published=text.published,
        published_from=text.published_from,
        language=text.language,
        media_type=text.media_type,
        warnings=text.warnings,
        near_duplicates=row.near_duplicates,
        recorded=date.fromisoformat(row.recorded_at[:10]),
        statements=row.statements,
        sentences=len(sentences),
        unread=_unread(sentences, quotes),
        kinds=dict(Counter(f.statement.kind for f in filed)),
        shown_kinds=tuple(kind),
        number=number,
        pages=len(parts),
        blocks=tuple(blocks(text, quotes, first, last)),
        notes=tuple(
            Note(n, said(f), site.labels(f.item), tuple(map(taken, decided.get(f.id, ()))))
            for n, f in enumerate(filed, 1)
            if not kind or f.statement.kind in kind
        ),
    )


def _number(parts: list[tuple[int, int]], at: int, page: int) -> int:
    """The part that is asked for: by its number, or by an offset in it."""
    if page:
        return min(page, len(parts))
    return next((n for n, (_, last) in enumerate(parts, 1) if at < last), len(parts))


def _unread(sentences: Sequence[Passage], quotes: Sequence[Quote]) -> int:
    """How many sentences no quote touches; both are in the order of the text."""
    count, i, reach = 0, 0, 0
    for p in sentences:
        while i < len(quotes) and quotes[i].start < p.end:
            reach = max(reach, quotes[i].end)
            i += 1
        count += reach <= p.start
    return count


PAGE = Page("reader", "/documents/{document}", view)
