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
from scipy.sparse import csr_array

from renkei.nouns import Kind
from renkei.reading import actors, timing
from renkei.reading.features import BITS
from renkei.reading.layout import Layout
from renkei.reading.lexicon import DATA, lexicon
from renkei.reading.speech import ROLES, Spoken
from renkei.reading.tally import Tally
from renkei.reading.timing import Dated

Floats = NDArray[np.float32]
SIZES = {"zh": (5, 10, 16, 30, 60), "ja": (5, 12, 20, 40, 80), "en": (15, 30, 50, 90, 180)}
TYPICAL = {"zh": 16, "ja": 20, "en": 50}
"""How many characters a clause has, in the middle."""
WHOLE = 0.5
"""How much the words of the whole sentence weigh beside those of the clause."""
PLACES = 9 + len(SIZES["zh"]) + 1
"""How many columns tell where a span stands."""
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
    many for the whole sentence. `plain` has a row for each column of `plain_features`; `parts`
    are its rows by what they weigh.
    """

    labels: tuple[str, ...]
    around: bool
    grams: Floats
    whole: Floats
    plain: Floats
    bias: Floats
    parts: Parts


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of ``Head.plain`` (see `plain_features`), apart.

    `own` weighs the marks of a span: under each role of its voice as many columns as there are
    labels, so that what a mark weighs alone and what it weighs under a role are added up already.
    """

    own: Floats
    before: Floats
    behind: Floats
    whole: Floats
    placing: Floats
    role: Floats
    mean: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """All heads of one language, and the row of each n-gram (0 for those not kept)."""

    language: str
    rows: NDArray[np.int32]
    heads: dict[str, Head]
    joined: Head
    """All heads but ``segment``, side by side."""
    actors: Tally
    """What the signs of `renkei.reading.actors` weigh."""
    times: Tally
    """What the signs of `renkei.reading.timing` weigh."""

    def scores(self, spoken: Spoken, spans: Spans, head: Head) -> Floats:
        """One row a span, one column a label: the likelier, the higher."""
        return Scorer(self, spoken).scores(spans, head)

    def fields(self, scorer: Scorer, spans: Spans) -> dict[str, list[int]]:
        """The best label of each span, by number, for each head but ``segment``."""
        raw = scorer.scores(spans, self.joined)
        best, first = {}, 0
        for name, head in self.heads.items():
            if name != "segment":
                behind = first + len(head.labels)
                best[name] = raw[:, first:behind].argmax(axis=1).tolist()
                first = behind
        return best

    def acting(self, found: dict[str, int], kind: Kind) -> tuple[str, ...]:
        """The candidates (see `renkei.reading.actors`) that more likely act than not."""
        score, bias = self.actors.score, self.actors.bias
        return tuple([actor for actor, signs in found.items() if score(signs, kind) + bias > 0])

    def time(self, found: list[Dated], kind: Kind) -> str:
        """The candidate (see `renkei.reading.timing`) most likely the statement's own, or none."""
        score, best, chosen = self.times.score, -self.times.bias, ""
        for edtf, signs in found:
            here = score(signs, kind)
            if here > best:
                best, chosen = here, edtf
        return chosen


class Scorer:
    """Scores runs of clauses of one text.

    The scores are those of `plain_features` and the n-grams of `gram_places` by a head's weights,
    worked out without writing these features down: what is alike for a text is looked up once, and
    a sparse product sums the weights.
    """

    def __init__(self, model: Model, spoken: Spoken) -> None:
        """Look up every n-gram of the text, and what its sentences hold."""
        layout = spoken.layout
        self._layout, self._roles = layout, spoken.roles
        self._grams = np.zeros((len(layout.places), len(layout.grams)), np.int32)
        for n, grams in enumerate(layout.grams):
            self._grams[: len(grams), n] = model.rows.take(grams)
        self._sentences = sentences(layout)
        self._sentence_grams = self._rows(self._sentences, len(model.heads["segment"].grams))
        self._sentence_marks = np.maximum.reduceat(layout.marks, self._sentences.first)
        shares = np.bincount(spoken.roles, minlength=len(ROLES)) / len(spoken.roles)
        self._mean = 2 * self._sentence_marks.mean(axis=0)
        self._shares = (2 * shares).astype(np.float32)

    def scores(self, spans: Spans, head: Head) -> Floats:
        """One row a span, one column a label: the likelier, the higher."""
        layout, size, parts = self._layout, len(head.labels), head.parts
        first, owners = spans.first, layout.owners.take(spans.first)
        rows = np.arange(len(first))
        roles = self._roles.take(first)
        own = (_own(layout.marks, spans) @ parts.own).reshape(len(first), len(ROLES), size)
        raw: Floats = own[rows, roles] + parts.role.take(roles, axis=0)
        before, behind, placed = _around(layout, spans)
        raw += before @ parts.before
        raw += behind @ parts.behind
        raw += placed @ parts.placing
        whole = self._sentence_marks @ parts.whole
        summed = self._rows(spans, len(head.grams)) @ head.grams
        summed *= damping(layout, spans)[:, None]
        raw += summed[:, :size]
        if head.around:
            earlier, later = neighbours(layout, spans)
            raw += earlier[:, None] * np.roll(summed[:, size : 2 * size], 1, axis=0)
            raw += later[:, None] * np.roll(summed[:, 2 * size :], -1, axis=0)
            damped = WHOLE * damping(layout, self._sentences)
            whole += damped[:, None] * (self._sentence_grams @ head.whole)
        whole += self._mean @ parts.mean + self._shares @ parts.shares + head.bias
        raw += whole.take(owners, axis=0)
        return raw

    def _rows(self, spans: Spans, height: int) -> csr_array:
        """Each n-gram that lies wholly in a span, as a row of weights: one row a span."""
        layout, longest = self._layout, self._grams.shape[1]
        left = np.searchsorted(layout.places, layout.starts.take(spans.first))
        right = np.searchsorted(layout.places, layout.ends.take(spans.behind - 1))
        count = right - left
        edges = np.zeros(len(count) + 1, np.int64)
        np.cumsum(count, out=edges[1:])
        at = np.arange(edges[-1]) + np.repeat(left - edges[:-1], count)
        room = np.repeat(right, count) - at
        rows = self._grams.take(at, axis=0)
        for n in range(1, longest):
            rows[room <= n, n] = 0
        rows = rows.ravel()
        known = np.flatnonzero(rows)
        indices = rows.take(known)
        first = np.searchsorted(known, longest * edges)
        ones = np.ones(len(indices), np.float32)
        return csr_array((ones, indices, first), shape=(len(count), height))


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
    cues = len(lexicon(language).classes)
    heads = {name: _head(stored, name, cues) for name in stored["heads"].tolist()}
    joined = _joined([head for name, head in heads.items() if name != "segment"], cues)
    acting = Tally(stored["actors"].tolist(), len(actors.SIGNS))
    dating = Tally(stored["times"].tolist(), len(timing.SIGNS))
    return Model(language, rows, heads, joined, acting, dating)


def _head(stored: Mapping[str, NDArray[np.generic]], name: str, cues: int) -> Head:
    """A head as it was stored; row 0 is put before the others."""
    labels = tuple(stored[f"{name}.labels"].tolist())
    grams = np.pad(stored[f"{name}.grams"].astype(np.float32), ((1, 0), (0, 0)))
    plain = stored[f"{name}.plain"].astype(np.float32)
    return Head(
        labels,
        bool(stored[f"{name}.around"]),
        np.ascontiguousarray(grams[:, : 3 * len(labels)]),
        np.ascontiguousarray(grams[:, 3 * len(labels) :]),
        plain,
        stored[f"{name}.bias"].astype(np.float32),
        _parts(plain, cues),
    )


def _parts(plain: Floats, cues: int) -> Parts:
    """The rows of `plain` apart, for a language with so many classes of cues."""
    roles, size = len(ROLES), plain.shape[1]
    marks = (len(plain) - PLACES - roles * (cues + 2)) // 5
    widths = [marks, marks, marks, marks, PLACES, roles, roles * cues, marks, roles]
    own, before, behind, whole, placing, role, under, mean, shares = np.split(
        plain, np.cumsum(widths)[:-1]
    )
    by_role = np.repeat(own[:, None, :], roles, axis=1)
    by_role[:cues] += under.reshape(roles, cues, size).transpose(1, 0, 2)
    return Parts(by_role.reshape(marks, -1), before, behind, whole, placing, role, mean, shares)


def _joined(heads: Sequence[Head], cues: int) -> Head:
    """Heads side by side as one, so that they are worked out at once."""

    def part(head: Head, number: int) -> Floats:
        size = len(head.labels)
        found = (head.whole if number == 3 else head.grams[:, number * size :])[:, :size]
        return found if found.size else np.zeros((len(head.grams), size), np.float32)

    plain = np.hstack([head.plain for head in heads])
    return Head(
        tuple(label for head in heads for label in head.labels),
        True,
        np.hstack([part(head, number) for number in range(3) for head in heads]),
        np.hstack([part(head, 3) for head in heads]),
        plain,
        np.hstack([head.bias for head in heads]),
        _parts(plain, cues),
    )
