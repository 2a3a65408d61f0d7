"""What a comparison of arrangements gives back: plain tables. Times are hours."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.simulation.statistics import Estimate


@dataclass(frozen=True, slots=True)
class Entrant:
    """An arrangement that was run. `like` is the key of one before it that makes the same network.

    `why` says what was added to the sources to make it run, `remarks` where it and its day differ.
    """

    key: str
    label: str
    label_zh: str
    label_ja: str
    why: str
    remarks: tuple[str, ...]
    like: str


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """A stream: what it is, how many matters were counted in each arrangement, its deadline."""

    key: str
    what: str
    matters: int
    deadline: float


@dataclass(frozen=True, slots=True)
class TimeRow:
    """From arrival to a milestone: the spread over matters. The milestone ``end`` is the last."""

    lineup: str
    stream: str
    milestone: str
    median: float
    ninety: float
    mean: float


@dataclass(frozen=True, slots=True)
class LateRow:
    """The share of matters that were not done by their deadline."""

    lineup: str
    stream: str
    share: float


@dataclass(frozen=True, slots=True)
class PartRow:
    """Mean hours a matter that went into one thing, on the path that ended last."""

    lineup: str
    stream: str
    part: str
    hours: float


@dataclass(frozen=True, slots=True)
class PostRow:
    """A desk: share of its staffed hours that it worked (overtime makes it more than 1), the mean
    wait of what came to it, and how much came in a run."""

    lineup: str
    desk: str
    busy: float
    wait: float
    served: float


@dataclass(frozen=True, slots=True)
class PairRow:
    """The mean time to the end of one arrangement less that of another, on the same numbers.

    `verdict` is ``faster`` or ``slower`` (the one against the other), ``same`` if they make the
    same network, ``alike`` if the whole interval is within one per cent of the first one's mean, or
    ``untold`` if it holds 0.
    """

    one: str
    other: str
    stream: str
    difference: Estimate
    verdict: str


@dataclass(frozen=True, slots=True)
class LossRow:
    """What the loss of a post or link costs in mean time; infinite where it cannot be done then."""

    lineup: str
    kind: str
    lost: str
    stream: str
    hours: float


@dataclass(frozen=True, slots=True)
class CurveRow:
    """A point of the distribution of the time to the end: the share of matters done by `hours`."""

    lineup: str
    stream: str
    hours: float
    share: float


@dataclass(frozen=True, slots=True)
class Setting:
    """What was asked for: the arguments of `compare.compare`, with which it can be run again."""

    pack: str
    contingency: str
    arrangements: tuple[str, ...]
    replications: int | None
    seed: int
    overrides: tuple[tuple[str, float | str], ...]
    loss_replications: int
    half_width: float | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a run stood on: versions, digests of the networks, every figure and every answer."""

    versions: tuple[tuple[str, str], ...]
    networks: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, float], ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Arrangements run through one contingency on the same numbers.

    `rule` says by what rule the replications were chosen, `warm_up` how many hours of each were
    left out at the beginning. `sentences` say in words what the figures support.
    """

    setting: Setting
    ground: Ground
    key: str
    label: str
    label_zh: str
    label_ja: str
    what: str
    caveat: str
    replications: int
    rule: str
    warm_up: float
    entrants: tuple[Entrant, ...]
    streams: tuple[StreamInfo, ...]
    times: tuple[TimeRow, ...]
    late: tuple[LateRow, ...]
    parts: tuple[PartRow, ...]
    posts: tuple[PostRow, ...]
    pairs: tuple[PairRow, ...]
    losses: tuple[LossRow, ...]
    curves: tuple[CurveRow, ...]
    sentences: tuple[str, ...]
