"""Keeping `live` and `shelf` in step with the record, and knowing whether they are.

Each function runs inside one writing transaction. What a change touches is done anew at once, a
document at a time; the items that it touches are put down as dirty, for `renkei.ledger.settling`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update

from renkei.ledger.corrections import Corrections, corrections, touching
from renkei.ledger.derived import VERSION, derived, dirty, live, marks, shelf
from renkei.ledger.histories import squeezed
from renkei.ledger.ladder import rank
from renkei.ledger.queries import WITH_DATES, current, day
from renkei.ledger.rows import pack
from renkei.ledger.schema import (
    amendments,
    decisions,
    documents,
    newest_reading,
    readings,
    statements,
)
from renkei.ledger.search import fold
from renkei.nouns import Kind, Polarity, Role, Rung

_AT_ONCE = 2000

_SAID = (
    *statements.c[("n", "id", "document", "kind", "status", "polarity", "actors", "speaker_role")],
    *statements.c[("first_day", "last_day", "topic", "language", "quote", "start")],
    *(documents.c.cluster, documents.c.source_folded, day),
)
_KEPT = select(
    *documents.c[("n", "title", "source", "source_folded", "language", "cluster")],
    day,
    func.coalesce(newest_reading(documents.c.n), 0).label("reading"),
).select_from(WITH_DATES)


_HERE = live.c.document == bindparam("of")
_SAID_HERE = current(*_SAID).where(statements.c.document == bindparam("of"))
_KEPT_HERE = _KEPT.where(documents.c.n == bindparam("of"))
_LIVE_HERE = select(live).where(_HERE)
_NAME = select(documents.c.id).where(documents.c.n == bindparam("of"))
_FORGET = (delete(live).where(_HERE), delete(shelf).where(shelf.c.n == bindparam("of")))
_ADD_LIVE, _ADD_SHELF, _SOIL = insert(live), insert(shelf), insert(dirty)
_DIRTY = select(dirty.c.key).where(dirty.c.key.in_(bindparam("keys", expanding=True)))
_REACHED = {
    name: select(func.coalesce(func.max(table.c.n), 0)).scalar_subquery()
    for name, table in {
        "readings": readings,
        "decisions": decisions,
        "amendments": amendments,
    }.items()
}
_WHOLE = select(marks.c.version).where(
    marks.c.version == VERSION, *(marks.c[name] == reached for name, reached in _REACHED.items())
)
_MARK = update(marks).values(_REACHED)


def whole(connection: Connection) -> bool:
    """Whether all that is derived was derived by this version and from all that is recorded."""
    return connection.scalar(_WHOLE) is not None


def ensure(connection: Connection) -> None:
    """Derives everything anew, unless it is whole."""
    if not whole(connection):
        rebuild(connection)


def rebuild(connection: Connection) -> None:
    """Throws away what is derived, and derives it anew from the record, every item dirty."""
    for table in derived.sorted_tables:
        connection.execute(delete(table))
    corrected = corrections(connection)
    counted = (
        select(statements.c.reading, func.count().label("count"))
        .group_by(statements.c.reading)
        .subquery()
    )
    kept = _KEPT.add_columns(func.coalesce(counted.c.count, 0).label("statements")).outerjoin(
        counted, counted.c.reading == newest_reading(documents.c.n)
    )
    _copy(connection, kept.order_by(documents.c.n), shelf, _shelved)
    said = current(*_SAID).order_by(statements.c.n)
    _copy(connection, said, live, lambda row: _live(row, corrected))
    connection.execute(insert(dirty).from_select(["key"], select(live.c.item).distinct()))
    connection.execute(insert(marks).values(version=VERSION, **_REACHED))


def mark(connection: Connection) -> None:
    """Puts down that what is derived follows from all that is recorded."""
    connection.execute(_MARK)


def redo(connection: Connection, document: int) -> None:
    """Derives anew what follows from one document and the decisions about it."""
    of = {"of": document}
    corrected = touching(connection, str(connection.scalar(_NAME, of)))
    before = {row["n"]: dict(row) for row in connection.execute(_LIVE_HERE, of).mappings()}
    for forget in _FORGET:
        connection.execute(forget, of)
    rows = [_live(row, corrected) for row in connection.execute(_SAID_HERE, of).mappings()]
    if rows:
        connection.execute(_ADD_LIVE, rows)
    kept = connection.execute(_KEPT_HERE, of).mappings().one()
    connection.execute(_ADD_SHELF, _shelved(kept) | {"statements": len(rows)})
    after = {row["n"]: row for row in rows}
    changed = [n for n in {*before, *after} if before.get(n) != after.get(n)]
    soil(connection, {side[n]["item"] for side in (before, after) for n in changed if n in side})


def recorrect(connection: Connection, before: Corrections, after: Corrections) -> None:
    """Derives anew what follows from the decisions that differ."""
    names = _differing(before.filed, after.filed) | _differing(before.verdicts, after.verdicts)
    holders = select(statements.c.document).where(statements.c.id.in_(names)).distinct()
    for document in connection.scalars(holders).all() if names else ():
        redo(connection, document)
    for name in {*before.merged, *after.merged}:
        old, new = before.became(name), after.became(name)
        if old != new:
            moved = update(live).where(live.c.named == name).values(item=new)
            if connection.execute(moved).rowcount:
                soil(connection, {old, new})


def soil(connection: Connection, keys: Iterable[str]) -> None:
    """Puts down that these items are to be worked out anew."""
    new = set(keys)
    if new:
        new -= set(connection.scalars(_DIRTY, {"keys": sorted(new)}))
    if new:
        connection.execute(_SOIL, [{"key": key} for key in sorted(new)])


def _copy(
    connection: Connection, query: Any, table: Any, made: Callable[[RowMapping], dict[Any, Any]]
) -> None:
    """Puts what `made` makes of each row of a query into a table, some at a time."""
    some_at_once = {"yield_per": _AT_ONCE}
    with connection.execute(query, execution_options=some_at_once) as found:
        rows: Iterator[dict[Any, Any]] = (made(row) for row in found.mappings())
        while some := list(islice(rows, _AT_ONCE)):
            connection.execute(insert(table), some)


def _shelved(row: RowMapping) -> dict[Any, Any]:
    columns: dict[Any, Any] = dict(row)
    title = fold(columns.pop("title"))
    return columns | {"title_folded": title}


def _live(row: RowMapping, corrected: Corrections) -> dict[str, Any]:
    name, said, status = row["id"], row["day"], row["status"]
    over = row["last_day"] or row["first_day"] or ""
    named = corrected.filed.get(name, row["topic"])
    committed = status and row["kind"] == Kind.COMMITMENT.value
    official = row["speaker_role"] == Role.OFFICIAL.value
    same = pack((row["kind"], status, row["polarity"], squeezed(row["quote"])))
    return {
        **{key: row[key] for key in ("n", "id", "document", "kind", "status", "cluster")},
        **{key: row[key] for key in ("language", "actors", "day")},
        "named": named,
        "item": corrected.became(named),
        "wrong": corrected.verdicts.get(name) == "wrong",
        "role": row["speaker_role"],
        "affirmed": row["polarity"] == Polarity.AFFIRMED.value,
        "since_day": over if over and over <= said else said,
        "rank": rank(Rung(status), official) if committed else -1,
        "place": row["start"],
        "over": over,
        "words": int.from_bytes(blake2b(same.encode(), digest_size=8).digest(), signed=True),
        "source": row["source_folded"],
    }


def _differing(before: Any, after: Any) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}
