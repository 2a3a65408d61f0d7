"""What tells that a statement is about one topic or another: its signs, as numbers.

A topic is an item or a series of the pack. Signs are the same for all topics and languages, so that
their weights (``data/topics.yaml``, written by ``tools/train_topics.py``) hold for any pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from renkei.nouns import Kind, Passage
from renkei.reading.fold import fold
from renkei.reading.hints import Floats, HintFinder, Marks, Places, totals
from renkei.reading.layout import Layout

KINDS = tuple(Kind)
_MOST = 3.0
"""So much do hints count at most in one stretch."""
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
CARRIED = (
    *(f"the topic before, {where}{how}"
      for where in ("same sentence", "same paragraph", "earlier")
      for how in ("", ", hinted at", ", another named")),
    *(f"the topic before, {kind}" for kind in KINDS), "on end",
)  # fmt: skip
NONE = (
    "none", *(f"none, {k}" for k in KINDS), "none, something named", "none, hints",
)  # fmt: skip
ALL = (*SIGNS, *CARRIED, "so far", *NONE)


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

    def so_far(self) -> Floats:
        """How common each topic was: the sign ``so far``."""
        return self.counts / np.float32(max(4, self.size))


class Scenery:
    """Where one document names items and hints at topics. `topics` are the keys that occur."""

    def __init__(self, layout: Layout, finder: HintFinder, title: str) -> None:
        """Find everything that `finder` knows in a layout and in the document's title."""
        self._hints = finder.find(layout.folded, layout.text)
        heading = finder.find(fold(title, layout.language), title)
        self._named = _named(layout, finder)
        present = np.unique(
            np.concatenate([self._hints.topics, self._named.topics, heading.topics])
        )
        self.topics = [finder.topics[i] for i in present.tolist()]
        self._columns = np.zeros(len(finder.topics), np.int64)
        self._columns[present] = np.arange(len(present))
        self._figures = finder.figures[present].astype(np.float32)
        self._title = np.minimum(self._sum(heading, np.array([0]), np.array([len(title) + 1])), 1)
        self._blocks = _blocks(layout.passages)
        whole = 2 * self._counted(self._named) + self._counted(self._hints)
        self._share = whole / max(1.0, float(whole.sum()))

    def of(self, spans: Places, passages: Sequence[Passage], kinds: Sequence[Kind]) -> list[Floats]:
        """The `SIGNS` of statements that follow on another: for each, one row a statement and one
        column a topic. `spans` has the start and end of each, `passages` its sentence."""
        starts, ends = spans.T
        edges = np.array([(p.start, p.end, *self._blocks[p.block]) for p in passages], np.int64)
        first, last, opens, closes = edges.T
        named, hints = self._sum(self._named, starts, ends), self._sum(self._hints, starts, ends)
        count = self._sum(
            self._hints._replace(weights=np.ones_like(self._hints.weights)), starts, ends
        )
        is_named, hinted, some = named > 0, np.minimum(hints, 2), hints > 0
        anything = is_named.any(axis=1, keepdims=True)
        others = _best_other(hints)
        before = [self._sum(m, first, starts) for m in (self._named, self._hints)]
        behind = [self._sum(m, ends, last) for m in (self._named, self._hints)]
        earlier = [self._sum(m, opens, first) for m in (self._named, self._hints)]
        later = self._sum(self._hints, last, closes)
        share = np.broadcast_to(self._share, named.shape)
        figures = np.broadcast_to(self._figures, named.shape)
        of_kind = np.array([[kind == k for k in KINDS] for kind in kinds], np.float32)
        signs = [
            is_named, is_named & (is_named.sum(axis=1, keepdims=True) == 1),
            anything & ~is_named, is_named * hinted,
            np.minimum(hints, _MOST), some, count > 1, count > 2,
            some * (hints - others).clip(-2, 2), ~some * np.minimum(others, 2),
            before[0] > 0, behind[0] > 0, np.minimum(before[1], 2), np.minimum(behind[1], 2),
            earlier[0] > 0, np.minimum(earlier[1], _MOST), np.minimum(later, 2),
            np.log1p(20 * share), hinted * np.minimum(share, 0.5),
            np.broadcast_to(self._title, named.shape), figures,
            *(figures * of_kind[:, [i]] for i in range(len(KINDS))),
        ]  # fmt: skip
        return [sign.astype(np.float32) for sign in signs]

    def _sum(self, marks: Marks, starts: Places, ends: Places) -> Floats:
        return totals(marks, starts, ends, self._columns, len(self.topics))

    def _counted(self, marks: Marks) -> Floats:
        return np.bincount(
            self._columns[marks.topics], marks.weights, minlength=len(self.topics)
        ).astype(np.float32)


def carried(
    past: Past, passage: Passage, kind: Kind, hints: float, another: bool
) -> Iterator[tuple[str, float]]:
    """What tells that a statement goes on about the topic before: sign of `CARRIED`, value.

    `hints` and `another` are its signs ``hints`` and ``another named`` for that topic.
    """
    where = "same paragraph" if passage.block == past.block else "earlier"
    where = "same sentence" if passage.start == past.sentence else where
    yield f"the topic before, {where}", 1.0
    yield f"the topic before, {where}, hinted at", min(2.0, hints)
    yield f"the topic before, {where}, another named", float(another)
    yield f"the topic before, {kind}", 1.0
    yield "on end", min(past.run, _RUN) / _RUN


def none(kind: Kind, hints: float, named: bool) -> Iterator[tuple[str, float]]:
    """What tells that a statement is about nothing in the pack: sign of `NONE`, value.

    `hints` is its highest sign ``hints``; `named`, whether it names anything.
    """
    yield "none", 1.0
    yield f"none, {kind}", 1.0
    yield "none, something named", float(named)
    yield "none, hints", min(2.0, hints)


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
    return np.where(values == best[:, None], second[:, None], best[:, None])
