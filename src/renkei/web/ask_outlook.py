"""What the outlook asks of the ledger: what is due, from no more statements than it needs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace
from typing import cast

from renkei.errors import RenkeiError
from renkei.ledger import Filed, Filter, Ledger
from renkei.outlook.due import Due, months_later
from renkei.outlook.due import due as dues
from renkei.web.site import Site, today

NEWEST = 40
"""How many commitments of each item, the newest first, are asked for what is due."""
FARTHEST = 240
"""Months ahead that are worked out."""
PATIENCE = 0.15
"""Seconds that a page waits for what has changed before it shows what was so a moment ago."""
_BESIDE = ThreadPoolExecutor(1, "outlook")


def due(site: Site, months: int) -> tuple[Due, ...]:
    """What is overdue today, and what falls due within so many months.

    When the ledger has changed it is worked out anew beside the requests; a page that cannot wait
    for that is given what was so before.
    """
    last = months_later(today(), months)
    return tuple(one for one in _everything(site) if one.day <= last)


def _everything(site: Site) -> tuple[Due, ...]:
    stamp = (site.ledger.stamp(), today())
    asked, before = site.memory.get("due asked"), site.memory.get("due")
    if asked is None or asked[0] != stamp:
        asked = site.memory["due asked"] = stamp, _BESIDE.submit(_worked, site)
    work = cast("Future[tuple[Due, ...]]", asked[1])
    try:
        found = work.result(PATIENCE if before else None)
    except FutureTimeout:
        return cast(tuple[Due, ...], before[1] if before else ())
    except RenkeiError:
        del site.memory["due asked"]
        raise
    site.memory["due"] = stamp, found
    return found


def _worked(site: Site) -> tuple[Due, ...]:
    return dues(site.pack, cast(Ledger, _Newest(site)), today(), FARTHEST)


class _Newest:
    """A ledger of which only the newest statements of the pack's items are seen."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def statements(self, wanted: Filter) -> Iterator[Filed]:
        """The newest statements of each item that meet the filter."""
        for key in self.site.items:
            yield from self.site.ledger.pages.statements(replace(wanted, item=key), limit=NEWEST)
