"""What pages ask of the ledger, each question by its name.

Each is answered from what the ledger keeps of itself, a screen at a time; what needs a look at much
of it is worked out once for each state of the ledger and each day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar, cast

from renkei.alliance.mentions import mentions
from renkei.ledger import (
    Decided,
    DocumentRow,
    FailureRow,
    Filed,
    Filter,
    Hit,
    ItemState,
)
from renkei.ledger.records import Change, Outlet, Outline, Record, Totals
from renkei.ledger.search import fold
from renkei.nouns import Kind
from renkei.web.site import Site, today
from renkei.web.views import Courses
from renkei.web.views import courses as as_drawn

T = TypeVar("T")

DOCUMENTS = ("readings", "amendments")
"""What changes the documents: a decision does not."""
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


def drawn(site: Site, keys: Sequence[str], start: date, end: date) -> dict[str, Courses]:
    """The same as they are drawn over a time, each made once."""
    known: dict[tuple[str, date], Courses] = _kept(site, "drawn", dict)
    for key, outlined in courses(site, keys).items():
        if (key, start) not in known:
            known[key, start] = as_drawn(outlined, start, end)
    return {key: known[key, start] for key in keys}


def moved(site: Site, limit: int) -> list[Change]:
    """What moved any item, the last one first."""
    return site.ledger.pages.changes(limit=limit, since=None)


def steps(site: Site, key: str, limit: int) -> list[Change]:
    """What moved one item, the newest `limit` of it, oldest first."""
    return site.ledger.pages.moves(key, limit=limit)[::-1]


def values(site: Site, field: str) -> dict[str, int]:
    """For each value of a field, of how many items something has it."""
    return _kept(site, f"values {field}", lambda: site.ledger.pages.values(field))


def having(site: Site, field: str, value: str) -> set[str]:
    """The items of which something has that value of a field."""
    return site.ledger.pages.having(field, value)


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


def those(site: Site, statements: Sequence[str]) -> list[Filed]:
    """Statements by their whole ids, in that order."""
    return site.ledger.pages.those(statements)


def document_statements(site: Site, document: str, first: int, last: int) -> list[Filed]:
    """The statements of a part of a document, in the order of its text; of all their places."""
    found = site.ledger.pages.within(document, max(first - REACH, 0), last, limit=IN_DOCUMENT)
    return [f for f in found if f.statement.end > first]


def document_row(site: Site, document: str) -> DocumentRow:
    """What is known of a document beside its text."""
    return site.ledger.pages.document(document)


def documents(
    site: Site, source: str, language: str, limit: int, offset: int, title: str = ""
) -> list[DocumentRow]:
    """Documents of an outlet, in a language or with words in their title, newest first."""
    return site.ledger.pages.documents(
        source=source, language=language, title=title, limit=limit, offset=offset
    )


def document_count(site: Site, source: str, language: str, title: str) -> int:
    """How many documents meet the same filter."""
    return site.ledger.pages.count_documents(source=source, language=language, title=title)


def outlets(site: Site) -> list[Outlet]:
    """What came from each outlet in each language."""
    return _kept(site, "outlets", site.ledger.pages.outlets, DOCUMENTS)


def outlet_names(site: Site) -> dict[str, str]:
    """The names of outlets by their folded ones."""
    work = partial(_names, outlets(site))
    return _kept(site, "outlet names", work, DOCUMENTS)


def clusters(site: Site, limit: int) -> list[tuple[DocumentRow, ...]]:
    """Documents that are near-duplicates of one another."""
    work = partial(site.ledger.pages.clusters, limit=limit)
    return _kept(site, f"clusters {limit}", work, DOCUMENTS)


def records(site: Site, sources: Sequence[str]) -> dict[str, Record]:
    """What became of the claims of some outlets, by their folded names."""
    return site.ledger.pages.records(sources)


def totals(site: Site) -> Totals:
    """How much there is of everything."""
    return _kept(site, "totals", site.ledger.pages.totals)


def failures(site: Site) -> list[FailureRow]:
    """What could not be read and why."""
    return _kept(site, "failures", site.ledger.failures, ("failures", "readings"))


def named(site: Site, key: str, limit: int) -> list[Hit]:
    """Sentences that name an item of the pack though nothing of them is filed under it.

    Names that do not tell it from other things (`Item.weak`) are not looked for.
    """
    row = site.items.get(key)
    if row is None:
        return []
    known: dict[tuple[str, int], list[Hit]] = _kept(site, "named", dict)
    if (key, limit) not in known:
        known[key, limit] = mentions(site.ledger, row, limit)
    return known[key, limit]


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


def _names(found: Sequence[Outlet]) -> dict[str, str]:
    """Of the spellings of a name the one that most documents have."""
    names: dict[str, str] = {}
    for outlet in found:  # the most documents first
        names.setdefault(fold(outlet.source), outlet.source)
    return names


def _kept(site: Site, name: str, work: Callable[[], T], of: Sequence[str] = ()) -> T:
    """What `work` gives, kept while what it is made of (the whole ledger) and the day stay."""
    marks = site.ledger.stamp()
    stamp = tuple(getattr(marks, part) for part in of or marks._fields), today()
    kept = site.memory.get(name)
    if kept is None or kept[0] != stamp:
        kept = site.memory[name] = (stamp, work())
    return cast(T, kept[1])
