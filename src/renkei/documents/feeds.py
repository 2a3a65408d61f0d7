"""RSS, Atom and JSON feeds to drafts, one an item."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from renkei.documents.align import Aligner
from renkei.documents.dates import declared
from renkei.documents.decode import tidy
from renkei.documents.draft import Block, Draft
from renkei.documents.html import read_fragment
from renkei.documents.inputs import failed
from renkei.documents.limits import DEFAULT, Limits
from renkei.documents.outlets import outlet
from renkei.documents.plain import paragraphs
from renkei.errors import DocumentError
from renkei.nouns import Failure

_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_UTF8 = {"content-type": "application/xml; charset=utf-8"}
_NOTHING = "the item holds no text; read the page at its address instead"


def read_feed(text: str, origin: str = "", limits: Limits = DEFAULT) -> Iterator[Draft | Failure]:
    """The items of an RSS or Atom feed, in its order.

    Raises
    ------
    DocumentError
        If it holds no items, or declares entities, which can be made to fill the memory.
    """
    import feedparser

    if _ENTITY.search(text):
        raise DocumentError("it declares XML entities, which can be made to fill the memory")
    raw = _DECLARATION.sub("", text, count=1).encode()
    feed = feedparser.parse(
        io.BytesIO(raw), response_headers=_UTF8, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.entries:
        broken = feed.get("bozo_exception")
        raise DocumentError(f"the feed holds no items{f' ({broken})' if broken else ''}")
    aligner = Aligner(text)
    for number, entry in enumerate(feed.entries[: limits.items], start=1):
        yield _item(feed.feed, entry, f"{origin}#{number}", aligner, limits)


def read_json_feed(
    text: str, origin: str = "", limits: Limits = DEFAULT
) -> Iterator[Draft | Failure]:
    """The items of a JSON Feed (jsonfeed.org, versions 1 and 1.1).

    Raises
    ------
    DocumentError
        If it is not valid JSON or holds no items.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"it is not valid JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        raise DocumentError("the feed holds no items")
    for number, item in enumerate(items[: limits.items], start=1):
        where = f"{origin}#{number}"
        if isinstance(item, dict):
            yield _json_item(feed, item, where, limits)
        else:
            yield Failure(where, "the item is not an object")


def _item(feed: Any, entry: Any, origin: str, aligner: Aligner, limits: Limits) -> Draft | Failure:
    full = max((part.get("value", "") for part in entry.get("content", [])), key=len, default="")
    summary = entry.get("summary", "")
    body = full if len(full) >= len(summary) else summary
    address = entry.get("link", "")
    draft = Draft(
        blocks=(),
        title=_bare(entry.get("title", "")),
        source=feed.get("title", "") or outlet(address),
        address=address,
        author=entry.get("author", ""),
        language=entry.get("language", "") or feed.get("language", ""),
        media_type="text/html",
        origin=origin,
    )
    dates = [entry.get("published", ""), dict.get(entry, "updated", "")]
    warnings = [] if full else ["the feed gives no more than a summary of it"]
    return _filled(_dated(draft, dates, warnings), body, aligner, limits)


def _json_item(
    feed: dict[str, Any], item: dict[str, Any], origin: str, limits: Limits
) -> Draft | Failure:
    authors = item.get("authors") or feed.get("authors") or [item.get("author") or {}]
    address = _string(item.get("url")) or _string(item.get("external_url"))
    draft = Draft(
        blocks=(),
        title=_string(item.get("title")),
        source=_string(feed.get("title")) or outlet(address),
        address=address,
        author=", ".join(_string(a.get("name")) for a in authors if isinstance(a, dict)),
        language=_string(item.get("language")) or _string(feed.get("language")),
        media_type="text/html",
        origin=origin,
    )
    dates = [_string(item.get("date_published")), _string(item.get("date_modified"))]
    dated = _dated(draft, dates, [])
    if html := _string(item.get("content_html")):
        return _filled(dated, html, None, limits)
    text, more = tidy(_string(item.get("content_text")) or _string(item.get("summary")))
    blocks = tuple(Block(b.text, b.kind) for b in paragraphs(text))
    if not blocks:
        return Failure(origin, _NOTHING)
    return replace(dated, blocks=blocks, warnings=(*dated.warnings, *more))


def _dated(draft: Draft, dates: list[str], warnings: list[str]) -> Draft:
    published, updated = map(declared, dates)
    if updated and not published:
        warnings.append("its feed says only when it was last changed; that day is taken")
    if not published and not updated:
        warnings.append("its feed gives no date")
    day = published or updated
    return replace(
        draft, published=day, published_from="feed" if day else "", warnings=tuple(warnings)
    )


def _filled(draft: Draft, html: str, aligner: Aligner | None, limits: Limits) -> Draft | Failure:
    try:
        blocks, author, warnings = read_fragment(tidy(html)[0], aligner, limits)
    except DocumentError as error:
        return failed(draft.origin, error)
    if not blocks:
        return Failure(draft.origin, _NOTHING)
    return replace(
        draft,
        blocks=blocks,
        author=draft.author or author,
        warnings=(*draft.warnings, *warnings),
    )


def _bare(title: str) -> str:
    if "<" not in title:
        return " ".join(title.split())
    return " ".join(block.text for block in read_fragment(title)[0])


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
