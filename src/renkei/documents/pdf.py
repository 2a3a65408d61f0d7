"""PDF with a text layer to drafts, by PDFium, which reads browser-printed CJK right.

PDFium gives characters in lines; paragraphs are made here from the geometry of the lines. Running
headers and footers, which come back on page after page, are left out.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from renkei.documents.align import joined
from renkei.documents.decode import tidy
from renkei.documents.draft import Block, Draft
from renkei.documents.limits import DEFAULT, Limits
from renkei.documents.maintext import is_date_line, length
from renkei.errors import DocumentError, TooLarge

_HYPHEN = "\ufffe"
_STOP = re.compile(r"[。！？.!?…:：][\"'”’」』）)\]]*$")
_DIGITS = re.compile(r"\d+|[ivxlc]+(?=\W*$)")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|第)?\s*\d{1,4}\s*(?:页|頁|ページ)?(?:\s*(?:/|of)\s*\d+)?\W*", re.I
)
_NO_TITLE = re.compile(
    r"microsoft word|untitled|anonymous|無題|\.(?:docx?|indd|pdf|pptx?|xlsx?)$|^\W*$", re.I
)
_EDGE_LINES = 3
_REPEATS = 3
_SHARE = 0.3
_GAP = 2.0
_COLUMN = 60.0
_SHORT = 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text and its box in points, the origin at the page's lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of its characters."""
        return self.top - self.bottom


def read_pdf(raw: bytes, origin: str = "", limits: Limits = DEFAULT) -> Draft:
    """The draft of a PDF.

    Raises
    ------
    DocumentError
        If it is broken, locked by a password, or has no text layer.
    TooLarge
        If it has too many pages or takes too long.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(_why(error)) from error
    try:
        return _draft(document, origin, limits)
    finally:
        document.close()


def _why(error: Exception) -> str:
    if "assword" in str(error):
        return "it is locked by a password; save a copy without one"
    return f"it is a broken PDF ({error}); open it in a viewer and save it again"


def _draft(document: Any, origin: str, limits: Limits) -> Draft:
    if len(document) > limits.pdf_pages:
        raise TooLarge(f"it has more than {limits.pdf_pages:,} pages")
    pages, warnings = _pages(document, limits)
    lines = _without_edges(pages)
    if not any(page for page in lines):
        raise DocumentError("it has no text layer (a scan?); run text recognition over it first")
    blocks, more = _clean(paragraphs(lines))
    stated = document.get_metadata_dict()
    title, author = stated.get("Title", "").strip(), stated.get("Author", "").strip()
    if _NO_TITLE.search(title):
        title = next((block.text for block in blocks[:5] if block.kind == "heading"), "")
    return Draft(
        blocks=blocks,
        title=title,
        author="" if _NO_TITLE.search(author) else author,
        media_type="application/pdf",
        origin=origin,
        warnings=(*warnings, *more),
    )


def _pages(document: Any, limits: Limits) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page, and which pages could not be read."""
    import pypdfium2

    deadline = time.monotonic() + limits.pdf_seconds
    pages: list[list[Line]] = []
    broken: list[str] = []
    size = 0
    for number in range(len(document)):
        try:
            lines = list(_lines(document[number]))
        except pypdfium2.PdfiumError:
            broken.append(str(number + 1))
            lines = []
        size += sum(len(line.text) for line in lines)
        if size > limits.text_chars:
            raise TooLarge(f"it holds more than {limits.text_chars:,} characters")
        if time.monotonic() > deadline:
            raise TooLarge(f"it took more than {limits.pdf_seconds:.0f} seconds to read")
        pages.append(lines)
    return pages, [f"pages that could not be read: {', '.join(broken)}"] if broken else []


def _lines(page: Any) -> Iterator[Line]:
    text_page = page.get_textpage()
    try:
        start = 0
        for part in re.split("(\r\n|\n|(?<=\ufffe))", text_page.get_text_range(errors="replace")):
            bare = part.strip(" \t\r\n")
            if bare:
                first = start + _units(part[: part.index(bare[0])])
                yield _line(text_page, bare, first, first + _units(bare) - 1)
            start += _units(part)
    finally:
        text_page.close()
        page.close()


def _units(text: str) -> int:
    """The length of `text` in UTF-16, by which PDFium counts."""
    return len(text) + sum(char > "\uffff" for char in text)


def _line(text_page: Any, text: str, first: int, last: int) -> Line:
    from pypdfium2.raw import FPDFText_GetCharIndexFromTextIndex as index

    a = text_page.get_charbox(max(0, index(text_page, first)), loose=True)
    b = text_page.get_charbox(max(0, index(text_page, last)), loose=True)
    return Line(text, min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running headers, footers and page numbers."""
    edges = [_edge(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    enough = max(2, min(_REPEATS, len(pages)), round(_SHARE * len(pages)))
    return [
        [
            line
            for line in page
            if line not in edge
            or not (seen[_key(line)] >= enough or _PAGE_NUMBER.fullmatch(line.text))
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: Sequence[Line]) -> set[Line]:
    """The highest and lowest lines of a page, as far as a gap parts them from the rest."""
    ordered = sorted(page, key=lambda line: -line.top)
    return {*_apart(ordered), *_apart(ordered[::-1])}


def _apart(ordered: Sequence[Line]) -> Sequence[Line]:
    for n in range(min(_EDGE_LINES, len(ordered) - 1), 0, -1):
        one, next_ = ordered[n - 1], ordered[n]
        if abs(one.bottom - next_.bottom) > _GAP * min(one.height, next_.height):
            return ordered[:n]
    return ()


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.lower())


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[Block]:
    """The lines of all pages put together to paragraphs and headings."""
    lines = [line for page in pages for line in page]
    usual = median(line.height for line in lines)
    leading = _leading(lines)
    group: list[Line] = []
    for page in pages:
        margins = _margins(page)
        for line in page:
            if group and _parts(group, line, margins, leading):
                yield _block(group, usual)
                group = []
            group.append(line)
    if group:
        yield _block(group, usual)


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two baselines, in line heights."""
    pairs = pairwise(lines)
    steps = [(a.bottom - b.bottom) / a.height for a, b in pairs if a.bottom > b.bottom and a.height]
    return median(steps) if steps else 1.2


def _margins(page: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """The left and right edge of the columns of a page, by where lines begin."""
    margins: dict[int, tuple[float, float]] = {}
    for line in page:
        column = _column(line)
        left, right = margins.get(column, (line.left, line.right))
        margins[column] = min(left, line.left), max(right, line.right)
    return margins


def _column(line: Line) -> int:
    return int(line.left // _COLUMN)


def _parts(
    group: Sequence[Line], line: Line, margins: dict[int, tuple[float, float]], leading: float
) -> bool:
    """Whether `line` begins a new paragraph after `group`."""
    before = group[-1]
    em = max(line.height, 1.0)
    if abs(line.height - before.height) > 0.15 * em or line.text.startswith("\u3000"):
        return True
    if before.text.endswith(("-", _HYPHEN)):
        return False
    step = before.bottom - line.bottom
    left, right = margins.get(_column(before), (before.left, before.right))
    if step > (leading + 0.35) * em:
        return True
    if step <= 0:  # a new column or page
        return bool(_STOP.search(before.text)) or abs(right - before.right) > 3 * em
    if line.left - before.left > 0.8 * em and len(group) > 1:
        return True
    short = (right - before.right) / max(right - left, em)
    return short > _SHORT or (short > 0.06 and bool(_STOP.search(before.text)))


def _block(group: Sequence[Line], usual: float) -> Block:
    runs: list[tuple[str, list[tuple[int, int, int]]]] = []
    for line in group:
        text = line.text
        if runs:
            runs[-1] = _unhyphened(runs[-1][0], text), []
            runs.append(("" if runs[-1][0].endswith("\0") else "\n", []))
        runs.append((text, []))
    text = joined(runs)[0].replace("\0", "").replace(_HYPHEN, "-")
    large = group[0].height > 1.15 * usual
    if large and length(text) <= 160 and not _STOP.search(text):
        return Block(text, "heading")
    return Block(text, "dateline" if len(text) <= 60 and is_date_line(text) else "body")


def _unhyphened(text: str, following: str) -> str:
    """`text` without the hyphen that breaks a word at its end, marked by a NUL."""
    if not text.endswith((_HYPHEN, "-")) or not text[:-1]:
        return text
    if text[-2].islower() and following[:1].islower():
        return text[:-1] + "\0"
    return text[:-1] + "-\0"


def _clean(blocks: Iterator[Block]) -> tuple[tuple[Block, ...], list[str]]:
    found = list(blocks)
    text, warnings = tidy("\n".join(block.text for block in found))
    rows = zip(text.split("\n"), found, strict=True)
    return tuple(Block(text, block.kind) for text, block in rows if text.strip()), warnings
