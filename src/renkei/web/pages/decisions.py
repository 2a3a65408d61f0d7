"""Decisions: what people corrected, who, when and why; each can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from renkei.web import ask
from renkei.web.changes import Taken, taken
from renkei.web.page import Page
from renkei.web.paging import Cut, Number, cut
from renkei.web.site import Here

SIZE = 50


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions, the last one first; `orphans` are those whose statement is no more."""

    decisions: Cut[Taken]
    orphans: tuple[int, ...]


def view(site: Here, page: Number = 1) -> Decisions:
    """What people corrected, who, when and why."""
    every = cut([taken(d) for d in ask.decisions(site)], page, SIZE)
    return Decisions(every, tuple(d.id for d in site.ledger.orphaned_decisions()))


def table(found: Decisions) -> Iterator[dict[str, object]]:
    """The rows of the CSV."""
    yield from map(asdict, found.decisions.rows)


PAGE = Page("decisions", "/decisions", view, table=table)
