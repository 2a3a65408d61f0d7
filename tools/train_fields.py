"""Fits what weighs the candidates for who acts in a statement, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import numpy as np
from coded import Example
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from renkei.edtf import bounds
from renkei.nouns import Kind, Rung
from renkei.packs.load import load_names
from renkei.reading import timing
from renkei.reading.actors import SIGNS, WIDTH, Cast, columns
from renkei.reading.names import NameFinder
from renkei.reading.roster import Roster
from renkei.reading.tally import Asked, Tally
from renkei.reading.voices import Voice


class Acted(NamedTuple):
    """What is asked of a document's actors, and who is coded to act in each of its statements."""

    cast: Cast
    asked: Asked
    paragraphs: list[int]
    voices: list[Voice | None]
    kinds: list[Kind]
    gold: list[list[str]]


def fit_actors(data: list[Example], prior: float = 1.0) -> NDArray[np.float32]:
    """The weights by which candidates are told to act or not, the bias last.

    Who acted before is, as in reading, who was chosen and not who is coded: each half of the
    documents is gone through with weights fitted to the other half, so that the weights learn how
    far such a memory can be trusted (after Ross, Gordon and Bagnell 2011).
    """
    roster = Roster(NameFinder(load_names(), data[0].layout.language).owners)
    cases = [_acted(e, roster) for e in data]
    halves = cases[::2], cases[1::2]
    fitted = [_weigh_actors(half, [c.gold for c in half], prior) for half in halves]
    chosen: list[list[tuple[str, ...]]] = []
    for half, weights in zip(halves, reversed(fitted), strict=True):
        tally = Tally(weights.tolist(), len(SIGNS))
        chosen += [c.cast.acting(c.asked, c.paragraphs, c.voices, tally) for c in half]
    return _weigh_actors([*halves[0], *halves[1]], chosen, prior)


def _acted(example: Example, roster: Roster) -> Acted:
    asked, kinds = _asked(example)
    layout, first = example.layout, example.spans.first
    return Acted(
        Cast(layout, roster),
        asked,
        [layout.passages[i].block for i in layout.owners[first]],
        [example.spoken.voices[i] for i in first],
        kinds,
        [cast(list[str], row["actors"]) for row in example.rows],
    )


def _weigh_actors(
    cases: Sequence[Acted], remembered: Sequence[Sequence[Sequence[str]]], prior: float
) -> NDArray[np.float32]:
    """The weights, if the actors of each statement are remembered as given; the bias is moved to
    where the F1 of all actors is highest."""
    rows: list[list[int]] = []
    truth: list[bool] = []
    for case, acted in zip(cases, remembered, strict=True):
        named = case.cast.candidates(case.asked, case.paragraphs, case.voices, acted)
        for found, kind, gold in zip(named, case.kinds, case.gold, strict=True):
            rows += [columns(signs, kind) for signs in found.values()]
            truth += [actor in gold for actor in found]
    x = np.zeros((len(rows), WIDTH), np.float32)
    for i, on in enumerate(rows):
        x[i, on] = 1
    solver = LogisticRegression(C=prior, max_iter=500).fit(x, truth)
    scores, right = x @ solver.coef_[0], np.array(truth)
    coded = sum(len(gold) for case in cases for gold in case.gold)
    bias = max(
        np.arange(-1.5, 1.6, 0.1) + solver.intercept_[0],
        key=lambda b: 2 * (right & (scores + b > 0)).sum() / ((scores + b > 0).sum() + coded),
    )
    return np.append(solver.coef_[0], bias).astype(np.float32)


def fit_times(data: list[Example], prior: float = 1.0) -> NDArray[np.float32]:
    """The weights by which candidates are told to be a statement's time or not, the bias last.

    The bias is then moved to where the most statements get their time right, none included.
    """
    cases = [case for e in data for case in _dated(e)]
    rows = [timing.columns(d.signs, kind) for found, kind, _ in cases for d in found]
    truth = [_same_time(d.edtf, gold) for found, _, gold in cases for d in found]
    x = np.zeros((len(rows), timing.WIDTH), np.float32)
    for i, on in enumerate(rows):
        x[i, on] = 1
    solver = LogisticRegression(C=prior, max_iter=500).fit(x, truth)
    weights = solver.coef_[0]
    best = max(
        (sum(_right(case, weights, -bias) for case in cases), -bias)
        for bias in np.arange(-1.5, 1.6, 0.1) + solver.intercept_[0]
    )
    return np.append(weights, -best[1]).astype(np.float32)


Case = tuple[list[timing.Dated], Kind, str]


def _dated(example: Example) -> Iterator[Case]:
    asked, kinds = _asked(example)
    gold = [str(row["time"]) for row in example.rows]
    statuses = [Rung(str(row["status"])) if row["status"] else None for row in example.rows]
    choice = timing.Timing(example.layout, example.published, example.spoken.verbs)
    return zip(choice.candidates(asked, statuses, gold), kinds, gold, strict=True)


def _asked(example: Example) -> tuple[Asked, list[Kind]]:
    """The coded statements of an example, and their kinds."""
    layout, spans = example.layout, example.spans
    ends = layout.ends[spans.behind - 1].tolist()
    quotes = list(zip(layout.starts[spans.first].tolist(), ends, strict=True))
    sentences = [layout.passages[i].start for i in layout.owners[spans.first]]
    kinds = [Kind(str(row["kind"])) for row in example.rows]
    return Asked.of(quotes, sentences, kinds), kinds


def _same_time(a: str, b: str) -> bool:
    return a == b if not a or not b else bounds(a) == bounds(b)


def _right(case: Case, weights: NDArray[np.float32], threshold: float) -> bool:
    found, kind, gold = case
    scored = [(float(weights[timing.columns(d.signs, kind)].sum()), d.edtf) for d in found]
    best, chosen = max(scored, default=(threshold, ""))
    return _same_time(chosen if best > threshold else "", gold)
