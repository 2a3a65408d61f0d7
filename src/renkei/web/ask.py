"""What pages ask of the ledger, each question by its name, so that answers can be kept or made
quicker in one place.

What needs the whole ledger is worked out once for each state of it and each day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from renkei.ledger import Decided, DocumentRow, FailureRow, Filed, Filter, Hit, ItemState, Turn
from renkei.web.site import Site, today
from renkei.web.views import Move, moves

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Followed:
    """An item as it stands today, its whole history, and what moved in it."""

    state: ItemState
    turns: tuple[Turn, ...]
    moves: tuple[Move, ...]


def followed(site: Site) -> dict[str, Followed]:
    """Every item of which something is said, by its key."""

    def work() -> dict[str, Followed]:
        return {s.key: _followed(site, s) for s in site.ledger.items(targets=site.targets)}

    return _kept(site, "followed", work)


def silent(site: Site) -> dict[str, Followed]:
    """The pack's items of which nothing is said, by their keys."""
    said = followed(site)
    keys = [key for key in site.items if key not in said]
    states = site.ledger.items(targets=site.targets, keys=keys)
    return {s.key: Followed(s, (), ()) for s in states}


def item(site: Site, key: str) -> Followed:
    """One item, also one of which nothing is said."""
    (state,) = site.ledger.items(targets=site.targets, keys=[key])
    return _followed(site, state)


def item_statements(site: Site, key: str) -> list[Filed]:
    """All that is said of an item, whatever its kind, marked wrong or not, newest first."""
    found = site.ledger.statements(Filter(item=key, wrong=None))
    return sorted(found, key=lambda f: (f.day, f.id), reverse=True)


def document_statements(site: Site, document: str) -> list[Filed]:
    """The statements of a document in the order of its text."""
    found = site.ledger.statements(Filter(document=document, wrong=None))
    return sorted(found, key=lambda f: (f.statement.start, f.statement.end, f.id))


def documents(site: Site) -> list[DocumentRow]:
    """Every document, newest first."""

    def work() -> list[DocumentRow]:
        return sorted(site.ledger.documents(), key=lambda d: (d.day, d.id), reverse=True)

    return _kept(site, "documents", work)


def document_row(site: Site, document: str) -> DocumentRow | None:
    """What is known of a document beside its text."""
    return _kept(site, "rows", lambda: {d.id: d for d in documents(site)}).get(document)


def failures(site: Site) -> list[FailureRow]:
    """What could not be read and why."""
    return _kept(site, "failures", site.ledger.failures)


def search(site: Site, query: str, limit: int) -> list[Hit]:
    """The best sentences for a query."""
    return site.ledger.search(query, limit)


def statement(site: Site, begins: str) -> Filed:
    """A statement by its id, or a unique beginning of it."""
    return site.ledger.statement(begins)


def decisions(site: Site) -> list[Decided]:
    """All decisions, the last one first."""
    return _kept(site, "decisions", lambda: site.ledger.decisions()[::-1])


def decisions_on(site: Site, statements: set[str]) -> dict[str, list[Decided]]:
    """The decisions in force about some statements, by their ids, the last one first."""
    found: dict[str, list[Decided]] = {}
    for one in decisions(site):
        if one.active and one.statement in statements:
            found.setdefault(one.statement, []).append(one)
    return found


def _followed(site: Site, state: ItemState) -> Followed:
    turns = tuple(site.ledger.history(state.key))
    return Followed(state, turns, tuple(moves(state.key, turns)))


def _kept(site: Site, name: str, work: Callable[[], T]) -> T:
    """What `work` gives, kept for as long as the ledger and the day stay the same."""
    stamp: tuple[object, date] = (site.ledger.stamp(), today())
    kept = site.memory.get(name)
    if kept is None or kept[0] != stamp:
        kept = site.memory[name] = (stamp, work())
    return cast(T, kept[1])
