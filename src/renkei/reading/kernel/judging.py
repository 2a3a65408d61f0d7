"""What a text's clauses make: where statements are, and what each is."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline
from renkei.reading.kernel.joining import join, label
from renkei.reading.kernel.rows import LABELS
from renkei.reading.kernel.summing import score


@entry
def segment(
    owners: Any,
    rows: Any, clauses: Any, sentences: Any, marks: Any, steps: Any, sizes: Any,
    grams: Any, scales: Any, plains: Any, biases: Any,
    out: Any, sums: Any, whole: Any, seen: Any, labels: Any, first: Any, behind: Any,
) -> Any:  # fmt: skip
    """Fill in the first clause of each statement and the one behind its last; how many.

    The first block of the model tells, of each clause alone, what is filled into `out`.
    """
    for i in range(len(labels)):
        first[i], behind[i], labels[i] = i, i + 1, 1
    score(
        0, first, behind, labels, rows, clauses, sentences, marks, steps, sizes,
        grams, scales, plains, biases, out, sums, whole, seen,
    )  # fmt: skip
    label(out, owners, labels)
    return join(labels, LABELS - 1, first, behind)


@entry
def describe(
    first: Any, behind: Any, columns: Any, under: Any,
    rows: Any, clauses: Any, sentences: Any, marks: Any, steps: Any, sizes: Any,
    grams: Any, scales: Any, plains: Any, biases: Any,
    out: Any, sums: Any, whole: Any, seen: Any, asked: Any, best: Any,
) -> None:  # fmt: skip
    """Fill `best`, a row a head and a column a span, with the number of the label that scores
    highest; and `out`, a row a block, with the scores of all spans that any label in it is asked
    of.

    Head i has the labels ``columns[i, 0]`` to ``columns[i, 1] - 1``, in order of `columns`. It is
    asked of spans whose label of the first head is ``under[i]``, or of all if that is negative.
    """
    for block in range(columns[0, 0] // LABELS, len(out)):
        since, until = block * LABELS, (block + 1) * LABELS
        for i in range(len(first)):
            asked[i] = 0
        for head in range(len(under)):
            if columns[head, 0] < until and columns[head, 1] > since:
                for i in range(len(first)):
                    asked[i] |= under[head] < 0 or under[head] == best[0, i]
        score(
            block, first, behind, asked, rows, clauses, sentences, marks, steps, sizes,
            grams, scales, plains, biases, out[block], sums, whole, seen,
        )  # fmt: skip
        for head in range(len(under)):
            if since < columns[head, 1] <= until:
                _choose(out, columns[head, 0], columns[head, 1], under[head], best, head)


@inline
def _choose(out: Any, since: Any, until: Any, under: Any, best: Any, head: Any) -> None:
    for i in range(best.shape[1]):
        highest = since
        if under < 0 or under == best[0, i]:
            for k in range(since + 1, until):
                if out[k // LABELS, i, k % LABELS] > out[highest // LABELS, i, highest % LABELS]:
                    highest = k
        best[head, i] = highest - since
