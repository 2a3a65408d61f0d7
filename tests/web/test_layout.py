"""Laying out a document: nothing is lost, every quote stands where it was."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.nouns import Document, Passage, Reference
from renkei.web.layout import Quote, blocks, windows


def _document(text: str, **more: object) -> Document:
    passages, start = [], 0
    for i, c in enumerate(text):
        if c in ".\n":
            if text[start : i + 1].strip():
                passages.append(Passage(start, i + (c == "."), "en", 0))
            start = i + 1
    return Document("d", text, tuple(passages), **more)  # type: ignore[arg-type]


TEXTS = st.text(alphabet="ab .\n同", max_size=120)
SPANS = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 30)), max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, SPANS, st.integers(8, 60))
def test_the_windows_and_their_blocks_hold_the_whole_text(
    text: str, spans: list[tuple[int, int]], size: int
) -> None:
    document = _document(text)
    quotes = [
        Quote(n, a, min(a + length, len(text)))
        for n, (a, length) in enumerate(spans, 1)
        if a < len(text)
    ]
    parts = windows(document, size)
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(parts))
    assert all(last - first <= size for first, last in parts)
    shown = [block for first, last in parts for block in blocks(document, quotes, first, last)]
    spoken = "".join(s.text for block in shown for s in block.segments)
    assert "".join(spoken.split()) == "".join(text.split())
    for quote in quotes:
        held = "".join(s.text for b in shown for s in b.segments if quote.number in s.quoted)
        assert "".join(held.split()) == "".join(text[quote.start : quote.end].split())


def test_overlapping_quotes_share_their_segments() -> None:
    document = _document("abcdef.")
    (block,) = blocks(document, [Quote(1, 0, 4), Quote(2, 2, 6)], 0, 7)
    assert [(s.text, s.quoted) for s in block.segments] == [
        ("ab", (1,)), ("cd", (1, 2)), ("ef", (2,)), (".", ()),
    ]  # fmt: skip
    assert [s.begins for s in block.segments] == [(1,), (2,), (), ()]
    assert [s.ends for s in block.segments] == [(), (1,), (2,), ()]


def test_a_sentence_is_heard_as_a_whole() -> None:
    document = _document("One thing. Another.\nA heading")
    found = [s for b in blocks(document, [Quote(1, 0, 3)], 0, 29) for s in b.segments]
    assert [(s.text, s.read) for s in found] == [
        ("One", True), (" thing.", True), (" Another.", False), ("A heading", None),
    ]  # fmt: skip


def test_footnote_marks_lead_to_their_references() -> None:
    text = "So it was[2] and ¹ too.\n[1] First\n[2] Second"
    document = Document(
        "d",
        text,
        (Passage(0, 23, "en", 0, ("[1]", "[2]")),),
        references=(Reference("[1]", 24, 33), Reference("[2]", 34, 44)),
    )
    body, first, second = blocks(document, [], 0, len(text))
    assert [(s.text, s.note) for s in body.segments if s.note] == [("[2]", "[2]"), ("¹", "[1]")]
    assert [(b.kind, b.mark) for b in (first, second)] == [
        ("reference", "[1]"),
        ("reference", "[2]"),
    ]


def test_a_paragraph_without_end_is_shown_in_parts() -> None:
    text = "x" * 1_000_000
    parts = windows(Document("d", text, (Passage(0, len(text), "en", 0),)))
    assert len(parts) > 20
    assert max(last - first for first, last in parts) <= 30_000
