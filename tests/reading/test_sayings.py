"""Verbs of saying are found in compiled code as plain Python finds them."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints
from renkei.reading.sayings import _signs

HARD = re.compile(r"[;:—\n“”\"](?:(?<=[“”\"])|\s)")
WAYS = [-1, 0, 2]
REACH = 12
TEXT = st.text('ab to;:—\n“" \u3000', min_size=40, max_size=40)
EDGES = st.sets(st.integers(0, 40))

Spans = list[tuple[int, int]]


def pairs(edges: set[int]) -> Spans:
    ordered = sorted(edges)
    return list(zip(ordered[::2], ordered[1::2], strict=False))


def rows(
    found: list[tuple[int, ...]], width: int
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.array(found, np.int64).reshape(-1, width)


def plainly(text: str, cues: Spans, names: Spans, quotes: Spans, clauses: Spans, owners: list[int]):
    for cue, (start, end) in enumerate(cues):
        way = WAYS[cue % len(WAYS)]
        named = any(a <= start and end <= b for a, b in names)
        quoted = any(a <= start < b for a, b in quotes)
        sentence = [owner for (a, b), owner in zip(clauses, owners, strict=True) if a <= start < b]
        if way < 0 or named or quoted or not sentence or text.endswith("to ", 0, start):
            continue
        first = min(
            a for (a, _), owner in zip(clauses, owners, strict=True) if owner == sentence[0]
        )
        opened = max(first, start - REACH)
        while m := HARD.search(text, opened, start):
            opened = m.end()
        yield [way, start, end, sentence[0], opened]


@given(TEXT, EDGES, EDGES, EDGES, EDGES, st.data())
@settings(deadline=None)
def test_verbs_are_found_as_plainly(text, cues, names, quotes, edges, data) -> None:
    found, named, quoted = pairs(cues), pairs(names), pairs(quotes)
    cuts = sorted(edges)
    clauses = list(pairwise(cuts))
    new = data.draw(st.lists(st.booleans(), min_size=len(clauses), max_size=len(clauses)))
    owners = [sum(new[1 : i + 1]) for i in range(len(clauses))]
    out = np.empty((len(found), 5), np.int64)
    count = kernel().verbs(
        rows([(i % len(WAYS), *span) for i, span in enumerate(found)], 3),
        np.array(WAYS),
        rows([(0, *span) for span in named], 3),
        rows(quoted, 2),
        np.array([a for a, _ in clauses], np.int64),
        np.array([b for _, b in clauses], np.int64),
        np.array(owners, np.int64),
        codepoints(text),
        _signs(),
        codepoints("to "),
        REACH,
        out,
    )
    assert out[:count].tolist() == list(plainly(text, found, named, quoted, clauses, owners))
