"""What became of the forecasts in a pack, and how well those who made them did.

A word of likelihood is read as the middle of its range in ICD 203 (Office of the Director of
National Intelligence, Analytic Standards, 2 January 2015): almost no chance and very unlikely
1 to 20 %, unlikely 20 to 45 %, roughly even chance 45 to 55 %, likely 55 to 80 %, very likely and
almost certain 80 to 99 %. The codebook's ``possible`` stands for the even chance, which is what
the words *may* and 可能 leave open.

An outcome says whether the forecast was borne out, so ``unlikely`` and *yes* means that the thing
did not happen. The score is Brier's (1950, Monthly Weather Review 78): the squared distance
between the chance given to the thing and 1 if it happened, 0 if not. 0 is perfect, 0.25 is what
calling everything even gives. What came true in part or is still open has no score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from renkei.nouns import Likelihood

if TYPE_CHECKING:
    from renkei.packs.schema import Forecast

CHANCES: dict[Likelihood, tuple[float, float]] = {
    Likelihood.VERY_LIKELY: (0.80, 0.99),
    Likelihood.LIKELY: (0.55, 0.80),
    Likelihood.POSSIBLE: (0.45, 0.55),
    Likelihood.UNLIKELY: (0.20, 0.45),
    Likelihood.VERY_UNLIKELY: (0.01, 0.20),
}
"""The range of chances that each word stands for (ICD 203)."""


@dataclass(frozen=True, slots=True)
class Record:
    """How the forecasts of one kind of voice came out.

    `brier` is the mean over the `yes` and `no` ones, None if there is none; `best` and `worst` are
    what it would be if each word had been meant at that end of its range which suits the outcome,
    or the other.
    """

    who: str
    forecasts: int
    yes: int
    partly: int
    no: int
    open: int
    brier: float | None
    best: float | None
    worst: float | None


def happened(forecast: Forecast) -> bool | None:
    """Whether the thing spoken of came about; None if in part, or if it is not known yet."""
    result = forecast.outcome.result
    if result not in ("yes", "no"):
        return None
    doubted = forecast.likelihood.code in (Likelihood.UNLIKELY, Likelihood.VERY_UNLIKELY)
    return (result == "yes") != doubted


def brier(forecast: Forecast) -> tuple[float, float, float] | None:
    """The score at the middle of the word's range, at its better and at its worse end."""
    came = happened(forecast)
    if came is None:
        return None
    low, high = CHANCES[forecast.likelihood.code]
    middle, *ends = ((chance - came) ** 2 for chance in ((low + high) / 2, low, high))
    return middle, min(ends), max(ends)


def records(
    forecasts: Iterable[Forecast], by: Callable[[Forecast], str] = lambda f: f.role.value
) -> list[Record]:
    """One record for each value of `by`, those with most forecasts first."""
    groups: defaultdict[str, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        groups[by(forecast)].append(forecast)
    made = (_record(who, group) for who, group in groups.items())
    return sorted(made, key=lambda record: (-record.forecasts, record.who))


def _record(who: str, group: list[Forecast]) -> Record:
    results = [forecast.outcome.result for forecast in group]
    scores = [score for forecast in group if (score := brier(forecast))]
    means: list[float | None] = [fmean(column) for column in zip(*scores, strict=True)]
    return Record(
        who,
        len(group),
        *(results.count(result) for result in ("yes", "partly", "no", "open")),
        *(means or [None] * 3),
    )
