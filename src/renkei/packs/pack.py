"""A pack as a whole: what it says of itself, what it expects, and all its rows."""

from __future__ import annotations

from pydantic import Field

from renkei.packs.scenario import Conduct, Lineup, Scenario
from renkei.packs.schema import (
    Forecast,
    Hints,
    Item,
    Meeting,
    PoliticalEvent,
    Series,
    Source,
    System,
)
from renkei.packs.structure import Structure
from renkei.packs.values import Key, KeyOrNone, Labels, Row, State, Text, When


class Domain(Row):
    """A field of the alliance. Its items stand in ``items/<key>.yaml``, at least so many."""

    key: Key
    labels: Labels
    at_least: int = Field(ge=0)


class Manifest(Row):
    """The content of ``pack.yaml``.

    `parties` are the allies; `states` are all other states that rows may name; `covers` is the
    time that the pack means to cover.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    labels: Labels
    parties: tuple[State, ...] = Field(min_length=1)
    states: tuple[State, ...] = ()
    covers: When
    domains: tuple[Domain, ...] = Field(min_length=1)


class Shared(Row):
    """Names that more than one item may rightly claim, and the item that each means by itself.

    ``means: none`` leaves it to the context: the names then name nothing on their own.
    """

    names: tuple[Text, ...] = Field(min_length=1)
    owners: tuple[Key, ...] = Field(min_length=2)
    means: KeyOrNone
    why: Text


class Excuse(Row):
    """Findings of one rule of ``renkei pack check`` that stand, by row, and why."""

    rule: Key
    rows: tuple[Text, ...] = Field(min_length=1)
    why: Text


class Exceptions(Row):
    """The content of ``exceptions.yaml``: what departs from the rules, with the reason."""

    shared: tuple[Shared, ...] = ()
    excused: tuple[Excuse, ...] = ()


class Pack(Row):
    """An alliance as data."""

    manifest: Manifest
    sources: tuple[Source, ...] = ()
    items: tuple[Item, ...] = ()
    structure: Structure = Structure()
    meetings: tuple[Meeting, ...] = ()
    series: tuple[Series, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    events: tuple[PoliticalEvent, ...] = ()
    hints: tuple[Hints, ...] = ()
    systems: tuple[System, ...] = ()
    conduct: Conduct = Conduct()
    lineups: tuple[Lineup, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    exceptions: Exceptions = Exceptions()
