"""What a sensitivity analysis gives back: plain tables. Times are hours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """Over how much of what is assumed one arrangement is done `sooner` or `later` than another.

    `middle` is the median of the relative difference of the mean times (-0.1: ten per cent less).
    """

    one: str
    other: str
    sooner: float
    later: float
    middle: float


@dataclass(frozen=True, slots=True)
class Index:
    """Sobol's indices of a parameter or choice for the relative difference of two arrangements.

    With `one` and `other` empty it is for whether the order of all of them holds. Indices are
    estimates, and may come out a little below 0 or above 1; between `first_low` and `first_high`,
    `total_low` and `total_high` each lies with 95 % confidence, by itself and approximately.
    """

    one: str
    other: str
    parameter: str
    first: float
    total: float
    first_low: float
    first_high: float
    total_low: float
    total_high: float


@dataclass(frozen=True, slots=True)
class Sway:
    """The mean relative difference of two arrangements where a parameter lies in the `low`est and
    the `high`est third of its range; of a choice, by its first and its last answer. Only of what
    the sample can name (`turning.named`)."""

    one: str
    other: str
    parameter: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How the mean time to the end of a stream hangs on what is assumed.

    `order` is the order at the best guess, whose means are `guess`; `held` the share of what is
    assumed over which it holds; `first` the share over which each arrangement is the soonest;
    `base` the size of each of the two free samples.
    """

    scenario: str
    stream: str
    lineups: tuple[str, ...]
    order: tuple[str, ...]
    base: int
    points: int
    replications: int
    seed: int
    varied: tuple[str, ...]
    guess: tuple[float, ...]
    held: float
    first: tuple[tuple[str, float], ...]
    shares: tuple[Share, ...]
    indices: tuple[Index, ...]
    sways: tuple[Sway, ...]
    sentences: tuple[str, ...]
