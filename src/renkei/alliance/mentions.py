"""Sentences that name an item though what was read from them is filed elsewhere, or nothing was.

A statement is filed under one item. A sentence that names several is evidence of each: it is
looked up by the item's own names in the full text, so that nothing a document says of a thing is
out of reach because of how it was filed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from renkei.ledger.ladder import days

if TYPE_CHECKING:
    from renkei.ledger import Hit, Ledger
    from renkei.packs.schema import Item

MOST = 50
"""The most sentences that are looked at for one name."""


def mentions(ledger: Ledger, item: Item, known_by: date) -> tuple[tuple[Hit, ...], bool]:
    """Sentences published by `known_by` that hold a name of the item, the newest first.

    Where none does, those that hold a name which does not identify it on its own (`Item.weak`): it
    may be meant, and the second value is true. Of each name at most `MOST` sentences are seen.
    """
    labels = (item.labels.en, item.labels.zh, item.labels.ja)
    names = dict.fromkeys((*labels, *item.aliases.all()))
    sure = [name for name in names if name not in item.weak]
    if found := _holding(ledger, sure, known_by):
        return found, False
    return _holding(ledger, item.weak, known_by), True


def _holding(ledger: Ledger, names: Iterable[str], known_by: date) -> tuple[Hit, ...]:
    found: dict[tuple[str, int], Hit] = {}
    for name in names:
        for hit in ledger.search(f'"{name}"', MOST):
            if not _later(hit, known_by):
                found.setdefault((hit.document, hit.start), hit)
    return tuple(sorted(found.values(), key=lambda h: (h.published, h.document, -h.start))[::-1])


def _later(hit: Hit, day: date) -> bool:
    first = days(hit.published)[0]
    return first is not None and first > day
