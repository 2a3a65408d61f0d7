"""How often what a source reported before officials said so was confirmed by them later.

A **claim** is an item and a rung at which some source, in a voice that is not official, says that
the item stands, published on a day by which no official had affirmed that rung or a higher one of
it. Each pair of item and rung counts once for a source, on its first day. The claim is **borne
out** if an official statement published later affirms that rung or a higher one. What is not borne
out may still come; nothing here says that it was false.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from renkei.ledger.records import First
from renkei.nouns import Rung


@dataclass(frozen=True, slots=True)
class Claim:
    """A source was first with a rung of an item; `confirmed` by the first official word after."""

    source: str
    item: str
    rung: Rung
    said: date
    statement: str
    confirmed: date | None
    confirming: str


def claims(words: Iterable[First]) -> list[Claim]:
    """The claims among what outlets first had affirmed, in the order of time."""
    every = sorted(words, key=lambda w: (w.day, w.statement))
    official: dict[tuple[str, int], First] = {}
    for word in every:
        if word.official:
            for height in range((-1 if word.rung.height is None else word.rung.height) + 1):
                official.setdefault((word.item, height), word)
    found: dict[tuple[str, str, Rung], Claim] = {}
    for word in every:
        place = word.source, word.item, word.rung
        if word.official or not word.source or word.rung.height is None or place in found:
            continue
        later = official.get((word.item, word.rung.height))
        if later and later.day <= word.day:
            continue
        found[place] = Claim(
            source=word.source,
            item=word.item,
            rung=word.rung,
            said=word.day,
            statement=word.statement,
            confirmed=later.day if later else None,
            confirming=later.statement if later else "",
        )
    return list(found.values())
