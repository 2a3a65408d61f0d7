"""From the labels of clauses to the places of statements.

Each clause is labelled: nothing (``O``), the beginning of a statement of some kind, or its going on
(``I``). A statement may go on only behind its own beginning, in the same sentence. Of what kind it
is in the end, all its clauses together tell (head ``kind`` of the model).
"""

from __future__ import annotations

import numpy as np

from renkei.nouns import Kind
from renkei.reading.layout import Layout
from renkei.reading.model import Spans

OUTSIDE, INSIDE = 0, len(Kind) + 1
SEGMENTS: tuple[str, ...] = ("O", *(kind.value for kind in Kind), "I")


def clauses(layout: Layout) -> Spans:
    """Every clause as a span of its own."""
    first = np.arange(len(layout.starts))
    return Spans(first, first + 1)
