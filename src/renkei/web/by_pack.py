"""What a pack itself says of an item: its cited history, and where documents have it otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from renkei.alliance.dossier import disagreements, pack_steps
from renkei.edtf import bounds
from renkei.ledger import ItemState, Standing
from renkei.ledger.ladder import State, stand
from renkei.nouns import Rung
from renkei.packs.schema import Item
from renkei.web.site import Site
from renkei.web.views import Stands, stands

AIM = "aim"
"""Where the page has what the pack says that an item aims at, and by when."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A row of the pack's history of an item, with its source. `day` places it in the chart."""

    anchor: str
    time: str
    day: date | None
    rung: Rung
    what: str
    title: str
    publisher: str
    url: str
    published: str
    language: str
    official: bool | str


@dataclass(frozen=True, slots=True)
class ByPack:
    """How an item stands by the pack's own cited history; a standing's `statement` is its row."""

    official: Stands | None
    reported: Stands | None


@dataclass(frozen=True, slots=True)
class Differing:
    """Where pack and documents differ: in whose voice, or in when it falls due.

    `contradiction` tells that both cannot be so; else one only goes further than the other. A rung
    is None and the times are given where it is `due` that differs. `anchor` is where the page has
    the pack's row, `statement` that of the documents, empty where only the pack gives their date.
    """

    field: str
    contradiction: bool
    pack: Rung | None
    pack_since: str
    anchor: str
    documents: Rung | None
    documents_since: str
    statement: str


def cited(site: Site, row: Item) -> Iterator[Cited]:
    """The rows of the pack's history of an item."""
    for n, one in enumerate(row.history):
        source = site.sources.get(one.source)
        yield Cited(
            anchor=f"cited-{n}",
            time=one.date,
            day=bounds(one.date)[1],
            rung=one.status,
            what=one.what,
            title=source.title if source else one.source,
            publisher=source.publisher if source else "",
            url=source.url if source else "",
            published=source.date if source else "",
            language=source.lang if source else "und",
            official=source.official if source else "unknown",
        )


def held(site: Site, row: Item | None, day: date) -> State:
    """How an item stands by the pack's own history."""
    steps = pack_steps(site.pack, row, day) if row else ()
    return stand([step.evidence for step in steps], day, target=row.target.by if row else "")


def by_pack(state: State) -> ByPack:
    """How an item stands by the pack, as pages show it."""
    return ByPack(_standing(state.official), _standing(state.reported))


def _standing(one: Standing | None) -> Stands | None:
    found = stands(one)
    return replace(found, statement=_anchor(found.statement)) if found else None


def _anchor(evidence: str) -> str:
    """Where the page has the row of the pack's history that is this evidence."""
    return f"cited-{evidence.rpartition('.')[2]}"


def differing(held: State, state: ItemState) -> Iterator[Differing]:
    """Where a pack, as `held` of it, and the documents differ."""
    for one in disagreements(held, state):
        contradiction = one.kind == "contradiction"
        if one.field == "due":
            assert held.due and state.due
            anchor = _anchor(held.due.word.id) if held.due.word else AIM
            word = state.due.word.id if state.due.word else ""
            times = held.due.time, state.due.time
            yield Differing("due", contradiction, None, times[0], anchor, None, times[1], word)
            continue
        pack, documents = getattr(held, one.field), getattr(state, one.field)
        yield Differing(
            field=one.field,
            contradiction=contradiction,
            pack=pack.rung,
            pack_since=pack.since,
            anchor=_anchor(pack.word.id),
            documents=documents.rung,
            documents_since=documents.since,
            statement=documents.word.id,
        )
