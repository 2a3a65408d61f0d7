"""Who says what a pack holds: its sources, what rests on each, and how old they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from renkei.alliance.arrangement import UNDATED
from renkei.edtf import bounds
from renkei.packs.rows import citations

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.schema import Source


@dataclass(frozen=True, slots=True)
class Backing:
    """A source and what rests on it.

    `rows` are the names of the rows that cite it, in the order of the pack, each once;
    `citations` counts every reference. `age` is in days, from the source's first possible day to
    the day on which one looks; None where the source bears no date.
    """

    source: Source
    rows: tuple[str, ...]
    citations: int
    age: int | None


def backing(pack: Pack, on: date, items: Collection[str] | None = None) -> tuple[Backing, ...]:
    """The sources of a pack as seen on a day, the newest first and the undated last.

    With `items` only what the histories of these items rest on. A source dated after the day is
    left out: it was not there.
    """
    cited: dict[str, list[str]] = {}
    for (file, row), _, cites in citations(pack):
        if items is None or (file.startswith("items/") and row in items):
            cited.setdefault(cites, []).append(row)
    found = []
    for source in pack.sources:
        rows = cited.get(source.id, [])
        age = age_of(source, on)
        if rows and (age is None or age >= 0):
            found.append(Backing(source, tuple(dict.fromkeys(rows)), len(rows), age))
    return tuple(sorted(found, key=lambda b: (b.age is None, b.age or 0, b.source.id)))


def age_of(source: Source, on: date) -> int | None:
    """How many days old a source is on a day; negative if it is still to come, None if undated."""
    first = None if source.date in UNDATED else bounds(source.date)[0]
    return None if first is None else (on - first).days
