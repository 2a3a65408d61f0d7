"""From text that a parser gave back to where it stands in the decoded original.

Parsers keep no offsets, so the runs of text are searched for, in order, in what of the source is
text: markup is left out of the search, which makes it both safe and fast. A run that holds
entities is found piece by piece; what is not found stays without an anchor.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from renkei.documents.draft import Block

_MARKUP = re.compile(
    r"<!\[CDATA\[|\]\]>|<!--.*?(?:-->|\Z)"
    r"|<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)"
    r"|<[a-zA-Z/!?][^>]*(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_PIECE = re.compile(r"[^\s&<>\"'\x7f-\xff\u2000-\u206f]+")
_SEGMENT = re.compile(r"[^ \t\n\f\r]+(?: [^ \t\n\f\r]+)*")
_FOLDED = re.compile(r"[\t\n\f\r]|  ")
_WIDE = r"\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003ffff"
_WIDE_START = re.compile(f"[{_WIDE}“‘（《…—]")
_WIDE_END = re.compile(f"[{_WIDE}”’）》…—]")
_REACH = 4096
_SEARCHES = 64
_NEAR = 64
_ENTITY = 10
_MISSED = 400
_HALVED = 4
_HALVINGS = 10_000

Span = tuple[int, int, int]


class Aligner:
    """Finds runs of text one after the other in `source`.

    `markup` says whether `source` is HTML or XML, whose tags are to be passed over.
    """

    def __init__(self, source: str, markup: bool = True) -> None:
        """Prepares `source`, once, in time linear in its length."""
        self._starts = [0]
        self._offsets = [0]
        self._visible = self._without_markup(source) if markup else source
        self._cursor = 0
        self._searches = _SEARCHES
        self._halvings = _HALVINGS

    def _without_markup(self, source: str) -> str:
        parts: list[str] = []
        size = end = 0
        for match in _MARKUP.finditer(source):
            if match.start() > end:
                self._starts.append(size)
                self._offsets.append(end)
                parts.append(source[end : match.start()])
                size += match.start() - end + 1
            end = match.end()
        self._starts.append(size)
        self._offsets.append(end)
        parts.append(source[end:])
        return "\0".join(parts)

    def find(self, run: str) -> list[Span]:
        """Where `run` stands: (offset in `run`, offset in the source, length) of equal pieces."""
        at = self._next(run)
        if at >= 0:
            return [(0, self._place(at), len(run))]
        spans: list[Span] = []
        for piece in _PIECE.finditer(run):
            self._piece(piece[0], piece.start(), spans)
        return spans

    def _piece(self, piece: str, start: int, spans: list[Span]) -> None:
        """Adds where `piece` stands to `spans`; where it does not, looks for its halves."""
        missed = min(start - (spans[-1][0] + spans[-1][2] if spans else 0), _MISSED)
        reach = _ENTITY * (missed + len(piece)) + _NEAR
        at = self._visible.find(piece, self._cursor, self._cursor + reach)
        if at >= 0:
            self._cursor = at + len(piece)
            spans.append((start, self._place(at), len(piece)))
        elif len(piece) >= _HALVED and self._halvings:
            self._halvings -= 1
            half = len(piece) // 2
            self._piece(piece[:half], start, spans)
            self._piece(piece[half:], start + half, spans)

    def _next(self, text: str) -> int:
        reach = self._cursor + _REACH + 8 * len(text)
        at = self._visible.find(text, self._cursor, reach)
        if at < 0 and len(text) >= 8 and self._searches:
            self._searches -= 1
            at = self._visible.find(text, self._cursor)
        if at >= 0:
            self._cursor = at + len(text)
        return at

    def _place(self, at: int) -> int:
        i = bisect_right(self._starts, at) - 1
        return self._offsets[i] + at - self._starts[i]


def joined(runs: list[tuple[str, list[Span]]]) -> tuple[str, tuple[Span, ...]]:
    """The text of a block from its runs, folded as HTML folds white space, and its anchors.

    A run of white space becomes one space, or nothing where it breaks a line between two wide
    characters (CSS Text 3, *segment break transformation rules*).
    """
    if len(runs) == 1 and not _FOLDED.search(whole := runs[0][0].strip(" \t\n\f\r")):
        start = runs[0][0].find(whole[:1])
        return whole, tuple(_shifted(runs[0][1], start, start + len(whole), 0))
    parts: list[str] = []
    anchors: list[Span] = []
    size, space = 0, ""
    for text, spans in runs:
        end = 0
        for match in _SEGMENT.finditer(text):
            start, segment = match.start(), match[0]
            space += text[end:start]
            if space and size and _keeps_space(parts[-1], space, segment):
                parts.append(" ")
                size += 1
            anchors.extend(_shifted(spans, start, match.end(), size))
            parts.append(segment)
            size += len(segment)
            space, end = "", match.end()
        space += text[end:]
    return "".join(parts), merged(anchors)


def _keeps_space(before: str, space: str, after: str) -> bool:
    breaks = "\n" in space or "\r" in space
    return not (breaks and _WIDE_END.match(before[-1]) and _WIDE_START.match(after))


def _shifted(spans: list[Span], start: int, end: int, size: int) -> list[Span]:
    """`spans` of a run, cut to the segment `start`–`end` that is put at `size`."""
    found = []
    for offset, source, length in spans:
        low, high = max(offset, start), min(offset + length, end)
        if low < high:
            found.append((size + low - start, source + low - offset, high - low))
    return found


def merged(anchors: list[Span]) -> tuple[Span, ...]:
    """`anchors` with neighbours that touch on both sides made one."""
    found: list[Span] = []
    for start, source, length in anchors:
        if found:
            a, b, n = found[-1]
            if a + n == start and b + n == source:
                found[-1] = (a, b, n + length)
                continue
        found.append((start, source, length))
    return tuple(found)


def block(text: str, kind: str, anchors: tuple[Span, ...]) -> Block:
    """A block whose `source` is known where its first character is anchored."""
    source = anchors[0][1] if anchors and anchors[0][0] == 0 else -1
    return Block(text, kind, source, anchors)
