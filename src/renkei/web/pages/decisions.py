"""Decisions: what people corrected, who, when and why; each can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from renkei.ledger import DecisionKind
from renkei.web import ask
from renkei.web.changes import Taken, taken
from renkei.web.page import Page
from renkei.web.paging import Cut, Number, cut
from renkei.web.site import Here

SIZE = 50
LONG = 5
"""Decisions taken back one after another that are folded into one row, from this many on."""


@dataclass(frozen=True, slots=True)
class About:
    """What the statement of a decision says, and the item that it is under now."""

    quote: str
    language: str
    item: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions, the last one first; `orphans` are those whose statement is no more.

    `undone` are the decisions that others of this page took back, by their numbers; `about` are
    the statements of all of them, by their ids.
    """

    decisions: Cut[Taken]
    orphans: tuple[int, ...]
    undone: dict[int, Taken]
    about: dict[str, About]

    @property
    def runs(self) -> list[list[Taken]]:
        """The rows, those folded into one that one person took back at one go."""
        found: list[list[Taken]] = []
        for (kind, _), run in groupby(self.decisions.rows, key=lambda d: (d.kind, d.who)):
            rows = list(run)
            folded = kind is DecisionKind.UNDO and len(rows) >= LONG
            found += [rows] if folded else [[row] for row in rows]
        return found


def view(site: Here, page: Number = 1) -> Decisions:
    """What people corrected, who, when and why."""
    every = [taken(d) for d in ask.decisions(site)]
    by_number = {d.id: d for d in every}
    listed = cut(every, page, SIZE)
    undone = {
        int(d.value): by_number[int(d.value)] for d in listed.rows if d.kind is DecisionKind.UNDO
    }
    names = {d.statement for d in (*listed.rows, *undone.values()) if d.statement}
    about = {
        f.id: About(f.statement.quote, f.statement.language, f.item)
        for f in ask.those(site, sorted(names))
    }
    orphans = tuple(d.id for d in site.ledger.orphaned_decisions())
    return Decisions(listed, orphans, undone, about)


def table(found: Decisions) -> Iterator[dict[str, object]]:
    """The rows of the CSV."""
    yield from map(asdict, found.decisions.rows)


PAGE = Page("decisions", "/decisions", view, table=table)
