"""The ledger in outline: where items stood through time, and what became of outlets' claims.

From the tables of `renkei.ledger.derived` alone, without a quote: for pictures and for counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from renkei.ledger.derived import claims, moves
from renkei.ledger.packing import unpacked_rungs
from renkei.ledger.records import Claim, Outline, Record
from renkei.nouns import Rung


def courses(connection: Connection, keys: Sequence[str]) -> dict[str, list[Outline]]:
    """Where the two voices stood on some items, oldest first: a row where either rung changed."""
    query = (
        select(moves.c.item, moves.c.day, moves.c.standings)
        .where(moves.c.item.in_(keys))
        .order_by(moves.c.item, moves.c.step)
    )
    found: dict[str, list[Outline]] = {}
    for item, day, standings in connection.execute(query):
        official, reported = unpacked_rungs(standings)
        course = found.setdefault(item, [])
        if not course or (course[-1].official, course[-1].reported) != (official, reported):
            course.append(Outline(date.fromisoformat(day), official, reported))
    return found


def records(connection: Connection, sources: Sequence[str], most: int) -> dict[str, Record]:
    """What became of the claims of some outlets (folded), with at most `most` borne out."""
    query = (
        select(
            claims.c.source, func.count(), func.sum(case((claims.c.confirmed != "", 1), else_=0))
        )
        .where(claims.c.source.in_(sources))
        .group_by(claims.c.source)
    )
    return {
        source: Record(made, int(borne_out), _examples(connection, source, most))
        for source, made, borne_out in connection.execute(query).all()
    }


def _examples(connection: Connection, source: str, most: int) -> tuple[Claim, ...]:
    """The newest of an outlet's claims that were borne out."""
    query = (
        select(claims)
        .where(claims.c.source == source, claims.c.confirmed != "")
        .order_by(claims.c.day.desc(), claims.c.statement)
        .limit(most)
    )
    return tuple(map(_claim, connection.execute(query)))


def _claim(row: Row[Any]) -> Claim:
    confirmed = date.fromisoformat(row.confirmed) if row.confirmed else None
    said = date.fromisoformat(row.day)
    rung, confirming = Rung(row.rung), row.confirming
    return Claim(row.source, row.item, rung, said, row.statement, confirmed, confirming)
