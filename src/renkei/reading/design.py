"""All that a model weighs, written out: what it is trained on, and what reading must agree with.

N-grams are told by `gram_places`, everything else is a column of `plain_features`.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from renkei.reading.features import LONGEST, ngrams
from renkei.reading.layout import Layout
from renkei.reading.lexicon import lexicon
from renkei.reading.model import Floats, Spans
from renkei.reading.speech import ROLES, Spoken

SIZES = {"zh": (5, 10, 16, 30, 60), "ja": (5, 12, 20, 40, 80), "en": (15, 30, 50, 90, 180)}
TYPICAL = {"zh": 16, "ja": 20, "en": 50}
"""How many characters a clause has, in the middle."""
WHOLE = 0.5
"""How much the words of the whole sentence weigh beside those of the clause."""
PLACES = 9 + len(SIZES["zh"]) + 1
"""How many columns tell where a span stands."""
_END = "。！？.!?”」"
_BEFORE = {":": 0, "：": 0, ",": 1, "，": 1, "、": 1, "；": 2, ";": 2}


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
    around = points().take(layout.codes.take(np.concatenate([ends, starts]) - 1), mode="clip")
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
def points() -> NDArray[np.uint8]:
    """What each character says as punctuation: bit 0 if it ends a sentence, bits 1 to 3 which kind
    of mark it is before a clause. The last entry, 0, is that of all that are no punctuation."""
    marks = {ord(c) for c in (*_END, *_BEFORE)}
    points = np.zeros(max(marks) + 2, np.uint8)
    for char in _END:
        points[ord(char)] |= 1
    for char, kind in _BEFORE.items():
        points[ord(char)] |= 2 << kind
    return points
