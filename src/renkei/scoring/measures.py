"""The figures of a comparison, each with the interval in which it would vary.

What is compared is counted in units: a statement of the gold coding with what was matched to it, or
a statement of the other coding that matched nothing. A figure is a quotient of sums of counts, so
that any set of units has figures. Intervals are bootstrapped (Efron 1979, percentile method):
documents are drawn again with replacement, whole, because statements of one document are alike;
where there is only one, its units are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renkei.scoring.compare import Compared
from renkei.scoring.fields import FIELDS

RESAMPLES = 1000
SEED = 20240410
Counts = NDArray[np.int64]

MEASURES: dict[str, tuple[dict[str, int], dict[str, int]]] = {
    "precision": ({"matched": 1}, {"given": 1}),
    "recall": ({"matched": 1}, {"gold": 1}),
    "f1": ({"matched": 2}, {"given": 1, "gold": 1}),
    "place_f1": ({"placed": 1}, {"given": 1, "gold": 1}),
    **{field: ({f"{field} right": 1}, {f"{field} counted": 1}) for field in FIELDS},
    "letters": ({"standing": 1}, {"given": 1}),
}
"""Each figure as what is summed above and below the line. ``letters`` is the share of quotes that
stand in the document letter for letter."""

_COLUMNS = [
    *("gold", "given", "matched", "placed", "standing"),
    *(f"{field} {part}" for field in FIELDS for part in ("right", "counted")),
]
_AT = {name: i for i, name in enumerate(_COLUMNS)}


@dataclass(frozen=True, slots=True)
class Figure:
    """A share: `right` of `counted`, and its 95 % interval; None where nothing was counted."""

    right: int
    counted: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some documents, or of one kind in them, by the names of `MEASURES`.

    `drawn` says what was drawn again for the intervals: ``documents`` or ``statements``.
    """

    documents: int
    gold: int
    given: int
    matched: int
    drawn: str
    shares: dict[str, Figure]


def figures(documents: Sequence[Compared], kind: str = "") -> Figures:
    """The figures of `documents`; of the statements of one kind only, if `kind` is given."""
    counted = [units(one, kind) for one in documents]
    many = len(counted) > 1
    rows = (
        np.array([c.sum(axis=0) for c in counted]) if many else np.concatenate(counted or [_none()])
    )
    total = rows.sum(axis=0)
    drawn = _drawn(rows)
    return Figures(
        documents=len(counted),
        gold=int(total[_AT["gold"]]),
        given=int(total[_AT["given"]]),
        matched=int(total[_AT["matched"]]),
        drawn="documents" if many else "statements",
        shares={
            name: _figure(total, drawn, *parts)
            for name, parts in MEASURES.items()
            if not (kind and name == "place_f1")
        },
    )


def units(one: Compared, kind: str = "") -> Counts:
    """What is counted in a document: a row a unit, a column a count.

    ``placed`` counts statements of either coding that have one of the other in their place.
    """
    matched = {pair.gold: pair.given for pair in one.matches}
    placed_gold = {pair.gold for pair in one.places}
    placed_given = {pair.given for pair in one.places}

    def row(i: int | None, j: int | None) -> list[int]:
        given = None if i is None else one.given[i]
        gold = None if j is None else one.gold[j]
        placed = (i in placed_given) + (j in placed_gold)
        both = (given, gold) if given and gold else None
        fields = [n for field in FIELDS.values() for n in (field(*both) if both else (0, 0))]
        stands = given is not None and one.stands(given)
        return [gold is not None, given is not None, both is not None, placed, stands, *fields]

    rows = [row(matched.get(j), j) for j, gold in enumerate(one.gold) if kind in ("", gold.kind)]
    alone = set(range(len(one.given))) - set(matched.values())
    rows += [row(i, None) for i in sorted(alone) if kind in ("", one.given[i].kind)]
    return np.array(rows, np.int64) if rows else _none()


def _none() -> Counts:
    return np.zeros((0, len(_COLUMNS)), np.int64)


def _drawn(rows: Counts) -> Counts:
    """The sums of `RESAMPLES` draws of as many rows as there are."""
    size = len(rows)
    if not size:
        return _none()
    times = np.random.default_rng(SEED).multinomial(size, [1 / size] * size, size=RESAMPLES)
    return np.asarray(times @ rows)


def _figure(total: Counts, drawn: Counts, above: dict[str, int], below: dict[str, int]) -> Figure:
    right, counted = _sum(total, above), _sum(total, below)
    tops, bottoms = _sum(drawn.T, above), _sum(drawn.T, below)
    shares = tops[bottoms > 0] / bottoms[bottoms > 0]
    low, high = np.percentile(shares, [2.5, 97.5]).tolist() if len(shares) else (None, None)
    value = float(right / counted) if counted else None
    return Figure(int(right), int(counted), value, low, high)


def _sum(columns: Counts, weights: dict[str, int]) -> Counts:
    return np.asarray(sum(weight * columns[_AT[name]] for name, weight in weights.items()))
