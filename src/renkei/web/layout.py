"""A document laid out for reading: paragraphs cut where a quote, a sentence or a footnote begins.

Pure: from a document and the places of quotes to blocks of segments. Quotes may overlap; a segment
then bears several. Long documents are cut into windows, so that a paragraph without end is shown
in parts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import digit

from renkei.documents.sentences import ROUND_MARK, SQUARE_MARK
from renkei.nouns import Document, Passage

WINDOW = 24_000
"""Characters that one page of the reader shows, about."""

_MARK = re.compile(f"{SQUARE_MARK}|{ROUND_MARK}")
_DIGITS = re.compile(r"[\d⁰¹²³⁴-⁹①-⑳]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is alike throughout.

    `quoted` are the numbers of the quotes that it belongs to; `begins` and `ends` those that begin
    or end here. `read` is True in a sentence of which something was read, False in one of which
    nothing was, None outside sentences. `note` is the reference that a footnote mark leads to.
    """

    text: str
    quoted: tuple[int, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    read: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a caption, a line outside the sentences, or an entry of the reference list."""

    kind: str
    start: int
    mark: str
    segments: tuple[Segment, ...]
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote's number and its place."""

    number: int
    start: int
    end: int


def windows(document: Document, size: int = WINDOW) -> list[tuple[int, int]]:
    """The parts that a document is shown in: each ends with a line, a sentence, or at `size`."""
    text, ends = document.text, [p.end for p in document.passages]
    found, start = [], 0
    while len(text) - start > size:
        limit = start + size
        end = text.rfind("\n", start + size // 2, limit) + 1
        if not end:
            i = bisect_right(ends, limit) - 1
            end = ends[i] if i >= 0 and ends[i] > start else limit
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def blocks(document: Document, quotes: Sequence[Quote], first: int, last: int) -> Iterator[Block]:
    """The blocks of a document between two offsets, with its quotes."""
    ours = [q for q in quotes if q.start < last and q.end > first]
    within = _within(document.passages, first, last)
    heard = {p.start for p in within if any(q.start < p.end and q.end > p.start for q in ours)}
    at = first
    while at < last:
        end = document.text.find("\n", at, last)
        end = last if end < 0 else end
        if document.text[at:end].strip():
            yield _block(document, at, end, ours, _within(within, at, end), heard)
        at = end + 1


def _block(
    document: Document,
    start: int,
    end: int,
    quotes: Sequence[Quote],
    passages: Sequence[Passage],
    heard: set[int],
) -> Block:
    here = [q for q in quotes if q.start < end and q.end > start]
    marks = {m[0]: m for p in passages if p.notes for m in _marks(document, p)}
    cuts = {start, end}
    cuts |= {min(max(c, start), end) for q in here for c in (q.start, q.end)}
    cuts |= {min(max(c, start), end) for p in passages for c in (p.start, p.end)}
    cuts |= {min(max(c, start), end) for a, b, _ in marks.values() for c in (a, b)}
    places = sorted(cuts)
    segments = []
    for a, b in pairwise(places):
        passage = next((p for p in passages if p.start <= a and b <= p.end), None)
        segments.append(
            Segment(
                text=document.text[a:b],
                quoted=tuple(q.number for q in here if q.start <= a and b <= q.end),
                begins=tuple(q.number for q in here if q.start == a),
                ends=tuple(q.number for q in here if q.end == b),
                read=None if passage is None else passage.start in heard,
                note=marks[a][2] if a in marks else "",
            )
        )
    entry = next((r for r in document.references if r.start <= start < r.end), None)
    caption = any(p.start < end and p.end > start for p in document.captions)
    kind = "reference" if entry else "caption" if caption else "text" if passages else "line"
    return Block(
        kind=kind,
        start=start,
        mark=entry.mark if entry and entry.start == start else "",
        segments=tuple(segments),
        begins=tuple(q.number for q in here if q.start >= start),
    )


def _within(passages: Sequence[Passage], first: int, last: int) -> list[Passage]:
    """The passages that lie in a span, at least in part; `passages` are in order."""
    begin = bisect_right(passages, first, key=lambda p: p.end)
    end = bisect_left(passages, last, key=lambda p: p.start)
    return list(passages[begin:end])


def _marks(document: Document, passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Where the footnote marks of a sentence stand, and the reference that each leads to."""
    for found in _MARK.finditer(document.text, passage.start, passage.end):
        digits = _DIGITS.search(found[0])
        if digits and (mark := _known(digits[0])) in passage.notes:
            yield found.start(), found.end(), mark


def _known(digits: str) -> str:
    """A mark as references have it: ``[11]`` for ``¹¹`` and ``⑪``."""
    if len(digits) == 1 and "①" <= digits <= "⑳":
        return f"[{ord(digits) - ord('①') + 1}]"
    return f"[{''.join(str(digit(c)) for c in digits)}]"
