"""The source behind a row of the pack, as pages show it: one step from every claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from renkei.packs.values import ASSUMPTION
from renkei.web.site import Site


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of the pack. `source` is ``assumption`` where a row rests on none."""

    source: str
    title: str
    publisher: str
    url: str
    date: str
    language: str
    official: bool

    @property
    def assumed(self) -> bool:
        """Whether it is the pack's own assumption."""
        return self.source == ASSUMPTION


def cite(site: Site, name: str) -> Cited:
    """The source of that id."""
    row = site.sources.get(name)
    if row is None:
        return Cited(name, "", "", "", "", "und", official=False)
    return Cited(
        name, row.title, row.publisher, row.url, row.date, row.lang, official=row.official is True
    )


def cites(site: Site, names: Iterable[str]) -> tuple[Cited, ...]:
    """Each source once, in order."""
    return tuple(cite(site, name) for name in dict.fromkeys(names))
