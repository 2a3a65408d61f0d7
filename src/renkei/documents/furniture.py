"""What the blocks of a text are: body, heading, caption, reference list, furniture.

A format's reader labels what its markup tells; this labels the rest by how a block begins and by
its neighbours. The patterns are in ``data/blocks.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from renkei.documents.draft import Block
from renkei.documents.sentences import spans
from renkei.documents.tables import patterns, table

SHORT = 160
"""Characters up to which a block may be a promotion, a byline, a caption or the like."""
HEADING = 45
"""Weight up to which a block may be a heading; a Latin letter weighs a half."""
LONGEST_LIST = 3
"""So many short lines in a row, none ending like a sentence, are a list and not headings."""
NOTE_BLOCKS = 5
"""Blocks that may belong to an editor's note."""
TAIL_BLOCKS = 3
"""Paragraphs at the end that are looked at sentence by sentence."""

_KINDS = {
    "editor": "furniture",
    "always": "furniture",
    "furniture": "furniture",
    "references": "reference",
    "caption": "caption",
}
_ENDED = re.compile(r"[。！？!?．.…；;，,、：:][”」』\"）)\]］]*\s*\Z")
_SENTENCE_INSIDE = re.compile(r"[。！？]|[.!?] +[A-Z]")
_LATIN = re.compile(r"[ -~]")


@dataclass(frozen=True, slots=True)
class _Patterns:
    block: re.Pattern[str]
    sentence: re.Pattern[str]
    byline: re.Pattern[str]
    editor: re.Pattern[str]
    editor_talk: re.Pattern[str]
    heading: re.Pattern[str]
    item: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = {key: patterns(lines) for key, lines in table("blocks").items()}
    always, short, byline = data["always"], data["short"], data["byline"]
    return _Patterns(
        block=re.compile(
            rf"(?:(?P<editor>{data['editor']})|(?P<always>{always})|(?=.{{0,{SHORT}}}\Z)"
            rf"(?:(?P<references>(?:{data['references']})\Z)|(?P<caption>{data['caption']})"
            rf"|(?P<furniture>{short}|(?:{byline})\Z|(?:{data['file']})\Z)))"
        ),
        sentence=re.compile(rf"(?:{always}|{short}|(?:{byline})\Z)"),
        byline=re.compile(rf"(?:{byline})\Z"),
        editor=re.compile(rf"(?:{data['editor']})\Z"),
        editor_talk=re.compile(data["editor_talk"]),
        heading=re.compile(data["heading"]),
        item=re.compile(data["item"]),
    )


def sort(blocks: tuple[Block, ...], title: str = "") -> list[Block]:
    """The blocks with their kinds told, as far as each by itself and its neighbours tell them.

    The heading of a reference list becomes ``reference``; its entries are `notes.find`'s affair,
    and subheadings, which look like entries, are told after them by `headings`. Furniture at the
    end of the last paragraphs is cut off as a block of its own.
    """
    found = [_told(block, title) for block in blocks]
    _editors_notes(found)
    return _without_tail(found)


def author(blocks: tuple[Block, ...]) -> str:
    """The name in the first byline among the blocks, or empty."""
    for block in blocks:
        match = _patterns().byline.match(block.text.strip()) if len(block.text) <= SHORT else None
        named = next(filter(None, match.groups()), "") if match else ""
        if named:
            return str(named).strip()
    return ""


def _told(block: Block, title: str) -> Block:
    if block.kind not in ("body", "heading"):
        return block
    if block.kind == "body" and title and block.text.strip() == title.strip():
        return replace(block, kind="heading")
    match = _patterns().block.match(block.text.strip())
    if match is None:
        return block
    kind = _KINDS[str(match.lastgroup)]
    return block if (block.kind, kind) == ("heading", "caption") else replace(block, kind=kind)


def _editors_notes(blocks: list[Block]) -> None:
    """Mark what belongs to an editor's note whose heading stands alone."""
    patterns = _patterns()
    for i, block in enumerate(blocks):
        if block.kind != "furniture" or not patterns.editor.match(block.text.strip()):
            continue
        for j in range(i + 1, min(i + 1 + NOTE_BLOCKS, len(blocks))):
            ours = j == i + 1 or patterns.editor_talk.search(blocks[j].text)
            if blocks[j].kind != "body" or not ours:
                break
            blocks[j] = replace(blocks[j], kind="furniture")


def headings(blocks: list[Block]) -> list[Block]:
    """The blocks, with short lines told that do not end like a sentence and stand over a paragraph.

    `LONGEST_LIST` of them in a row are a list, unless the text begins with them.
    """
    blocks = list(blocks)
    patterns = _patterns()
    bare = [block.kind == "body" and is_bare(block.text) for block in blocks]
    i = 0
    while i < len(blocks):
        j = i
        while j < len(blocks) and bare[j]:
            j += 1
        stands_over = j < len(blocks) and blocks[j].kind == "body"
        for k in range(i, j):
            if (stands_over and (j - i < LONGEST_LIST or i == 0)) or patterns.heading.match(
                blocks[k].text.strip()
            ):
                blocks[k] = replace(blocks[k], kind="heading")
        i = j + 1
    return blocks


def is_bare(text: str) -> bool:
    """Whether a block is a short line that does not end like a sentence and is no list's item."""
    if len(text) > 2 * HEADING or len(text) - len(_LATIN.findall(text)) / 2 > HEADING:
        return False
    return not (
        _ENDED.search(text) or _SENTENCE_INSIDE.search(text) or _patterns().item.match(text.strip())
    )


def _without_tail(blocks: list[Block]) -> list[Block]:
    """The blocks, with promotion and credits at the end of the last paragraphs cut off."""
    body = [i for i, block in enumerate(blocks) if block.kind == "body"]
    for i in reversed(body[-TAIL_BLOCKS:]):
        text = blocks[i].text
        kept = len(text)
        for start, end in reversed(spans(text)):
            if not _patterns().sentence.match(text[start:end]):
                break
            kept = start
        if kept == len(text):
            break
        pieces = [piece(blocks[i], kept, len(text), "furniture")]
        if text[:kept].strip():
            blocks[i : i + 1] = [piece(blocks[i], 0, kept, "body"), *pieces]
            break
        blocks[i : i + 1] = pieces
    return blocks


def piece(block: Block, start: int, end: int, kind: str) -> Block:
    """The run of `block` between two offsets as a block of its own, its anchors with it."""
    anchors = tuple(
        (max(at, start) - start, source + max(start - at, 0), min(at + n, end) - max(at, start))
        for at, source, n in block.anchors
        if at < end and at + n > start
    )
    first = anchors[0][1] if anchors and anchors[0][0] == 0 else -1
    return Block(block.text[start:end], kind, block.source if start == 0 else first, anchors)
