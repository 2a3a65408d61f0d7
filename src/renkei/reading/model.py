"""The small linear model: what a clause is, from its n-grams, its cues and its neighbours.

One model a language, with several heads (segment, status, likelihood, polarity). A head's score for
a label is a sum over what stands in the clause, so that a decision can be taken apart into the
words that made it (`contributions`). Trained by ``tools/train.py`` on `corpus/`; the arrays ship in
``data/<language>/model.npz`` and nothing is fetched.

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
from renkei.reading.features import BITS, LONGEST, ngrams
from renkei.reading.layout import Layout
from renkei.reading.lexicon import DATA, lexicon
from renkei.reading.speech import ROLES, Spoken
from renkei.reading.tally import Tally

Floats = NDArray[np.float32]
SIZES = {"zh": (5, 10, 16, 30, 60), "ja": (5, 12, 20, 40, 80), "en": (15, 30, 50, 90, 180)}
TYPICAL = {"zh": 16, "ja": 20, "en": 50}
"""How many characters a clause has, in the middle."""
WHOLE = 0.5
"""How much the words of the whole sentence weigh beside those of the clause."""
PLACES = 9 + len(SIZES["zh"]) + 1
"""How many columns tell where a span stands."""
LABELS, PARTS = 8, 4
"""How many labels make a block, and how many parts the weights of an n-gram for each have."""
_LINE = 64
_BLOCKS = (("segment",), ("kind", "polarity"), ("status", "likelihood"))
"""Which heads lie side by side: a block begins with the first of each group."""
_UNDER = {"status": Kind.COMMITMENT.value, "likelihood": Kind.FORECAST.value}
"""Heads that are asked of one kind alone."""
_END = "。！？.!?”」"
_BEFORE = {":": 0, "：": 0, ",": 1, "，": 1, "、": 1, "；": 2, ";": 2}


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
        block, column = divmod(head.first + label, LABELS)
        weighed: Floats = self.weights.grams[rows, block, column] * self.weights.scales[block, column]
        return weighed

    def plain(self, columns: Sequence[int], head: Head, label: int) -> Floats:
        """What some columns of `plain_features` weigh for a label."""
        block, column = divmod(head.first + label, LABELS)
        weighed: Floats = self.weights.plains[block, list(columns), column]
        return weighed


class Scorer:
    """Scores runs of clauses of one text.

    The scores are those of `plain_features` and the n-grams of `gram_places` by a head's weights,
    worked out without writing these features down (`renkei.reading.kernel.summing`).
    """

    def __init__(self, model: Model, spoken: Spoken) -> None:
        """Look up every n-gram of the text, and what its clauses hold."""
        layout, k = spoken.layout, kernel()
        longest = LONGEST[layout.language]
        rows = np.empty(len(layout.ids) * longest, np.int32)
        k.look_up(layout.ids, model.kept, np.uint64(32 - BITS), longest, rows)
        count, width = layout.marks.shape
        clauses = np.empty((count + 1, k.CLAUSE), np.int64)
        sentences = np.empty((int(layout.owners[-1]) + 2, k.SENTENCE), np.int64)
        marks = np.empty(count * width, np.int32)
        blocks = np.array([p.block for p in layout.passages])
        k.gather(
            layout.places, layout.starts, layout.ends, layout.owners, layout.marks, blocks,
            layout.codes, spoken.roles, layout.quoted, _points(), clauses, sentences, marks,
        )  # fmt: skip
        cues = len(lexicon(layout.language).classes)
        sizes = TYPICAL[layout.language], longest, width, cues, PLACES, len(ROLES)
        weights = model.weights
        self._model, self._owners = model, layout.owners
        self._given = (
            rows, clauses, sentences, marks, _steps(layout.language), sizes,
            weights.grams, weights.scales, weights.plains, weights.biases,
        )  # fmt: skip
        self._room = (
            np.empty((count + 1, LABELS * PARTS), np.int32),
            np.empty((2, LABELS), np.float32),
            np.empty(width, np.int64),
        )

    def statements(self) -> Spans:
        """The clauses of each statement, in order of the text."""
        count = len(self._owners)
        scores = np.empty((count, LABELS), np.float32)
        labels, first, behind = np.empty((3, count), np.int64)
        found = kernel().segment(
            self._owners, *self._given, scores, *self._room, labels, first, behind
        )
        return Spans(first[:found], behind[:found])

    def fields(self, spans: Spans) -> dict[str, list[int]]:
        """The best label of each span, by number, for each head but ``segment``; 0 for heads that
        are not asked of its kind."""
        model = self._model
        best, _ = self._described(spans, model.columns, model.under)
        return dict(zip(model.fielded, best.tolist(), strict=True))

    def scores(self, spans: Spans, name: str) -> Floats:
        """One row a span, one column a label of a head: the likelier, the higher."""
        head = self._model.heads[name]
        columns = np.array([[head.first, head.behind]])
        _, scores = self._described(spans, columns, np.array([-1]))
        flat = scores.swapaxes(0, 1).reshape(len(spans.first), -1)
        return flat[:, head.first : head.behind]

    def _described(
        self, spans: Spans, columns: NDArray[np.int64], under: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], Floats]:
        """The best labels of some heads, and the scores of all."""
        count = len(spans.first)
        scores = np.empty((len(self._model.weights.biases), count, LABELS), np.float32)
        best, asked = np.empty((len(under), count), np.int64), np.empty(count, np.int64)
        kernel().describe(
            spans.first, spans.behind, columns, under, *self._given, scores, *self._room, asked,
            best,
        )  # fmt: skip
        return best, scores


def damping(layout: Layout, spans: Spans) -> Floats:
    """What the n-grams of each span are weighed by, so that long ones are not overconfident."""
    size = np.maximum(layout.ends[spans.behind - 1] - layout.starts[spans.first], 1)
    damped: Floats = ((TYPICAL[layout.language] / size) ** 0.25).astype(np.float32)
    return damped


def sentences(layout: Layout) -> Spans:
    """Every sentence as a span of its clauses."""
    edges = np.searchsorted(layout.owners, np.arange(layout.owners[-1] + 2))
    return Spans(edges[:-1], edges[1:])


def gram_places(
    layout: Layout, spans: Spans
) -> list[tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]]:
    """For each n: the n-grams of the text, which of them lie wholly in a span, and the edges.

    Span i holds the entries ``edges[i]:edges[i + 1]`` of the second array.
    """
    starts = layout.starts[spans.first]
    ends = layout.ends[spans.behind - 1]
    left = np.searchsorted(layout.places, starts)
    right = np.searchsorted(layout.places, ends)
    out = []
    for n, grams in enumerate(ngrams(layout.ids, LONGEST[layout.language])):
        count = np.maximum(np.minimum(right, len(grams) + n) - n - left, 0)
        edges = np.zeros(len(count) + 1, np.int64)
        np.cumsum(count, out=edges[1:])
        at = np.arange(edges[-1]) + np.repeat(left - edges[:-1], count)
        out.append((grams, at, edges))
    return out


def neighbours(layout: Layout, spans: Spans) -> tuple[Floats, Floats]:
    """Whether the span before, and the one behind, is of the same sentence: 0 or ½ each."""
    owner = layout.owners[spans.first]
    same = (owner[1:] == owner[:-1]).astype(np.float32) / 2
    return np.concatenate([[np.float32(0)], same]), np.concatenate([same, [np.float32(0)]])


def plain_features(spoken: Spoken, spans: Spans) -> Floats:
    """Everything but n-grams, one row a span, 0 or 1 but for the last.

    The marks (`Layout.marks`) of the span, of the clause before it and behind it in its sentence,
    and of the whole sentence; then its place in the sentence and paragraph, its length, whether it
    is quoted, ends the sentence, and which punctuation stands before it; then the role of its
    voice, alone and with each cue class of the span; last, alike for all, how common each mark is
    in the document's sentences, and each role among its voices: what kind of text it is.
    """
    layout = spoken.layout
    first, owners = spans.first, layout.owners[spans.first]
    own = _own(layout.marks, spans)
    before, behind, placed = _around(layout, spans)
    role = np.eye(len(ROLES), dtype=np.float32)[spoken.roles[first]]
    shares = np.bincount(spoken.roles, minlength=len(ROLES)) / len(spoken.roles)
    cues = len(lexicon(layout.language).classes)
    whole = np.maximum.reduceat(layout.marks, sentences(layout).first)
    return np.concatenate(
        [
            own,
            before,
            behind,
            whole[owners],
            placed,
            role,
            (role[:, :, None] * own[:, None, :cues]).reshape(len(own), -1),
            np.broadcast_to(2 * whole.mean(axis=0), (len(own), whole.shape[1])),
            np.broadcast_to(2 * shares, (len(own), len(ROLES))),
        ],
        axis=1,
    ).astype(np.float32)


def _own(marks: Floats, spans: Spans) -> Floats:
    """The marks that any clause of each span bears."""
    if np.array_equal(spans.behind, spans.first + 1):
        return marks.take(spans.first, axis=0)
    padded = np.concatenate([marks, np.zeros((1, marks.shape[1]), np.float32)])
    edges = np.column_stack([spans.first, spans.behind]).ravel()
    return np.asarray(np.maximum.reduceat(padded, edges)[::2])


def _around(layout: Layout, spans: Spans) -> tuple[Floats, Floats, Floats]:
    """The marks of the clause before and behind each span in its sentence, and its placing."""
    marks, owners = layout.marks, layout.owners
    first, last = spans.first, spans.behind - 1
    before, behind = np.maximum(first - 1, 0), np.minimum(last + 1, len(marks) - 1)
    has_before = (first > 0) & (owners.take(before) == owners.take(first))
    has_behind = (last < len(marks) - 1) & (owners.take(behind) == owners.take(last))
    return (
        marks.take(before, axis=0) * has_before[:, None],
        marks.take(behind, axis=0) * has_behind[:, None],
        _placing(layout, spans, has_before, has_behind),
    )


def _placing(
    layout: Layout, spans: Spans, has_before: NDArray[np.bool_], has_behind: NDArray[np.bool_]
) -> Floats:
    starts, ends = layout.starts.take(spans.first), layout.ends.take(spans.behind - 1)
    blocks = np.array([p.block for p in layout.passages])
    opens = np.ones(len(blocks), bool)
    np.not_equal(blocks[1:], blocks[:-1], out=opens[1:])
    around = _points().take(layout.codes.take(np.concatenate([ends, starts]) - 1), mode="clip")
    closing, opening = np.split(around, 2)
    opening *= starts > 0
    length = np.searchsorted(SIZES[layout.language], ends - starts, side="right")
    placed = np.zeros((len(starts), PLACES), np.float32)
    placed[:, 0] = ~has_before
    placed[:, 1] = ~has_behind
    placed[:, 2] = ~(has_before | has_behind)
    placed[:, 3] = layout.quoted.take(spans.first)
    placed[:, 4] = opens.take(layout.owners.take(spans.first))
    placed[:, 5] = closing & 1
    for i in range(3):
        placed[:, 6 + i] = opening & (2 << i)
    placed[:, 6:9] = placed[:, 6:9] > 0
    placed[np.arange(len(starts)), 9 + length] = 1
    return placed


@cache
def _steps(language: str) -> NDArray[np.int64]:
    """The lengths by which spans are sorted."""
    return np.array(SIZES[language])


@cache
def _points() -> NDArray[np.uint8]:
    """What each character says as punctuation: bit 0 if it ends a sentence, bits 1 to 3 which kind
    of mark it is before a clause. The last entry, 0, is that of all that are no punctuation."""
    marks = {ord(c) for c in (*_END, *_BEFORE)}
    points = np.zeros(max(marks) + 2, np.uint8)
    for char in _END:
        points[ord(char)] |= 1
    for char, kind in _BEFORE.items():
        points[ord(char)] |= 2 << kind
    return points


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
        _as_set(stored["grams"]),
        heads,
        _weights(stored, heads),
        fielded,
        np.array([(heads[name].first, heads[name].behind) for name in fielded]),
        np.array([kinds.index(_UNDER[name]) if name in _UNDER else -1 for name in fielded]),
        Tally(stored["actors"].tolist(), len(actors.SIGNS)),
        Tally(stored["times"].tolist(), len(timing.SIGNS)),
    )


def _as_set(numbers: NDArray[np.int32]) -> NDArray[np.int64]:
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
        at += -at % LABELS
    return heads


def _weights(stored: Mapping[str, NDArray[np.generic]], heads: Mapping[str, Head]) -> Weights:
    """The weights of all heads in blocks; columns that a head lacks are 0."""
    blocks = -(-max(head.behind for head in heads.values()) // LABELS)
    grams = _table(len(stored["grams"]) + 1, blocks * PARTS * LABELS).reshape(-1, blocks, PARTS, LABELS)
    plain = np.zeros((blocks, LABELS, len(stored["segment.plain"])), np.float32)
    scales, biases = np.zeros((2, blocks, LABELS), np.float32)
    for name, head in heads.items():
        size = len(head.labels)
        given = stored[f"{name}.grams"].reshape(len(grams) - 1, -1, size)
        for number in range(size):
            block, column = divmod(head.first + number, LABELS)
            grams[1:, block, : given.shape[1], column] = given[:, :, number]
            plain[block, column] = stored[f"{name}.plain"][:, number]
            biases[block, column] = stored[f"{name}.bias"][number]
            scales[block, column] = stored[f"{name}.step"]
    return Weights(
        grams.reshape(len(grams), blocks, -1),
        scales,
        np.ascontiguousarray(plain.swapaxes(1, 2)),
        biases,
    )


def _table(rows: int, width: int) -> NDArray[np.int8]:
    """Zeros that begin where a line of the processor's cache does, so that no block lies in two."""
    room = np.zeros(rows * width + _LINE, np.int8)
    start = -room.ctypes.data % _LINE
    return room[start : start + rows * width].reshape(rows, width)
