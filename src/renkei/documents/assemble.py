"""From a draft to a document: clean text, passages, captions, references, language, date."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from renkei.documents import furniture, language, notes, published
from renkei.documents.draft import Block, Draft
from renkei.documents.sentences import spans
from renkei.nouns import Anchor, Document, Passage, Reference

NO_DATE = "no date of publication is stated; give one with --published"
"""The warning of a document without a date."""
_KEPT = ("body", "heading", "caption", "reference", "dateline")
_WEAK_DATES = ("address", "")
_SHOWN_MARKS = 8


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block that is in the clean text, and where it starts there."""

    block: Block
    start: int


def assemble(draft: Draft) -> Document:
    """The document that a draft makes.

    The clean text is every block but furniture, in reading order, one a line, letter for letter.
    Passages are the sentences of the body alone; headings, the date line, captions and references
    stand in the text without being passages. Pure: the same draft gives an equal document.
    """
    title = draft.title or _title(draft.blocks)
    noted = notes.find(furniture.sort(draft.blocks, title))
    blocks = noted.blocks
    dateline = published.find(blocks)
    if dateline is not None and dateline.alone:
        blocks[dateline.block] = replace(blocks[dateline.block], kind="dateline")
    blocks = furniture.headings(blocks)
    placed, text = _place(blocks)
    main = language.of_document(
        [block.text for block in blocks if block.kind == "body"], draft.language
    )
    references = _references(noted.entries, placed)
    passages = _passages(placed, "body", main, noted.round_marks)
    marks = notes.marks(text, noted.round_marks)
    passages = _with_notes(passages, marks)
    date, date_from, doubt = _date(draft, dateline)
    return Document(
        id=_identity(text, title, draft.source, draft.address),
        text=text,
        passages=tuple(passages),
        title=title,
        source=draft.source,
        address=draft.address,
        author=draft.author or furniture.author(draft.blocks),
        published=date,
        published_from=date_from,
        language=_language(passages, main),
        captions=tuple(_passages(placed, "caption", main, False)),
        references=references,
        anchors=_anchors(placed),
        media_type=draft.media_type or "text/plain",
        origin=draft.origin,
        warnings=(*draft.warnings, *doubt, *_warnings(passages, references)),
    )


def _title(blocks: tuple[Block, ...]) -> str:
    """The first block, if it is a heading or a line like one over further text."""
    if len(blocks) < 2 or blocks[0].kind not in ("body", "heading"):
        return ""
    first = blocks[0]
    return first.text.strip() if first.kind == "heading" or furniture.is_bare(first.text) else ""


def _place(blocks: list[Block]) -> tuple[dict[int, _Placed], str]:
    """The kept blocks by their position, and the clean text that they make."""
    placed: dict[int, _Placed] = {}
    offset = 0
    for i, block in enumerate(blocks):
        if block.kind in _KEPT and block.text.strip():
            placed[i] = _Placed(block, offset)
            offset += len(block.text) + 1
    return placed, "\n".join(each.block.text for each in placed.values())


def _passages(placed: dict[int, _Placed], kind: str, main: str, round_marks: bool) -> list[Passage]:
    found: list[Passage] = []
    for number, each in enumerate(placed.values()):
        if each.block.kind != kind:
            continue
        text, at = each.block.text, each.start
        tongue = language.of_text(text, main)
        mixed = language.is_mixed(text, tongue)
        for start, end in spans(text, round_marks):
            own = language.of_text(text[start:end], tongue) if mixed else tongue
            found.append(Passage(at + start, at + end, own, number))
    return found


def _with_notes(passages: list[Passage], marks: list[tuple[int, tuple[str, ...]]]) -> list[Passage]:
    noted = notes.among(marks, [(p.start, p.end) for p in passages]) if marks else {}
    for i, found in noted.items():
        passages[i] = replace(passages[i], notes=found)
    return passages


def _references(
    entries: tuple[notes.Entry, ...], placed: dict[int, _Placed]
) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            entry.mark,
            placed[entry.first].start,
            placed[entry.last].start + len(placed[entry.last].block.text.rstrip()),
        )
        for entry in entries
        if entry.first in placed and entry.last in placed
    )


def _anchors(placed: dict[int, _Placed]) -> tuple[Anchor, ...]:
    return tuple(
        Anchor(each.start + at, source, length)
        for each in placed.values()
        for at, source, length in each.block.anchors
    )


def _date(draft: Draft, dateline: published.Dateline | None) -> tuple[str, str, tuple[str, ...]]:
    """The date, what it rests on, and a warning where there is none."""
    if draft.published and (dateline is None or draft.published_from not in _WEAK_DATES):
        return draft.published, draft.published_from, ()
    if dateline is not None:
        return dateline.date, "dateline", ()
    return "", "", (NO_DATE,)


def _language(passages: list[Passage], main: str) -> str:
    """The language that most of the body is in."""
    lengths: dict[str, int] = {}
    for passage in passages:
        lengths[passage.language] = lengths.get(passage.language, 0) + passage.end - passage.start
    return max(lengths, key=lengths.__getitem__) if lengths else main


def _warnings(passages: list[Passage], references: tuple[Reference, ...]) -> list[str]:
    warnings: list[str] = []
    if not passages:
        warnings.append(
            "no sentence was found; the text may be a picture, a list or furniture only"
        )
    listed = {reference.mark for reference in references}
    missing = {mark: None for passage in passages for mark in passage.notes if mark not in listed}
    if missing:
        shown = ", ".join(list(missing)[:_SHOWN_MARKS]) + (", …" * (len(missing) > _SHOWN_MARKS))
        warnings.append(f"footnote marks without an entry in a reference list: {shown}")
    unread = sum(passage.language == "und" for passage in passages)
    if unread:
        warnings.append(
            f"{unread} of {len(passages)} sentences are in no language that Renkei reads "
            "(Chinese, Japanese, English); nothing is read from them"
        )
    return warnings


def _identity(*parts: str) -> str:
    """SHA-256 in hex over the text, title, source and address, each with its length before it.

    Where and when it was read, its date and its author are not part of it.
    """
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded) + encoded)
    return digest.hexdigest()
