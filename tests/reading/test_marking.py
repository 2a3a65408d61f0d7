"""What each clause is marked with: a thing belongs to the last clause that begins before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.compiled import kernel

CLASSES = [(0,), (1, 2), (2,), (0, 3)]
TELLING = [False, True, False, True]
KINDS = [0b01, 0b10, 0b11, 0]
FIRST_NAME, WIDTH = 4, 4 + 2 + 3
PLACE = st.integers(0, 60)


@st.composite
def things(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """Entries with their starts and ends, in order and apart."""
    edges = sorted(draw(st.sets(PLACE)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [(draw(st.integers(0, 3)), start, end) for start, end in pairs]


def rows(
    found: Sequence[tuple[int, ...]], width: int
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.array(found, np.int64).reshape(-1, width)


@given(st.sets(PLACE), things(), things(), st.sets(PLACE), things())
@settings(deadline=None)
def test_marks_of_clauses(
    edges: set[int],
    cues: list[tuple[int, int, int]],
    names: list[tuple[int, int, int]],
    times: set[int],
    quotes: list[tuple[int, int, int]],
) -> None:
    starts = sorted(edges)
    ends = [*starts[1:], 70][: len(starts)]
    marks, quoted = np.zeros((len(starts), WIDTH), np.float32), np.empty(len(starts), bool)
    kernel().mark_clauses(
        np.array(starts, np.int64),
        np.array(ends, np.int64),
        rows(cues, 3),
        np.cumsum([0, *map(len, CLASSES)]),
        np.concatenate(CLASSES),
        np.array(TELLING),
        rows(names, 3),
        np.array(KINDS),
        np.array(sorted(times), np.int64),
        rows([(a, b) for _, a, b in quotes], 2),
        FIRST_NAME,
        marks,
        quoted,
    )
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        own = {c for cue, at, _ in cues if start <= at < end for c in CLASSES[cue]}
        own |= {
            FIRST_NAME + kind
            for name, at, _ in names
            if start <= at < end
            for kind in (0, 1)
            if KINDS[name] >> kind & 1
        }
        own |= {WIDTH - 3 for at in times if start <= at < end}
        told = [(at, behind) for cue, at, behind in cues if TELLING[cue]]
        own |= {WIDTH - 2 for at, _ in told if at in (start, start + 1)}
        own |= {WIDTH - 1 for _, behind in told if behind in (end - 2, end - 1, end)}
        assert set(np.flatnonzero(marks[number]).tolist()) == own
        assert quoted[number] == any(a - 1 <= start < b for _, a, b in quotes)
