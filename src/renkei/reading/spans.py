"""From the labels of clauses to the places of statements.

Each clause is labelled: nothing (``O``), the beginning of a statement of some kind, or its going on
(``I``). A statement may go on only behind its own beginning, in the same sentence. Of what kind it
is in the end, all its clauses together tell (head ``kind`` of the model).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Kind
from renkei.reading.compiled import kernel
from renkei.reading.layout import Layout
from renkei.reading.model import Floats, Spans

OUTSIDE, INSIDE = 0, len(Kind) + 1
SEGMENTS: tuple[str, ...] = ("O", *(kind.value for kind in Kind), "I")


def clauses(layout: Layout) -> Spans:
    """Every clause as a span of its own."""
    first = np.arange(len(layout.starts))
    return Spans(first, first + 1)


def labelled(scores: Floats, owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """The segment label of each clause, by number in `SEGMENTS`: the best that may follow.

    `scores` has a row a clause and a column a label, `owners` the sentence of each clause.
    """
    labels = np.empty(len(scores), np.int64)
    kernel().label(scores, owners, labels)
    return labels


def statements(labels: NDArray[np.int64]) -> Spans:
    """The clauses of each statement, in order of the text."""
    first, behind = np.empty(len(labels), np.int64), np.empty(len(labels), np.int64)
    count = kernel().join(labels, INSIDE, first, behind)
    return Spans(first[:count], behind[:count])
