"""Pairing the statements of two codings of one document.

Two statements match if they are of the same kind and their quotes overlap by at least half of the
shorter one. Each is used once; where several would fit, the longest overlap goes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement as coded by someone: the codebook's fields and where its quote stands."""

    document: str
    start: int
    end: int
    quote: str
    kind: str
    status: str = ""
    likelihood: str = ""
    polarity: str = "affirmed"
    actors: tuple[str, ...] = ()
    speaker: str = "author"
    speaker_role: str = "author"
    time: str = ""
    quantity: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair: the statement of the coding compared, and of the coding taken as true."""

    given: Coded
    gold: Coded


def overlap(a: Coded, b: Coded) -> int:
    """How many characters two quotes share."""
    return min(a.end, b.end) - max(a.start, b.start)


def match(
    given: Sequence[Coded], gold: Sequence[Coded], *, same_kind: bool = True
) -> tuple[list[Match], list[Coded], list[Coded]]:
    """Pairs of one document's statements, then those of `given` and of `gold` left without one."""
    pairs = []
    for i, a in enumerate(given):
        for j, b in enumerate(gold):
            shared = overlap(a, b)
            shorter = min(a.end - a.start, b.end - b.start)
            if shared > 0 and 2 * shared >= shorter and (a.kind == b.kind or not same_kind):
                pairs.append((-shared, i, j))
    used_given: set[int] = set()
    used_gold: set[int] = set()
    matches = []
    for _, i, j in sorted(pairs):
        if i not in used_given and j not in used_gold:
            used_given.add(i)
            used_gold.add(j)
            matches.append(Match(given[i], gold[j]))
    matches.sort(key=lambda m: m.gold.start)
    invented = [a for i, a in enumerate(given) if i not in used_given]
    missed = [b for j, b in enumerate(gold) if j not in used_gold]
    return matches, invented, missed
