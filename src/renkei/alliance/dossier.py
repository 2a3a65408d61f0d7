"""All that is known of one item: what its pack says, what documents say, and where they differ.

The pack's history is put on the same ladder as the statements of a ledger, so that the two can be
laid side by side: a row speaks for officials if its source is a government's own text, and for
others if not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from renkei.alliance.arrangement import UNDATED
from renkei.alliance.mentions import mentions, perhaps, published_by
from renkei.edtf import bounds
from renkei.errors import PackError
from renkei.ledger.ladder import Evidence, Standing, State, days, stand
from renkei.nouns import Role, Rung

if TYPE_CHECKING:
    from renkei.ledger import Hit, ItemState, Ledger, Turn
    from renkei.packs.pack import Pack
    from renkei.packs.schema import Item, Source, Step
    from renkei.packs.structure import Arrangement as Proposal


@dataclass(frozen=True, slots=True)
class PackStep:
    """A row of a pack's history, its source, and the evidence that it is for the ladder."""

    step: Step
    source: Source | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where pack and documents differ on a day: in what, and what each says.

    `field` is ``official``, ``reported`` or ``due``. `kind` is ``contradiction`` where both cannot
    be so (one has it refused, stalled or ended; the dates exclude each other), ``further`` where
    one of the two only goes further on the ladder.
    """

    field: str
    kind: str
    pack: str
    documents: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """An item on a day.

    `above` are its parents, the nearest first; `below` its children; `beside` the other children
    of its parent; `proposals` the arrangements discussed for it. `pack` is how it stands by the
    pack's own history, and `documents` by the ledger: None if there is no ledger, or it says
    nothing of the item. `named` are sentences that name it beside those that statements of it
    come from; where `unsure`, only by a word that may mean something else.
    """

    item: Item
    above: tuple[Item, ...]
    below: tuple[Item, ...]
    beside: tuple[Item, ...]
    proposals: tuple[Proposal, ...]
    steps: tuple[PackStep, ...]
    pack: State
    documents: ItemState | None
    turns: tuple[Turn, ...]
    named: tuple[Hit, ...]
    unsure: bool
    disagreements: tuple[Disagreement, ...]


def dossier(
    pack: Pack, key: str, ledger: Ledger | None, on: date, known_by: date | None = None
) -> Dossier:
    """What pack and ledger hold of the item `key` on a day, by what was public by `known_by`.

    Raises
    ------
    PackError
        If the pack has no such item.
    """
    items = {item.key: item for item in pack.items}
    if key not in items:
        raise PackError(f"the pack {pack.manifest.key} has no item {key!r}; try: renkei show {key}")
    item, by = items[key], known_by or on
    steps = tuple(pack_steps(pack, item, by))
    held = stand([s.evidence for s in steps], on, target=item.target.by)
    documents: ItemState | None = None
    turns: tuple[Turn, ...] = ()
    named: tuple[Hit, ...] = ()
    unsure = False
    if ledger is not None:
        (state,) = ledger.items(on, by, keys=[key])
        documents = state if state.quotes else None
        turns = tuple(ledger.history(key, on, by))
        named, unsure = _named(ledger, item, by, known=documents is not None)
    return Dossier(
        item=item,
        above=tuple(_above(item, items)),
        below=tuple(other for other in pack.items if other.parent == key),
        beside=tuple(
            other
            for other in pack.items
            if item.parent != "none" and other.parent == item.parent and other.key != key
        ),
        proposals=tuple(p for p in pack.structure.arrangements if p.item == key),
        steps=tuple(s for s in steps if s.evidence.said <= by and _begun(s, on)),
        pack=held,
        documents=documents,
        turns=turns,
        named=named,
        unsure=unsure,
        disagreements=tuple(disagreements(held, documents)) if documents else (),
    )


def _named(ledger: Ledger, item: Item, by: date, *, known: bool) -> tuple[tuple[Hit, ...], bool]:
    """Sentences that name the item, and whether only by a word that may mean something else.

    Such words are looked for only where nothing else is known of it.
    """
    sure = published_by(mentions(ledger, item), by)
    if sure or known:
        return sure, False
    unsure = published_by(perhaps(ledger, item), by)
    return unsure, bool(unsure)


def pack_steps(pack: Pack, item: Item, known_by: date) -> Iterator[PackStep]:
    """The rows of an item's history that were known by a day, as evidence for the ladder.

    A row was said when its source was published; where that bears no date, when the row's own
    time was over.
    """
    sources = {source.id: source for source in pack.sources}
    for n, step in enumerate(item.history):
        source = sources.get(step.source)
        evidence = _evidence(f"{item.key}.history.{n}", step, source)
        if evidence.said <= known_by:
            yield PackStep(step, source, evidence)


def _evidence(name: str, step: Step, source: Source | None) -> Evidence:
    first, last = bounds(step.date)
    happened = last or first
    published = None if source is None or source.date in UNDATED else bounds(source.date)[1]
    said = published or happened
    assert said
    return Evidence(
        id=name,
        rung=step.status,
        role=Role.OFFICIAL if source is not None and source.official is True else Role.MEDIA,
        said=max(said, happened or said),
        speaker=source.publisher if source else step.source,
        time=step.date,
        dated=published is not None,
    )


def _begun(one: PackStep, on: date) -> bool:
    first = bounds(one.step.date)[0]
    return first is None or first <= on


def _above(item: Item, items: Mapping[str, Item]) -> Iterator[Item]:
    seen = {item.key}
    while item.parent in items and item.parent not in seen:
        item = items[item.parent]
        seen.add(item.key)
        yield item


def disagreements(pack: State, documents: ItemState) -> Iterator[Disagreement]:
    """Where an item stands otherwise by its pack's history than by the documents."""
    for field, ours, theirs in (
        ("official", pack.official, documents.official),
        ("reported", pack.reported, documents.reported),
    ):
        if ours and theirs and ours.rung is not theirs.rung:
            yield Disagreement(field, _kind(ours.rung, theirs.rung), said(ours), said(theirs))
    if pack.due and documents.due and _apart(pack.due.time, documents.due.time):
        yield Disagreement("due", "contradiction", pack.due.time, documents.due.time)


def said(standing: Standing) -> str:
    """A standing in a few words."""
    return f"{standing.rung.value} since {standing.since}"


def _kind(one: Rung, other: Rung) -> str:
    off = [rung.height is None for rung in (one, other)]
    return "contradiction" if any(off) else "further"


def _apart(one: str, other: str) -> bool:
    """Whether two times have no day in common."""
    (a, b), (c, d) = days(one), days(other)
    return bool((b and c and b < c) or (d and a and d < a))
