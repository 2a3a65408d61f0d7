"""JSON Lines, and JSON arrays, of records with named fields to drafts, one a record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from renkei.documents.dates import declared
from renkei.documents.decode import decode, tidy
from renkei.documents.draft import Block, Draft
from renkei.documents.html import read_fragment
from renkei.documents.limits import DEFAULT, Limits, megabytes
from renkei.documents.outlets import outlet
from renkei.documents.plain import paragraphs
from renkei.errors import DocumentError
from renkei.nouns import Failure

FIELDS = {
    "text": ("text", "content", "body", "maintext", "html", "content_html"),
    "title": ("title", "headline"),
    "published": ("published", "date", "date_published", "published_at", "pubdate", "datetime"),
    "address": ("url", "address", "link", "uri"),
    "source": ("source", "outlet", "publisher", "site", "sitename"),
    "author": ("author", "authors", "byline"),
    "language": ("lang", "language"),
}
"""The names under which each field is looked for, the first that is filled wins."""

_TAG = re.compile(r"</?(?:p|div|br|span|a|h[1-6]|li|article|strong|em)\b[^>]*>", re.IGNORECASE)


def read_lines(
    chunks: Iterable[bytes], origin: str = "", limits: Limits = DEFAULT
) -> Iterator[Draft | Failure]:
    """The records of a JSONL file, as they come. A bad line is a failure, the rest goes on."""
    for number, line in enumerate(_lines(chunks, limits.input_bytes), start=1):
        where = f"{origin}:{number}"
        if line is None:
            yield Failure(where, f"the line is longer than {megabytes(limits.input_bytes)}")
            continue
        if not line.strip():
            continue
        decoded = decode(line)
        yield _parsed(decoded.text, where, decoded.warnings, limits)


def read_array(text: str, origin: str = "", limits: Limits = DEFAULT) -> Iterator[Draft | Failure]:
    """The records of a JSON array, or of the one array that a JSON object holds, or one record.

    Raises
    ------
    DocumentError
        If it is not valid JSON.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"it is not valid JSON: {error}") from error
    if isinstance(data, dict):
        lists = [v for v in data.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        data = lists[0] if len(lists) == 1 and not _field(data, "text") else [data]
    for number, record in enumerate(data if isinstance(data, list) else [data], start=1):
        yield draft_of(record, f"{origin}#{number}", limits)


def draft_of(record: Any, origin: str, limits: Limits = DEFAULT) -> Draft | Failure:
    """The draft of one record; `FIELDS` says which names are read."""
    if not isinstance(record, dict):
        return Failure(origin, "the record is not an object with named fields")
    text, warnings = tidy(_field(record, "text"))
    if not text.strip():
        names = ", ".join(sorted(map(str, record))[:12])
        return Failure(origin, f"the record holds no text; its fields are {names or 'none'}")
    if len(text) > limits.text_chars:
        return Failure(origin, f"it holds more than {limits.text_chars:,} characters")
    html = bool(_TAG.search(text))
    blocks = read_fragment(text)[0] if html else tuple(_unplaced(text))
    date = _field(record, "published")
    day = declared(date)
    if date and not day:
        warnings.append(f"its date could not be read: {date[:40]!r}")
    address = _field(record, "address")
    return Draft(
        blocks=blocks,
        title=tidy(_field(record, "title"))[0],
        source=_field(record, "source") or outlet(address),
        address=address,
        author=_field(record, "author"),
        published=day,
        published_from="metadata" if day else "",
        language=_field(record, "language"),
        media_type="text/html" if html else "text/plain",
        origin=origin,
        warnings=tuple(warnings),
    )


def _unplaced(text: str) -> Iterator[Block]:
    """Paragraphs without anchors: a JSON string is not, letter for letter, its file."""
    yield from (Block(found.text, found.kind) for found in paragraphs(text))


def _parsed(text: str, origin: str, warnings: tuple[str, ...], limits: Limits) -> Draft | Failure:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Failure(origin, f"the line is not valid JSON: {error}")
    found = draft_of(record, origin, limits)
    if warnings and isinstance(found, Draft):
        from dataclasses import replace

        return replace(found, warnings=(*found.warnings, *warnings))
    return found


def _field(record: dict[str, Any], field: str) -> str:
    for name in FIELDS[field]:
        value = record.get(name)
        if isinstance(value, list):
            value = ", ".join(v for v in value if isinstance(v, str))
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.strip() if field != "text" else value
    return ""


def _lines(chunks: Iterable[bytes], longest: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is longer than `longest`, which is passed over."""
    rest: list[bytes] = []
    size = 0
    for chunk in chunks:
        *whole, last = chunk.split(b"\n")
        for line in whole:
            size += len(line)
            yield b"".join((*rest, line)) if size <= longest else None
            rest, size = [], 0
        size += len(last)
        rest = [*rest, last] if size <= longest else []
    if size:
        yield b"".join(rest) if size <= longest else None
