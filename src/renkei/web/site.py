"""What every page is given: the ledger, the pack, the day, and where the app stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Request

from renkei.ledger.store import Ledger
from renkei.nouns import Name
from renkei.packs.load import load_names
from renkei.packs.pack import Pack
from renkei.packs.schema import Item, Series, Source


@dataclass(frozen=True)
class Site:
    """A ledger and a pack, served. One for the whole life of an app.

    `who` signs corrections where the form does not say who makes them. `memory` is for what pages
    work out once for a state of the ledger (see `renkei.web.ask`).
    """

    ledger: Ledger
    pack: Pack
    pack_name: str
    read_only: bool = False
    who: str = "user"
    memory: dict[str, tuple[object, object]] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The pack's names, compiled."""
        return load_names(self.pack_name)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The pack's items by key."""
        return {item.key: item for item in self.pack.items}

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """The pack's series by key."""
        return {series.key: series for series in self.pack.series}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The pack's sources by id."""
        return {source.id: source for source in self.pack.sources}

    @cached_property
    def domains(self) -> Mapping[str, dict[str, str]]:
        """The names of the pack's fields, by their keys and by language."""
        return {d.key: d.labels.model_dump() for d in self.pack.manifest.domains}

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """By when the pack says that each item is to be done (EDTF), where it says so."""
        return {i.key: i.target.by for i in self.pack.items if i.target.by != "none"}

    @cached_property
    def posts(self) -> Mapping[str, dict[str, str]]:
        """The names of the pack's posts, by their keys and by language."""
        return {p.key: p.labels.model_dump() for p in self.pack.structure.posts}

    def labels(self, key: str) -> dict[str, str]:
        """An item's names by language, as its pack has them; empty if it does not."""
        row = self.items.get(key) or self.series.get(key)
        return {tag: getattr(row.labels, tag) for tag in ("en", "zh", "ja")} if row else {}

    def domain(self, key: str) -> str:
        """The field of the alliance that an item belongs to; empty if the pack does not say."""
        return self.items[key].domain if key in self.items else ""


def wants_json(request: Request) -> bool:
    """Whether a request asks for data instead of a page by its ``Accept`` header."""
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def today() -> date:
    """The date where the day begins first, as the ledger counts it."""
    return datetime.now(timezone(timedelta(hours=14))).date()


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


Here = Annotated[Site, Depends(_site)]
"""The parameter by which a page's function asks for the site: ``def view(site: Here, …)``."""
