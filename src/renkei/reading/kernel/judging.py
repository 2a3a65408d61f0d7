"""What a text's clauses make: where statements are, and what each is."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, jit
from renkei.reading.kernel.joining import join, label
from renkei.reading.kernel.looking import gather, look_up
from renkei.reading.kernel.rows import LABELS
from renkei.reading.kernel.summing import score


@entry
def judge(
    ids: Any, places: Any, starts: Any, ends: Any, owners: Any, blocks: Any, dense: Any,
    quoted: Any, codes: Any, roles: Any,
    said: Any, sizes: Any, steps: Any,
    kept: Any, grams: Any, scales: Any, plains: Any, biases: Any, columns: Any, under: Any,
    rows: Any, clauses: Any, sentences: Any, marks: Any, sums: Any, whole: Any, seen: Any,
    spans: Any, scores: Any, best: Any,
) -> Any:  # fmt: skip
    """Fill `spans` with the first clause of each statement and the one behind its last; how many.

    The first arrays are those of `renkei.reading.layout.Layout`, with the block of each sentence
    and the role of each clause; `sizes` are the longest n-gram, the bits of its number, a typical
    length, and how many classes of cues, columns of place and roles there are.

    Of each statement `best`, a row a head, gets the number of the label that scores highest, and
    `scores`, a layer a block, the scores; its first layer gets those of the clauses, each alone.
    Head i has the labels ``columns[i, 0]`` to ``columns[i, 1] - 1``, and is asked of statements
    whose label of the first head is ``under[i]``, or of all if that is negative. All else is room.
    """
    look_up(ids, kept, sizes[1], sizes[0], rows)
    gather(
        places, starts, ends, owners, dense, blocks, codes, roles, quoted, said, clauses, sentences,
        marks,
    )  # fmt: skip
    first, behind, labels, asked = spans[0], spans[1], spans[2], spans[3]
    for i in range(len(labels)):
        first[i], behind[i], asked[i] = i, i + 1, 1
    for block in range(len(scores)):
        score(
            block, first, behind, asked, rows, clauses, sentences, marks, sizes, steps,
            grams, scales, plains, biases, scores[block], sums, whole, seen,
        )  # fmt: skip
        if block == 0:
            label(scores[0], owners, labels)
            count = join(labels, LABELS - 1, first, behind)
            first, behind, asked = first[:count], behind[:count], asked[:count]
        for head in range(len(under)):
            if block * LABELS < columns[head, 1] <= (block + 1) * LABELS:
                _choose(scores, columns[head], under[head], len(first), best[head], best)
        _ask(block + 1, columns, under, best, asked)
    return len(first)


@jit
def _ask(block: Any, columns: Any, under: Any, best: Any, asked: Any) -> None:
    """Tell of which spans a label in a block is asked."""
    for i in range(len(asked)):
        asked[i] = 0
        for head in range(len(under)):
            if columns[head, 0] < (block + 1) * LABELS and columns[head, 1] > block * LABELS:
                asked[i] |= _is_asked(under[head], best, i)


@jit
def _choose(scores: Any, columns: Any, under: Any, count: Any, chosen: Any, best: Any) -> None:
    """Fill in the label of a head that scores highest for each of so many spans, or 0."""
    for i in range(count):
        highest = columns[0]
        if _is_asked(under, best, i):
            for k in range(columns[0] + 1, columns[1]):
                if _of(scores, i, k) > _of(scores, i, highest):
                    highest = k
        chosen[i] = highest - columns[0]


@inline
def _is_asked(under: Any, best: Any, span: Any) -> Any:
    return under < 0 or under == best[0, span]


@inline
def _of(scores: Any, span: Any, label: Any) -> Any:
    return scores[label // LABELS, span, label % LABELS]
