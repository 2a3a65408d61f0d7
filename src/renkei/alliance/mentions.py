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
"""The most sentences that are told, unless told otherwise."""


def mentions(ledger: Ledger, item: Item, limit: int = MOST) -> list[Hit]:
    """Sentences with a name of the item that tells it from other things (see `Pages.named`)."""
    labels = (item.labels.en, item.labels.zh, item.labels.ja)
    names = [
        name for name in dict.fromkeys((*labels, *item.aliases.all())) if name not in item.weak
    ]
    return ledger.pages.named(names, item.key, limit=limit)


def perhaps(ledger: Ledger, item: Item, limit: int = MOST) -> list[Hit]:
    """Sentences with a name that may mean something else (`Item.weak`)."""
    return ledger.pages.named(item.weak, item.key, limit=limit)


def published_by(hits: list[Hit], day: date) -> tuple[Hit, ...]:
    """Those of `hits` that were out by a day, the undated among them."""
    return tuple(hit for hit in hits if (days(hit.published)[0] or date.min) <= day)
