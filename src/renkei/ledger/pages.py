"""The ledger a screen at a time: what a page or a list shows, whatever the size of the whole.

Every question has a `limit` and an `offset` and is answered from the tables of
`renkei.ledger.derived`, so that it looks at what it shows and little more. What is kept of the
items is settled first; in a ledger that is opened for reading it is as it was last settled.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from renkei.ledger import citing, finding, outlines
from renkei.ledger.choosing import chosen, on_shelf, unindexed
from renkei.ledger.corrections import Corrections
from renkei.ledger.derived import groups, live, moves, shelf, tallies, worked
from renkei.ledger.packing import unpacked_standings
from renkei.ledger.queries import (
    WITH_DATES,
    current,
    dated,
    day,
    document_number,
    document_row,
    filed_of,
    published,
    statement_columns,
)
from renkei.ledger.records import (
    Change,
    DocumentRow,
    Filed,
    Filter,
    Group,
    Hit,
    Outlet,
    Outline,
    Record,
    Totals,
    Turn,
)
from renkei.ledger.schema import documents, failures, readings, statements
from renkei.nouns import Rung

Asking = Callable[[], AbstractContextManager[tuple[Connection, Corrections]]]

MANY = 10_000


class Pages:
    """Use `Ledger.pages`. Every method raises `LedgerError` as the ledger's own do."""

    def __init__(self, asking: Asking, dialect: ModuleType) -> None:
        """`asking` gives a connection, its derived tables whole, and the decisions in force."""
        self._asking = asking
        self._dialect = dialect

    def statements(
        self, wanted: Filter | None = None, *, limit: int = 50, offset: int = 0
    ) -> list[Filed]:
        """Statements that meet a filter, those of the newest document first."""
        with self._asking() as (connection, corrected):
            query = chosen(connection, wanted or Filter(), corrected, self._dialect)
            ordered = query.order_by(live.c.day.desc(), live.c.n.desc())
            numbers = list(connection.execute(ordered.limit(limit).offset(offset)).scalars())
            found = _filed(connection, numbers, corrected)
            return [found[n] for n in numbers]

    def those(self, names: Sequence[str]) -> list[Filed]:
        """Statements of current readings by their whole ids, in that order."""
        here = current(*statement_columns()).where(statements.c.id.in_(names))
        with self._asking() as (connection, corrected):
            rows = connection.execute(here).mappings()
            found = [filed_of(row, corrected) for row in rows]
            known = {one.id: one for one in citing.cited_together(connection, found)}
        return [known[name] for name in names if name in known]

    def within(self, document_id: str, first: int, last: int, *, limit: int = 1000) -> list[Filed]:
        """The statements of a document that begin between two offsets, in the order of its text."""
        with self._asking() as (connection, corrected):
            here = (
                current(*statement_columns())
                .where(statements.c.document == document_number(connection, document_id))
                .where(statements.c.start >= first, statements.c.start < last)
                .order_by(statements.c.start, statements.c.end, statements.c.n)
                .limit(limit)
            )
            found = [filed_of(row, corrected) for row in connection.execute(here).mappings()]
            return citing.cited_together(connection, found)

    def count(self, wanted: Filter | None = None, *, most: int = MANY) -> int:
        """How many statements meet a filter; no more than `most` are counted."""
        with self._asking() as (connection, corrected):
            query = chosen(connection, wanted or Filter(), corrected, self._dialect)
            return _count(connection, query.limit(most))

    def documents(
        self,
        *,
        source: str = "",
        language: str = "",
        title: str = "",
        limit: int = 50,
        offset: int = 0,
    ) -> list[DocumentRow]:
        """Documents, the newest first, of an outlet (by its whole name) or in a language.

        `title` gives parts that must all occur in the title, wherever, as in a search.
        """
        query = select(shelf.c.n).where(*on_shelf(source, language, title))
        query = query.order_by(shelf.c.day.desc(), shelf.c.n.desc())
        with self._asking() as (connection, _):
            numbers = connection.scalars(query.limit(limit).offset(offset)).all()
            found = _document_rows(connection, numbers)
            return [found[n] for n in numbers]

    def count_documents(self, *, source: str = "", language: str = "", title: str = "") -> int:
        """How many documents meet a filter."""
        query = select(shelf.c.n).where(*on_shelf(source, language, title))
        with self._asking() as (connection, _):
            return _count(connection, query)

    def document(self, document_id: str) -> DocumentRow:
        """What is known of a document beside its text, by its id or a unique beginning of it."""
        with self._asking() as (connection, _):
            n = document_number(connection, document_id)
            return _document_rows(connection, [n])[n]

    def moves(self, item: str, *, limit: int = 50, offset: int = 0) -> list[Change]:
        """The steps that moved an item's standings, the last one first."""
        with self._asking() as (connection, corrected):
            here = select(moves).where(moves.c.item == corrected.became(item))
            last = here.order_by(moves.c.step.desc()).limit(limit).offset(offset)
            return _changes(connection, last, corrected)

    def changes(
        self, *, since: date | None = None, limit: int = 50, offset: int = 0
    ) -> list[Change]:
        """What moved any item's standings, by the day it counts from, the last one first."""
        query = select(moves).order_by(moves.c.day.desc(), moves.c.item.desc(), moves.c.step.desc())
        if since:
            query = query.where(moves.c.day >= since.isoformat())
        with self._asking() as (connection, corrected):
            return _changes(connection, query.limit(limit).offset(offset), corrected)

    def courses(self, items: Sequence[str]) -> dict[str, list[Outline]]:
        """Where the two voices stood on some items, oldest first: a row where a rung changed."""
        with self._asking() as (connection, _):
            return outlines.courses(connection, items)

    def records(self, sources: Sequence[str], *, most: int = 3) -> dict[str, Record]:
        """What became of the claims of some outlets (by folded names), with some borne out."""
        with self._asking() as (connection, _):
            return outlines.records(connection, sources, most)

    def named(self, names: Sequence[str], item: str, *, limit: int = 12) -> list[Hit]:
        """Sentences with one of an item's names from which nothing was filed under it.

        The last that were read, from a bounded look (`renkei.ledger.finding.named`).
        """
        with self._asking() as (connection, corrected):
            key = corrected.became(item)
            return finding.named(connection, self._dialect, names, key, limit)

    def tallies(self, field: str, *, item: str | None = None) -> dict[str, dict[str, int]]:
        """For each item (or one), how many statements have which value of a field.

        Fields are ``language``, ``source`` (folded), ``kind``, ``role`` and ``actor``.
        """
        query = select(tallies).where(tallies.c.field == field)
        with self._asking() as (connection, corrected):
            if item is not None:
                query = query.where(tallies.c.item == corrected.became(item))
            found: dict[str, dict[str, int]] = {}
            for row in connection.execute(query):
                found.setdefault(row.item, {})[row.value] = row.statements
            return found

    def values(self, field: str) -> dict[str, int]:
        """For each value of a field (see `tallies`), of how many items something has it."""
        query = (
            select(tallies.c.value, func.count().label("items"))
            .where(tallies.c.field == field)
            .group_by(tallies.c.value)
        )
        with self._asking() as (connection, _):
            return {row.value: row.items for row in connection.execute(query)}

    def having(self, field: str, value: str) -> set[str]:
        """The items of which something has that value of a field (see `tallies`)."""
        query = select(tallies.c.item).where(tallies.c.field == field, tallies.c.value == value)
        with self._asking() as (connection, _):
            return set(connection.scalars(query))

    def outlets(self) -> list[Outlet]:
        """What came from each outlet in each language, the most first."""
        copies = func.sum(case((shelf.c.cluster != shelf.c.n, 1), else_=0))
        query = select(
            *(shelf.c.source, shelf.c.language, func.count(), func.sum(shelf.c.statements)),
            *(copies, func.min(shelf.c.day), func.max(shelf.c.day)),
        ).group_by(shelf.c.source, shelf.c.language)
        with self._asking() as (connection, _):
            rows = connection.execute(query).all()
        found = [
            Outlet(name, language, documents, said, copies, *map(date.fromisoformat, days))
            for name, language, documents, said, copies, *days in rows
        ]
        return sorted(found, key=lambda o: (-o.documents, o.source, o.language))

    def clusters(self, *, limit: int = 20, offset: int = 0) -> list[tuple[DocumentRow, ...]]:
        """Near-duplicates of one another, earliest first, the cluster with the newest first."""
        newest = func.max(shelf.c.day)
        query = (
            select(shelf.c.cluster)
            .group_by(shelf.c.cluster)
            .having(func.count() > 1)
            .order_by(newest.desc(), shelf.c.cluster.desc())
        )
        with self._asking() as (connection, _):
            names = connection.scalars(query.limit(limit).offset(offset)).all()
            members = select(shelf.c.n).where(shelf.c.cluster.in_(names))
            rows = _document_rows(connection, connection.scalars(members).all()).values()
        of: dict[int, list[DocumentRow]] = {name: [] for name in names}
        for row in sorted(rows, key=lambda r: (r.day, r.id)):
            of[row.cluster].append(row)
        return [tuple(some) for some in of.values()]

    def unfiled(self, *, limit: int = 20, offset: int = 0, most: int = 10) -> list[Group]:
        """Groups of commitments that fit no item, as last grouped, without what was filed since.

        Of each group at most `most` statements are given.
        """
        query = select(groups).order_by(groups.c.n).limit(limit).offset(offset)
        with self._asking() as (connection, corrected):
            left = {
                row.term: [n for n in json.loads(row.statements) if _loose(n, corrected)]
                for row in connection.execute(query)
            }
            wanted = [name for names in left.values() for name in names[:most]]
            here = current(*statement_columns()).where(statements.c.id.in_(wanted))
            rows = connection.execute(here).mappings()
            found = {row["id"]: filed_of(row, corrected) for row in rows}
        return [
            Group(term, tuple(found[n] for n in names[:most] if n in found), len(names[most:]))
            for term, names in left.items()
            if names
        ]

    def totals(self) -> Totals:
        """How much there is of everything."""
        loose = live.c.item == "", live.c.wrong.is_(False)
        with self._asking() as (connection, _):
            ask = connection.scalar
            return Totals(
                documents=ask(select(func.count()).select_from(shelf)) or 0,
                statements=int(ask(select(func.sum(shelf.c.statements))) or 0),
                items=ask(select(func.count()).select_from(worked).where(worked.c.state != ""))
                or 0,
                unfiled=ask(select(func.count(live.c.n)).where(*loose)) or 0,
                failures=ask(select(func.count()).select_from(failures)) or 0,
            )


def _count(connection: Connection, query: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(query.subquery())) or 0


def _loose(statement: str, corrected: Corrections) -> bool:
    """Whether a statement that fitted no item was neither filed nor marked wrong since."""
    filed = corrected.became(corrected.filed.get(statement, ""))
    return not filed and corrected.verdicts.get(statement) != "wrong"


def _filed(
    connection: Connection, numbers: Sequence[int], corrected: Corrections
) -> dict[int, Filed]:
    query = current(*statement_columns()).where(statements.c.n.in_(numbers))
    rows = connection.execute(query).mappings().all()
    found = citing.cited_together(connection, [filed_of(row, corrected) for row in rows])
    return {row[statements.c.n]: one for row, one in zip(rows, found, strict=True)}


def _changes(connection: Connection, query: Select[Any], corrected: Corrections) -> list[Change]:
    rows = connection.execute(query).all()
    filed = _filed(connection, [row.statement for row in rows], corrected)
    copies = _copies(connection, filed, corrected)
    found = []
    for row in rows:
        if row.statement not in filed:  # of an older reading, in a ledger that is not settled
            continue
        official, reported = unpacked_standings(row.standings)
        one, when = filed[row.statement], date.fromisoformat(row.day)
        alike = copies.get(one.id, ())
        turn = Turn(one, row.since, when, official, reported, row.voice, alike)
        found.append(Change(row.item, turn, Rung(row.before) if row.before else None))
    return found


def _copies(
    connection: Connection, filed: Mapping[int, Filed], corrected: Corrections
) -> dict[str, tuple[Filed, ...]]:
    """The same words in near-duplicates, by the id of the statement that they repeat.

    They are looked for in the few documents of a cluster: the same words may stand in thousands.
    """
    other = live.alias("other")
    alike = and_(shelf.c.cluster == live.c.cluster, shelf.c.n != live.c.document)
    same = (unindexed(other.c[name]) == live.c[name] for name in ("words", "item"))
    query = (
        select(live.c.id, other.c.n)
        .join(shelf, alike)
        .join(other, and_(other.c.document == shelf.c.n, *same, other.c.wrong.is_(False)))
        .where(live.c.n.in_(list(filed)))
        .order_by(other.c.day, other.c.n)
    )
    pairs = connection.execute(query).all()
    others = _filed(connection, [n for _, n in pairs], corrected)
    found: dict[str, tuple[Filed, ...]] = {}
    for name, n in pairs:
        found[name] = (*found.get(name, ()), others[n])
    return found


def _document_rows(connection: Connection, numbers: Sequence[int]) -> dict[int, DocumentRow]:
    query = (
        select(
            *documents.c[("n", "id", "title", "source", "address", "language", "origin")],
            *documents.c[("warnings", "recorded_at", "cluster")],
            *(published, day, dated, readings.c.reader, readings.c.version),
            shelf.c.statements.label("count"),
        )
        .select_from(
            WITH_DATES.join(shelf, shelf.c.n == documents.c.n).outerjoin(
                readings, readings.c.n == shelf.c.reading
            )
        )
        .where(documents.c.n.in_(numbers))
    )
    rows = connection.execute(query).mappings().all()
    alike: dict[int, list[str]] = {}
    members = (
        select(shelf.c.cluster, documents.c.id)
        .join(documents, documents.c.n == shelf.c.n)
        .where(shelf.c.cluster.in_({row["cluster"] for row in rows}))
        .order_by(shelf.c.n)
    )
    for cluster, name in connection.execute(members):
        alike.setdefault(cluster, []).append(name)
    return {row["n"]: document_row(row, alike[row["cluster"]]) for row in rows}
