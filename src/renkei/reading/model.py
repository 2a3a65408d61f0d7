"""The small linear model: what a clause is, from its n-grams, its cues and its neighbours.

One model a language, with several heads (segment, status, likelihood, polarity). A head's score for
a label is a sum over what stands in the clause, so that a decision can be taken apart into the
words that made it (`renkei.reading.why`). Trained by ``tools/train.py`` on `corpus/`; the arrays
ship in ``data/<language>/model.npz`` and nothing is fetched.

Source of the method: multinomial logistic regression over hashed n-grams (Weinberger et al. 2009).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Kind
from renkei.reading import actors, timing
from renkei.reading.compiled import kernel
from renkei.reading.features import BITS
from renkei.reading.lexicon import DATA
from renkei.reading.tally import Tally

Floats = NDArray[np.float32]
_LINE = 64
_BLOCKS = (("segment",), ("kind", "polarity"), ("status", "likelihood"))
"""Which heads lie side by side: a block begins with the first of each group."""
_UNDER = {"status": Kind.COMMITMENT.value, "likelihood": Kind.FORECAST.value}
"""Heads that are asked of one kind alone."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Runs of neighbouring clauses, as the first clause and the one behind the last."""

    first: NDArray[np.int64]
    behind: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Head:
    """One decision: its labels, and the number of the first among all labels of the model."""

    labels: tuple[str, ...]
    first: int

    @property
    def behind(self) -> int:
        """The number behind that of its last label."""
        return self.first + len(self.labels)


@dataclass(frozen=True, slots=True)
class Weights:
    """What everything weighs for every label; the labels lie in blocks of eight.

    `grams` has a row for each n-gram kept, row 0 for all others, and in it for each block eight
    columns for the clause itself, as many for the clause behind, for the one before, and for the
    whole sentence: whole numbers of which `scales` makes weights, so that they take a quarter of
    the room and their sums are exact. `plains` has for each block a row for each column of
    `plain_features`.
    """

    grams: NDArray[np.int8]
    scales: Floats
    plains: Floats
    biases: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """All heads of one language."""

    language: str
    numbers: NDArray[np.int32]
    """The n-grams kept, in order: the first has row 1 of the weights."""
    kept: NDArray[np.int64]
    """The same as a set: for each 32 numbers a bit for each kept, and from the 33rd bit on how many
    smaller ones are."""
    heads: dict[str, Head]
    weights: Weights
    fielded: tuple[str, ...]
    """The heads that tell of a statement, ``kind`` first."""
    columns: NDArray[np.int64]
    """The first label of each of them and the one behind the last."""
    under: NDArray[np.int64]
    """Of which kind each is asked, -1 for all."""
    actors: Tally
    """What the signs of `renkei.reading.actors` weigh."""
    times: Tally
    """What the signs of `renkei.reading.timing` weigh."""

    def grams(self, numbers: NDArray[np.uint32], head: Head, label: int) -> Floats:
        """What some n-grams weigh for a label where they stand in the clause itself."""
        at = np.searchsorted(self.numbers, numbers)
        rows = np.where(self.numbers.take(at, mode="clip") == numbers, at + 1, 0)
        block, column = self._place(head, label)
        weighed: Floats = (
            self.weights.grams[rows, block, column] * self.weights.scales[block, column]
        )
        return weighed

    def plain(self, columns: Sequence[int], head: Head, label: int) -> Floats:
        """What some columns of `plain_features` weigh for a label."""
        block, column = self._place(head, label)
        return self.weights.plains[block, list(columns), column]

    def _place(self, head: Head, label: int) -> tuple[int, int]:
        """The block of a label, and its column there."""
        labels: int = self.weights.biases.shape[1]
        return divmod(head.first + label, labels)


@cache
def model(language: str) -> Model:
    """The model of ``zh``, ``ja`` or ``en``, read once."""
    stored = np.load(BytesIO(DATA.joinpath(language, "model.npz").read_bytes()), allow_pickle=False)
    heads = _heads({name: stored[f"{name}.labels"].tolist() for name in stored["heads"].tolist()})
    fielded = tuple(name for names in _BLOCKS for name in names if name != "segment")
    kinds = heads[fielded[0]].labels
    return Model(
        language,
        stored["grams"],
        as_set(stored["grams"]),
        heads,
        _weights(stored, heads),
        fielded,
        np.array([(heads[name].first, heads[name].behind) for name in fielded]),
        np.array([kinds.index(_UNDER[name]) if name in _UNDER else -1 for name in fielded]),
        Tally(stored["actors"].tolist(), len(actors.SIGNS)),
        Tally(stored["times"].tolist(), len(timing.SIGNS)),
    )


def as_set(numbers: NDArray[np.int32]) -> NDArray[np.int64]:
    """Numbers below ``2**BITS`` as `Model.kept` has them."""
    bits = np.zeros(1 << BITS, bool)
    bits[numbers] = True
    words = bits.reshape(-1, 32) @ (1 << np.arange(32))
    counts = bits.reshape(-1, 32).sum(axis=1)
    kept: NDArray[np.int64] = np.cumsum(counts) - counts << 32 | words
    return kept


def _heads(labels: Mapping[str, Sequence[str]]) -> dict[str, Head]:
    """The heads laid out in blocks: those of each group of `_BLOCKS` side by side."""
    heads, at = {}, 0
    for names in _BLOCKS:
        for name in names:
            heads[name] = Head(tuple(labels[name]), at)
            at = heads[name].behind
        at += -at % kernel().LABELS
    return heads


def _weights(stored: Mapping[str, NDArray[np.generic]], heads: Mapping[str, Head]) -> Weights:
    """The weights of all heads in blocks; columns that a head lacks are 0."""
    labels, parts = kernel().LABELS, kernel().PARTS
    blocks = -(-max(head.behind for head in heads.values()) // labels)
    grams = np.zeros((len(stored["grams"]) + 1, parts, blocks * labels), np.int8)
    plains = np.zeros((len(stored["segment.plain"]), blocks * labels), np.float32)
    scales, biases = np.zeros((2, blocks * labels), np.float32)
    for name, head in heads.items():
        own = slice(head.first, head.behind)
        given = stored[f"{name}.grams"].reshape(len(grams) - 1, -1, len(head.labels))
        grams[1:, : given.shape[1], own] = given
        plains[:, own] = stored[f"{name}.plain"]
        scales[own], biases[own] = stored[f"{name}.step"], stored[f"{name}.bias"]
    return Weights(
        _on_lines(grams.reshape(len(grams), parts, blocks, labels).swapaxes(1, 2)),
        scales.reshape(blocks, labels),
        np.ascontiguousarray(plains.reshape(-1, blocks, labels).swapaxes(0, 1)),
        biases.reshape(blocks, labels),
    )


def _on_lines(grams: NDArray[np.int8]) -> NDArray[np.int8]:
    """A copy, the last two axes as one, that begins where a line of the processor's cache does, so
    that no block lies in two."""
    room = np.empty(grams.size + _LINE, np.int8)
    start = -room.ctypes.data % _LINE
    copy = room[start : start + grams.size].reshape(grams.shape)
    copy[:] = grams
    return copy.reshape(*grams.shape[:2], -1)
