"""The ledger in outline: where items stood through time, and who was first to say what.

From the tables of `renkei.ledger.derived` alone, without a quote: for pictures and for counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from renkei.ledger.derived import COMMITTED, live, moves
from renkei.ledger.packing import unpacked_rungs
from renkei.ledger.records import First, Outline
from renkei.nouns import Role, Rung


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


def firsts(connection: Connection) -> list[First]:
    """On what day each outlet first had each rung of each item affirmed, by officials or others."""
    official = live.c.role == Role.OFFICIAL.value
    first = func.min(live.c.day + " " + live.c.id)
    query = (
        select(live.c.item, live.c.status, live.c.source, official, first)
        .where(COMMITTED, live.c.affirmed, live.c.wrong.is_(False), live.c.item != "")
        .group_by(live.c.item, live.c.status, live.c.source, official)
    )
    found = []
    for item, status, source, said_so, place in connection.execute(query):
        day, _, name = place.partition(" ")
        found.append(
            First(item, Rung(status), source, bool(said_so), date.fromisoformat(day), name)
        )
    return found
