"""What shows rest on: numbers that stand for sources, their list, and how far a pack reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from renkei.alliance.shown import past_cover
from renkei.cli.screen import Flow
from renkei.cli.wrap import plain
from renkei.edtf import bounds
from renkei.packs.values import ASSUMPTION, UNKNOWN

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.schema import Source


class Cited:
    """Gives each source a number when it is first cited."""

    def __init__(self, sources: Iterable[Source]) -> None:
        """`sources` are those of the pack."""
        self.known: Mapping[str, Source] = {source.id: source for source in sources}
        self.numbers: dict[str, int] = {}

    def mark(self, ids: Iterable[str]) -> str:
        """``[1][4]`` for the sources with these ids."""
        return "".join(f"[{self._number(name)}]" for name in ids)

    def _number(self, name: str) -> str:
        if name == ASSUMPTION:
            return name
        return str(self.numbers.setdefault(name, len(self.numbers) + 1))

    def listed(self) -> Iterator[Flow]:
        """The sources that were cited, by their numbers."""
        for name, number in self.numbers.items():
            yield Flow(described(self.known.get(name), name), indent=5, first=f"[{number}]")
            url = self.known[name].url if name in self.known else UNKNOWN
            if url != UNKNOWN:
                yield Flow(url, "dim", indent=5)


def described(source: Source | None, name: str) -> str:
    """A source in a line: whose, what it is called, of when, whether official, its id."""
    if source is None:
        return name
    day = "undated" if source.date == UNKNOWN else source.date
    return " · ".join([plain(source.publisher), plain(source.title), day, official(source), name])


def official(source: Source) -> str:
    """Whether a source is a government's own text."""
    if source.official == UNKNOWN:
        return "official or not: unknown"
    return "official" if source.official else "not official"


def uncovered(pack: Pack, on: date) -> Iterator[Flow]:
    """A warning, if a day lies outside the time that a pack covers."""
    begins = bounds(pack.manifest.covers)[0]
    if begins and on < begins:
        yield Flow(
            f"The pack covers time from {begins}: rows without a date stand as now.", "yellow"
        )
    if ends := past_cover(pack, on):
        yield Flow(f"The pack covers time to {ends}: what came since may not be in it.", "yellow")
