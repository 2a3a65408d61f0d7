"""Plain text and Markdown to drafts.

A file may begin with header lines (``title:``, ``source:``, ``published:``, ``lang:``, ``author:``,
``address:``) closed by an empty line, or, in Markdown, with YAML front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from statistics import median
from typing import Any

from renkei.documents.align import Aligner, Span, block, joined
from renkei.documents.dates import declared
from renkei.documents.draft import Block, Draft
from renkei.documents.html import read_fragment
from renkei.documents.limits import DEFAULT, Limits
from renkei.documents.maintext import is_date_line, length
from renkei.errors import DocumentError, TooLarge

_FIELDS = {
    "title": "title",
    "source": "source",
    "outlet": "source",
    "author": "author",
    "published": "published",
    "date": "published",
    "lang": "language",
    "language": "language",
    "address": "address",
    "url": "address",
}
_HEADER = re.compile(r"(?:[A-Za-z]{3,10}:[^\n]*\n)+(?=[ \t]*\n|\Z)")
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_STOP = re.compile(r"[。！？.!?…:：][\"'”’」』）)]*$")
_INDENT = re.compile(r"[ \t]{2,}|\u3000")
_HYPHEN = re.compile(r"[a-z]-$")
_FULL = 0.75
_NARROW, _WIDEST = 30, 130


def read_plain(text: str, origin: str = "", limits: Limits = DEFAULT) -> Draft:
    """The draft of a plain text.

    Raises
    ------
    DocumentError
        If it holds no text.
    """
    _within(text, limits)
    stated, start, warnings = _header(text)
    blocks = list(islice(paragraphs(text, start), limits.blocks + 1))
    if len(blocks) > limits.blocks:
        raise TooLarge(f"it holds more than {limits.blocks:,} paragraphs")
    if not blocks:
        raise DocumentError("it holds no text")
    title = stated.pop("title", "")
    if not title and len(blocks) > 1 and _is_title(blocks[0].text):
        title = blocks[0].text
        blocks[0] = block(title, "heading", blocks[0].anchors)
    return Draft(tuple(blocks), title=title, media_type="text/plain", origin=origin, **stated,
                 warnings=warnings)  # fmt: skip


def read_markdown(text: str, origin: str = "", limits: Limits = DEFAULT) -> Draft:
    """The draft of a Markdown text: its markup is gone, its words are untouched.

    Raises
    ------
    DocumentError
        If it holds no text.
    """
    from markdown_it import MarkdownIt

    _within(text, limits)
    stated, start, warnings = _front(text) if text.startswith("---") else _header(text)
    page = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").render(text[start:])
    aligner = Aligner(" " * start + text[start:], markup=False)
    blocks, author, more = read_fragment(page, aligner, limits)
    if not blocks:
        raise DocumentError("it holds no text")
    first = next((b.text for b in blocks[:3] if b.kind == "heading"), "")
    stated = {"title": first, "author": author} | stated
    return Draft(blocks, media_type="text/markdown", origin=origin, **stated,
                 warnings=(*warnings, *more))  # fmt: skip


def paragraphs(text: str, start: int = 0) -> Iterator[Block]:
    """The paragraphs of `text` from `start` on.

    Each line is one, unless the lines of a group between empty lines are broken at a margin: then
    the group is one, joined by a space, or by nothing between wide characters.
    """
    for group in _groups(text, start):
        lines = [(text[a:b], [(0, a, b - a)]) for a, b in group]
        if len(lines) > 1 and _is_wrapped([line for line, _ in lines]):
            for paragraph in _indented(lines):
                yield block(*_glued(paragraph))
        else:
            yield from (block(*_glued([line])) for line in lines)


def _groups(text: str, start: int) -> Iterator[list[tuple[int, int]]]:
    """The lines between empty lines, as offsets; a line of white space is empty."""
    group: list[tuple[int, int]] = []
    end = start
    for match in _LINE.finditer(text, start):
        gap = text[end : match.start()].replace("\r\n", "\n")
        blank = not match[0].strip()
        if group and (len(gap) > 1 or blank):
            yield group
            group = []
        if not blank:
            group.append(match.span())
        end = match.end()
    if group:
        yield group


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a margin rather than at the ends of paragraphs."""
    sizes = [length(line.rstrip()) for line in lines]
    widest = max(sizes)
    inner = [s for s, line in zip(sizes[:-1], lines[1:], strict=True) if not _INDENT.match(line)]
    if not _NARROW <= widest <= _WIDEST or not inner or median(inner) < _FULL * widest:
        return False
    stopped = sum(bool(_STOP.search(line.rstrip())) for line in lines[:-1])
    return stopped * 2 < len(lines) - 1 or (len(lines) == 2 and not stopped)


def _indented(lines: list[tuple[str, list[Span]]]) -> Iterator[list[tuple[str, list[Span]]]]:
    """The lines parted where one is indented and the one before it is not."""
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        if _INDENT.match(line[0]) and not _INDENT.match(before[0]):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _glued(lines: list[tuple[str, list[Span]]]) -> tuple[str, str, tuple[Span, ...]]:
    runs: list[tuple[str, list[Span]]] = []
    for line in lines:
        if runs:
            runs.append(("\n", []))
        runs.append(line)
    text, anchors = joined(runs)
    return text, "dateline" if len(text) <= 60 and is_date_line(text) else "body", anchors


def _is_title(text: str) -> bool:
    return length(text) <= 160 and not _STOP.search(text) and not is_date_line(text)


def _within(text: str, limits: Limits) -> None:
    if len(text) > limits.text_chars:
        raise TooLarge(f"it holds more than {limits.text_chars:,} characters")


def _header(text: str) -> tuple[dict[str, Any], int, tuple[str, ...]]:
    """What the header lines state, where the text goes on, and what to warn of."""
    match = _HEADER.match(text.replace("\r\n", " \n") if "\r" in text[:2000] else text)
    if not match:
        return {}, 0, ()
    pairs = (line.partition(":") for line in match[0].splitlines())
    values = {key.strip().lower(): value.strip() for key, _, value in pairs}
    if not set(values) <= set(_FIELDS):
        return {}, 0, ()
    return *_stated(values)[:1], match.end(), _stated(values)[1]


def _front(text: str) -> tuple[dict[str, Any], int, tuple[str, ...]]:
    import yaml

    match = _FRONT.match(text)
    if not match:
        return {}, 0, ()
    try:
        values = yaml.safe_load(match[1])
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, match.end(), ("its front matter is not valid YAML and was left out",)
    if not isinstance(values, dict):
        return {}, match.end(), ()
    stated, warnings = _stated({str(k).lower(): str(v) for k, v in values.items() if v})
    return stated, match.end(), warnings


def _stated(values: dict[str, str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    stated: dict[str, Any] = {_FIELDS[k]: v for k, v in values.items() if k in _FIELDS and v}
    if "published" not in stated:
        return stated, ()
    day = declared(stated["published"])
    if not day:
        wrong = stated.pop("published")
        return stated, (f"its date could not be read: {wrong[:40]!r}",)
    return stated | {"published": day, "published_from": "metadata"}, ()
