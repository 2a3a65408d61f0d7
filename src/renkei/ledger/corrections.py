"""People's corrections: rows that say who, when and why, and what they make of the statements.

A decision names a statement and remembers where it stood (document, offsets, kind). When the
document is read anew, it goes over to the statement of the same kind that overlaps that place
most; where there is none it is an orphan, kept and reported. Nothing is edited: an undo is one
more row, and can be undone in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select

from renkei.errors import LedgerError
from renkei.ledger.opening import now
from renkei.ledger.records import Decided, Decision, DecisionKind
from renkei.ledger.rows import writable
from renkei.ledger.schema import decisions, documents, newest_reading, statements

_BATCH = 500
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OF_STATEMENTS = (
    DecisionKind.FILE,
    DecisionKind.SPLIT,
    DecisionKind.WRONG,
    DecisionKind.RIGHT,
    DecisionKind.ADOPT,
)
_RECORDED = select(decisions).order_by(decisions.c.n)


class Place(NamedTuple):
    """Where a statement of a current reading stands."""

    id: str
    document: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the decisions in force make of the statements of the current readings.

    `filed` leads from a statement's id to the item it was put under, `verdicts` to ``right`` or
    ``wrong``, `remarks` to people's notes; `merged` leads from an item to the one it became; `made`
    leads from an item that a person made to its name, and `refused` are names that became none.
    """

    filed: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    orphans: tuple[Decided, ...] = ()

    def item(self, statement: str, topic: str) -> str:
        """The item that a statement is filed under, `topic` being what its reader suggested."""
        return self.became(self.filed.get(statement, topic))

    def became(self, item: str) -> str:
        """The item that `item` is part of by now: itself, unless it was merged."""
        passed = set()
        while item in self.merged and item not in passed:
            passed.add(item)
            item = self.merged[item]
        return item

    def names(self, item: str) -> list[str]:
        """The keys whose statements belong to `item`: its own and those merged into it."""
        return sorted({item} | {old for old in self.merged if self.became(old) == item})


def recorded(connection: Connection) -> list[Decided]:
    """All decisions, in the order in which they were taken, with whether they are in force."""
    rows = connection.execute(_RECORDED).mappings().all()
    taken = [_decided(row) for row in rows]
    undone: set[int] = set()
    for d in reversed(taken):
        if d.kind is DecisionKind.UNDO and d.id not in undone:
            undone.add(int(d.value))
    return [replace(d, active=d.id not in undone) for d in taken]


def in_force(connection: Connection) -> list[Decided]:
    """The decisions that count, in the order in which they were taken."""
    return [d for d in recorded(connection) if d.active and d.kind is not DecisionKind.UNDO]


def corrections(connection: Connection) -> Corrections:
    """What the decisions in force come to, for the readings that are current."""
    taken = in_force(connection)
    return combine(taken, current_places(connection, {d.document for d in taken if d.statement}))


def touching(connection: Connection, document: str) -> Corrections:
    """What the decisions in force come to for the statements of one document (its id)."""
    taken = in_force(connection)
    about = [d for d in taken if not d.statement or d.document == document]
    names = {d.document for d in about if d.statement}
    return combine(about, current_places(connection, names))


def combine(taken: Iterable[Decided], places: Iterable[Place]) -> Corrections:
    """Decisions in force, in order, over the places of the current statements. Pure."""
    by_document: dict[str, list[Place]] = {}
    for place in places:
        by_document.setdefault(place.document, []).append(place)
    filed: dict[str, str] = {}
    verdicts: dict[str, str] = {}
    remarks: dict[str, tuple[str, ...]] = {}
    merged: dict[str, str] = {}
    made: dict[str, str] = {}
    makers: dict[str, str] = {}
    refused: list[str] = []
    orphans: list[Decided] = []
    for d in taken:
        if d.kind is DecisionKind.NEW:
            made[d.item] = d.value
            makers[str(d.id)] = d.item
            continue
        if d.kind is DecisionKind.REFUSE:
            refused.append(d.value)
            continue
        target = _found(d, by_document.get(d.document, ())) if d.statement else d.item
        if target is None:
            orphans.append(d)
        elif d.kind in (DecisionKind.FILE, DecisionKind.SPLIT):
            filed[target] = d.value
        elif d.kind is DecisionKind.ADOPT:
            if d.value in makers:
                filed[target] = makers[d.value]
        elif d.kind is DecisionKind.MERGE:
            merged[d.item] = d.value
        elif d.kind is DecisionKind.NOTE:
            remarks[target] = (*remarks.get(target, ()), d.value)
        else:
            verdicts[target] = d.kind.value
    return Corrections(filed, verdicts, remarks, merged, made, tuple(refused), tuple(orphans))


def decide(connection: Connection, decision: Decision) -> Decided:
    """Records a decision, once it is found to make sense.

    Raises
    ------
    LedgerError
        If it names no one, a statement or an item that is not there, or would merge in a circle.
    """
    if not decision.who.strip():
        raise LedgerError("a decision needs the name of the person who takes it")
    place = _target(connection, decision)
    _check(connection, decision, place)
    row = {
        "n": int(connection.scalar(select(func.max(decisions.c.n))) or 0) + 1,
        "kind": decision.kind.value,
        "statement": place.id if place else "",
        "item": writable(decision.item),
        "value": writable(decision.value),
        "who": writable(decision.who),
        "why": writable(decision.why),
        "document": place.document if place else "",
        "start": place.start if place else -1,
        "end": place.end if place else -1,
        "statement_kind": place.kind if place else "",
        "recorded_at": now(),
    }
    connection.execute(insert(decisions), row)
    return _decided(row)


def current_places(connection: Connection, names: Iterable[str]) -> list[Place]:
    """Where the statements of the current readings of some documents stand."""
    wanted = sorted(names)
    here = (
        select(
            statements.c.id, documents.c.id, statements.c.start, statements.c.end, statements.c.kind
        )
        .select_from(
            documents.join(statements, statements.c.reading == newest_reading(documents.c.n))
        )
        .order_by(statements.c.n)
    )
    found: list[Place] = []
    for i in range(0, len(wanted), _BATCH):
        batch = here.where(documents.c.id.in_(wanted[i : i + _BATCH]))
        found += (Place(*row) for row in connection.execute(batch))
    return found


def _found(d: Decided, places: Sequence[Place]) -> str | None:
    """The statement that a decision is about by now: the same, or the one that took its place."""
    if any(p.id == d.statement for p in places):
        return d.statement
    alike = [p for p in places if p.kind == d.statement_kind and _shared(d, p) > 0]
    nearest = max(alike, key=lambda p: (_shared(d, p), p.start - p.end, p.id), default=None)
    return nearest.id if nearest else None


def _shared(d: Decided, p: Place) -> int:
    return min(d.end, p.end) - max(d.start, p.start)


def _target(connection: Connection, decision: Decision) -> Place | None:
    """The statement that a decision names, if it names one."""
    if not decision.statement:
        return None
    begins = decision.statement
    holders = select(statements.c.document).where(
        statements.c.id >= begins, statements.c.id <= begins + "z"
    )
    names = connection.scalars(select(documents.c.id).where(documents.c.n.in_(holders)))
    found = [p for p in current_places(connection, names) if p.id.startswith(begins)]
    if len({p.id for p in found}) > 1:
        raise LedgerError(f"several statements begin with {begins!r}; give more of the id")
    if not found:
        raise LedgerError(f"no statement of a current reading has the id {begins!r}")
    return found[0]


def _check(connection: Connection, decision: Decision, place: Place | None) -> None:
    kind = decision.kind
    if kind in _OF_STATEMENTS:
        _need(place, kind, "a statement")
    if kind is DecisionKind.NOTE:
        _need(place or decision.item, kind, "a statement or an item")
    if kind in (DecisionKind.SPLIT, DecisionKind.MERGE):
        _need(decision.item, kind, "the item it starts from")
    if kind in (DecisionKind.NEW, DecisionKind.REFUSE):
        _need(decision.value.strip(), kind, "a name")
    if kind is DecisionKind.NEW:
        _check_new(connection, decision.item)
    if kind in (DecisionKind.SPLIT, DecisionKind.MERGE, DecisionKind.NOTE):
        _need(decision.value, kind, "a value: the item it leads to, or the text of the note")
    if kind is DecisionKind.UNDO:
        _check_undo(connection, decision.value)
    if kind is DecisionKind.SPLIT and place:
        _check_split(connection, decision, place)
    if kind is DecisionKind.MERGE and corrections(connection).became(decision.value) == (
        corrections(connection).became(decision.item)
    ):
        raise LedgerError(f"{decision.item} and {decision.value} are one item already")


def _check_new(connection: Connection, key: str) -> None:
    if not _KEY.fullmatch(key):
        raise LedgerError(
            f"{key!r} is no key for an item: small Latin letters, digits and hyphens, such as "
            "trilateral-hotline"
        )
    corrected = corrections(connection)
    said = select(statements.c.n).where(statements.c.topic == key).limit(1)
    if key in corrected.made or key in corrected.filed.values() or connection.scalar(said):
        raise LedgerError(f"there is an item {key!r} already; choose another key, or use file")


def _need(given: object, kind: DecisionKind, what: str) -> None:
    if not given:
        raise LedgerError(f"the decision {kind.value!r} needs {what}")


def _check_undo(connection: Connection, value: str) -> None:
    known = {str(d.id): d for d in recorded(connection)}
    if value not in known:
        raise LedgerError(f"there is no decision {value!r} to undo")
    if not known[value].active:
        raise LedgerError(f"decision {value} is undone already")


def _check_split(connection: Connection, decision: Decision, place: Place) -> None:
    topic = connection.scalar(select(statements.c.topic).where(statements.c.id == place.id))
    here = corrections(connection).item(place.id, topic or "")
    if here != decision.item:
        raise LedgerError(
            f"statement {place.id} is filed under {here or 'no item'}, not under {decision.item}"
        )


def _decided(row: Mapping[Any, Any]) -> Decided:
    same = ("statement", "item", "value", "who", "why", "document", "start", "end")
    return Decided(
        kind=DecisionKind(row["kind"]),
        id=row["n"],
        when=row["recorded_at"],
        statement_kind=row["statement_kind"],
        **{name: row[name] for name in same},
    )
