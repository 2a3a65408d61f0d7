"""How much a source may cost before it is refused, and the line that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renkei.errors import TooLarge

KB = 1024
MB = 1024 * KB


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one input. Sizes are bytes, times seconds, text Unicode code points.

    `input_bytes` bounds a file or answer that is read whole; JSONL and WARC are streamed, so it
    bounds each of their records instead. `blocks` bounds the paragraphs of one document, and the
    tags of an HTML page. `archive_bytes` is what a DOCX or EPUB may unpack to.
    """

    input_bytes: int = 64 * MB
    text_chars: int = 20_000_000
    blocks: int = 300_000
    html_depth: int = 2_000
    pdf_pages: int = 5_000
    pdf_seconds: float = 120.0
    archive_bytes: int = 128 * MB
    archive_members: int = 20_000
    archive_ratio: int = 200
    items: int = 1_000_000
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5


DEFAULT = Limits()
"""The limits that hold unless the caller gives others."""


def capped(chunks: Iterator[bytes], limit: int, what: str) -> bytes:
    """All of `chunks` joined.

    Raises
    ------
    TooLarge
        As soon as they are more than `limit` bytes; the rest is not read.
    """
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"{what} is larger than {megabytes(limit)}")
        parts.append(chunk)
    return b"".join(parts)


def megabytes(size: int) -> str:
    """`size` bytes for a person to read: ``64 MB``, ``300 kB``."""
    return f"{size / MB:,.0f} MB" if size >= MB else f"{size / KB:,.0f} kB"
