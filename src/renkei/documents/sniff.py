"""Which format an input is in: by its first bytes, then by what is declared, then by its name."""

from __future__ import annotations

import re

from renkei.documents.decode import is_utf16
from renkei.documents.export import HEADER
from renkei.documents.inputs import Input
from renkei.errors import DocumentError

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "office"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "gzip"),
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as DOCX or PDF"),
    (b"{\\rtf", "an RTF file", "save it as DOCX or PDF"),
    (b"\x89PNG", "a picture", _OCR := "run text recognition over it first"),
    (b"\xff\xd8\xff", "a picture", _OCR),
    (b"GIF8", "a picture", _OCR),
    (b"II*\0", "a picture", _OCR),
    (b"MM\0*", "a picture", _OCR),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90\0", "a program", ""),
    (b"SQLite format 3", "a database", "open a ledger with --ledger"),
    (b"Rar!", "an archive", _UNPACK := "unpack it and read the folder"),
    (b"7z\xbc\xaf", "an archive", _UNPACK),
    (b"\xfd7zXZ", "an archive", _UNPACK),
    (b"BZh", "an archive", _UNPACK),
)
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/feed+json": "jsonfeed",
    "text/markdown": "markdown",
    "multipart/related": "mhtml",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
_NAMES = {
    "html": "html", "htm": "html", "xhtml": "html", "shtml": "html",
    "md": "markdown", "markdown": "markdown",
    "mht": "mhtml", "mhtml": "mhtml",
    "jsonl": "jsonl", "ndjson": "jsonl", "json": "json",
    "rss": "feed", "atom": "feed",
}  # fmt: skip
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b", re.IGNORECASE)
_FRAGMENT = re.compile(r"</?(?:p|div|span|h[1-6]|li|a|br)\b[^<>]*>", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SOME = 3
_SHARE = 0.05


def sniff(source: Input) -> str:
    """``pdf``, ``office``, ``warc``, ``mhtml``, ``export``, ``feed``, ``jsonfeed``, ``jsonl``,
    ``json``, ``html``, ``markdown`` or ``plain``.

    Raises
    ------
    DocumentError
        If it is empty, or in no format that is read; the message says what it seems to be.
    """
    head = source.head()
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise DocumentError("it is empty")
    for magic, kind in _MAGIC:
        if magic in head[:1024] if kind == "pdf" else head.startswith(magic):
            return _packed(source) if kind == "gzip" else kind
    for magic, what, advice in _REFUSED:
        if head.startswith(magic):
            raise DocumentError(f"it is {what}, which is not read" + (advice and f"; {advice}"))
    if _is_binary(head):
        raise DocumentError("it is a binary file of a kind that is not read")
    return _text_format(source, _as_text(head))


def _text_format(source: Input, text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    if HEADER.match(text):
        return "export"
    if start[:13].lower() == "mime-version:" or "multipart/related" in start[:2000]:
        return "mhtml"
    if start.startswith(("{", "[")) and (kind := _json(source, start)):
        return kind
    if start.startswith("<") and _FEED.search(start[:1500]) and not _HTML.match(start):
        return "feed"
    declared = _TYPES.get(source.media_type.lower()) or _NAMES.get(source.name.rpartition(".")[2])
    if declared and declared != "json":
        return declared
    if _HTML.search(start[:2000]) or len(_FRAGMENT.findall(start)) >= _SOME:
        return "html"
    return "plain"


def _json(source: Input, start: str) -> str:
    if "jsonfeed.org/version" in start[:600]:
        return "jsonfeed"
    ending = source.name.rpartition(".")[2]
    if ending in ("jsonl", "ndjson"):
        return "jsonl"
    line, more, rest = start.partition("\n")
    if start[0] == "{" and line.rstrip().endswith("}") and (not more or rest.lstrip()[:1] == "{"):
        return "jsonl"
    is_json = ending == "json" or "json" in source.media_type
    return "json" if is_json or re.match(r"[\[{]\s*[{\"]", start) else ""


def _packed(source: Input) -> str:
    import zlib

    try:
        inner = zlib.decompressobj(47).decompress(source.head(), 64)
    except zlib.error:
        inner = b""
    if inner.startswith(b"WARC/"):
        return "warc"
    raise DocumentError("it is compressed by gzip; unpack it first")


def _as_text(head: bytes) -> str:
    """`head` read well enough to tell markup, in whatever encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 5 > len(head):
        return head.replace(b"\0", b"").decode("latin-1").strip("\xff\xfe")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _is_binary(head: bytes) -> bool:
    few = max(_SOME, _SHARE * len(head))
    return len(_CONTROL.findall(head)) > few and not is_utf16(head)
