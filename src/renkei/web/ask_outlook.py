"""What the outlook asks of the ledger: what is due, from no more statements than it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from renkei.ledger import Filed, Filter, Ledger
from renkei.outlook.due import Due
from renkei.outlook.due import due as dues
from renkei.web.site import Site, today

NEWEST = 100
"""How many commitments of each item, the newest first, are asked for what is due."""


def due(site: Site, months: int) -> tuple[Due, ...]:
    """What is overdue today, and what falls due within so many months."""
    stamp = (site.ledger.stamp(), today(), months)
    kept = site.memory.get("due")
    if kept is None or kept[0] != stamp:
        book = cast(Ledger, _Newest(site))
        kept = site.memory["due"] = stamp, dues(site.pack, book, today(), months)
    return cast(tuple[Due, ...], kept[1])


class _Newest:
    """A ledger of which only the newest statements of the pack's items are seen."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def statements(self, wanted: Filter) -> Iterator[Filed]:
        """The newest statements of each item that meet the filter."""
        for key in self.site.items:
            yield from self.site.ledger.pages.statements(replace(wanted, item=key), limit=NEWEST)
