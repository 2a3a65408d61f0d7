from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from renkei import documents
from renkei.documents.inputs import Input
from renkei.documents.limits import Limits
from renkei.documents.sniff import sniff
from renkei.documents.walk import open_place, places
from renkei.errors import DocumentError
from renkei.nouns import Document, Failure

from .samples import EN, JA, ZH, article

TEXT = "title: 一\npublished: 2024-04-10\n\n" + "\n".join(ZH)


def names(found: object, root: Path) -> list[str]:
    return [os.path.relpath(str(place), root) for place in found]  # type: ignore[attr-defined]


def test_folders_are_walked_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.html", ".hidden", ".git/x", "c/d/e.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert names(places(tmp_path), tmp_path) == ["a/1.html", "a/2.txt", "b.txt", "c/d/e.md"]
    assert names(places(str(tmp_path / "**/*.txt")), tmp_path) == ["a/2.txt", "b.txt"]


def test_a_name_that_looks_like_a_pattern_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "[1] a*.txt"
    path.write_text(TEXT)
    assert list(places(str(path))) == [path]


def test_what_is_not_there_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    for source in (tmp_path / "none", tmp_path / "*.pdf", tmp_path / "link"):
        (place,) = places(source)
        assert isinstance(open_place(place), Failure)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = documents.read(tmp_path)
    assert isinstance(found, Failure)
    assert "regular file" in found.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    (found,) = documents.read(path)
    assert isinstance(found, Failure)
    assert "may not be read" in found.reason


def test_a_path_with_a_line_break_is_shown_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text("")
    (found,) = documents.read(tmp_path)
    assert found.origin.endswith("a\\nb.txt")


def test_reading_goes_on_after_a_failure_and_tells_of_progress(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(TEXT)
    (tmp_path / "2.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "3.html").write_text(article())
    (tmp_path / "4.txt").write_bytes(b"")
    told: list[tuple[int, int]] = []
    found = list(documents.read(tmp_path, b"", progress=lambda d, n, _: told.append((d, n))))
    assert [type(item) for item in found] == [Document, Failure, Document, Failure, Failure]
    assert told == [(i, 5) for i in range(5)]
    first = found[0]
    assert isinstance(first, Document)
    assert (first.title, first.published) == ("一", "2024-04-10")
    assert first.origin.endswith("1.txt")


def test_the_user_s_date_stands_above_the_document_s() -> None:
    (found,) = documents.read(TEXT.encode(), published="2020-02")
    assert isinstance(found, Document)
    assert (found.published, found.published_from) == ("2020-02", "user")


def test_a_date_that_is_none_raises_at_once() -> None:
    with pytest.raises(ValueError, match="2024-04-03"):
        documents.read(b"x", published="soon")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (found,) = documents.read("-")
    assert isinstance(found, Document)
    assert found.origin == "-"


def test_the_address_of_an_inner_network_is_refused() -> None:
    (found,) = documents.read("http://127.0.0.1:9/")
    assert isinstance(found, Failure)
    assert found.advice


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (b"%PDF-1.4", "a", "pdf"),
        (b"PK\x03\x04", "a.docx", "office"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a", "mhtml"),
        (b"<!--1712111942000-->\n[a](b)\n------\n\n<p>x", "a.txt", "export"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a.xml", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1"', "a.json", "jsonfeed"),
        (b'{"text": "a"}\n{"text": "b"}\n', "a", "jsonl"),
        (b'[{"text": "a"}]', "a.json", "json"),
        (b"<!DOCTYPE html><html>", "a", "html"),
        (b"<p>a</p><p>b</p>", "a", "html"),
        (article().encode("utf-16"), "a", "html"),
        (b"# a\n", "a.md", "markdown"),
        ("；".join(JA).encode("cp932"), "a", "plain"),
        ("".join(ZH).encode("utf-16-le"), "a", "plain"),
        (" ".join(EN).encode(), "a.html.txt", "plain"),
        (b"[1] A note.\n\nText.", "a", "plain"),
    ],
)
def test_formats_are_told_by_their_content(raw: bytes, name: str, kind: str) -> None:
    assert sniff(Input(name, raw)) == kind


@pytest.mark.parametrize(
    "raw",
    [b"", b" \n", b"\0\0\0", b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1", b"\x7fELF\x02",
     b"{\\rtf1", b"\x1f\x8b\x08\x00", bytes(range(256)) * 20],
)  # fmt: skip
def test_what_is_no_document_is_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError):
        sniff(Input("a", raw))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.write(b"<p>a</p>" * 1_000)
        file.truncate(500 * 1024 * 1024)
    (found,) = documents.read(path, limits=Limits(input_bytes=1_000_000))
    assert isinstance(found, Failure)
    assert "larger than" in found.reason
