"""The rows of a pack: sources, items, meetings, series, forecasts, events."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from renkei.nouns import Likelihood, Role, Rung
from renkei.packs.values import (
    Aliases,
    Key,
    KeyOrNone,
    Labels,
    Row,
    SourceId,
    State,
    Text,
    When,
    WhenOrNone,
    WhenOrUnknown,
)


class Source(Row):
    """A text that rows rest on, written once and referred to by `id`.

    `title` in square brackets is a description made by the pack, not the text's own title.
    `official` is true of a government's or intergovernmental body's own text, also where it was
    read in a copy (`publisher` then names both), false of everything else.
    """

    id: SourceId
    title: Text
    publisher: Text
    url: Text
    date: WhenOrUnknown
    lang: str = Field(pattern=r"^[a-z]{2}$")
    official: bool | Literal["unknown"]
    note: str = ""


class ItemKind(StrEnum):
    """What sort of thing an item is."""

    COMMITMENT = "commitment"
    PROGRAMME = "programme"
    CAPABILITY = "capability"
    MECHANISM = "mechanism"
    TREATY = "treaty"
    ORGANISATION = "organisation"


class Target(Row):
    """What an item aims at, by when, and how much of it."""

    what: Text
    by: WhenOrNone
    quantity: Text


class Step(Row):
    """A row of an item's history: the rung that the cited source gives it on a date.

    It codes what that source says, so a later row can stand lower than an earlier one.
    """

    date: When
    status: Rung
    what: Text
    source: SourceId


class Delivery(Row):
    """That an item is a deliverable of a meeting: the places it has in the meeting's list.

    `numbers` count from 1 in the order of the text that lists them (`Meeting.deliverables`). They
    are left out where that text names the item outside its list. Several items may share a place.
    """

    meeting: Key
    numbers: tuple[Annotated[int, Field(ge=1)], ...] = ()


class Item(Row):
    """A thing one can follow: a commitment, a body, a capability.

    `aliases` are whole surface forms; where two overlap the longest match is meant. `weak` are
    those of the aliases that do not identify the item on their own. `documents` are the ids of the
    documents known to mention it: empty if none does, left out if nobody looked.
    """

    key: Key
    kind: ItemKind
    domain: Key
    labels: Labels
    aliases: Aliases
    weak: tuple[Text, ...] = ()
    parties: tuple[State, ...] = Field(min_length=1)
    parent: KeyOrNone
    deliverable_of: tuple[Delivery, ...] = ()
    target: Target
    documents: tuple[Text, ...] | None = None
    history: tuple[Step, ...] = Field(min_length=1)
    note: str = ""


class Hints(Row):
    """Words that speak of an item or a series where no name of it stands.

    They need not tell one from another: a reader weighs them by how many rows give them, and with
    what else stands near. `zh` may hold both kinds of characters, as in `Aliases`.
    """

    key: Key
    en: tuple[Text, ...] = ()
    zh: tuple[Text, ...] = ()
    ja: tuple[Text, ...] = ()


class Deliverables(Row):
    """How many deliverables a meeting's own text lists, counted as the note says."""

    count: int = Field(ge=1)
    source: SourceId
    note: Text


class Meeting(Row):
    """A meeting, call or signing. `held` is false if it was planned and did not take place."""

    key: Key
    date: When
    kind: Key
    place: Text
    parties: tuple[State, ...] = Field(min_length=1)
    held: bool
    results: Text
    source: SourceId
    deliverables: Deliverables | None = None
    note: str = ""


class Point(Row):
    """One value of a series. `note` says where it is rounded, derived, drafted or targeted."""

    date: When
    value: float
    source: SourceId
    note: str = ""


class Goal(Row):
    """A value that a series is meant to reach, by when, set by whom; `item` is what promises it."""

    value: float
    by: WhenOrNone
    set_by: Text
    source: SourceId
    item: KeyOrNone = "none"


class Series(Row):
    """A figure through time, in one unit and by one method.

    `points` are what was measured, budgeted or planned; `goals` what was set to be reached.
    """

    key: Key
    labels: Labels
    unit: Text
    documents: tuple[Text, ...] | None = None
    points: tuple[Point, ...] = Field(min_length=1)
    goals: tuple[Goal, ...] = ()
    note: str = ""


class Wording(Row):
    """How likely an outcome was said to be: the source's word and the codebook's scale."""

    worded: Text
    code: Likelihood


class Outcome(Row):
    """What became of a forecast. An `open` one carries the nearest evidence seen."""

    result: Literal["yes", "partly", "no", "open"]
    date: WhenOrNone
    what: Text
    source: SourceId


class Forecast(Row):
    """An expectation, who had it, when it was had and when it could be judged (`horizon`)."""

    key: Key
    who: Text
    role: Role
    made: When
    statement: Text
    likelihood: Wording
    horizon: WhenOrNone
    documents: tuple[Text, ...] | None = None
    source: SourceId
    outcome: Outcome
    note: str = ""


class PoliticalEvent(Row):
    """An event of domestic politics that bears on the alliance."""

    key: Key
    date: When
    kind: Key
    actors: tuple[State, ...] = Field(min_length=1)
    what: Text
    documents: tuple[Text, ...] | None = None
    source: SourceId
    note: str = ""


class System(Row):
    """Something that the pack promises to cover, and the rows of each kind that cover it.

    `area` is the heading that it stands under in the list of what is promised.
    """

    key: Key
    area: Text
    label: Text
    items: tuple[Key, ...] = ()
    posts: tuple[Key, ...] = ()
    arrangements: tuple[Key, ...] = ()
    measures: tuple[Key, ...] = ()
    meetings: tuple[Key, ...] = ()
    series: tuple[Key, ...] = ()
    forecasts: tuple[Key, ...] = ()
    events: tuple[Key, ...] = ()

    def named(self) -> Iterator[tuple[str, str]]:
        """Kind and key of each row that covers it."""
        for kind in SYSTEM_KINDS:
            for key in getattr(self, kind):
                yield kind, key


SYSTEM_KINDS = tuple(name for name in System.model_fields if name not in ("key", "area", "label"))
