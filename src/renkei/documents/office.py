"""DOCX and EPUB to drafts: both are ZIP archives of XML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from renkei.documents.align import joined
from renkei.documents.dates import declared
from renkei.documents.decode import decode, tidy
from renkei.documents.draft import Block, Draft
from renkei.documents.html import read_page
from renkei.documents.limits import DEFAULT, Limits
from renkei.documents.zipped import Archive
from renkei.errors import DocumentError, TooLarge

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CONTAINER = "META-INF/container.xml"
_MAIN = "word/document.xml"
_STYLES = {"title": "heading", "heading": "heading", "caption": "caption", "见出": "heading"}
_UNREAD = frozenset((_W + "del", _W + "moveFrom", _W + "rPr", _W + "pPr", _W + "instrText"))
_BREAKS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": " ", _W + "noBreakHyphen": "-"}


def read_office(raw: bytes, origin: str = "", limits: Limits = DEFAULT) -> Draft:
    """The draft of a DOCX or an EPUB, whichever `raw` is.

    Raises
    ------
    DocumentError
        If it is neither, broken, locked, or holds no text.
    TooLarge
        If it unpacks to too much.
    """
    archive = Archive(raw, limits)
    if _MAIN in archive.names:
        draft = _docx(archive, origin)
    elif _CONTAINER in archive.names:
        draft = _epub(archive, origin, limits)
    else:
        raise DocumentError("it is an archive of other files; unpack it and read the folder")
    if not draft.blocks:
        raise DocumentError("it holds no text")
    if sum(len(block.text) for block in draft.blocks) > limits.text_chars:
        raise TooLarge(f"it holds more than {limits.text_chars:,} characters")
    return draft


def _xml(archive: Archive, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name} in the archive is not valid XML ({error})") from error
    grammar = root.getroottree().docinfo.internalDTD
    if grammar is not None and next(iter(grammar.entities()), None) is not None:
        raise DocumentError(f"{name} in the archive declares entities, which no such file needs")
    etree.strip_elements(root, _FALLBACK, with_tail=False)
    return root


def _docx(archive: Archive, origin: str) -> Draft:
    styles = _styles(archive)
    body = _xml(archive, _MAIN)
    blocks, warnings = _tidied([*_paragraphs(body, styles), *_notes(archive)])
    title, author = "", ""
    if "docProps/core.xml" in archive.names:
        core = _xml(archive, "docProps/core.xml")
        title = (core.findtext(_DC + "title") or "").strip()
        author = (core.findtext(_DC + "creator") or "").strip()
    return Draft(
        blocks=blocks,
        title=title or next((b.text for b in blocks[:5] if b.kind == "heading"), ""),
        author=author,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        origin=origin,
        warnings=tuple(warnings),
    )


def _styles(archive: Archive) -> dict[str, str]:
    """What kind of block each paragraph style stands for, by the style's name."""
    if "word/styles.xml" not in archive.names:
        return {}
    kinds = {}
    for style in _xml(archive, "word/styles.xml").iter(_W + "style"):
        name = style.find(_W + "name")
        words = "" if name is None else name.get(_W + "val", "").lower()
        kind = next((kind for word, kind in _STYLES.items() if words.startswith(word)), "body")
        kinds[style.get(_W + "styleId", "")] = kind
    return kinds


def _paragraphs(root: Any, styles: dict[str, str]) -> Iterator[Block]:
    for paragraph in root.iter(_W + "p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        kind = styles.get("" if style is None else style.get(_W + "val", ""), "body")
        for line in _text(paragraph).split("\n"):
            if text := joined([(line, [])])[0]:
                yield Block(text, kind)


def _text(paragraph: Any) -> str:
    """The text of a paragraph as its reader sees it: insertions in, deletions out."""
    from lxml import etree

    parts = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        tag = element.tag
        if tag in _UNREAD or (tag == _W + "p" and element is not paragraph):
            walk.skip_subtree()
        elif tag == _W + "t":
            parts.append(element.text or "")
        elif tag in (_W + "footnoteReference", _W + "endnoteReference"):
            parts.append(f"[{element.get(_W + 'id')}]")
        else:
            parts.append(_BREAKS.get(tag, ""))
    return "".join(parts)


def _notes(archive: Archive) -> Iterator[Block]:
    for name in ("footnote", "endnote"):
        if f"word/{name}s.xml" not in archive.names:
            continue
        for note in _xml(archive, f"word/{name}s.xml").iter(_W + name):
            text = " ".join(block.text for block in _paragraphs(note, {}))
            if text and note.get(_W + "type") is None:
                yield Block(f"[{note.get(_W + 'id')}] {text}", "reference")


def _epub(archive: Archive, origin: str, limits: Limits) -> Draft:
    container = _xml(archive, _CONTAINER)
    package = next((e.get("full-path") for e in container.iter("{*}rootfile")), "") or ""
    book = _xml(archive, package)
    files = {item.get("id"): item.get("href", "") for item in book.iter("{*}item")}
    blocks: list[Block] = []
    warnings: list[str] = []
    for chapter in book.iter("{*}itemref"):
        path = posixpath.join(
            posixpath.dirname(package), unquote(files.get(chapter.get("idref"), ""))
        )
        try:
            text = decode(archive.read(path)).text
            draft = read_page(text, limits=limits, whole=True)
        except TooLarge:
            raise
        except DocumentError as error:
            if "no text" not in str(error):
                warnings.append(f"{path}: {error}")
            continue
        blocks.extend(Block(block.text, block.kind) for block in draft.blocks)
    stated = {key: (book.findtext(f".//{_DC}{key}") or "").strip() for key in _BOOK}
    published = declared(stated["date"])
    return Draft(
        blocks=tuple(blocks),
        title=stated["title"],
        source=stated["publisher"],
        author=stated["creator"],
        published=published,
        published_from="metadata" if published else "",
        language=stated["language"],
        media_type="application/epub+zip",
        origin=origin,
        warnings=tuple(warnings),
    )


_BOOK = ("title", "publisher", "creator", "date", "language")


def _tidied(blocks: list[Block]) -> tuple[tuple[Block, ...], list[str]]:
    warnings = {warning for block in blocks for warning in tidy(block.text)[1]}
    return tuple(replace(block, text=tidy(block.text)[0]) for block in blocks), sorted(warnings)
