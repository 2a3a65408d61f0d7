"""Working out how items stand from `live`, and keeping it in tables of its own.

An item's state is kept with the days for which it is good: from the day by which all that it rests
on was published and no plan was passed since, until a document dated in the future comes out or
the time that it falls due is over. On other days it is worked out when asked for.

An item may have tens of thousands of statements: they are taken as columns, not as rows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from renkei.ledger import claiming
from renkei.ledger.corrections import Corrections
from renkei.ledger.derived import COMMITTED, claims, dirty, groups, live, moves, tallies, worked
from renkei.ledger.histories import BRIEF, evidence_in, quotes, sources, unfiled
from renkei.ledger.ladder import Evidence, Step, climb, settled, stand
from renkei.ledger.packing import NEVER, Result, packed, packed_standings
from renkei.ledger.queries import current
from renkei.ledger.rows import pack
from renkei.ledger.schema import statements
from renkei.ledger.sifting import Told, sifted
from renkei.nouns import Kind, Role

_AT_ONCE = 500
GROUPED = 2000
"""How many of the newest statements that fit no item are grouped."""
_TALLIED = ("language", "source", "kind", "role")
_COUNTED = ("cluster", "document", "day", "source", "words", "language", "kind", "role", "actors")
Columns = Mapping[str, Sequence[Any]]


def settled_by(connection: Connection, today: date) -> bool:
    """Whether no item is to be worked out anew."""
    return not _unsettled(connection, today)


def settle(connection: Connection, corrected: Corrections, today: date) -> None:
    """Works every dirty item out anew, and those whose days are over."""
    for key in _unsettled(connection, today):
        if not key:
            _regroup(connection, corrected)
        _forget(connection, key)
        if key and _is_live(connection, key):
            _keep(connection, key, today)
    connection.execute(delete(dirty))


def worked_out(connection: Connection, key: str, on: date, known_by: date) -> Result | None:
    """How an item stood on a day by what was published by another; None if nothing was by then."""
    counted = _counted(connection, key, known_by)
    if counted is None:
        return None
    told = _told(connection, key, on, known_by)
    return _ladder(connection, told, on, counted)[0]


def _unsettled(connection: Connection, today: date) -> set[str]:
    over = select(worked.c.key).where(worked.c.until <= today.isoformat())
    return {*connection.scalars(select(dirty.c.key)), *connection.scalars(over)}


def _keep(connection: Connection, key: str, today: date) -> None:
    counted = _counted(connection, key, today)
    state = ""
    first_day, until = "", _next_out(connection, key, today)
    if counted is not None:
        told = _told(connection, key, today, today)
        result, steps, numbers = _ladder(connection, told, today, counted)
        state, first_day, until = packed(result), result.first_day, min(until, result.until)
        _keep_moves(connection, key, steps, numbers)
        _keep_tallies(connection, key, counted)
        _keep_claims(connection, key, told)
    row = {"key": key, "first_day": first_day or today.isoformat(), "until": until, "state": state}
    connection.execute(insert(worked), row)


def _ladder(
    connection: Connection, told: Sequence[Told], on: date, counted: Columns
) -> tuple[Result, list[Step], dict[str, int]]:
    """The result, the steps that it follows from, and the numbers of their statements."""
    day, words = on.isoformat(), counted["words"]
    numbers = {t.id: t.n for t in sifted(told, day)}
    evidence = list(_evidence(connection, list(numbers.values())))
    steps = list(climb(evidence, on))
    state = stand(evidence, on)
    passed = max((t.over for t in told if t.over <= day), default="")
    places = [counted[name] for name in ("cluster", "document", "day", "source")]
    result = Result(
        state=state,
        quotes=quotes(list(zip(*places[:2], strict=True)), words.__getitem__),
        sources=sources(zip(*places, strict=True)),
        settled=settled(steps),
        first_day=max(passed, max(counted["day"])),
        until=state.due.day.isoformat() if state.due else NEVER,
    )
    return result, steps, numbers


def _told(connection: Connection, key: str, on: date, known_by: date) -> list[Told]:
    """The commitments to an item that held by `on` and were published by `known_by`."""
    c = live.c
    query = select(
        *(c.since_day, c.day, c.rank, c.place, c.id, c.n, c.status),
        *((c.role == Role.OFFICIAL.value).label("official"), c.affirmed, c.over, c.source),
    ).where(
        *_known(key, known_by),
        *(COMMITTED, c.since_day <= on.isoformat()),
    )
    return [Told(*row) for row in connection.execute(query)]


def _counted(connection: Connection, key: str, known_by: date) -> Columns | None:
    """What is counted of an item's statements, a column a field; None if there are none."""
    rows = connection.execute(select(*live.c[_COUNTED]).where(*_known(key, known_by))).all()
    return dict(zip(_COUNTED, zip(*rows, strict=True), strict=True)) if rows else None


def _known(key: str, by: date) -> tuple[Any, ...]:
    return live.c.item == key, live.c.wrong.is_(False), live.c.day <= by.isoformat()


def _evidence(connection: Connection, numbers: Sequence[int]) -> Iterator[Evidence]:
    for i in range(0, len(numbers), _AT_ONCE):
        query = current(*BRIEF).where(statements.c.n.in_(numbers[i : i + _AT_ONCE]))
        yield from map(evidence_in, connection.execute(query))


def _next_out(connection: Connection, key: str, today: date) -> str:
    """The first day on which something that is dated in the future comes out."""
    ahead = select(func.min(live.c.day)).where(
        live.c.item == key, live.c.wrong.is_(False), live.c.day > today.isoformat()
    )
    return connection.scalar(ahead) or NEVER


def _keep_moves(
    connection: Connection, key: str, steps: Sequence[Step], numbers: Mapping[str, int]
) -> None:
    rows: list[dict[str, Any]] = []
    before = {"official": "", "reported": ""}
    for step in steps:
        if not step.moved:
            continue
        now = {"official": step.official, "reported": step.reported}
        rungs = {voice: s.rung.value if s else "" for voice, s in now.items()}
        rows.append(
            {
                "item": key,
                "step": len(rows),
                "statement": numbers[step.word.id],
                "since": step.since,
                "day": step.day.isoformat(),
                "voice": step.moved,
                "rung": rungs[step.moved],
                "before": before[step.moved],
                "standings": packed_standings(step.official, step.reported),
            }
        )
        before = rungs
    if rows:
        connection.execute(insert(moves), rows)


def _keep_tallies(connection: Connection, key: str, counted: Columns) -> None:
    fields = {name: Counter(counted[name]) for name in _TALLIED}
    actors: Counter[str] = Counter()
    for together, count in Counter(counted["actors"]).items():
        actors.update(dict.fromkeys(json.loads(together), count))
    rows = [
        {"item": key, "field": field, "value": value, "statements": count}
        for field, values in (fields | {"actor": actors}).items()
        for value, count in values.items()
    ]
    connection.execute(insert(tallies), rows)


def _keep_claims(connection: Connection, key: str, told: Sequence[Told]) -> None:
    rows = [{"item": key} | claim._asdict() for claim in claiming.claims(told)]
    if rows:
        connection.execute(insert(claims), rows)


def _regroup(connection: Connection, corrected: Corrections) -> None:
    """Groups what fits no item anew, if more of it came in since the last time."""
    grouped: set[str] = set()
    for text in connection.scalars(select(groups.c.statements)):
        grouped.update(json.loads(text))
    newest = select(live.c.id).where(
        live.c.item == "", live.c.wrong.is_(False), live.c.kind == Kind.COMMITMENT.value
    )
    last = connection.scalar(newest.order_by(live.c.n.desc()).limit(1))
    if last is None or last in grouped:
        return
    connection.execute(delete(groups))
    found = unfiled(connection, corrected, kinds=(Kind.COMMITMENT,), limit=GROUPED)
    rows = [
        {"n": n, "term": group.term, "statements": pack([f.id for f in group.statements])}
        for n, group in enumerate(found)
    ]
    if rows:
        connection.execute(insert(groups), rows)


def _forget(connection: Connection, key: str) -> None:
    connection.execute(delete(worked).where(worked.c.key == key))
    for table in (moves, tallies, claims):
        connection.execute(delete(table).where(table.c.item == key))


def _is_live(connection: Connection, key: str) -> bool:
    return connection.scalar(select(live.c.n).where(live.c.item == key).limit(1)) is not None
