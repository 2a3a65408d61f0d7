"""Input made to hurt: each gives a document or a failure, in bounded time, and never raises."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.documents.draft import Draft
from renkei.documents.formats import drafts
from renkei.documents.inputs import Input
from renkei.documents.limits import Limits
from renkei.nouns import Failure

from .samples import JA, ZH, article

P = f"<p>{JA[0]}</p>"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def read(text: str | bytes, kind: str = "", limits: Limits | None = None) -> list[Draft | Failure]:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return list(drafts(Input("x", raw, media_type=kind), limits or Limits()))


def one(text: str | bytes, kind: str = "text/html") -> Draft:
    (found,) = read(text, kind)
    assert isinstance(found, Draft)
    return found


def refused(text: str | bytes, kind: str = "", limits: Limits | None = None) -> str:
    (found,) = read(text, kind, limits)
    assert isinstance(found, Failure)
    return found.reason


@pytest.mark.parametrize("tag", ["div", "b", "font", "table"])
def test_nesting_of_100_000_is_read_flat(tag: str) -> None:
    draft = one(f"<html><body>{P}{f'<{tag}>' * 100_000}{P}{f'</{tag}>' * 100_000}{P}</body></html>")
    assert [b.text for b in draft.blocks] == [JA[0]] * 3
    assert "nested deeper" in draft.warnings[0]
    assert all(block.source > 0 for block in draft.blocks)


def test_nesting_within_the_limit_keeps_its_structure() -> None:
    draft = one(f"<html><body>{'<div>' * 1_500}{P * 3}{'</div>' * 1_500}</body></html>")
    assert [b.text for b in draft.blocks] == [JA[0]] * 3
    assert not draft.warnings


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 300_000,
        "<" * 300_000,
        "<a " * 250_000,
        "<script>" * 250_000,
        "<p " + "a=1 " * 200_000,
        "<!DOCTYPE " + "[" * 200_000,
        "<![CDATA[" * 100_000,
        "&#xD800;&#0;&#x110000;&unknown;" * 10_000,
    ],
)
def test_broken_markup_ends(text: str) -> None:
    assert len(read(text + P, "text/html")) == 1


def test_too_many_tags_or_letters_are_refused() -> None:
    assert "tags" in refused("<p>a</p>" * 200_000, "text/html")
    assert "characters" in refused("あ" * 2_000, limits=Limits(text_chars=1_000))
    assert "paragraphs" in refused("a\n" * 2_000, limits=Limits(blocks=1_000))
    assert "paragraphs" in refused("<pre>" + "a\n" * 2_000, "text/html", Limits(blocks=1_000))


def test_entity_bombs() -> None:
    assert "entities" in refused(ENTITIES + "<rss><channel><title>&i;</title></channel></rss>")
    (found,) = read(ENTITIES + f"<html><body>&i;{P}</body></html>", "text/html")
    assert isinstance(found, Draft)
    assert sum(len(block.text) for block in found.blocks) < 1_000


def test_zip_bombs() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 20_000_000)
    assert "unpacks to more" in refused(file.getvalue())


def test_a_bidirectional_override_is_kept_and_said() -> None:
    draft = one(article().replace("司令部", "司\u202e令部"))
    assert any("司\u202e令部" in block.text for block in draft.blocks)
    assert any("bidirectional" in warning for warning in draft.warnings)


def test_nuls_and_surrogates_are_replaced_and_said() -> None:
    draft = one(article().replace("司令部", "司\0令部") + "\ud800")
    assert any("司\ufffd令部" in block.text for block in draft.blocks)
    assert any("NUL" in warning for warning in draft.warnings)


def test_two_encodings_in_one_page_are_said() -> None:
    draft = one((article() + P * 5).encode() + P.encode("cp932"))
    assert any("U+FFFD" in warning for warning in draft.warnings)


def test_deep_json_is_no_crash() -> None:
    for text in ("[" * 200_000, '{"a":' * 200_000):
        assert len(read(text, "application/json")) == 1
    page = f'<script type="application/ld+json">{"[" * 200_000}</script>' + P * 3
    assert len(one(page).blocks) == 3


def test_markdown_that_nests_is_no_crash() -> None:
    for text in ("> " * 20_000 + "x", "[" * 20_000 + "x" + "](y" * 20_000, "*a " * 50_000):
        assert len(read(text, "text/markdown")) == 1


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from(["", "text/html", "text/markdown", "application/json"])
)
def test_random_bytes_never_raise(raw: bytes, kind: str) -> None:
    for found in read(raw, kind):
        assert isinstance(found, Draft | Failure)
        assert not (isinstance(found, Failure) and "broke on" in found.reason)


HEADS = [
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"WARC/1.0\r\n",
    b"<rss>",
    b"MIME-Version: 1.0\r\n",
    b'{"text":',
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=200))
def test_random_bytes_after_a_known_beginning_never_raise(head: bytes, rest: bytes) -> None:
    for found in read(head + rest):
        assert not (isinstance(found, Failure) and "broke on" in found.reason)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(article())), st.text(st.sampled_from("<>&\"'/=!-[]あ\0 "), max_size=20))
def test_a_page_with_a_wound_still_reads(place: int, wound: str) -> None:
    page = article(ZH)
    for found in read(page[:place] + wound + page[place:], "text/html"):
        assert not (isinstance(found, Failure) and "broke on" in found.reason)
        if isinstance(found, Draft):
            source = (page[:place] + wound + page[place:]).replace("\0", "\ufffd")
            for block in found.blocks:
                assert all(block.text[a : a + n] == source[s : s + n] for a, s, n in block.anchors)
