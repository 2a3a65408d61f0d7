"""Which rows of the derived tables meet a filter, so that an index finds them where one can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, or_, select

from renkei.ledger.corrections import Corrections
from renkei.ledger.derived import live, shelf
from renkei.ledger.queries import about, document_number, saying
from renkei.ledger.records import Filter
from renkei.ledger.rows import pack
from renkei.ledger.schema import statements
from renkei.ledger.search import fold, parts, phrases

_FEW = 12  # outlets that are asked for by name rather than looked for in every row
_RARE = 2000  # statements of some actors that are found by them rather than day by day


def chosen(
    connection: Connection, wanted: Filter, corrected: Corrections, dialect: ModuleType
) -> Select[Any]:
    """The numbers of the statements that meet a filter, in no order."""
    query = select(live.c.n).where(*_conditions(connection, wanted, corrected))
    if wanted.speaker or wanted.since or wanted.until:
        query = query.join(statements, statements.c.n == live.c.n)
        query = query.where(*about(wanted.since, wanted.until, live.c.day))
    if wanted.speaker:
        like = statements.c.speaker_folded.contains(fold(wanted.speaker), autoescape=True)
        query = query.where(like)
    if wanted.text:
        query = query.where(live.c.n.in_(saying(phrases(wanted.text), dialect.matching)))
    return query


def on_shelf(source: str, language: str, title: str) -> Iterator[ColumnElement[bool]]:
    """Documents of an outlet (by its whole name), in a language, with all parts in the title."""
    if source:
        yield shelf.c.source_folded == fold(source)
    if language:
        yield _in_language(shelf.c.language, language)
    for part in parts(title):
        yield shelf.c.title_folded.contains(fold(part), autoescape=True)


def _conditions(
    connection: Connection, wanted: Filter, corrected: Corrections
) -> Iterator[ColumnElement[bool]]:
    found = _sources(connection, wanted.source) if wanted.source else None
    narrow = bool(wanted.document or wanted.item)
    equal = {live.c.kind: wanted.kind, live.c.status: wanted.status, live.c.role: wanted.role}
    for column, value in equal.items():
        if value:
            yield _or_unindexed(column, narrow or bool(found)) == value.value
    if wanted.item is not None:
        yield _or_unindexed(live.c.item, bool(wanted.document)) == corrected.became(wanted.item)
    if wanted.wrong is not None:
        yield live.c.wrong.is_(wanted.wrong)
    if wanted.document:
        yield live.c.document == document_number(connection, wanted.document)
    if wanted.known_by:
        yield live.c.day <= wanted.known_by.isoformat()
    if wanted.actor:
        yield _by_actor(connection, wanted.actor)
    if wanted.language:
        yield _in_language(live.c.language, wanted.language)
    if found is not None:
        yield _or_unindexed(live.c.source, narrow).in_(found) if found else false()
    elif wanted.source:
        yield live.c.source.contains(fold(wanted.source), autoescape=True)


def unindexed(column: Any) -> Any:
    """A column that is not to be looked up, since another is found in fewer rows.

    Nothing in the database tells how many rows have which value, so that it would guess.
    """
    return func.coalesce(column, column)


def _or_unindexed(column: Any, narrow: bool) -> Any:
    return unindexed(column) if narrow else column


def _by_actor(connection: Connection, name: str) -> ColumnElement[bool]:
    """By the actors as they stand together, if few statements name this one."""
    written = pack(name)
    together = [actors for actors in _together(connection) if written in actors]
    if not together:
        return false()
    some = select(live.c.n).where(live.c.actors.in_(together)).limit(_RARE).subquery()
    if (connection.scalar(select(func.count()).select_from(some)) or 0) < _RARE:
        return live.c.actors.in_(together)
    return live.c.actors.contains(written, autoescape=True)


def _together(connection: Connection) -> list[str]:
    """Which actors stand together, each set once: a step in the index from each to the next."""
    first = select(func.min(live.c.actors).label("actors")).cte("together", recursive=True)
    following = select(func.min(live.c.actors)).where(live.c.actors > first.c.actors)
    query = first.union_all(select(following.scalar_subquery()).where(first.c.actors.is_not(None)))
    return [actors for actors in connection.scalars(select(query.c.actors)) if actors]


def _sources(connection: Connection, name: str) -> Sequence[str] | None:
    """The outlets that are meant, if they are only a few, which an index finds."""
    like = shelf.c.source_folded.contains(fold(name), autoescape=True)
    meant = select(shelf.c.source_folded).where(like).distinct().limit(_FEW + 1)
    found = connection.scalars(meant).all()
    return found if len(found) <= _FEW else None


def _in_language(column: Any, language: str) -> ColumnElement[bool]:
    subtag = column.startswith(f"{language}-", autoescape=True)
    return or_(column == language, subtag)
