"""From the scores of clauses to the clauses of statements (`renkei.reading.spans`)."""

from __future__ import annotations

from typing import Any

from renkei.jit import inline, jit


@jit
def label(scores: Any, owners: Any, labels: Any) -> None:
    """Fill `labels` with the best label of each clause that may follow the one before it.

    Label 0 stands for nothing, the last one for the going on of a statement in its sentence.
    """
    inside = scores.shape[1] - 1
    is_open = False
    for i in range(len(scores)):
        is_open = is_open and owners[i] == owners[i - 1]
        best = _best(scores[i], inside)
        if is_open and scores[i, inside] > scores[i, best]:
            best = inside
        labels[i] = best
        is_open = best != 0


@inline
def _best(row: Any, size: Any) -> Any:
    """The first of the highest among so many scores."""
    best = 0
    for k in range(1, size):
        if row[k] > row[best]:
            best = k
    return best


@jit
def join(labels: Any, inside: Any, first: Any, behind: Any) -> Any:
    """Fill in the first clause of each statement and the one behind its last; how many."""
    count = 0
    is_open = False
    for i in range(len(labels)):
        if labels[i] == inside:
            continue
        if is_open:
            behind[count - 1] = i
        is_open = labels[i] != 0
        if is_open:
            first[count] = i
            count += 1
    if is_open:
        behind[count - 1] = len(labels)
    return count
