from __future__ import annotations

import gzip
import io

import pytest

from renkei.documents.archive import answers, read_mhtml
from renkei.documents.formats import drafts
from renkei.documents.inputs import Input
from renkei.documents.limits import Limits
from renkei.errors import DocumentError
from renkei.nouns import Failure

from .samples import JA, article


def mhtml(coding: str = "shift_jis") -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://news.example.org/1"
    message.set_content("plain")
    message.add_related(b"\x89PNG", "image", "png")
    page = article().replace('charset="utf-8"', f'charset="{coding}"').replace("©", "(c)")
    message.add_related(page.encode(coding), "text", "html")
    return bytes(message)


def test_mhtml() -> None:
    draft = read_mhtml(mhtml(), "a.mht")
    assert [b.text for b in draft.blocks if b.kind == "body"] == list(JA)
    assert draft.address == "https://news.example.org/1"
    assert not any(b.anchors for b in draft.blocks)


def test_mhtml_without_a_page() -> None:
    with pytest.raises(DocumentError):
        read_mhtml(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n")


def record(kind: str, address: str, body: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
    return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def response(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def warc() -> bytes:
    page = article().encode()
    half = len(page) // 2
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (page[:half], page[half:], b""))
    return b"".join(
        [
            record("warcinfo", "", b"software: test"),
            record("response", "https://e.org/plain", response(page)),
            record("response", "https://e.org/gzip",
                   response(gzip.compress(page), "200 OK", "Content-Encoding: gzip")),
            record("response", "https://e.org/chunked",
                   response(chunked, "200 OK", "Transfer-Encoding: chunked")),
            record("response", "https://e.org/gone", response(b"x", "404 Not Found")),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_warc(packed: bool) -> None:
    raw = gzip.compress(warc()) if packed else warc()
    found = list(drafts(Input("a.warc", raw)))
    good = [item for item in found if not isinstance(item, Failure)]
    assert [item.address for item in good] == [
        "https://e.org/plain", "https://e.org/gzip", "https://e.org/chunked"
    ]  # fmt: skip
    for item in good:
        assert [b.text for b in item.blocks if b.kind == "body"] == list(JA)
    assert [f.origin for f in found if isinstance(f, Failure)] == ["https://e.org/gone"]


def test_a_warc_that_breaks_off_keeps_what_came_before() -> None:
    raw = warc()
    found = list(drafts(Input("a.warc", gzip.compress(raw)[:-40])))
    assert any(not isinstance(item, Failure) for item in found)
    assert "breaks off" in found[-1].reason  # type: ignore[union-attr]


def test_a_record_that_is_too_large_is_passed_over() -> None:
    found = list(answers(io.BytesIO(warc()), "a", Limits(input_bytes=1_900)))
    assert sum(isinstance(item, Failure) for item in found) >= 2
    assert any(isinstance(item, Input) for item in found)


def test_a_bomb_in_an_answer_is_refused() -> None:
    bomb = gzip.compress(b"a" * 200_000)
    raw = record("response", "https://e.org/b", response(bomb, "200 OK", "Content-Encoding: gzip"))
    (found,) = answers(io.BytesIO(raw), "a", Limits(input_bytes=100_000))
    assert isinstance(found, Failure)
    assert "unpacks to more" in found.reason
