"""What pages ask of the ledger, each question by its name.

Each is answered from what the ledger keeps of itself, a screen at a time; what needs a look at much
of it is worked out once for each state of the ledger and each day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar, cast

from renkei.ledger import (
    Decided,
    DocumentRow,
    FailureRow,
    Filed,
    Filter,
    Hit,
    ItemState,
)
from renkei.ledger.records import Change, Outlet, Outline, Totals
from renkei.nouns import Kind
from renkei.web import borne_out
from renkei.web.borne_out import Claim
from renkei.web.site import Site, today

T = TypeVar("T")

IN_DOCUMENT = 3000
"""Statements of one document, or of a part of a long one, that are looked at."""
REACH = 2000
"""Characters before a part in which a quote may begin that reaches into it."""


def states(site: Site) -> dict[str, ItemState]:
    """How every item stands today of which something is said, by its key."""

    def work() -> dict[str, ItemState]:
        return {s.key: s for s in site.ledger.items(targets=site.targets)}

    return _kept(site, "states", work)


def silent(site: Site) -> dict[str, ItemState]:
    """The pack's items of which nothing is said, by their keys."""
    keys = [key for key in site.items if key not in states(site)]
    return {s.key: s for s in site.ledger.items(targets=site.targets, keys=keys)}


def state(site: Site, key: str) -> ItemState:
    """How one item stands, also one of which nothing is said, or the one it was merged into."""
    (found,) = site.ledger.items(targets=site.targets, keys=[key])
    return found


def courses(site: Site, keys: Sequence[str]) -> dict[str, list[Outline]]:
    """Where the two voices stood on some items through time."""
    known: dict[str, list[Outline]] = _kept(site, "courses", dict)
    if missing := [key for key in keys if key not in known]:
        found = site.ledger.pages.courses(missing)
        known.update({key: found.get(key, []) for key in missing})
    return {key: known[key] for key in keys}


def moved(site: Site, limit: int) -> list[Change]:
    """What moved any item, the last one first."""
    return site.ledger.pages.changes(limit=limit, since=None)


def steps(site: Site, key: str, limit: int) -> list[Change]:
    """What moved one item, the newest `limit` of it, oldest first."""
    return site.ledger.pages.moves(key, limit=limit)[::-1]


def tallies(site: Site, field: str) -> dict[str, dict[str, int]]:
    """For each item, in how many statements a field has which value."""
    return _kept(site, f"tallies {field}", lambda: site.ledger.pages.tallies(field))


def item_kinds(site: Site, key: str) -> dict[Kind, int]:
    """How much of each kind is said of an item; what is marked wrong is left out."""
    counts = site.ledger.pages.tallies("kind", item=key).get(key, {})
    return {kind: counts[kind] for kind in Kind if counts.get(kind)}


def item_statements(
    site: Site, key: str, kind: Kind | None, limit: int, offset: int, *, wrong: bool | None = None
) -> list[Filed]:
    """What is said of an item, the newest first; marked wrong or not, unless told otherwise."""
    wanted = Filter(item=key, kind=kind, wrong=wrong)
    return site.ledger.pages.statements(wanted, limit=limit, offset=offset)


def item_count(site: Site, key: str, kind: Kind | None) -> int:
    """How much is said of an item, marked wrong or not."""
    return site.ledger.pages.count(Filter(item=key, kind=kind, wrong=None))


def statement(site: Site, begins: str) -> Filed:
    """A statement by its id, or a unique beginning of it."""
    return site.ledger.statement(begins)


def document_statements(site: Site, document: str, first: int, last: int) -> list[Filed]:
    """The statements of a part of a document, in the order of its text; of all their places."""
    found = site.ledger.pages.within(document, max(first - REACH, 0), last, limit=IN_DOCUMENT)
    return [f for f in found if f.statement.end > first]


def document_row(site: Site, document: str) -> DocumentRow:
    """What is known of a document beside its text."""
    return site.ledger.pages.document(document)


def documents(site: Site, source: str, language: str, limit: int, offset: int) -> list[DocumentRow]:
    """Documents of an outlet or in a language, newest first."""
    return site.ledger.pages.documents(source=source, language=language, limit=limit, offset=offset)


def outlets(site: Site) -> list[Outlet]:
    """What came from each outlet in each language."""
    return _kept(site, "outlets", site.ledger.pages.outlets)


def clusters(site: Site, limit: int) -> list[tuple[DocumentRow, ...]]:
    """Documents that are near-duplicates of one another."""
    return site.ledger.pages.clusters(limit=limit)


def claims(site: Site) -> list[Claim]:
    """What outlets had affirmed before officials did, and whether these did later."""
    return _kept(site, "claims", lambda: borne_out.claims(site.ledger.pages.firsts()))


def totals(site: Site) -> Totals:
    """How much there is of everything."""
    return _kept(site, "totals", site.ledger.pages.totals)


def failures(site: Site) -> list[FailureRow]:
    """What could not be read and why."""
    return _kept(site, "failures", site.ledger.failures)


def search(site: Site, query: str, limit: int) -> list[Hit]:
    """The best sentences for a query."""
    return site.ledger.search(query, limit)


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


def _kept(site: Site, name: str, work: Callable[[], T]) -> T:
    """What `work` gives, kept for as long as the ledger and the day stay the same."""
    stamp: tuple[object, date] = (site.ledger.stamp(), today())
    kept = site.memory.get(name)
    if kept is None or kept[0] != stamp:
        kept = site.memory[name] = (stamp, work())
    return cast(T, kept[1])
