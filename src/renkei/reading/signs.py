"""What tells that a statement is about one topic or another: its signs, as numbers.

A topic is an item or a series of the pack. Signs are the same for all topics and languages, so that
their weights (``data/topics.yaml``, written by ``tools/train_topics.py``) hold for any pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from renkei.nouns import Kind, Passage
from renkei.reading.fold import fold
from renkei.reading.hints import Floats, HintFinder, Marks, Places, stretches
from renkei.reading.layout import Layout

KINDS = tuple(Kind)
EARLIER, BEFORE, QUOTE, BEHIND, LATER = range(5)
"""A paragraph in five stretches: before the sentence, before the quote, and so on."""
_MOST = 3.0
"""So much do hints count at most in one stretch."""
_FEW = 40.0
"""Fewer marks than about so many do not tell what a document is about."""
_RUN = 4
"""So many statements on end make a topic that may be left."""

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
    tuple(
        f"the topic before, {sign}"
        for sign in (where, f"{where}, hinted at", f"{where}, another named")
    )
    for where in WHERE
)
"""Signs of the topic before, by where it stood: by itself, hinted at, where another is named."""
OF_KIND = {kind: f"the topic before, {kind}" for kind in KINDS}
NONE = ("none", "none, something named", "none, hints", *(f"none, {k}" for k in KINDS))
ALL = (*SIGNS, *sum(CARRIED, ()), *OF_KIND.values(), "on end", "so far", *NONE)


class Past:
    """What the statements before were about: the last topic (-1: none), where it stood, how many
    on end had it."""

    def __init__(self, topics: int) -> None:
        """Begin a document that speaks of so many topics."""
        self.last = self.sentence = self.block = -1
        self.run = self.size = 0
        self.counts = np.zeros(topics, np.float32)

    def take(self, topic: int, passage: Passage) -> None:
        """Remember the topic of the statement just filed."""
        self.run = self.run + 1 if self.last == topic else 1
        self.last, self.sentence, self.block = topic, passage.start, passage.block
        self.size += 1
        if topic >= 0:
            self.counts[topic] += 1

    def so_far(self, weight: float = 1.0) -> Floats:
        """How common each topic was: the sign ``so far``, times `weight`."""
        return self.counts * np.float32(weight / max(4, self.size))


class Scenery:
    """Where one document names items and hints at topics. `topics` are the keys that occur."""

    def __init__(self, layout: Layout, finder: HintFinder, title: str) -> None:
        """Find everything that `finder` knows in a layout and in the document's title."""
        named = _named(layout, finder)
        hints = finder.find(layout.folded, layout.text)
        heading = finder.find(fold(title, layout.language), title)
        present = np.unique(np.concatenate([named.topics, hints.topics, heading.topics]))
        columns = np.zeros(len(finder.topics), np.int64)
        columns[present] = np.arange(len(present))
        named, hints, heading = (
            marks._replace(topics=columns[marks.topics]) for marks in (named, hints, heading)
        )
        self.topics = [finder.topics[i] for i in present.tolist()]
        self._marks = named, hints, hints._replace(weights=np.ones_like(hints.weights))
        self._figures = finder.figures[present].astype(np.float32)
        self._title = np.minimum(self._total(heading), 1)
        self._blocks = _blocks(layout.passages)
        whole = 2 * self._total(named) + self._total(hints)
        self._share = whole / np.float32(_FEW + whole.sum())

    def of(self, spans: Places, passages: Sequence[Passage], kinds: Sequence[Kind]) -> list[Floats]:
        """The `SIGNS` of statements that follow on another: for each, one row a statement and one
        column a topic. `spans` has the start and end of each, `passages` its sentence."""
        blocks = [self._blocks[passage.block] for passage in passages]
        edges = np.array(
            [
                (opens, p.start, start, end, p.end, closes)
                for (opens, closes), p, (start, end) in zip(
                    blocks, passages, spans.tolist(), strict=True
                )
            ],
            np.int64,
        )
        names, weighed, counted = (stretches(m, edges, len(self.topics)) for m in self._marks)
        named, hints, many = names[QUOTE] > 0, weighed[QUOTE], counted[QUOTE]
        count, hinted, some = named.sum(axis=1, keepdims=True), np.minimum(hints, 2), hints > 0
        others = _best_other(hints)
        of_kind = _one_hot(kinds)
        alike = (np.log1p(20 * self._share), self._title, self._figures)
        share, title, figures = (np.broadcast_to(row, hints.shape) for row in alike)
        return [
            named, named & (count == 1), ~named & (count > 0), named * hinted,
            np.minimum(hints, _MOST), some, many > 1, many > 2,
            some * (hints - others).clip(-2, 2), ~some * np.minimum(others, 2),
            names[BEFORE] > 0, names[BEHIND] > 0,
            np.minimum(weighed[BEFORE], 2), np.minimum(weighed[BEHIND], 2),
            names[EARLIER] > 0, np.minimum(weighed[EARLIER], _MOST), np.minimum(weighed[LATER], 2),
            share, hinted * np.minimum(self._share, 0.5), title, figures,
            *(figures * of_kind[:, [i]] for i in range(len(KINDS))),
        ]  # fmt: skip

    def _total(self, marks: Marks) -> Floats:
        """What the marks of each topic sum up to."""
        total = np.bincount(marks.topics, marks.weights, minlength=len(self.topics))
        return total.astype(np.float32)


def carried(
    past: Past, passage: Passage, kind: Kind, hints: float, another: bool
) -> Iterator[tuple[str, float]]:
    """What tells that a statement goes on about the topic before: sign and value.

    `hints` and `another` are its signs ``hints`` and ``another named`` for that topic.
    """
    place = 0 if passage.start == past.sentence else 1 if passage.block == past.block else 2
    alone, hinted, beside = CARRIED[place]
    yield alone, 1.0
    yield hinted, min(2.0, hints)
    yield beside, float(another)
    yield OF_KIND[kind], 1.0
    yield "on end", min(past.run, _RUN) / _RUN


def none(signs: Sequence[Floats], kinds: Sequence[Kind]) -> Floats:
    """What tells that statements are about nothing in the pack: a column for each sign of `NONE`.

    `signs` are what `Scenery.of` gives of the statements.
    """
    named, hints = signs[SIGNS.index("named")], signs[SIGNS.index("hints")]
    own = np.ones(len(kinds)), named.any(axis=1), np.minimum(hints.max(axis=1), 2)
    return np.column_stack([*own, _one_hot(kinds)]).astype(np.float32)


def _one_hot(kinds: Sequence[Kind]) -> Floats:
    return np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(kind) for kind in kinds]]


def _named(layout: Layout, finder: HintFinder) -> Marks:
    """Where items are named."""
    pairs = [
        (found.start, finder.numbers[name.key])
        for found in layout.names
        for name in found.names
        if name.kind == "item"
    ]
    places, topics = np.array(pairs, np.int64).reshape(-1, 2).T
    return Marks(places, topics, np.ones(len(places), np.float32))


def _blocks(passages: Sequence[Passage]) -> dict[int, tuple[int, int]]:
    """Where each paragraph begins and ends."""
    edges: dict[int, tuple[int, int]] = {}
    for passage in passages:
        start, end = edges.get(passage.block, (passage.start, passage.end))
        edges[passage.block] = min(start, passage.start), max(end, passage.end)
    return edges


def _best_other(values: Floats) -> Floats:
    """For each entry, the highest of the other entries of its row; 0 if there is none."""
    padded = np.concatenate([values, np.zeros((len(values), 2), np.float32)], axis=1)
    second, best = np.partition(padded, -2, axis=1)[:, -2:].T
    others: Floats = np.where(values == best[:, None], second[:, None], best[:, None])
    return others
