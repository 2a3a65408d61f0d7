"""What tells that a statement is about one topic or another: its signs, as numbers.

A topic is an item or a series of the pack. Signs are the same for all topics and languages, so that
their weights (``data/topics.yaml``, written by ``tools/train_topics.py``) hold for any pack.
`renkei.reading.kernel.filing` works them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Kind
from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints
from renkei.reading.fold import fold
from renkei.reading.hints import HintFinder, Marks
from renkei.reading.layout import Layout
from renkei.reading.model import Spans

Floats = NDArray[np.float32]
Places = NDArray[np.int64]
Weights = NDArray[np.float64]
KINDS = tuple(Kind)
_NUMBERS = {kind: i for i, kind in enumerate(KINDS)}
_PLACE = attrgetter("start", "end", "block")

SIGNS = (
    "named", "named alone", "another named", "named and hinted at", "hints",
    "a hint", "two hints", "three hints", "more hints than others", "others are hinted at",
    "named before in the sentence", "named behind in the sentence", "hints before in the sentence",
    "hints behind in the sentence", "named before in the paragraph",
    "hints before in the paragraph", "hints behind in the paragraph", "share of the document",
    "share, hinted at", "hints in the title", "series", *(f"series, {k}" for k in KINDS),
)  # fmt: skip
WHERE = ("same sentence", "same paragraph", "earlier")
CARRIED = tuple(
    f"the topic before, {sign}"
    for where in WHERE
    for sign in (where, f"{where}, hinted at", f"{where}, another named")
)
"""Signs of the topic before, by where it stood: by itself, hinted at, where another is named."""
OF_KIND = tuple(f"the topic before, {kind}" for kind in KINDS)
NONE = ("none", "none, something named", "none, hints", *(f"none, {k}" for k in KINDS))
ALL = (*SIGNS, *CARRIED, *OF_KIND, "on end", "so far", *NONE)


class Filed(NamedTuple):
    """The topic of each statement by its number, -1 for none; the topics that occur in the
    document; and, if asked for, `signs`: of each statement and of each choice, which is none first
    and then each topic that occurs, what each of `ALL` comes to."""

    chosen: Places
    present: Places
    signs: Floats


def file(
    layout: Layout,
    finder: HintFinder,
    title: str,
    spans: Spans,
    kinds: Sequence[Kind],
    weights: Weights,
    known: Places | None = None,
    show: bool = False,
) -> Filed:
    """File statements under what `finder` knows.

    `spans` are the clauses of each, in the order of the text; `title` is the document's; `weights`
    are those of `ALL`. `known` are the topics if they need not be chosen, but stand before others.
    """
    statements = np.empty((len(kinds), 4), np.int64)
    statements[:, 0] = layout.starts.take(spans.first)
    statements[:, 1] = layout.ends.take(spans.behind - 1)
    statements[:, 2] = layout.owners.take(spans.first)
    statements[:, 3] = [_NUMBERS[kind] for kind in kinds]
    places = chain.from_iterable(map(_PLACE, layout.passages))
    return filed(
        np.fromiter(places, np.int64, 3 * len(layout.passages)).reshape(-1, 3),
        statements,
        layout.spots,
        finder.items,
        finder.find(layout.codes),
        finder.find(codepoints(fold(title, layout.language))),
        finder.figures,
        weights,
        known,
        show,
    )


def filed(
    sentences: Places,
    statements: Places,
    names: Places,
    items: Places,
    hints: Marks,
    title: Marks,
    figures: NDArray[np.bool_],
    weights: Weights,
    known: Places | None = None,
    show: bool = False,
) -> Filed:
    """The same, of numbers: see `renkei.reading.kernel.filing.file`, which this gives room."""
    k = kernel()
    width = len(figures)
    chosen = np.full(len(statements), k.UNKNOWN) if known is None else known.copy()
    present = np.empty(width, np.int64)
    signs = np.zeros((len(statements), width + 1, len(ALL)) if show else (0, 0, 0), np.float32)
    occur = k.file(
        sentences, statements, names, items, hints, title, figures, weights, chosen, present, signs,
        np.empty(width, np.int64),
        np.empty((3, width)),
        np.empty((k.FIELDS, width + 1), np.float32),
        np.empty((width + 1, k.SUMS, k.STRETCHES), np.float32),
        np.empty(width, np.int64),
        np.empty(width, np.int64),
        np.empty((len(hints), 2), np.float32),
        np.empty(k.SHARE, np.float32),
    )  # fmt: skip
    return Filed(chosen, present[:occur], signs[:, : occur + 1])
