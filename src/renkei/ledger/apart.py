"""The same words filed under different items: one of the two is wrong, or both items are one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from renkei.ledger.derived import live
from renkei.ledger.trouble import explained

if TYPE_CHECKING:
    from renkei.ledger import Ledger

NEWEST = 20_000
"""How many statements, those put in last, are looked at."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Two items, and the ids of statements that say the same words, in pairs, one of each."""

    one: str
    other: str
    pairs: tuple[tuple[str, str], ...]


def apart(ledger: Ledger, newest: int = NEWEST) -> list[Apart]:
    """Pairs of items under which the same words are filed, those with most of them first."""
    filed = live.c.item != "", live.c.wrong.is_(False)
    recent = live.c.n > (select(func.max(live.c.n)).scalar_subquery() - newest)
    shared = (
        select(live.c.words)
        .where(*filed, recent)
        .group_by(live.c.words)
        .having(func.count(live.c.item.distinct()) > 1)
    )
    rows = select(live.c.words, live.c.item, live.c.id).where(
        *filed, recent, live.c.words.in_(shared)
    )
    holders: dict[int, dict[str, str]] = defaultdict(dict)
    with explained(ledger.place), ledger.engine.connect() as connection:
        for words, item, statement in connection.execute(rows.order_by(live.c.n)):
            holders[words].setdefault(item, statement)
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for held in holders.values():
        first, *others = sorted(held)
        for other in others:
            found[first, other].append((held[first], held[other]))
    made = [Apart(*items, tuple(pairs)) for items, pairs in found.items()]
    return sorted(made, key=lambda a: (-len(a.pairs), a.one, a.other))
