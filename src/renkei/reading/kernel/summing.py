"""What the model makes of runs of clauses: sums of the weights of all that they hold.

`renkei.reading.model` says what the features are and in which order the weights are; `looking` what
is known of a text. A block is eight labels.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from renkei.jit import inline, jit
from renkei.reading.kernel.looking import (
    CLOSES,
    END,
    FIRST,
    LEFT,
    MARKED,
    OPENS,
    POINT,
    QUOTED,
    RIGHT,
    ROLE,
    START,
)
from renkei.reading.kernel.rows import LABELS, WIDTH, add_row, sum_rows

_OWN, _BEHIND, _BEFORE, _WHOLE = range(0, WIDTH, LABELS)
"""Where a row has the weights for a span itself, for the one behind it and the one before it, and
for its sentence."""
_HALF = np.float32(0.5)


@jit
def score(
    block: Any, first: Any, behind: Any, asked: Any,
    rows: Any, clauses: Any, sentences: Any, marks: Any, sizes: Any, steps: Any,
    grams: Any, scales: Any, plains: Any, biases: Any,
    out: Any, sums: Any, whole: Any, seen: Any,
) -> None:  # fmt: skip
    """Fill `out`, a row a span (clauses `first` to `behind - 1`, in order), with its scores for a
    block of labels; sentences where nothing is `asked` are left out.

    `sums` is room for a row of `WIDTH` a span and one more, `whole` for two of `LABELS`, `seen` for
    an entry a mark; all are overwritten.
    """
    longest, typical, width = sizes[0], sizes[2], len(seen)
    cues, places, voices = sizes[3], sizes[4], sizes[5]
    scale, plain = scales[block], plains[block]
    before, of_behind, of_whole, placed = width, 2 * width, 3 * width, 4 * width
    of_role = placed + places
    under = of_role + voices
    mean = under + voices * cues
    shared, of_sentence = whole[0], whole[1]
    _alike(clauses, sentences, marks, mean, mean + width, plain, biases[block], seen, shared)
    stamp = len(sentences)
    span, count = 0, len(first)
    for sentence in range(len(sentences) - 1):
        low, high = sentences[sentence, FIRST], sentences[sentence + 1, FIRST]
        begin, is_asked = span, False
        while span < count and first[span] < high:
            is_asked = is_asked or asked[span]
            span += 1
        if not is_asked or low == high:
            continue
        _sum_grams(
            block, first, behind, begin, span, rows, longest, clauses, low, high, grams, sums
        )
        damped = _HALF * _damping(typical, clauses[low, START], clauses[high - 1, END])
        for k in range(LABELS):
            total_k = sums[count, _WHOLE + k]
            for i in range(begin, span):
                total_k += sums[i, _WHOLE + k]
            of_sentence[k] = total_k * scale[k] * damped + shared[k]
        for at in range(clauses[low, MARKED], clauses[high, MARKED]):
            if seen[marks[at]] != stamp:
                seen[marks[at]] = stamp
                add_row(of_sentence, plain[of_whole + marks[at]])
        stamp += 1
        for i in range(begin, span):
            head, last, total = first[i], behind[i] - 1, out[i]
            role = clauses[head, ROLE]
            for k in range(LABELS):
                total[k] = of_sentence[k]
            add_row(total, plain[of_role + role])
            for at in range(clauses[head, MARKED], clauses[last + 1, MARKED]):
                mark = marks[at]
                if seen[mark] != stamp:
                    seen[mark] = stamp
                    add_row(total, plain[mark])
                    if mark < cues:
                        add_row(total, plain[under + role * cues + mark])
            stamp += 1
            has_before, has_behind = head > low, last + 1 < high
            if has_before:
                for at in range(clauses[head - 1, MARKED], clauses[head, MARKED]):
                    add_row(total, plain[before + marks[at]])
            if has_behind:
                for at in range(clauses[last + 1, MARKED], clauses[last + 2, MARKED]):
                    add_row(total, plain[of_behind + marks[at]])
            length = clauses[last, END] - clauses[head, START]
            _place(
                total, plain[placed:], has_before, has_behind, clauses[head, QUOTED],
                sentences[sentence, OPENS], clauses[head, POINT], clauses[last, CLOSES],
                length, steps,
            )  # fmt: skip
        for i in range(begin, span):
            damped = _damping(typical, clauses[first[i], START], clauses[behind[i] - 1, END])
            for k in range(LABELS):
                out[i, k] += damped * scale[k] * sums[i, _OWN + k]
            if i > begin:
                for k in range(LABELS):
                    out[i - 1, k] += _HALF * damped * scale[k] * sums[i, _BEFORE + k]
            if i < span - 1:
                for k in range(LABELS):
                    out[i + 1, k] += _HALF * damped * scale[k] * sums[i, _BEHIND + k]


@inline
def _damping(typical: Any, start: Any, end: Any) -> Any:
    """What the n-grams of a span are weighed by, so that long ones are not overconfident."""
    return np.float32(np.sqrt(np.sqrt(typical / max(end - start, 1))))


@jit
def _alike(
    clauses: Any, sentences: Any, marks: Any, mean: Any, shares: Any, plain: Any, bias: Any,
    seen: Any, out: Any,
) -> None:  # fmt: skip
    """The scores that all clauses of a text share: what kind of text it is."""
    for mark in range(len(seen)):
        seen[mark] = 0
    for k in range(LABELS):
        out[k] = bias[k]
    count, voiced = len(sentences) - 1, len(clauses) - 1
    share = np.float32(2.0 / count)
    for sentence in range(count):
        low, high = sentences[sentence, FIRST], sentences[sentence + 1, FIRST]
        for at in range(clauses[low, MARKED], clauses[high, MARKED]):
            if seen[marks[at]] != sentence + 1:
                seen[marks[at]] = sentence + 1
                for k in range(LABELS):
                    out[k] += share * plain[mean + marks[at], k]
    share = np.float32(2.0 / voiced)
    for clause in range(voiced):
        for k in range(LABELS):
            out[k] += share * plain[shares + clauses[clause, ROLE], k]


@jit
def _sum_grams(
    block: Any, first: Any, behind: Any, begin: Any, stop: Any, rows: Any, longest: Any,
    clauses: Any, low: Any, high: Any, grams: Any, sums: Any,
) -> None:  # fmt: skip
    """Sum the weights of the n-grams of a sentence: those that lie wholly in a span of it, in the
    row of the span, all others in the row behind those of all spans."""
    rest = sums[len(first)]
    for k in range(WIDTH):
        rest[k] = 0
    token, limit = clauses[low, LEFT], clauses[high - 1, RIGHT]
    for i in range(begin, stop):
        own = sums[i]
        for k in range(WIDTH):
            own[k] = 0
        left, right = clauses[first[i], LEFT], clauses[behind[i] - 1, RIGHT]
        _sum_within(block, token, left, limit, rows, longest, grams, rest)
        _sum_within(block, left, right, right, rows, longest, grams, own)
        for token in range(max(left, right - longest + 1), right):
            at = token * longest
            across = rows[at + right - token : at + min(longest, limit - token)]
            sum_rows(rest, grams, block, across)
        token = max(left, right)
    _sum_within(block, token, limit, limit, rows, longest, grams, rest)


@inline
def _sum_within(
    block: Any, left: Any, right: Any, limit: Any, rows: Any, longest: Any, grams: Any, total: Any
) -> None:
    """Add the weights of the n-grams that begin at tokens `left` to `right - 1` and end before
    `limit`."""
    whole = max(left, min(right, limit - longest + 1))
    sum_rows(total, grams, block, rows[left * longest : whole * longest])
    for token in range(whole, right):
        sum_rows(total, grams, block, rows[token * longest : token * longest + limit - token])


@inline
def _place(
    total: Any, plain: Any, has_before: Any, has_behind: Any, quoted: Any, opens: Any,
    point: Any, closes: Any, length: Any, steps: Any,
) -> None:  # fmt: skip
    """Add what the place of a span weighs (see `renkei.reading.model.plain_features`)."""
    if not has_before:
        add_row(total, plain[0])
    if not has_behind:
        add_row(total, plain[1])
    if not has_before and not has_behind:
        add_row(total, plain[2])
    if quoted:
        add_row(total, plain[3])
    if opens:
        add_row(total, plain[4])
    if closes & 1:
        add_row(total, plain[5])
    for i in range(3):
        if point & (2 << i):
            add_row(total, plain[6 + i])
    size = 0
    while size < len(steps) and length >= steps[size]:
        size += 1
    add_row(total, plain[9 + size])
