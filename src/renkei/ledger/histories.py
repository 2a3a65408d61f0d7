"""Items as they stood on a day, and how they came to stand there.

Two days may be given. `known_by` is when one looks: only what was published by then counts.
`on` is what one looks at: only what held by then counts. With `on` alone one looks on that very
day, as the world's record stood; with an earlier `known_by`, from before; with a later one, with
hindsight. Corrections by people always count: they are about what was read, not about the world.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from renkei.ledger.corrections import Corrections
from renkei.ledger.grouping import grouped
from renkei.ledger.ladder import Evidence, climb, stand
from renkei.ledger.queries import current, dated, day, filed_of, known, statement_columns, under
from renkei.ledger.records import Filed, Group, ItemState, Turn
from renkei.ledger.schema import documents, statements
from renkei.ledger.search import fold
from renkei.nouns import Kind, Polarity, Role, Rung

_NOT_LETTERS = re.compile(r"[\W_]+")

BRIEF = (
    *statements.c[("id", "kind", "status", "polarity", "speaker", "speaker_role", "time")],
    *statements.c[("topic", "quote", "document", "start")],
    *(documents.c.cluster, documents.c.source_folded, day, dated),
)


def items(
    connection: Connection,
    corrected: Corrections,
    *,
    on: date,
    known_by: date,
    targets: Mapping[str, str],
    keys: Sequence[str] | None = None,
) -> Iterator[ItemState]:
    """The state of every item of which anything was said, or of those with these keys.

    `targets` leads from an item's key to the time by when its pack says that it is to be done.
    """
    wanted = _keys(connection, corrected) if keys is None else map(corrected.became, keys)
    for key in sorted(set(wanted) - {""}):
        rows = _said_of(connection, key, corrected, known_by)
        if rows or keys is not None:
            yield _state(key, rows, on, targets.get(key, ""))


def history(
    connection: Connection, item: str, corrected: Corrections, *, on: date, known_by: date
) -> list[Turn]:
    """The ladder of an item through time: every commitment, in its place, with its evidence."""
    said = [
        one
        for one in _filed(connection, corrected.became(item), corrected, known_by)
        if one.statement.kind is Kind.COMMITMENT and one.statement.status
    ]
    copies = _copies(said)
    words = {f.id: f for f in said if f.id in copies}
    evidence = [_evidence_of(f) for f in words.values()]
    return [
        Turn(words[s.word.id], s.since, s.day, s.official, s.reported, s.moved, copies[s.word.id])
        for s in climb(evidence, on)
    ]


def unfiled(
    connection: Connection, corrected: Corrections, *, kinds: Sequence[Kind], limit: int
) -> list[Group]:
    """The newest statements that fit no item, grouped by what they seem to be about."""
    return grouped(loose(connection, corrected, kinds=kinds, limit=limit))


def loose(
    connection: Connection, corrected: Corrections, *, kinds: Sequence[Kind], limit: int
) -> list[Filed]:
    """The newest statements that fit no item; `kinds` empty is every kind."""
    query = current(*statement_columns()).where(under("", corrected))
    if kinds:
        query = query.where(statements.c.kind.in_([kind.value for kind in kinds]))
    query = query.order_by(statements.c.n.desc()).limit(limit)
    found = (filed_of(row, corrected) for row in connection.execute(query).mappings())
    return [one for one in found if not one.item and one.state != "wrong"]


def _keys(connection: Connection, corrected: Corrections) -> Iterable[str]:
    suggested = connection.scalars(select(statements.c.topic).distinct())
    return map(corrected.became, [*suggested, *corrected.filed.values()])


def _said_of(
    connection: Connection, key: str, corrected: Corrections, known_by: date
) -> list[Row[Any]]:
    """What was said of an item, and is not marked wrong, by those who published it in time."""
    query = current(*BRIEF).where(under(key, corrected))
    if (by := known(known_by)) is not None:
        query = query.where(by)
    return [
        row
        for row in connection.execute(query)
        if corrected.item(row.id, row.topic) == key and corrected.verdicts.get(row.id) != "wrong"
    ]


def _filed(
    connection: Connection, key: str, corrected: Corrections, known_by: date
) -> Iterator[Filed]:
    query = current(*statement_columns()).where(under(key, corrected))
    if (by := known(known_by)) is not None:
        query = query.where(by)
    for row in connection.execute(query.order_by(statements.c.n)).mappings():
        one = filed_of(row, corrected)
        if one.item == key and one.state != "wrong":
            yield one


def _state(key: str, rows: list[Row[Any]], on: date, target: str) -> ItemState:
    evidence = [evidence_in(r) for r in rows if r.kind == Kind.COMMITMENT.value and r.status]
    state = stand(evidence, on, target=target)
    return ItemState(
        key=key,
        official=state.official,
        reported=state.reported,
        changed=state.changed,
        due=state.due,
        quotes=quotes([(r.cluster, r.document) for r in rows], lambda i: _words(rows[i])),
        sources=sources((r.cluster, r.document, r.day, r.source_folded) for r in rows),
        contradictions=state.contradictions,
    )


def quotes(places: Sequence[tuple[int, int]], words: Callable[[int], object]) -> int:
    """How many things were said, the same words in near-duplicates counting once.

    A statement is told by its cluster and its document; `words(i)` tells what the i-th says.
    """
    members: dict[int, set[int]] = {}
    for cluster, document in places:
        members.setdefault(cluster, set()).add(document)
    shared = [i for i, (cluster, _) in enumerate(places) if len(members[cluster]) > 1]
    return len(places) - len(shared) + len({(places[i][0], words(i)) for i in shared})


def sources(told: Iterable[tuple[int, int, str, str]]) -> int:
    """How many outlets were the first to bring something; a nameless one stands for itself.

    `told` are clusters, documents, days and outlets.
    """
    first: dict[int, tuple[str, int, str]] = {}
    for cluster, document, said, source in told:
        place = said, document, source
        if cluster not in first or place < first[cluster]:
            first[cluster] = place
    return len({source or cluster for cluster, (_, _, source) in first.items()})


def _copies(said: list[Filed]) -> dict[str, tuple[Filed, ...]]:
    """For each thing said, by the id of its first wording, the same words in near-duplicates."""
    spread = {(f.cluster, f.statement.document) for f in said}
    size = Counter(cluster for cluster, _ in spread)
    same: dict[object, list[Filed]] = {}
    for one in sorted(said, key=lambda f: (f.day, f.id)):
        s = one.statement
        alike = (one.cluster, s.status, s.polarity, squeezed(s.quote))
        same.setdefault(alike if size[one.cluster] > 1 else one.id, []).append(one)
    return {first.id: tuple(rest) for first, *rest in same.values()}


def _words(row: Row[Any]) -> object:
    return row.kind, row.status, row.polarity, squeezed(row.quote)


def squeezed(text: str) -> str:
    """The letters of a text, folded: what is left of it when a copy is lightly edited."""
    return _NOT_LETTERS.sub("", fold(text))


def evidence_in(row: Row[Any]) -> Evidence:
    """The evidence in a row of `current(*BRIEF)`, which must be a commitment with a rung."""
    return Evidence(
        id=row.id,
        rung=Rung(row.status),
        role=Role(row.speaker_role),
        said=date.fromisoformat(row.day),
        speaker=row.speaker,
        affirmed=row.polarity == Polarity.AFFIRMED.value,
        time=row.time,
        dated=bool(row.dated),
        place=row.start,
    )


def _evidence_of(one: Filed) -> Evidence:
    s = one.statement
    assert s.status
    return Evidence(
        id=one.id,
        rung=s.status,
        role=s.speaker_role,
        said=one.day,
        speaker=s.speaker,
        affirmed=s.polarity is Polarity.AFFIRMED,
        time=s.time,
        dated=one.dated,
        place=s.start,
    )
