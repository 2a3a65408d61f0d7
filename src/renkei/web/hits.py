"""What a search found, as pages show it: a sentence between its neighbours, its words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renkei.ledger import Hit


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a sentence, and whether it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that was found, between its neighbours, and where it stands."""

    document: str
    start: int
    end: int
    language: str
    title: str
    source: str
    published: str
    runs: tuple[Run, ...]
    before: str
    after: str


def found_in(hit: Hit) -> Found:
    """A hit of the ledger, as pages show it."""
    same = ("document", "start", "end", "language", "title", "source", "published")
    return Found(
        runs=tuple(_runs(hit.text, hit.marks)),
        before=hit.before,
        after=hit.after,
        **{name: getattr(hit, name) for name in same},
    )


def _runs(text: str, marks: tuple[tuple[int, int], ...]) -> Iterator[Run]:
    at = 0
    for start, end in marks:
        if start > at:
            yield Run(text[at:start], False)
        yield Run(text[start:end], True)
        at = end
    if at < len(text):
        yield Run(text[at:], False)
