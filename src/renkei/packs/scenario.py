"""What a pack says of running an arrangement: how posts work, what may happen, what to compare.

Nothing here is a bare number. Every figure is a `Parameter` or a `Choice`, each on a source or on
the word ``assumption`` with a range; everything else names them by their keys.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from renkei.packs.structure import Change, Relation
from renkei.packs.values import ASSUMPTION, Key, Labels, Row, SourceId, State, Text, When

Span = tuple[float, float]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Work(StrEnum):
    """The kinds of work that a desk does."""

    DETECT = "detect"
    RELAY = "relay"
    ASSESS = "assess"
    FORWARD = "forward"
    DECIDE = "decide"
    CONCUR = "concur"
    ORDER = "order"


class Unit(StrEnum):
    """What a parameter is counted in. `clock` is an hour of the local day."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    PER_DAY = "per-day"
    CLOCK = "clock"
    COUNT = "count"
    LOG = "log"


class Parameter(Row):
    """One figure. `value` is the best guess; over `range` it is varied, with `shape` as its law.

    Of a time, `value` is the median from which single cases stray; how far they stray is itself a
    parameter (`spread` of `Conduct`).
    """

    key: Key
    what: Text
    value: float
    unit: Unit
    range: Span | None = None
    shape: Literal["loguniform", "uniform", "triangular"] = "loguniform"
    source: SourceId
    why: str = ""

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.source == ASSUMPTION and (self.range is None or not self.why):
            raise ValueError("an assumption needs a `range` and a `why`")
        if self.range and self.range[0] > self.range[1]:
            raise ValueError(f"range {list(self.range)} runs downwards: write the lower end first")
        if self.range and not self.range[0] <= self.value <= self.range[1]:
            raise ValueError(f"value {self.value} lies outside its range {list(self.range)}")
        if self.range and self.shape == "loguniform" and self.range[0] <= 0:
            raise ValueError("a loguniform range must begin above 0; write shape: uniform")
        return self


class Choice(Row):
    """A question with few answers, each with a weight; `value` is the answer that is run."""

    key: Key
    what: Text
    options: tuple[Text, ...] = Field(min_length=2)
    weights: tuple[Annotated[float, Field(ge=0)], ...]
    value: Text
    source: SourceId
    why: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if len(self.weights) != len(self.options) or abs(sum(self.weights) - 1) > 1e-9:
            raise ValueError("`weights` must be one for each option and sum to 1")
        if self.value not in self.options:
            raise ValueError(f"value {self.value!r} is none of the options {list(self.options)}")
        return self


class Hours(Row):
    """When a desk is staffed, by the clock at its post; `since` and `until` name parameters."""

    days: tuple[Day, ...] = Field(min_length=1)
    since: Key
    until: Key


class DeskRow(Row):
    """A desk that posts have: what it works on, when, how many matters at once.

    `posts` are keys of posts, or types of posts, or ``any``; a row for a post goes before one for
    its type, and that before ``any``. To a desk that is `on_call` come only steps that ask for it
    (`Step.by`). With ``wake: none`` nothing wakes it.
    """

    desk: Key
    posts: tuple[Text, ...] = Field(min_length=1)
    work: tuple[Work, ...] = Field(min_length=1)
    hours: Literal["always"] | Hours
    wake: Key
    at_once: Key
    on_call: bool = False


class WorkTime(Row):
    """How long a kind of work takes: `time` names a parameter. `posts` as in `DeskRow`."""

    work: Work
    posts: tuple[Text, ...] = ("any",)
    time: Key


class Delay(Row):
    """How long a message is under way on a link within a nation, or across a border."""

    relation: Relation
    border: bool
    time: Key


class Crossing(Row):
    """What a matter must pass where it changes nations, one step after another.

    ``remote``: between posts of one nation each. ``co-located``: inside a body of both nations, or
    with a liaison team. ``agreed``: on a link of information, whose content is released
    beforehand. ``principals``: between civilian principals, as ministers. ``internal``: inside a
    combined command. Of several rows of a kind the first counts whose choices in `given` are
    answered so.
    """

    kind: Literal["remote", "co-located", "agreed", "principals", "internal"]
    steps: tuple[Key, ...] = ()
    given: dict[Key, Text] = Field(default_factory=dict)


class Level(Row):
    """What level a rank stands at. Only which is higher, and which are equal, matters."""

    rank: Text
    level: int
    source: SourceId
    why: str = ""


class Authority(Row):
    """That a post may decide matters of some kinds.

    `lineups` limits it to some line-ups, `given` to those runs in which each named choice is
    answered so.
    """

    posts: tuple[Key, ...] = Field(min_length=1)
    decisions: tuple[Key, ...] = Field(min_length=1)
    lineups: tuple[Key, ...] = ()
    given: dict[Key, Text] = Field(default_factory=dict)
    source: SourceId
    why: str = ""


class Conduct(Row):
    """The content of ``conduct.yaml``: how posts and links work, whatever happens.

    `spread_work` and `spread_link` name the parameters that say how far single cases stray from
    the median (standard deviation of the logarithm). `like` names a pack that ships with Renkei,
    whose figures, desks, work, delays and borders hold too where this pack does not say otherwise;
    its levels, choices and authority do not.
    """

    like: str = ""
    parameters: tuple[Parameter, ...] = ()
    choices: tuple[Choice, ...] = ()
    spread_work: Key = "spread-work"
    spread_link: Key = "spread-link"
    levels: tuple[Level, ...] = ()
    desks: tuple[DeskRow, ...] = ()
    work: tuple[WorkTime, ...] = ()
    delays: tuple[Delay, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    authority: tuple[Authority, ...] = ()


class Lineup(Row):
    """An arrangement to run: the structure of a day, proposals laid over it, further changes.

    `why` says what `changes` add to what the sources say, and is shown with every result.
    """

    key: Key
    labels: Labels
    base: When
    lay: tuple[Key, ...] = ()
    changes: tuple[Change, ...] = ()
    for_scenarios: tuple[Key, ...] = ()
    source: SourceId = ASSUMPTION
    why: str = ""


class Do(StrEnum):
    """What a step does."""

    DETECT = "detect"
    INFORM = "inform"
    ASSESS = "assess"
    DECIDE = "decide"
    CONCUR = "concur"
    ORDER = "order"


class Step(Row):
    """A step of a procedure, done by each of `nations`, or by all if none are named.

    A nation's part waits for its own part of the steps in `after` (or for all parts, where it has
    none), and for every nation's part of those in `after_all`. `at` and `to` name roles. `time`
    is a parameter in place of the usual one; `by` the key of a desk that does the step's work in
    place of the usual one; `rounds` a choice of whole numbers.
    """

    step: Key
    do: Do
    nations: tuple[State, ...] = ()
    after: tuple[Key, ...] = ()
    after_all: tuple[Key, ...] = ()
    at: str = ""
    to: str = ""
    decision: str = ""
    time: str = ""
    by: str = ""
    rounds: str = ""
    milestone: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wanted = {Do.DETECT: "at", Do.INFORM: "to", Do.ORDER: "to", Do.DECIDE: "decision"}
        field = wanted.get(self.do)
        if field and not getattr(self, field):
            raise ValueError(f"a step that does {self.do.value!r} needs `{field}`")
        if self.do is not Do.DETECT and not (self.after or self.after_all):
            raise ValueError("only `detect` begins a procedure: name a step in `after`")
        return self


class Rate(Row):
    """From hour `since` of the run on, matters arrive at the rate that parameter `rate` gives."""

    since: Annotated[float, Field(ge=0)]
    rate: Key


class StreamRow(Row):
    """Matters of one kind: how often, how pressing, by when, and what must be done with each."""

    key: Key
    what: Text
    rates: tuple[Rate, ...] = Field(min_length=1)
    deadline: str = ""
    urgent: bool
    priority: int = 0
    steps: tuple[Step, ...] = Field(min_length=1)


class Background(Row):
    """Other work that comes to every desk that does `work`, each by itself, at `rate`."""

    work: Work
    rate: Key
    priority: int = 9


class Scenario(Row):
    """A contingency: a file of the folder ``scenarios`` of a pack, or anywhere.

    `start` is a Monday; the run begins at midnight there, UTC, in every arrangement, so that all
    meet the same clocks. `roles` say which posts stand for a role in each nation. `steady` marks a
    contingency whose long run is meant: its warm-up is cut off. `caveat` is shown with results.
    """

    key: Key
    labels: Labels
    what: Text
    caveat: Text
    start: When
    weeks: int = Field(ge=1, le=104)
    steady: bool = False
    nations: tuple[State, ...] = Field(min_length=1)
    lineups: tuple[Key, ...] = Field(min_length=1)
    roles: dict[str, dict[State, tuple[Key, ...]]]
    parameters: tuple[Parameter, ...] = ()
    choices: tuple[Choice, ...] = ()
    authority: tuple[Authority, ...] = ()
    streams: tuple[StreamRow, ...] = Field(min_length=1)
    background: tuple[Background, ...] = ()
