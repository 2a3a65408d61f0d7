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
_PARTS = 4
_END = "。！？.!?”」"
_BEFORE = {":": 0, "：": 0, ",": 1, "，": 1, "、": 1, "；": 2, ";": 2}


@dataclass(frozen=True, slots=True)
class Spans:
    """Runs of neighbouring clauses, as the first clause and the one behind the last."""

    first: NDArray[np.int64]
    behind: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Head:
    """The weights of one decision.

    `grams` has a row for each n-gram kept and ``len(labels)`` columns for the clause itself, as
    many again for the clause before, for the one behind, and for the whole sentence: whole numbers
    of which ``scale`` (an entry a label) makes weights, so that they take a quarter of the room and
    their sums are exact. `plain` has a row for each column of `plain_features`.
    """

    labels: tuple[str, ...]
    grams: NDArray[np.int8]
    scale: Floats
    plain: Floats
    bias: Floats

    def weight(self, rows: NDArray[np.int32], label: int) -> Floats:
        """What the n-grams of some rows weigh for a label where they stand in the clause itself."""
        weighed: Floats = self.grams[rows, label] * self.scale[label]
        return weighed


@dataclass(frozen=True, slots=True)
class Model:
    """All heads of one language, and the row of each n-gram (0 for those not kept)."""

    language: str
    rows: NDArray[np.int32]
    heads: dict[str, Head]
    joined: Head
    """All heads but ``segment``, side by side."""
    fielded: tuple[str, ...]
    """Their names, in that order."""
    edges: NDArray[np.int64]
    """The first column of each of them in `joined`, and their number."""
    actors: Tally
    """What the signs of `renkei.reading.actors` weigh."""
    times: Tally
    """What the signs of `renkei.reading.timing` weigh."""

    def scores(self, spoken: Spoken, spans: Spans, head: Head) -> Floats:
        """One row a span, one column a label: the likelier, the higher."""
        return Scorer(self, spoken).scores(spans, head)

    def fields(self, scorer: Scorer, spans: Spans) -> dict[str, list[int]]:
        """The best label of each span, by number, for each head but ``segment``."""
        best = np.empty((len(self.fielded), len(spans.first)), np.int64)
        kernel().choose(scorer.scores(spans, self.joined), self.edges, best)
        return dict(zip(self.fielded, best.tolist(), strict=True))


class Scorer:
    """Scores runs of clauses of one text.

    The scores are those of `plain_features` and the n-grams of `gram_places` by a head's weights,
    worked out without writing these features down (`renkei.reading.kernel.summing`).
    """

    def __init__(self, model: Model, spoken: Spoken) -> None:
        """Look up every n-gram of the text, and what its clauses hold."""
        layout, k = spoken.layout, kernel()
        rows = np.empty((len(layout.ids), LONGEST[layout.language]), np.int32)
        k.look_up(layout.ids, model.rows, np.uint64(32 - BITS), rows)
        count, width = layout.marks.shape
        left, right, edges = (np.empty(count + 1, np.int64) for _ in range(3))
        opened = np.empty(int(layout.owners[-1]) + 2, np.int64)
        marks = np.empty(count * width, np.int32)
        blocks = np.array([p.block for p in layout.passages])
        opens, points, closes = np.empty(len(blocks), bool), *np.empty((2, count), np.uint8)
        k.gather(
            layout.places, layout.starts, layout.ends, layout.owners, layout.marks, blocks,
            layout.codes, _points(), left, right, opened, edges, marks, opens, points, closes,
        )  # fmt: skip
        self._width = width
        self._text = (
            rows, left, right, layout.starts, layout.ends, opened, edges, marks, spoken.roles,
            layout.quoted, opens, points, closes, _steps(layout.language), TYPICAL[layout.language],
            len(lexicon(layout.language).classes), width, PLACES, len(ROLES),
        )  # fmt: skip

    def scores(self, spans: Spans, head: Head) -> Floats:
        """One row a span, one column a label: the likelier, the higher."""
        size, count = len(head.labels), len(spans.first)
        out = np.empty((count, size), np.float32)
        sums = np.empty((count + 1, _PARTS * size), np.int32)
        room = np.empty((2, size), np.float32), np.empty(self._width, np.int64)
        weights = head.grams, head.scale, head.plain, head.bias
        kernel().score(spans.first, spans.behind, *self._text, *weights, out, sums, *room)
        return out


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
    rows = np.zeros(1 << BITS, np.int32)
    kept = stored["grams"]
    rows[kept] = np.arange(1, len(kept) + 1)
    heads = {name: _head(stored, name) for name in stored["heads"].tolist()}
    fielded = {name: head for name, head in heads.items() if name != "segment"}
    edges = np.cumsum([0, *(len(head.labels) for head in fielded.values())])
    acting = Tally(stored["actors"].tolist(), len(actors.SIGNS))
    dating = Tally(stored["times"].tolist(), len(timing.SIGNS))
    joined = _joined(list(fielded.values()))
    return Model(language, rows, heads, joined, tuple(fielded), edges, acting, dating)


def _head(stored: Mapping[str, NDArray[np.generic]], name: str) -> Head:
    """A head as it was stored; row 0 is put before the others, and columns that it lacks are 0."""
    labels = tuple(stored[f"{name}.labels"].tolist())
    given = stored[f"{name}.grams"]
    grams = np.zeros((len(given) + 1, _PARTS * len(labels)), np.int8)
    grams[1:, : given.shape[1]] = given
    scale = np.full(len(labels), stored[f"{name}.step"], np.float32)
    plain = stored[f"{name}.plain"].astype(np.float32)
    return Head(labels, grams, scale, plain, stored[f"{name}.bias"].astype(np.float32))


def _joined(heads: Sequence[Head]) -> Head:
    """Heads side by side as one, so that they are worked out at once."""
    parts = [np.split(head.grams, _PARTS, axis=1) for head in heads]
    return Head(
        tuple(label for head in heads for label in head.labels),
        np.hstack([part for number in zip(*parts, strict=True) for part in number]),
        np.hstack([head.scale for head in heads]),
        np.hstack([head.plain for head in heads]),
        np.hstack([head.bias for head in heads]),
    )
