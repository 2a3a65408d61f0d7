"""How often what an outlet brought before officials said so was confirmed by them later. Pure.

A **claim** is an item and a rung at which some outlet, in a voice that is not official, says that
the item stands, published on a day by which no official had affirmed that rung or a higher one of
it. Each pair of item and rung counts once for an outlet, on its first day. The claim is **borne
out** if an official statement published later affirms that rung or a higher one. What is not borne
out may still come; nothing here says that it was false.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from renkei.ledger.sifting import Told
from renkei.nouns import LADDER

_HEIGHTS = {rung.value: height for rung, height in LADDER.items()}
_Word = tuple[str, str]  # the day it was said, the statement


class Claimed(NamedTuple):
    """An outlet's claim, as a row of `renkei.ledger.derived.claims` without its item.

    `confirmed` is the day of the first official word after it, empty if there is none.
    """

    source: str
    rung: str
    day: str
    statement: str
    confirmed: str
    confirming: str


def claims(told: Sequence[Told]) -> list[Claimed]:
    """The claims among the commitments to one item, in the order of time."""
    affirmed = [t for t in told if t.affirmed and t.rung in _HEIGHTS]
    official = _officials(affirmed)
    first: dict[tuple[str, str], _Word] = {}
    for word in affirmed:
        if word.official or not word.source:
            continue
        said, later = (word.said, word.id), official.get(word.rung)
        place = word.source, word.rung
        if (later is None or word.said < later[0]) and said < first.get(place, ("~", "")):
            first[place] = said
    found = [
        Claimed(source, rung, *said, *official.get(rung, ("", "")))
        for (source, rung), said in first.items()
    ]
    return sorted(found, key=lambda c: (c.day, c.statement))


def _officials(affirmed: Sequence[Told]) -> dict[str, _Word]:
    """The first official word that affirms each rung or a higher one."""
    first: dict[str, _Word] = {}
    for word in affirmed:
        if word.official:
            first[word.rung] = min(first.get(word.rung, ("~", "")), (word.said, word.id))
    found: dict[str, _Word] = {}
    for rung, height in _HEIGHTS.items():
        higher = [word for other, word in first.items() if _HEIGHTS[other] >= height]
        if higher:
            found[rung] = min(higher)
    return found
