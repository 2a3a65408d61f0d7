"""Verbs of saying found by the kernel are those that plain Python finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints

LETTERS = "说称。，的没出甲\U00020000"
SIGNS = {"。": 1, "，": 1, "的": 2, "没": 4, "出": 8}
WAYS = [0, -1, 2, 0]
ANYWHERE = len(WAYS) - 1
Spans = list[tuple[int, int]]


@st.composite
def spans(draw: st.DrawFn, size: int, most: int) -> Spans:
    """Stretches of a text that do not overlap."""
    edges = sorted(draw(st.sets(st.integers(0, size), max_size=2 * most)))
    return list(zip(edges[::2], edges[1::2], strict=False))


def opened(text: str, quotes: list[tuple[int, int, bool]], first: int, start: int) -> int:
    """Behind the last quotation that is no term, or sign outside quotations, before a place."""
    begin = first
    for quote, end, term in quotes:
        if quote <= start and end > first and not term:
            begin = max(begin, end + 1)
    for at in range(first, start):
        free = not any(quote <= at < end for quote, end, _ in quotes)
        if free and SIGNS.get(text[at], 0) & 1:
            begin = max(begin, at + 1)
    return begin


@settings(deadline=None)
@given(data=st.data(), text=st.text(LETTERS, min_size=1, max_size=40), reach=st.integers(1, 40))
def test_verbs_are_those_that_plain_python_finds(
    data: st.DataObject, text: str, reach: int
) -> None:
    size = len(text)
    cues = [(data.draw(st.integers(0, ANYWHERE)), *at) for at in data.draw(spans(size, 6))]
    names, terms = data.draw(spans(size, 4)), st.booleans()
    quotes = [(*at, data.draw(terms)) for at in data.draw(spans(size, 3))]
    starts = sorted({0, *data.draw(st.lists(st.integers(0, size - 1), max_size=4))})
    owners = np.cumsum([data.draw(terms) for _ in starts])
    want = []
    for entry, start, end in cues:
        named = entry != ANYWHERE and any(a <= start < b for a, b in names)
        if WAYS[entry] < 0 or named or any(a <= start < b for a, b, _ in quotes):
            continue
        clause = max(i for i, at in enumerate(starts) if at <= start)
        first = min(starts[i] for i in range(len(starts)) if owners[i] == owners[clause])
        bits = [SIGNS.get(char, 0) for char in text]
        doubtful = (
            (end < size and bits[end] & 2)
            or (start and bits[start - 1] & 4)
            or any(bit & 8 for bit in bits[max(0, start - 6) : start])
        )
        begin = opened(text, quotes, max(first, start - reach), start)
        want.append([WAYS[entry], start, end, begin, int(bool(doubtful))])
    signs = np.zeros(0x10001, np.uint8)
    for char, bit in SIGNS.items():
        signs[ord(char)] = bit
    out = np.empty((len(cues), 5), np.int64)
    count = kernel().hear(
        codepoints(text), signs, np.array(cues, np.int64).reshape(-1, 3), np.array(WAYS, np.int8),
        np.array([(0, *at) for at in names], np.int64).reshape(-1, 3),
        np.array(quotes, np.int64).reshape(-1, 3), np.array(starts, np.int64),
        owners.astype(np.int64), reach, out,
    )  # fmt: skip
    assert out[:count].tolist() == want
