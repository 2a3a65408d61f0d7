"""The topics of a document's statements, chosen one after the other by their signs.

`renkei.reading.signs` names the signs, which stand here in the same order. A topic is known by its
column: its rank among those that the document names or hints at. One column more is blank: it
stands for every topic that nothing around a statement names or hints at.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from renkei.jit import entry, inline, jit, nth

UNKNOWN = -2
"""The topic of a statement that is not chosen yet."""
KINDS = 6
SHARE = 17
SERIES = SHARE + 3
CARRIED = SERIES + 1 + KINDS
OF_KIND = CARRIED + 9
ON_END = OF_KIND + KINDS
SO_FAR = ON_END + 1
NONE = SO_FAR + 1
SIGNS = NONE + 3 + KINDS
"""Where the signs of each sort begin, behind those of the words around; how many there are."""
TELLING, HELD, TITLE, FIGURE, FILED, UPTO, MANY, SCORE, FIELDS = range(9)
"""Of a topic: its share of the document, as it tells by itself and beside hints; whether the title
hints at it; whether it is a series; how many statements are filed under it; what the hints at it
sum up to so far; how many of them the quote at hand has; its score for the statement at hand."""
EARLIER, BEFORE, QUOTE, BEHIND, LATER, STRETCHES = range(6)
"""A paragraph in five stretches: before the sentence, before the quote, and so on."""
NAMED, HINTED, BEGUN, SUMS = range(4)
"""Of a topic in a stretch: its names, what its hints sum up to, and what those before it did."""
_IS_TRUTH = (
    True, True, True, False, False, True, True, True, False, False, True, True, False, False, True,
    False, False,
)  # fmt: skip
_ZERO, _ONE, _TWO, _THREE = np.float32(0), np.float32(1), np.float32(2), np.float32(3)
_HALF, _TWENTY = np.float32(0.5), np.float32(20)
_FEW = np.float32(40)
"""Fewer marks than about so many do not tell what a document is about."""
_RUN = 4
"""So many statements on end make a topic that may be left."""
_FAR = 10_000
"""So many characters away, what stands in the same paragraph no longer matters."""


@entry
def file(
    sentences: Any, statements: Any, names: Any, items: Any, hints: Any, title: Any, figures: Any,
    weights: Any, chosen: Any, present: Any, shown: Any,
    columns: Any, totals: Any, topics: Any, around: Any, near: Any, seen: Any, running: Any,
    signs: Any,
) -> Any:  # fmt: skip
    """Fill in the topic of each statement where `chosen` is `UNKNOWN`; -1 is none.

    `sentences` has start, end and paragraph of each; `statements` start, end, sentence and kind,
    in the order of the text; `names` entry and place of each name, `items` a row an entry with the
    topics that it names, -1 where there are none; `hints` and `title` are the marks of the text and
    of its title. `figures` tells which topics are series; `weights` are those of all signs.

    `present` is filled with the topic of each column, and their number is returned. `shown`, if it
    is not empty, has the signs of each statement added: first those of no topic, then those of each
    column. The rest is room (see `renkei.reading.signs`).
    """
    width = _columns(names, items, hints, title, columns, present)
    _look_over(names, items, hints, title, figures, columns, present, width, totals, topics)
    for column in range(width):
        seen[column] = -1
    _clear(topics, around, width)
    first = behind = name = hint = run = 0
    last = last_sentence = last_block = -1
    for row in range(len(statements)):
        sentence, kind = statements[row, 2], statements[row, 3]
        block = sentences[sentence, 2]
        if not first <= sentence < behind:
            first, behind = _paragraph(sentences, sentence)
            while name < len(names) and names[name, 1] < sentences[first, 0]:
                name += 1
            while hint < len(hints) and hints[hint]["start"] < sentences[first, 0]:
                hint += 1
            if row == 0:
                _sum_up(hints, hint, columns, topics, running)
        edges = (
            sentences[sentence, 0], statements[row, 0], statements[row, 1], sentences[sentence, 1],
            sentences[behind - 1, 1],
        )  # fmt: skip
        count = _gather(
            row, edges, names, name, items, hints, hint, running, columns, topics, around, near,
            seen,
        )  # fmt: skip
        named, best, second = _compare(around, near, count)
        since = max(4, row)
        for i in range(-1, count):
            at = width if i < 0 else near[i]
            low, high = (0, width) if i < 0 else (at, at + 1)
            hinted = min(around[at, HINTED, QUOTE], _TWO)
            _sign(topics, around, at, named, best, second, signs)
            _score(topics, low, high, signs, hinted, kind, since, weights)
            if len(shown):
                for column in range(low, high):
                    _show(topics, column, signs, hinted, kind, since, shown[row, column + 1])
        if last >= 0:
            at = last if seen[last] == row else width
            carried = CARRIED + 3 * (
                0 if sentence == last_sentence else 1 if block == last_block else 2
            )
            goes_on = (
                (carried, 1.0),
                (carried + 1, np.float64(min(around[at, HINTED, QUOTE], _TWO))),
                (carried + 2, 1.0 if named and not around[at, NAMED, QUOTE] else 0.0),
                (OF_KIND + kind, 1.0),
                (ON_END, min(run, _RUN) / _RUN),
            )
            topics[SCORE, last] += np.float32(_weigh(goes_on, weights, shown, row, last + 1))
        nothing = (
            (NONE, 1.0),
            (NONE + 1, 1.0 if named else 0.0),
            (NONE + 2, np.float64(min(best, _TWO))),
            (NONE + 3 + kind, 1.0),
        )
        top = np.float32(_weigh(nothing, weights, shown, row, 0))
        if chosen[row] == UNKNOWN:
            chosen[row] = -1
            for column in range(width):
                if topics[SCORE, column] > top:
                    top, chosen[row] = topics[SCORE, column], present[column]
        topic = columns[chosen[row]] if chosen[row] >= 0 else -1
        run = run + 1 if topic == last else 1
        last, last_sentence, last_block = topic, sentence, block
        if topic >= 0:
            topics[FILED, topic] += _ONE
    return width


@inline
def _columns(
    names: Any, items: Any, hints: Any, title: Any, columns: Any, present: Any
) -> Any:  # fmt: skip
    """Number the topics that occur, in `columns`, where the others are -1."""
    for topic in range(len(columns)):
        columns[topic] = -1
    for i in range(len(names)):
        for topic in items[names[i, 0]]:
            if topic >= 0:
                columns[topic] = 0
    for i in range(len(hints)):
        columns[hints[i]["topic"]] = 0
    for i in range(len(title)):
        columns[title[i]["topic"]] = 0
    width = 0
    for topic in range(len(columns)):
        if columns[topic] == 0:
            columns[topic] = width
            present[width] = topic
            width += 1
    return width


@inline
def _look_over(
    names: Any, items: Any, hints: Any, title: Any, figures: Any, columns: Any, present: Any,
    width: Any, totals: Any, topics: Any,
) -> None:  # fmt: skip
    """Note what is alike for all statements."""
    for column in range(width):
        totals[0, column] = totals[1, column] = totals[2, column] = 0.0
        topics[FILED, column] = topics[UPTO, column] = _ZERO
        topics[FIGURE, column] = figures[present[column]]
    for i in range(len(names)):
        for topic in items[names[i, 0]]:
            if topic >= 0:
                totals[0, columns[topic]] += 1.0
    for i in range(len(hints)):
        totals[1, columns[hints[i]["topic"]]] += hints[i]["weight"]
    for i in range(len(title)):
        totals[2, columns[title[i]["topic"]]] += title[i]["weight"]
    whole = 0.0
    for column in range(width):
        share = _TWO * np.float32(totals[0, column]) + np.float32(totals[1, column])
        topics[HELD, column] = share
        whole += np.float64(share)
    for column in range(width):
        share = topics[HELD, column] / (_FEW + np.float32(whole))
        topics[TELLING, column] = math.log1p(_TWENTY * share)
        topics[HELD, column] = min(share, _HALF)
        topics[TITLE, column] = min(np.float32(totals[2, column]), _ONE)


@inline
def _sum_up(hints: Any, first: Any, columns: Any, topics: Any, running: Any) -> None:
    """What the hints at the topic of each sum up to, from the first that counts: before and with
    it."""
    for i in range(first, len(hints)):
        column = columns[hints[i]["topic"]]
        running[i, 0] = topics[UPTO, column]
        topics[UPTO, column] += hints[i]["weight"]
        running[i, 1] = topics[UPTO, column]


@inline
def _paragraph(sentences: Any, sentence: Any) -> Any:
    """The first sentence of a paragraph, and the one behind its last; in a very long one, of those
    that stand within `_FAR` of the sentence."""
    first, behind, start = sentence, sentence + 1, sentences[sentence, 0]
    block = sentences[sentence, 2]
    while first > 0 and sentences[first - 1, 2] == block and start - sentences[first, 0] < _FAR:
        first -= 1
    while (
        behind < len(sentences)
        and sentences[behind, 2] == block
        and sentences[behind, 0] - start < _FAR
    ):
        behind += 1
    return first, behind


@inline
def _gather(
    row: Any, edges: Any, names: Any, name: Any, items: Any, hints: Any, hint: Any, running: Any,
    columns: Any, topics: Any, around: Any, near: Any, seen: Any,
) -> Any:  # fmt: skip
    """Sum up the names and hints of a paragraph, and put the columns of their topics in `near`.

    `edges` are the ends of its stretches but the last, and its own; `name` and `hint` are its
    first. How many topics are near is returned.
    """
    count = 0
    while name < len(names) and names[name, 1] < edges[-1]:
        for topic in items[names[name, 0]]:
            if topic < 0:
                continue
            column = columns[topic]
            if seen[column] != row:
                seen[column], near[count] = row, column
                _clear(topics, around, column)
                count += 1
            around[column, NAMED, _stretch(names[name, 1], edges)] += _ONE
        name += 1
    while hint < len(hints) and hints[hint]["start"] < edges[-1]:
        column = columns[hints[hint]["topic"]]
        if seen[column] != row:
            seen[column], near[count] = row, column
            _clear(topics, around, column)
            count += 1
        stretch = _stretch(hints[hint]["start"], edges)
        sums = around[column]
        if sums[HINTED, stretch] == _ZERO:
            sums[BEGUN, stretch] = running[hint, 0]
        sums[HINTED, stretch] = running[hint, 1] - sums[BEGUN, stretch]
        topics[MANY, column] += np.float32(stretch == QUOTE)
        hint += 1
    return count


@inline
def _clear(topics: Any, around: Any, column: Any) -> None:
    topics[MANY, column] = _ZERO
    for i in range(SUMS):
        for j in range(STRETCHES):
            around[column, i, j] = _ZERO


@inline
def _stretch(place: Any, edges: Any) -> Any:
    if place < edges[1]:
        return EARLIER if place < edges[0] else BEFORE
    if place < edges[2]:
        return QUOTE
    return BEHIND if place < edges[3] else LATER


@inline
def _compare(around: Any, near: Any, count: Any) -> Any:
    """How many topics the quote names, and what the two sum up to at which it hints most."""
    named, best, second = 0, _ZERO, _ZERO
    for i in range(count):
        named += around[near[i], NAMED, QUOTE] > 0
        hinted = around[near[i], HINTED, QUOTE]
        if hinted > best:
            best, second = hinted, best
        elif hinted > second:
            second = hinted
    return named, best, second


@jit
def _sign(
    topics: Any, around: Any, column: Any, named: Any, best: Any, second: Any, signs: Any
) -> None:
    """The signs of a topic in the words around a statement."""
    names, sums = around[column, NAMED], around[column, HINTED]
    is_named, hints, many = names[QUOTE] > 0, sums[QUOTE], topics[MANY, column]
    others = second if hints == best else best
    signs[0] = is_named
    signs[1] = is_named and named == 1
    signs[2] = named > 0 and not is_named
    signs[3] = min(hints, _TWO) if is_named else _ZERO
    signs[4] = min(hints, _THREE)
    signs[5], signs[6], signs[7] = hints > 0, many > 1, many > 2
    signs[8] = max(-_TWO, min(hints - others, _TWO)) if hints > 0 else _ZERO
    signs[9] = _ZERO if hints > 0 else min(others, _TWO)
    signs[10], signs[11] = names[BEFORE] > 0, names[BEHIND] > 0
    signs[12], signs[13] = min(sums[BEFORE], _TWO), min(sums[BEHIND], _TWO)
    signs[14] = names[EARLIER] > 0
    signs[15], signs[16] = min(sums[EARLIER], _THREE), min(sums[LATER], _TWO)


@jit
def _score(
    topics: Any, low: Any, high: Any, signs: Any, hinted: Any, kind: Any, since: Any,
    weights: Any,
) -> None:  # fmt: skip
    """The scores of columns that have these signs in common.

    What is true or not is added in double precision: sums of weights with three decimals come out
    even so often that the order and the precision of every step matter.
    """
    score = _ZERO
    for i in range(SHARE):
        if _IS_TRUTH[i]:
            score = np.float32(np.float64(score) + weights[i] * np.float64(signs[i]))
        else:
            score += np.float32(weights[i]) * signs[i]
    so_far = np.float32(weights[SO_FAR] / since)
    for column in range(low, high):
        at = nth(column)
        own = score + np.float32(weights[SHARE]) * topics[TELLING, at]
        own += np.float32(weights[SHARE + 1]) * (hinted * topics[HELD, at])
        own += np.float32(weights[SHARE + 2]) * topics[TITLE, at]
        own += np.float32(weights[SERIES]) * topics[FIGURE, at]
        own += np.float32(weights[SERIES + 1 + kind]) * topics[FIGURE, at]
        topics[SCORE, at] = own + so_far * topics[FILED, at]


@inline
def _weigh(pairs: Any, weights: Any, shown: Any, row: Any, choice: Any) -> Any:
    """What signs that hold for one choice alone weigh, in pairs of number and value."""
    total = 0.0
    for sign, value in pairs:
        total += weights[sign] * value
        if len(shown):
            shown[row, choice, sign] = value
    return total


@jit
def _show(
    topics: Any, column: Any, signs: Any, hinted: Any, kind: Any, since: Any, out: Any
) -> None:
    """Write down the signs of a topic that do not hang on the topic before."""
    for i in range(SHARE):
        out[i] = signs[i]
    out[SHARE], out[SHARE + 1] = topics[TELLING, column], hinted * topics[HELD, column]
    out[SHARE + 2] = topics[TITLE, column]
    out[SERIES] = out[SERIES + 1 + kind] = topics[FIGURE, column]
    out[SO_FAR] = topics[FILED, column] / np.float32(since)
