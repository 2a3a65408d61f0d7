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
from renkei.reading import timing
from renkei.reading.actors import columns
from renkei.reading.features import BITS
from renkei.reading.layout import Layout
from renkei.reading.lexicon import DATA, lexicon
from renkei.reading.speech import ROLES, Spoken
from renkei.reading.timing import Dated

Floats = NDArray[np.float32]
SIZES = {"zh": (5, 10, 16, 30, 60), "ja": (5, 12, 20, 40, 80), "en": (15, 30, 50, 90, 180)}
TYPICAL = {"zh": 16, "ja": 20, "en": 50}
"""How many characters a clause has, in the middle."""
WHOLE = 0.5
"""How much the words of the whole sentence weigh beside those of the clause."""
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

    `grams` has a row for each n-gram kept and ``len(labels)`` columns for the clause itself; if
    `around` is true, as many again for the clause before and the one behind, and `whole` has as
    many for the whole sentence.
    """

    labels: tuple[str, ...]
    around: bool
    grams: Floats
    whole: Floats
    plain: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """All heads of one language, and the row of each n-gram (0 for those not kept)."""

    language: str
    rows: NDArray[np.int32]
    heads: dict[str, Head]
    joined: Head
    """All heads but ``segment``, side by side."""
    actors: list[float]
    """One weight for each column of `renkei.reading.actors.columns`, the bias last."""
    times: list[float]
    """One weight for each column of `renkei.reading.timing.columns`, the bias last."""

    def scores(self, spoken: Spoken, spans: Spans, head: Head) -> Floats:
        """One row a span, one column a label: the likelier, the higher."""
        layout, size = spoken.layout, len(head.labels)
        raw = plain_features(spoken, spans) @ head.plain + head.bias
        summed = self._gram_scores(layout, spans, head.grams)
        raw += summed[:, :size]
        if head.around:
            before, behind = neighbours(layout, spans)
            raw += before[:, None] * np.roll(summed[:, size : 2 * size], 1, axis=0)
            raw += behind[:, None] * np.roll(summed[:, 2 * size :], -1, axis=0)
            whole = self._gram_scores(layout, sentences(layout), head.whole)
            raw += WHOLE * whole[layout.owners[spans.first]]
        return raw

    def fields(self, spoken: Spoken, spans: Spans) -> dict[str, list[int]]:
        """The best label of each span, by number, for each head but ``segment``."""
        raw = self.scores(spoken, spans, self.joined)
        best, first = {}, 0
        for name, head in self.heads.items():
            if name != "segment":
                behind = first + len(head.labels)
                best[name] = raw[:, first:behind].argmax(axis=1).tolist()
                first = behind
        return best

    def acting(self, found: dict[str, set[int]], kind: Kind) -> tuple[str, ...]:
        """The candidates (see `renkei.reading.actors`) that more likely act than not."""
        weights, bias = self.actors, self.actors[-1]
        return tuple(
            actor
            for actor, signs in found.items()
            if sum(map(weights.__getitem__, columns(signs, kind))) + bias > 0
        )

    def time(self, found: list[Dated], kind: Kind) -> str:
        """The candidate (see `renkei.reading.timing`) most likely the statement's own, or none."""
        weights, best, chosen = self.times, -self.times[-1], ""
        for dated in found:
            score = sum(map(weights.__getitem__, timing.columns(dated.signs, kind)))
            if score > best:
                best, chosen = score, dated.edtf
        return chosen

    def _gram_scores(self, layout: Layout, spans: Spans, weights: Floats) -> Floats:
        """The weights of the n-grams of each span, summed; row 0 weighs nothing and is left out."""
        out = np.zeros((len(spans.first), weights.shape[1]), np.float32)
        for grams, at, edges in gram_places(layout, spans):
            chosen = self.rows.take(grams.take(at))
            known = np.flatnonzero(chosen)
            first = np.searchsorted(known, edges)
            filled = np.flatnonzero(first[1:] > first[:-1])
            if len(filled):
                out[filled] += np.add.reduceat(
                    weights.take(chosen.take(known), axis=0), first.take(filled)
                )
        return out * damping(layout, spans)[:, None]


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
    for n, grams in enumerate(layout.grams):
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
    marks, owners = layout.marks, layout.owners
    first, last = spans.first, spans.behind - 1
    own = marks[first] if np.array_equal(first, last) else _any(marks, spans)
    before, behind = np.maximum(first - 1, 0), np.minimum(last + 1, len(marks) - 1)
    has_before = (first > 0) & (owners[before] == owners[first])
    has_behind = (last < len(marks) - 1) & (owners[behind] == owners[last])
    role = np.eye(len(ROLES), dtype=np.float32)[spoken.roles[first]]
    shares = np.bincount(spoken.roles, minlength=len(ROLES)) / len(spoken.roles)
    cues = len(lexicon(layout.language).classes)
    whole = np.maximum.reduceat(marks, sentences(layout).first)
    return np.concatenate(
        [
            own,
            marks[before] * has_before[:, None],
            marks[behind] * has_behind[:, None],
            whole[owners[first]],
            _placing(layout, spans, has_before, has_behind),
            role,
            (role[:, :, None] * own[:, None, :cues]).reshape(len(own), -1),
            np.broadcast_to(2 * whole.mean(axis=0), (len(own), whole.shape[1])),
            np.broadcast_to(2 * shares, (len(own), len(ROLES))),
        ],
        axis=1,
    ).astype(np.float32)


def _any(marks: Floats, spans: Spans) -> Floats:
    """The marks that any clause of each span bears."""
    padded = np.concatenate([marks, np.zeros((1, marks.shape[1]), np.float32)])
    edges = np.column_stack([spans.first, spans.behind]).ravel()
    return np.asarray(np.maximum.reduceat(padded, edges)[::2])


def _placing(
    layout: Layout, spans: Spans, has_before: NDArray[np.bool_], has_behind: NDArray[np.bool_]
) -> Floats:
    starts, ends = layout.starts[spans.first], layout.ends[spans.behind - 1]
    owners = layout.owners[spans.first]
    blocks = np.array([p.block for p in layout.passages])
    opens = np.concatenate([[True], blocks[1:] != blocks[:-1]])[owners]
    folded = layout.folded
    closes = np.array([folded[e - 1] in _END for e in ends.tolist()], bool)
    after = np.zeros((len(starts), 3), bool)
    for i, start in enumerate(starts.tolist()):
        kind = _BEFORE.get(folded[start - 1]) if start else None
        if kind is not None:
            after[i, kind] = True
    length = np.digitize(ends - starts, SIZES[layout.language])
    return np.column_stack(
        [
            ~has_before,
            ~has_behind,
            ~has_before & ~has_behind,
            layout.quoted[spans.first],
            opens,
            closes,
            after,
            np.eye(len(SIZES["zh"]) + 1, dtype=bool)[length],
        ]
    ).astype(np.float32)


@cache
def model(language: str) -> Model:
    """The model of ``zh``, ``ja`` or ``en``, read once."""
    stored = np.load(BytesIO(DATA.joinpath(language, "model.npz").read_bytes()), allow_pickle=False)
    rows = np.zeros(1 << BITS, np.int32)
    kept = stored["grams"]
    rows[kept] = np.arange(1, len(kept) + 1)
    heads = {name: _head(stored, name) for name in stored["heads"].tolist()}
    joined = _joined([head for name, head in heads.items() if name != "segment"])
    return Model(language, rows, heads, joined, stored["actors"].tolist(), stored["times"].tolist())


def _head(stored: Mapping[str, NDArray[np.generic]], name: str) -> Head:
    """A head as it was stored; row 0 is put before the others."""
    labels = tuple(stored[f"{name}.labels"].tolist())
    grams = np.pad(stored[f"{name}.grams"].astype(np.float32), ((1, 0), (0, 0)))
    return Head(
        labels,
        bool(stored[f"{name}.around"]),
        np.ascontiguousarray(grams[:, : 3 * len(labels)]),
        np.ascontiguousarray(grams[:, 3 * len(labels) :]),
        stored[f"{name}.plain"].astype(np.float32),
        stored[f"{name}.bias"].astype(np.float32),
    )


def _joined(heads: Sequence[Head]) -> Head:
    """Heads side by side as one, so that they are worked out at once."""

    def part(head: Head, number: int) -> Floats:
        size = len(head.labels)
        found = (head.whole if number == 3 else head.grams[:, number * size :])[:, :size]
        return found if found.size else np.zeros((len(head.grams), size), np.float32)

    return Head(
        tuple(label for head in heads for label in head.labels),
        True,
        np.hstack([part(head, number) for number in range(3) for head in heads]),
        np.hstack([part(head, 3) for head in heads]),
        np.hstack([head.plain for head in heads]),
        np.hstack([head.bias for head in heads]),
    )
