"""The RSS-export form: one item of a feed, saved by a feed reader as a text file.

A comment with epoch milliseconds, a Markdown link, a rule, then the item's HTML. The epoch is when
the feed was read, not when the item was published, and up to days late; it is not taken as a date.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from renkei.documents.align import Aligner
from renkei.documents.draft import Block, Draft
from renkei.documents.html import read_fragment
from renkei.documents.limits import DEFAULT, Limits
from renkei.documents.maintext import date_of
from renkei.documents.outlets import outlet
from renkei.errors import DocumentError

HEADER = re.compile(
    r"\s*<!--\s*(\d{10,14})\s*-->\s*\n\s*\[(.*)\]\((\S*?)\)[ \t]*\r?\n[ \t]*-{3,}[ \t]*(?:\r?\n|\Z)"
)


def read_export(text: str, origin: str = "", limits: Limits = DEFAULT) -> Draft:
    """The draft of an exported item.

    Its date is a line of the body that is nothing but a date, if there is one.

    Raises
    ------
    DocumentError
        If `text` is not in this form, or holds nothing after its header.
    """
    header = HEADER.match(text)
    if not header:
        raise DocumentError("it does not have the header of an RSS export")
    body = text[header.end() :]
    aligner = Aligner(" " * header.end() + body)
    blocks, author, warnings = read_fragment(body, aligner, limits)
    if not blocks:
        raise DocumentError("the exported item holds no text")
    published = _first_date(blocks)
    if not published:
        warnings.append(f"it states no date; its feed was read on {_day(header[1])}")
    return Draft(
        blocks=blocks,
        title=header[2].strip(),
        source=outlet(header[3]),
        address=header[3],
        author=author,
        published=published,
        published_from="dateline" if published else "",
        media_type="text/html",
        origin=origin,
        warnings=tuple(warnings),
    )


def _first_date(blocks: tuple[Block, ...]) -> str:
    lines = (block.text for block in blocks[:10] if block.kind == "dateline")
    return next(filter(None, map(date_of, lines)), "")


def _day(epoch: str) -> str:
    seconds = int(epoch) / (1000 if len(epoch) > 11 else 1)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
