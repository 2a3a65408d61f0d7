"""Sentences that name an item though what was read from them is filed elsewhere, or nothing was.

A statement is filed under one item. A sentence that names several is evidence of each: it is
looked up by the item's own names in the full text, so that nothing a document says of a thing is
out of reach because of how it was filed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from renkei.ledger.ladder import days

if TYPE_CHECKING:
    from renkei.ledger import Hit, Ledger
    from renkei.packs.schema import Item

MOST = 50
"""The most sentences that are looked at for one name."""


def mentions(ledger: Ledger, item: Item, known_by: date) -> tuple[Hit, ...]:
    """Sentences published by `known_by` that hold a name of the item, the newest first.

    Names that do not identify it on their own (`Item.weak`) are not looked for.
    Of each name at most `MOST` sentences are seen.
    """
    found: dict[tuple[str, int], Hit] = {}
    labels = (item.labels.en, item.labels.zh, item.labels.ja)
    for name in dict.fromkeys((*labels, *item.aliases.all())):
        if name in item.weak:
            continue
        for hit in ledger.search(f'"{name}"', MOST):
            if not _later(hit, known_by):
                found.setdefault((hit.document, hit.start), hit)
    return tuple(sorted(found.values(), key=lambda h: (h.published, h.document, -h.start))[::-1])


def _later(hit: Hit, day: date) -> bool:
    first = days(hit.published)[0]
    return first is not None and first > day
