"""What the inbox asks: what is loose, unsure, new or filed apart, without what people settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from typing import cast

from renkei.ledger import Decided, DecisionKind, Filed, Filter, Suggestion
from renkei.ledger.apart import Apart, apart
from renkei.ledger.records import Group
from renkei.ledger.search import fold
from renkei.nouns import Document
from renkei.web import ask
from renkei.web.site import Site

DOCUMENTS = 30
"""How many documents, the newest ones, are looked through for uncertain readings."""
LOOSE = 1500
SURE = 0.6
"""A reading whose lead over the runner-up is at least this is not asked about."""
_SETTLES = (DecisionKind.FILE, DecisionKind.SPLIT, DecisionKind.WRONG, DecisionKind.RIGHT)
_READER = "clauses"
PATIENCE = 0.15
"""Seconds that a page waits for what is worked out beside it."""
_BESIDE = ThreadPoolExecutor(1, "inbox")


@dataclass(frozen=True, slots=True)
class Unsure:
    """A statement, the field that is least certain, what was nearly read, and by how little."""

    filed: Filed
    field: str
    rival: str
    lead: float


@dataclass(frozen=True, slots=True)
class Settled:
    """What people decided already: statements, and names or pairs that are not to be asked."""

    statements: frozenset[str]
    refused: frozenset[str]


def settled(site: Site) -> Settled:
    """What is not to be asked again."""
    active = [d for d in ask.decisions(site) if d.active]
    refused = (d.value for d in active if d.kind is DecisionKind.REFUSE)
    return Settled(_decided(active), frozenset(map(fold, refused)))


def unfiled(site: Site, limit: int) -> list[Group]:
    """Groups of commitments that fit no item, largest first."""
    done = settled(site)
    found = []
    for group in site.ledger.pages.unfiled(limit=limit):
        left = tuple(f for f in group.statements if f.id not in done.statements)
        if left and not (group.term and fold(group.term) in done.refused):
            found.append(Group(group.term, left, group.more))
    return found


def suggestions(site: Site) -> list[Suggestion]:
    """Things that several documents speak of and no item has yet."""
    stamp = site.ledger.stamp()
    kept = site.memory.get("suggestions")
    if kept is None or kept[0] != stamp:
        known = (name.text for name in site.names)
        kept = site.memory["suggestions"] = (
            stamp,
            site.ledger.suggestions.found(known, limit=LOOSE),
        )
    return cast(list[Suggestion], kept[1])


def filed_apart(site: Site) -> list[Apart]:
    """Pairs of items under which the same words are filed."""
    stamp = site.ledger.stamp()
    kept = site.memory.get("apart")
    if kept is None or kept[0] != stamp:
        site.ledger.settle()
        kept = site.memory["apart"] = stamp, apart(site.ledger)
    done = settled(site).refused
    return [a for a in cast(list[Apart], kept[1]) if fold(pair(a.one, a.other)) not in done]


def unsure(site: Site) -> list[Unsure] | None:
    """The least certain readings in the newest documents, the least certain first.

    They are worked out beside the requests; None for as long as that takes.
    """
    read = site.ledger.stamp()[0]
    kept = site.memory.get("unsure")
    if kept is None or kept[0] != read:
        kept = site.memory["unsure"] = read, _BESIDE.submit(_doubted, site)
    work = cast("Future[list[Unsure]]", kept[1])
    try:
        found = work.result(PATIENCE)
    except FutureTimeout:
        return None
    done = settled(site).statements
    return [one for one in found if one.filed.id not in done]


def pair(one: str, other: str) -> str:
    """What a refused pair of items is called among the names that people refused."""
    return f"{one} = {other}"


def _decided(active: Iterable[Decided]) -> frozenset[str]:
    return frozenset(d.statement for d in active if d.statement and d.kind in _SETTLES)


def _doubted(site: Site) -> list[Unsure]:
    return sorted(_doubts(site), key=lambda u: (u.lead, u.filed.id))


def _doubts(site: Site) -> Iterator[Unsure]:
    """Statements that were nearly read otherwise; a document is looked through once."""
    from renkei.reading.doubt import Doubt, Doubter

    _, doubter = site.memory.setdefault("doubter", (None, Doubter(site.names)))
    _, known = site.memory.setdefault("doubts", (None, {}))
    doubts = cast(dict[str, tuple[Doubt, ...]], known)
    for row in ask.documents(site, "", "", DOCUMENTS, 0):
        if row.reader != _READER:
            continue
        if row.id not in doubts:
            document: Document = site.ledger.document(row.id)
            close = cast(Doubter, doubter).doubts(document)
            doubts[row.id] = tuple(d for d in close if d.lead < SURE)
        if doubts[row.id]:
            wanted = Filter(document=row.id)
            for filed in site.ledger.pages.statements(wanted, limit=ask.IN_DOCUMENT):
                s = filed.statement
                for d in doubts[row.id]:
                    same = d.start <= s.start and s.end <= d.end
                    if same and d.label == (s.kind if d.field == "kind" else s.status):
                        yield Unsure(filed, d.field, d.rival, d.lead)
