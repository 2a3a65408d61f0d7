"""Saved pages: MHTML (one page with its parts) and WARC (a crawl's answers) to drafts."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import IO

from renkei.documents.decode import decode
from renkei.documents.draft import Draft
from renkei.documents.html import read_page
from renkei.documents.inputs import Input, failed
from renkei.documents.limits import DEFAULT, Limits, megabytes
from renkei.errors import DocumentError, TooLarge
from renkei.nouns import Failure

_HEADER_LINES = 200
_LINE = 65_536
_SKIP = 1 << 20


def read_mhtml(raw: bytes, origin: str = "", limits: Limits = DEFAULT) -> Draft:
    """The draft of the page that an MHTML file was saved from.

    Raises
    ------
    DocumentError
        If it holds no HTML part.
    """
    message = message_from_bytes(raw)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            address = part.get("Content-Location", "") or message.get(
                "Snapshot-Content-Location", ""
            )
            decoded = decode(body if isinstance(body, bytes) else b"", _charset(part))
            draft = read_page(decoded.text, origin, address, limits)
            return _unplaced(draft, decoded.warnings)
    raise DocumentError("the MHTML file holds no page")


def answers(stream: IO[bytes], origin: str, limits: Limits = DEFAULT) -> Iterator[Input | Failure]:
    """The web answers in a WARC file, plain or compressed, as inputs of their own.

    A record that is too large is a failure and passed over; the rest goes on.

    Raises
    ------
    DocumentError
        If the file breaks off or is no WARC.
    """
    file = _unpacked(stream)
    number = 0
    try:
        while head := _headers(file):
            number += 1
            where = head.get("WARC-Target-URI", "").strip("<>") or f"{origin}#{number}"
            size = int(head.get("Content-Length", "0"))
            if head.get("WARC-Type") not in ("response", "resource"):
                _pass(file, size)
            elif size > limits.input_bytes:
                _pass(file, size)
                yield Failure(where, f"it is larger than {megabytes(limits.input_bytes)}")
            else:
                yield _answer(head, file.read(size), origin, where, limits)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise DocumentError(f"the WARC file breaks off after {number} records ({error})") from error


def _unpacked(stream: IO[bytes]) -> IO[bytes]:
    magic = stream.read(2)
    stream.seek(0)
    return gzip.GzipFile(fileobj=stream) if magic == b"\x1f\x8b" else stream  # type: ignore[return-value]


def _headers(file: IO[bytes]) -> dict[str, str]:
    """The header of the next record; empty at the end of the file."""
    line = file.readline(_LINE)
    while line and not line.strip():
        line = file.readline(_LINE)
    if not line:
        return {}
    if not line.startswith(b"WARC/"):
        raise ValueError("a record does not begin with its version")
    found = {"": "WARC"}
    for _ in range(_HEADER_LINES):
        line = file.readline(_LINE)
        if not line.strip():
            return found
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip()] = value.strip()
    raise ValueError("a record's header does not end")


def _pass(file: IO[bytes], size: int) -> None:
    while size > 0 and (chunk := file.read(min(size, _SKIP))):
        size -= len(chunk)


def _answer(
    head: dict[str, str], raw: bytes, origin: str, where: str, limits: Limits
) -> Input | Failure:
    if head.get("WARC-Type") == "resource":
        kind = head.get("Content-Type", "")
        return Input(f"{origin}#{where}", raw, media_type=kind.partition(";")[0], address=where)
    start, _, body = raw.partition(b"\r\n\r\n")
    status, _, lines = start.partition(b"\r\n")
    message = message_from_bytes(lines + b"\r\n\r\n")
    if b" 200" not in status[:16]:
        return Failure(where, f"the crawl got no page: {status[:60].decode('latin-1')}")
    try:
        if "chunked" in message.get("Transfer-Encoding", "").lower():
            body = _dechunked(body)
        body = inflated(body, message.get("Content-Encoding", ""), limits)
    except (TooLarge, DocumentError, ValueError) as error:
        return failed(where, error)
    return Input(
        f"{origin}#{where}",
        body,
        media_type=message.get_content_type() if "Content-Type" in message else "",
        charset=_charset(message),
        address=where,
    )


def _dechunked(body: bytes) -> bytes:
    parts = []
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size.partition(b";")[0].strip() or b"0", 16)
        if length <= 0:
            break
        parts.append(body[:length])
        body = body[length + 2 :]
    return b"".join(parts)


def inflated(body: bytes, encoding: str, limits: Limits) -> bytes:
    """`body` without HTTP's content encoding (gzip or deflate).

    Raises
    ------
    TooLarge
        If it unpacks to more than `limits.input_bytes`.
    DocumentError
        If it is broken, or compressed in a way that is not read.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise DocumentError(f"it is compressed by {encoding[:20]}, which is not read")
    try:
        unpacker = zlib.decompressobj(47 if "gzip" in encoding else _window(body))
        plain = unpacker.decompress(body, limits.input_bytes + 1)
    except zlib.error as error:
        raise DocumentError(f"its compression is broken ({error})") from error
    if len(plain) > limits.input_bytes:
        raise TooLarge(f"it unpacks to more than {megabytes(limits.input_bytes)}")
    return plain


def _window(body: bytes) -> int:
    return 15 if body[:1] == b"\x78" else -15


def _charset(message: Message) -> str:
    return message.get_content_charset("") or ""


def _unplaced(draft: Draft, warnings: tuple[str, ...]) -> Draft:
    """`draft` without anchors, which would lead into a part of the file and not into the file."""
    from dataclasses import replace

    blocks = tuple(replace(block, source=-1, anchors=()) for block in draft.blocks)
    return replace(draft, blocks=blocks, warnings=(*draft.warnings, *warnings))
