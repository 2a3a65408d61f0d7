"""What the model makes of a text: which of its clauses make statements, and what each is.

The scores are those of `design` by a model's weights, worked out without writing the features down.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.design import PLACES, SIZES, TYPICAL, points
from renkei.reading.features import BITS, LONGEST
from renkei.reading.lexicon import lexicon
from renkei.reading.model import Floats, Head, Spans, model
from renkei.reading.speech import ROLES, Spoken


class Judged(NamedTuple):
    """The clauses of each statement, in order of the text, and what is made of them.

    `best` has for each head but ``segment`` the label of each statement, by number: the one that
    scores highest. `scores` has for each block of labels a row for each clause (that of
    ``segment``) or statement (the others).
    """

    spans: Spans
    best: dict[str, list[int]]
    scores: Floats

    def of(self, head: Head) -> Floats:
        """The scores of a head: a row for each clause or statement, a column for each label."""
        labels = self.scores.shape[2]
        first, behind = head.first // labels, -(-head.behind // labels)
        count = len(self.spans.first) if first else self.scores.shape[1]
        side_by_side = self.scores[first:behind, :count].swapaxes(0, 1).reshape(count, -1)
        return side_by_side[:, head.first - first * labels : head.behind - first * labels]


def judge(spoken: Spoken, *, fully: bool = False) -> Judged:
    """What the model of the language makes of a text that has a clause.

    A head that is asked of one kind alone scores, and labels, statements of others only if all is
    to be told `fully`.
    """
    layout, k = spoken.layout, kernel()
    weighed = model(layout.language)
    weights, under = weighed.weights, weighed.under
    count, width = layout.marks.shape
    spans = np.empty((4, count), np.int64)
    scores = np.empty((len(weights.biases), count, k.LABELS), np.float32)
    best = np.empty((len(under), count), np.int64)
    found = k.judge(
        layout.ids,
        layout.places,
        layout.starts,
        layout.ends,
        layout.owners,
        np.array([p.block for p in layout.passages]),
        layout.marks,
        layout.quoted,
        layout.codes,
        spoken.roles,
        points(),
        _sizes(layout.language),
        _steps(layout.language),
        weighed.kept,
        weights.grams,
        weights.scales,
        weights.plains,
        weights.biases,
        weighed.columns,
        np.full_like(under, -1) if fully else under,
        np.empty(len(layout.ids) * LONGEST[layout.language], np.int32),
        np.empty((count + 1, k.CLAUSE), np.int64),
        np.empty((int(layout.owners[-1]) + 2, k.SENTENCE), np.int64),
        np.empty(count * width, np.int32),
        np.empty((count + 1, k.LABELS * k.PARTS), np.int32),
        np.empty((2, k.LABELS), np.float32),
        np.empty(width, np.int64),
        spans,
        scores,
        best,
    )
    labels = dict(zip(weighed.fielded, best[:, :found].tolist(), strict=True))
    return Judged(Spans(spans[0, :found], spans[1, :found]), labels, scores)


@cache
def _sizes(language: str) -> NDArray[np.int64]:
    """What the kernel must know of a language, in its order."""
    cues = len(lexicon(language).classes)
    return np.array([LONGEST[language], BITS, TYPICAL[language], cues, PLACES, len(ROLES)])


@cache
def _steps(language: str) -> NDArray[np.int64]:
    """The lengths by which spans are sorted."""
    return np.array(SIZES[language])
