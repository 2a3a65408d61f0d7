"""Which frame each clause is in: the last one around a little behind its beginning."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.compiled import kernel

PLACE = st.integers(0, 60)


@given(st.sets(PLACE), st.lists(st.tuples(PLACE, PLACE)))
@settings(deadline=None)
def test_the_last_frame_around_a_clause(edges: set[int], frames: list[tuple[int, int]]) -> None:
    starts = sorted(edges)
    ends = [*starts[1:], 70][: len(starts)]
    inner = np.empty(len(starts), np.int64)
    begins, behinds = np.array(frames, np.int64).reshape(-1, 2).T.copy()
    kernel().enclose(np.array(starts, np.int64), np.array(ends, np.int64), begins, behinds, inner)
    for number, start, end in zip(inner.tolist(), starts, ends, strict=True):
        place = start + min(2, (end - start) // 2)
        around = [i for i, (first, behind) in enumerate(frames) if first <= place < behind]
        assert number == max(around, default=-1)
