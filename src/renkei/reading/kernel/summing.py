"""What a head of the model makes of runs of clauses: sums of the weights of all that they hold.

`renkei.reading.model` says what the features are, in which order a head has its weights, and what
the arrays of a text (`Scorer`) hold.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from renkei.jit import entry, inline, jit

_MIX, _STEP = np.uint64(0x9E3779B1), np.uint64(0x85EBCA6B)
_THIRTEEN, _SIXTEEN = np.uint64(13), np.uint64(16)
_WORD = np.uint64(0xFFFFFFFF)
"""The hash is one of 32 bits, worked out in 64, where nothing overflows."""
_DAMPED = 0.25
_HALF = np.float32(0.5)


@entry
def look_up(ids: Any, rows_of: Any, shift: Any, rows: Any) -> None:
    """Fill `rows`, one a token, with the row of weights of the n-gram of each size that begins
    there, 0 where the model keeps none (see `renkei.reading.features.ngrams`)."""
    size, longest = rows.shape
    for i in range(size):
        h = (np.uint64(ids[i]) * _MIX) & _WORD
        for n in range(longest):
            if i + n >= size:
                rows[i, n] = 0
                continue
            if n:
                h = ((h ^ (h >> _THIRTEEN)) * _STEP + np.uint64(ids[i + n])) & _WORD
            rows[i, n] = rows_of[(((h ^ (h >> _SIXTEEN)) * _MIX) & _WORD) >> shift]


@entry
def gather(
    places: Any, starts: Any, ends: Any, owners: Any, dense: Any, blocks: Any, codes: Any,
    said: Any,
    left: Any, right: Any, opened: Any, edges: Any, marks: Any, opens: Any, points: Any,
    closes: Any,
) -> None:  # fmt: skip
    """Fill in what `score` wants to know of the clauses and sentences of a text.

    `left` and `right` are the first token of each clause and the one behind its last; `opened` the
    first clause of each sentence, and their number; ``marks[edges[i]:edges[i + 1]]`` what is marked
    in row i of `dense`; `opens` tells which sentences open their block; `points` and `closes` are
    what `said` says of the character before a clause and of its last.
    """
    count, token, at, sentence = len(starts), 0, 0, 0
    other = len(said) - 1
    for i in range(count):
        while token < len(places) and places[token] < starts[i]:
            token += 1
        left[i] = token
        while token < len(places) and places[token] < ends[i]:
            token += 1
        right[i] = token
        while sentence <= owners[i]:
            opened[sentence] = i
            sentence += 1
        edges[i] = at
        for mark in range(dense.shape[1]):
            if dense[i, mark]:
                marks[at] = mark
                at += 1
        points[i] = said[min(codes[starts[i] - 1], other)] if starts[i] else 0
        closes[i] = said[min(codes[ends[i] - 1], other)]
    edges[count] = at
    for i in range(sentence, len(opened)):
        opened[i] = count
    for i in range(len(blocks)):
        opens[i] = i == 0 or blocks[i] != blocks[i - 1]


@entry
def choose(scores: Any, edges: Any, best: Any) -> None:
    """Fill `best`, a row a head and a column a span, with the number of the label that scores
    highest; head i has the columns ``edges[i]:edges[i + 1]`` of `scores`."""
    for head in range(len(best)):
        first, behind = edges[head], edges[head + 1]
        for i in range(len(scores)):
            highest = first
            for k in range(first + 1, behind):
                if scores[i, k] > scores[i, highest]:
                    highest = k
            best[head, i] = highest - first


@entry
def score(
    first: Any, behind: Any,
    rows: Any, left: Any, right: Any, starts: Any, ends: Any, opened: Any,
    edges: Any, marks: Any, roles: Any, quoted: Any, opens: Any, points: Any, closes: Any,
    steps: Any, typical: Any, cues: Any, width: Any, places: Any, voices: Any,
    grams: Any, scale: Any, plain: Any, bias: Any,
    out: Any, sums: Any, whole: Any, seen: Any,
) -> None:  # fmt: skip
    """Fill `out`, a row a span (clauses `first` to `behind - 1`, in order), with its scores.

    `sums` is room for a row a span, as wide as `grams`, `whole` for two rows of labels, `seen` for
    an entry a mark; all are overwritten.
    """
    size = len(bias)
    before = width
    of_behind, of_whole, placed = 2 * width, 3 * width, 4 * width
    of_role = placed + places
    under = of_role + voices
    mean = under + voices * cues
    _alike(opened, edges, marks, roles, mean, mean + width, plain, bias, seen, whole[0])
    stamp = len(opened)
    span, count = 0, len(first)
    for sentence in range(len(opened) - 1):
        low, high = opened[sentence], opened[sentence + 1]
        begin = span
        while span < count and first[span] < high:
            span += 1
        if span == begin or low == high:
            continue
        _sum_grams(first, behind, begin, span, rows, left, right, low, high, grams, sums)
        damped = _HALF * _damping(typical, starts[low], ends[high - 1])
        for k in range(size):
            total_k = sums[count, 3 * size + k]
            for i in range(begin, span):
                total_k += sums[i, 3 * size + k]
            whole[1, k] = total_k * scale[k] * damped + whole[0, k]
        for at in range(edges[low], edges[high]):
            if seen[marks[at]] != stamp:
                seen[marks[at]] = stamp
                _add(whole[1], plain[of_whole + marks[at]])
        stamp += 1
        for i in range(begin, span):
            head, last, total = first[i], behind[i] - 1, out[i]
            role = roles[head]
            for k in range(size):
                total[k] = whole[1, k] + plain[of_role + role, k]
            for at in range(edges[head], edges[last + 1]):
                mark = marks[at]
                if seen[mark] != stamp:
                    seen[mark] = stamp
                    _add(total, plain[mark])
                    if mark < cues:
                        _add(total, plain[under + role * cues + mark])
            stamp += 1
            has_before, has_behind = head > low, last + 1 < high
            if has_before:
                for at in range(edges[head - 1], edges[head]):
                    _add(total, plain[before + marks[at]])
            if has_behind:
                for at in range(edges[last + 1], edges[last + 2]):
                    _add(total, plain[of_behind + marks[at]])
            length = ends[last] - starts[head]
            _place(
                total, plain[placed:], has_before, has_behind, quoted[head], opens[sentence],
                points[head], closes[last], length, steps,
            )  # fmt: skip
        for i in range(begin, span):
            damped = _damping(typical, starts[first[i]], ends[behind[i] - 1])
            for k in range(size):
                out[i, k] += damped * scale[k] * sums[i, k]
            if i > begin:
                for k in range(size):
                    out[i - 1, k] += _HALF * damped * scale[k] * sums[i, 2 * size + k]
            if i < span - 1:
                for k in range(size):
                    out[i + 1, k] += _HALF * damped * scale[k] * sums[i, size + k]


@inline
def _add(total: Any, row: Any) -> None:
    for k in range(len(total)):
        total[k] += row[k]


@inline
def _damping(typical: Any, start: Any, end: Any) -> Any:
    """What the n-grams of a span are weighed by, so that long ones are not overconfident."""
    return np.float32((typical / max(end - start, 1)) ** _DAMPED)


@jit
def _alike(
    opened: Any, edges: Any, marks: Any, roles: Any, mean: Any, shares: Any, plain: Any, bias: Any,
    seen: Any, out: Any,
) -> None:  # fmt: skip
    """The scores that all clauses of a text share: what kind of text it is."""
    for mark in range(len(seen)):
        seen[mark] = 0
    for k in range(len(bias)):
        out[k] = bias[k]
    sentences = len(opened) - 1
    share = np.float32(2.0 / sentences)
    stamp = 1
    for sentence in range(sentences):
        for at in range(edges[opened[sentence]], edges[opened[sentence + 1]]):
            if seen[marks[at]] != stamp:
                seen[marks[at]] = stamp
                for k in range(len(bias)):
                    out[k] += share * plain[mean + marks[at], k]
        stamp += 1
    for clause in range(len(roles)):
        for k in range(len(bias)):
            out[k] += np.float32(2.0 / len(roles)) * plain[shares + roles[clause], k]


@jit
def _sum_grams(
    first: Any, behind: Any, begin: Any, stop: Any, rows: Any, left: Any, right: Any,
    low: Any, high: Any, grams: Any, sums: Any,
) -> None:  # fmt: skip
    """Sum the weights of the n-grams of a sentence: those that lie wholly in a span of it, in the
    row of the span, all others in the last row.

    The columns of `grams` are those for a span itself, for the one behind it and the one before
    it, and for its sentence.
    """
    width = grams.shape[1]
    for k in range(width):
        sums[-1, k] = 0
    for i in range(begin, stop):
        for k in range(width):
            sums[i, k] = 0
    at, limit = begin, right[high - 1]
    for token in range(left[low], limit):
        while at < stop and token >= right[behind[at] - 1]:
            at += 1
        room = 0
        if at < stop and token >= left[first[at]]:
            room = right[behind[at] - 1] - token
        for n in range(min(rows.shape[1], limit - token)):
            row = rows[token, n]
            if row == 0:
                continue
            if n < room:
                for k in range(width):
                    sums[at, k] += grams[row, k]
            else:
                for k in range(3 * width // 4, width):
                    sums[-1, k] += grams[row, k]


@inline
def _place(
    total: Any, plain: Any, has_before: Any, has_behind: Any, quoted: Any, opens: Any,
    point: Any, closes: Any, length: Any, steps: Any,
) -> None:  # fmt: skip
    """Add what the place of a span weighs (see `renkei.reading.model.plain_features`)."""
    if not has_before:
        _add(total, plain[0])
    if not has_behind:
        _add(total, plain[1])
    if not has_before and not has_behind:
        _add(total, plain[2])
    if quoted:
        _add(total, plain[3])
    if opens:
        _add(total, plain[4])
    if closes & 1:
        _add(total, plain[5])
    for i in range(3):
        if point & (2 << i):
            _add(total, plain[6 + i])
    size = 0
    while size < len(steps) and length >= steps[size]:
        size += 1
    _add(total, plain[9 + size])
