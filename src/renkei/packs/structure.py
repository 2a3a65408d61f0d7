"""Who commands and who coordinates: posts, their holders, links, arrangements, measures.

A post or link holds on day D when ``since <= D < until``; ``since: unknown`` means that it was
there before the pack begins or that no source seen dates it, ``until: none`` that no end is known.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from renkei.nouns import Rung
from renkei.packs.values import (
    ASSUMPTION,
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

Degrees = Literal["unknown"] | float


class Relation(StrEnum):
    """How the subject of a link stands to its object."""

    COMMANDS = "commands"
    REPORTS_TO = "reports-to"
    COORDINATES_WITH = "coordinates-with"
    SHARES_INFORMATION_WITH = "shares-information-with"


class Voice(StrEnum):
    """Whose an arrangement is: a government's own decision, the press on it, or an analyst's."""

    OFFICIAL = "official"
    REPORTED = "reported"
    ANALYST = "analyst"


class Seat(Row):
    """A place. `lat` and `lon` are degrees, north and east positive, on a source of their own."""

    name: Text
    lat: Degrees
    lon: Degrees
    source: SourceId = ASSUMPTION


class ProposedPost(Row):
    """A post as a proposal describes it.

    `nations` are the states whose it is. `type` says what sort of post it is: headquarters,
    office, coordination-body, liaison-team, or in the words of a proposal.
    """

    key: Key
    labels: Labels
    nations: tuple[State, ...] = Field(min_length=1)
    type: Text
    seat: Literal["none"] | Seat
    tz: Text
    rank: Text
    parent: KeyOrNone


class Post(ProposedPost):
    """A headquarters, office or body. `parent` is the next post above it in the pack.

    `rank` is the stars that go with the post; `tz` the IANA time zone of its seat.
    """

    authority: str = ""
    since: WhenOrUnknown
    until: WhenOrNone
    source: SourceId
    note: str = ""


class Holder(Row):
    """Who held a post, and when. A post is not its holder."""

    post: Key
    name: Text
    rank: Text
    since: WhenOrUnknown
    until: WhenOrNone
    source: SourceId
    note: str = ""


class Link(Row):
    """A relation between two posts, from one date to another."""

    subject: Key
    relation: Relation
    object: Key
    since: WhenOrUnknown
    until: WhenOrNone
    source: SourceId
    note: str = ""


class SetField(Row):
    """Give one field of a post another value."""

    op: Literal["set"]
    post: Key
    field: Literal["rank", "type", "authority", "seat"]
    value: Text | Seat


class AddPost(Row):
    """Add a post."""

    op: Literal["add-post"]
    post: ProposedPost


class AddLink(Row):
    """Add a link."""

    op: Literal["add-link"]
    subject: Key
    relation: Relation
    object: Key


class EndLink(Row):
    """End a link that stands."""

    op: Literal["end-link"]
    subject: Key
    relation: Relation
    object: Key


Change = Annotated[SetField | AddPost | AddLink | EndLink, Field(discriminator="op")]


class Arrangement(Row):
    """A proposed order of things, as changes to be laid over the posts and links of a date.

    `status` is the rung where the latest source seen leaves it. `left_open` says what the
    sources do not settle, and where a change is a reading of them.
    """

    key: Key
    labels: Labels
    item: Key
    first_discussed: When
    status: Rung
    voice: Voice
    changes: tuple[Change, ...]
    left_open: str
    sources: tuple[SourceId, ...] = Field(min_length=1)


class MeasureValue(Row):
    """What one source gives for a measure."""

    value: Text
    source: SourceId
    note: str = ""


class Measure(Row):
    """A figure about the structure that sources give differently."""

    key: Key
    what: Text
    values: tuple[MeasureValue, ...]


class Structure(Row):
    """The content of ``organisations.yaml``."""

    posts: tuple[Post, ...] = ()
    holders: tuple[Holder, ...] = ()
    links: tuple[Link, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    measures: tuple[Measure, ...] = ()
