"""What a page declares of itself: title, outlet, author, date, language, address.

JSON-LD is trusted before meta tags, meta tags before the elements of the page. A date is taken
from declarations only, never from an address or a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from renkei.documents.dates import declared
from renkei.documents.flow import Page
from renkei.documents.outlets import outlet

_DATE_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "apub:time",
    "date",
)
_AUTHOR_TAGS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "dc.creator",
    "twitter:creator",
)
_TEXTS = ("article", "report", "posting", "webpage", "creativework", "legislation", "document")
_SEPARATOR = re.compile(r"\s*[|｜_»•]\s*|\s+[-–—]\s+|\s*[－—]{1,2}\s*")
_NESTED = 200
_NO_NAME = re.compile(
    r"^(?:https?:|[@/]|[\d\W]*$|unknown$|admin$|未知|佚名)|@|\.com\b", re.IGNORECASE
)
_AFTER_NAME = re.compile(r"\s*(?:责任编辑|責任編輯|编辑|編輯)\s*[:：].*")


@dataclass(frozen=True, slots=True)
class Declared:
    """The declarations of a page; each is empty where nothing states it."""

    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    address: str = ""


def declarations(page: Page, address: str = "", first: int = 0, last: int = 0) -> Declared:
    """What `page` declares. `address` is where it was read from, if known.

    `first` and `last` bound the pieces of the main text, within which a ``time`` element counts.
    """
    thing = next(_articles(page.json_ld), {})
    meta = page.meta
    where = _first_address(meta.get("og:url", ""), page.canonical, _text(thing.get("url")), address)
    site = (
        meta.get("og:site_name")
        or _name(thing.get("publisher"))
        or outlet(where)
        or meta.get("application-name", "")
    )
    headline = next((p.text for p in page.pieces if p.tag == "h1" and not p.hard), "")
    title = _text(thing.get("headline")) or meta.get("og:title") or headline or page.title
    return Declared(
        title=bare_title(title, site, headline),
        source=site,
        author=_author(thing, meta),
        published=_published(thing, page, first, last),
        language=page.language or _text(thing.get("inLanguage")) or meta.get("og:locale", ""),
        address=where,
    )


def bare_title(title: str, site: str, headline: str = "") -> str:
    """`title` without the name of the site that many pages put at its end or start."""
    title = " ".join(title.split())
    if headline and headline != title and headline in title:
        return headline
    parts = _SEPARATOR.split(title)
    if len(parts) < 2 or not site:
        return title
    for at, edge in ((-1, title.rfind(parts[-1])), (0, len(parts[0]))):
        if _same_site(parts[at], site):
            rest = title[:edge] if at else title[edge:]
            return rest.strip(" |｜_»•-–—－")
    return title


def _same_site(part: str, site: str) -> bool:
    a, b = part.casefold().replace(" ", ""), site.casefold().replace(" ", "")
    return len(a) > 1 and (a in b or b in a)


def _articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """The things in JSON-LD scripts that are articles, the most specific first."""
    things: list[dict[str, Any]] = []
    for script in scripts:
        try:
            things.extend(_things(json.loads(script.strip().rstrip(";"), strict=False)))
        except (ValueError, RecursionError):
            continue
    typed = [(_text(thing.get("@type")).lower(), thing) for thing in things]
    for word in _TEXTS:
        yield from (thing for kind, thing in typed if word in kind)


def _things(data: Any) -> Iterator[dict[str, Any]]:
    todo = [data]
    for _ in range(_NESTED):
        if not todo:
            return
        item = todo.pop(0)
        if isinstance(item, list):
            todo[:0] = item
        elif isinstance(item, dict):
            yield item
            todo[:0] = [item[key] for key in ("@graph", "mainEntity") if key in item]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("@value") or value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:10])))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def _author(thing: dict[str, Any], meta: dict[str, str]) -> str:
    names = (_name(thing.get("author")), *(meta.get(tag, "") for tag in _AUTHOR_TAGS))
    return next(filter(None, map(_person, names)), "")


def _person(name: str) -> str:
    """`name` if it can be one: templates put addresses, numbers and placeholders there."""
    name = _AFTER_NAME.sub("", " ".join(name.split()))
    return "" if _NO_NAME.search(name) or len(name) > 80 else name


def _published(thing: dict[str, Any], page: Page, first: int, last: int) -> str:
    stated = declared(_text(thing.get("datePublished")))
    if stated:
        return stated
    for tag in _DATE_TAGS:
        if stated := declared(page.meta.get(tag, "")):
            return stated
    near = (value for place, value in page.times if first <= place <= last)
    return next(filter(None, map(declared, near)), "")


def _first_address(*candidates: str) -> str:
    for candidate in candidates:
        if urlsplit_safe(candidate).scheme in ("http", "https"):
            return candidate
    return ""


def urlsplit_safe(address: str) -> Any:
    """`urlsplit`, with an empty result for what is no address."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
