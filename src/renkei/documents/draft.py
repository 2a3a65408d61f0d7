"""What a format's reader hands on: blocks of text in reading order, and what the source declares.

A draft knows nothing of sentences, languages or near-duplicates; `assemble` makes a `Document` of
it. Offsets are counted in Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or caption of a source.

    `text` is the source letter for letter, but that runs of white space which HTML would fold are
    folded, entities are decoded and no line break stands inside. `kind` is ``body``, ``heading``,
    ``caption``, ``reference``, ``furniture`` or ``dateline``; ``body`` where the reader cannot
    tell. `source` is the offset of the block's first character in the decoded original, -1 if
    unknown. `anchors` are runs that are equal letter for letter: (offset in `text`, offset in the
    decoded original, length).
    """

    text: str
    kind: str = "body"
    source: int = -1
    anchors: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One text by one source, as its format's reader found it.

    `published` is EDTF and comes from what the source declares (meta tags, a feed, an export's
    date line) or from the user; `published_from` is ``metadata``, ``feed``, ``dateline`` or
    ``user``. `language` is as declared, a hint only. `origin` is the path or address it was read
    from; `warnings` are what the reader of the document should know.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    source: str = ""
    address: str = ""
    author: str = ""
    published: str = ""
    published_from: str = ""
    language: str = ""
    media_type: str = ""
    origin: str = ""
    warnings: tuple[str, ...] = ()
