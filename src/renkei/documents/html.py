"""HTML to drafts: whole pages, and fragments such as a feed's items.

The blocks are those of our own walk over lxml's tree, so every character is the page's own;
`maintext` only decides which of them stay.
"""

from __future__ import annotations

import re
from typing import Any

from renkei.documents.align import Aligner
from renkei.documents.cues import byline
from renkei.documents.draft import Block, Draft
from renkei.documents.flow import Page, flow
from renkei.documents.limits import DEFAULT, Limits
from renkei.documents.maintext import blocks, fragment, main_text
from renkei.documents.metadata import declarations
from renkei.errors import DocumentError, TooLarge

_BREAKS = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|tr|td|section|article)\b[^>]*(?:>|\Z)", re.IGNORECASE
)
_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[a-zA-Z/!?][^>]*(?:>|\Z)")
_PARSER_DEPTH = 2_048


def read_page(
    text: str, origin: str = "", address: str = "", limits: Limits = DEFAULT, whole: bool = False
) -> Draft:
    """The draft of an HTML page. `whole` keeps every block that is not marked as furniture.

    Raises
    ------
    DocumentError
        If the page holds no text.
    """
    page, warnings = parsed(text, Aligner(text), limits)
    kept, told = (fragment(page.pieces), True) if whole else main_text(page.pieces, page.title)
    if not kept:
        raise DocumentError(
            "the page holds no text, as one drawn by a script does; "
            "save it from a browser as PDF or MHTML and read that"
        )
    if not told:
        warnings.append("no main text could be told from the rest; the whole page was kept")
    stated = declarations(page, address, kept[0][0] - 5, kept[-1][0] + 1)
    return Draft(
        blocks=blocks(page.pieces, kept),
        title=stated.title,
        source=stated.source,
        address=stated.address,
        author=stated.author or next(filter(None, (byline(p.text) for p in page.pieces)), ""),
        published=stated.published,
        published_from="metadata" if stated.published else "",
        language=stated.language,
        media_type="text/html",
        origin=origin,
        warnings=tuple(warnings),
    )


def read_fragment(
    text: str, aligner: Aligner | None = None, limits: Limits = DEFAULT
) -> tuple[tuple[Block, ...], str, list[str]]:
    """The blocks of a piece of HTML that is all article, its by-line's author, and warnings."""
    page, warnings = parsed(text, aligner, limits)
    author = next(filter(None, (byline(piece.text) for piece in page.pieces)), "")
    return blocks(page.pieces, fragment(page.pieces)), author, warnings


def parsed(text: str, aligner: Aligner | None, limits: Limits = DEFAULT) -> tuple[Page, list[str]]:
    """The walk over `text`, and what to warn of.

    A page nested deeper than the limit is read without its structure, as a browser would show it.

    Raises
    ------
    TooLarge
        If `text` is longer than `limits.text_chars` or has more tags than `limits.blocks`.
    """
    if len(text) > limits.text_chars:
        raise TooLarge(f"it holds more than {limits.text_chars:,} characters")
    if text.count("<") > limits.blocks:
        raise TooLarge(f"it holds more than {limits.blocks:,} tags")
    root, deep = _tree(text)
    page = flow(root, aligner, limits.blocks) if root is not None else Page()
    if not deep and page.depth <= limits.html_depth:
        return page, []
    root, _ = _tree(_flat(text))
    aligner = Aligner(text) if aligner else None
    page = flow(root, aligner, limits.blocks) if root is not None else Page()
    return page, [f"it is nested deeper than {limits.html_depth:,} elements: read as plain lines"]


def _tree(text: str) -> tuple[Any, bool]:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError):
        return None, _too_deep(parser)
    return root, _too_deep(parser)


def _too_deep(parser: Any) -> bool:
    return any("Excessive depth" in entry.message for entry in parser.error_log)


def _flat(text: str) -> str:
    shown = _BREAKS.sub("\0", _UNSHOWN.sub("", text))
    return "<html><body>" + _TAG.sub("", shown).replace("\0", "<br>") + "</body></html>"
