"""Pairing the statements of two codings of one document.

Two statements match if they are of the same kind and their quotes overlap by at least half of the
shorter one. Each is used once; where several would fit, the longest overlap goes first, and of
equal ones the pair that agrees in most fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import NamedTuple

from renkei.nouns import Document


@dataclass(frozen=True, slots=True, order=True)
class Coded:
    """A statement as coded by someone: the codebook's fields and where its quote stands."""

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


class Match(NamedTuple):
    """Two statements by their numbers: in the coding compared, and in the one taken as true."""

    given: int
    gold: int


def overlap(a: Coded, b: Coded) -> int:
    """How many characters two quotes share, if that is half of the shorter one; else 0."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    shorter = min(a.end - a.start, b.end - b.start)
    return shared if 2 * shared >= shorter > 0 else 0


def match(
    given: Sequence[Coded], gold: Sequence[Coded], *, same_kind: bool = True
) -> tuple[Match, ...]:
    """The pairs of two codings of one document, in the order of `gold`.

    With `same_kind` false, place alone decides.
    """
    fitting = [
        (_order(a, b, shared), Match(i, j))
        for i, a in enumerate(given)
        for j, b in enumerate(gold)
        if (shared := overlap(a, b)) and (a.kind == b.kind or not same_kind)
    ]
    free_given, free_gold = set(range(len(given))), set(range(len(gold)))
    pairs = []
    for _, pair in sorted(fitting):
        if pair.given in free_given and pair.gold in free_gold:
            free_given.remove(pair.given)
            free_gold.remove(pair.gold)
            pairs.append(pair)
    return tuple(sorted(pairs, key=lambda pair: pair.gold))


def _order(a: Coded, b: Coded, shared: int) -> tuple[int, int, list[Coded]]:
    """Which pairs go first; the same whichever of the two is taken as true."""
    agreeing = sum(x == y for x, y in zip(astuple(a), astuple(b), strict=True))
    return -shared, -agreeing, sorted((a, b))


@dataclass(frozen=True)
class Compared:
    """Two codings of one document and their pairs: of the same kind, and of any kind in a place."""

    name: str
    language: str
    text: str
    title: str
    given: tuple[Coded, ...]
    gold: tuple[Coded, ...]
    matches: tuple[Match, ...]
    places: tuple[Match, ...]

    @property
    def tongue(self) -> str:
        """The language without its script: ``zh``, ``ja``, ``en``."""
        return self.language.split("-")[0]

    def stands(self, one: Coded) -> bool:
        """Whether a quote stands letter for letter at its place."""
        return one.start >= 0 and self.text[one.start : one.end] == one.quote


def compare(
    document: Document, name: str, given: Iterable[Coded], gold: Iterable[Coded]
) -> Compared:
    """A document's two codings, each put in the order of the text, and paired."""
    a, b = tuple(sorted(given)), tuple(sorted(gold))
    return Compared(
        name=name,
        language=document.language,
        text=document.text,
        title=document.title,
        given=a,
        gold=b,
        matches=match(a, b),
        places=match(a, b, same_kind=False),
    )
