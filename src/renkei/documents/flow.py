"""An HTML tree to the blocks of text that a browser would show, in reading order.

Inline elements join, block elements and line breaks part. Nothing is judged here: each piece
carries what `maintext` needs to tell text from furniture.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from renkei.documents.align import Aligner, Span, joined
from renkei.documents.cues import role_of
from renkei.documents.limits import DEFAULT
from renkei.errors import TooLarge


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu nav ol p pre section summary table tbody td tfoot th thead title tr ul"
)
_SKIPPED = _names(
    "applet audio button canvas datalist embed head iframe input link map meta meter noscript "
    "object option progress rp rt rtc script select style svg template textarea title video"
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_FURNITURE = _names("nav aside footer dialog menu")
_CAPTIONS = _names("figcaption figure caption small")
_NOTED = _BLOCKS | _names("a br time small span head")
_CONTAINERS = frozenset(("article", "main"))
_DATES = ("datePublished", "dateCreated")


@dataclass(slots=True)
class Piece:
    """A block as found: its text, where it stands, and the signs of what it is.

    `linked` counts characters inside links; `hard` says that an element around it is furniture by
    its tag. `soft` are the numbers of the elements around it that are furniture by their class,
    `inside` those of the containers (``article``, ``main``, ``articleBody``).
    """

    text: str
    anchors: tuple[Span, ...]
    tag: str
    linked: int = 0
    hard: bool = False
    soft: tuple[int, ...] = ()
    caption: bool = False
    inside: tuple[int, ...] = ()


@dataclass(slots=True)
class Page:
    """What one walk over a tree found: pieces, and the declarations for `metadata`."""

    pieces: list[Piece] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    times: list[tuple[int, str]] = field(default_factory=list)
    title: str = ""
    canonical: str = ""
    language: str = ""
    depth: int = 0


def flow(root: Any, aligner: Aligner | None = None, most: int = DEFAULT.blocks) -> Page:
    """The page under `root`, an lxml element. `aligner` gives the pieces their anchors.

    Raises
    ------
    TooLarge
        If there are more than `most` pieces.
    """
    return _Walk(aligner, most).over(root)


class _Walk:
    def __init__(self, aligner: Aligner | None, most: int) -> None:
        self._most = most
        self.page = Page()
        self._find = aligner.find if aligner else None
        self._runs: list[tuple[str, list[Span]]] = []
        self._linked = 0
        self._links = self._hard = self._caption = self._pre = 0
        self._soft: tuple[int, ...] = ()
        self._tags = ["body"]
        self._inside: tuple[int, ...] = ()
        self._numbered = 0

    def over(self, root: Any) -> Page:
        from lxml import etree

        events = etree.iterwalk(root, events=("start", "end"))
        undo: list[str] = []
        depth = 0
        for event, element in events:
            if event == "start":
                tag = element.tag
                undo.append(self._enter(tag, element) if tag in _NOTED else "")
                depth = max(depth, len(undo))
                if tag in _SKIPPED:
                    self._declares(tag, element)
                    if tag != "head":
                        events.skip_subtree()
                elif text := element.text:
                    self._add(text)
            else:
                if signs := undo.pop():
                    self._leave(signs)
                if (tail := element.tail) and element is not root:
                    self._add(tail)
        self.page.depth = depth
        self._flush()
        return self.page

    def _add(self, text: str) -> None:
        if self._tags[-1] == "head":
            return
        if self._pre:
            for line in text.split("\n"):
                self._run(line)
                self._flush()
            return
        self._run(text)

    def _run(self, text: str) -> None:
        if text.isspace():
            if self._runs:
                self._runs.append((text, []))
            return
        self._runs.append((text, self._find(text) if self._find else []))
        if self._links:
            self._linked += len(text.strip())

    def _enter(self, tag: str, element: Any) -> str:
        """Notes what `element` says of the text in it; gives what to undo when it ends."""
        if tag == "a":
            self._links += 1
            return "l"
        if tag == "br":
            self._flush()
            return ""
        if tag == "time" and (stated := element.get("datetime")):
            self.page.times.append((len(self.page.pieces), stated))
        if tag not in _BLOCKS:
            return self._inline(tag, element)
        self._flush()
        if tag == "html":
            self.page.language = element.get("lang") or element.get(_XML_LANG) or ""
        self._tags.append(tag)
        return "b" + self._signs(tag, element)

    def _inline(self, tag: str, element: Any) -> str:
        if tag == "head":
            self._tags.append(tag)
            return "b"
        if tag == "small" or (tag == "span" and self._is_caption(element)):
            self._flush()
            self._caption += 1
            return "cf"
        return ""

    def _is_caption(self, element: Any) -> bool:
        return role_of(element.get("class") or "") == "caption"

    def _signs(self, tag: str, element: Any) -> str:
        signs = ""
        attributes = element.attrib
        if tag == "pre":
            self._pre += 1
            signs += "p"
        if tag in _FURNITURE or (attributes and _hidden(attributes)):
            self._hard += 1
            signs += "h"
        if tag in _CAPTIONS:
            self._caption += 1
            signs += "c"
        if tag in _CONTAINERS or attributes.get("itemprop") == "articleBody":
            self._numbered += 1
            self._inside = (*self._inside, self._numbered)
            return signs + "i"
        if not attributes or tag in ("body", "html"):
            return signs
        role = role_of(f"{attributes.get('class', '')} {attributes.get('id', '')}")
        if role == "furniture":
            self._numbered += 1
            self._soft = (*self._soft, self._numbered)
            return signs + "s"
        if role == "caption":
            self._caption += 1
            return signs + "c"
        return signs

    def _leave(self, undo: str) -> None:
        if undo != "l":
            self._flush()
        for sign in undo:
            match sign:
                case "l":
                    self._links -= 1
                case "b":
                    self._tags.pop()
                case "c":
                    self._caption -= 1
                case "h":
                    self._hard -= 1
                case "s":
                    self._soft = self._soft[:-1]
                case "p":
                    self._pre -= 1
                case "i":
                    self._inside = self._inside[:-1]

    def _flush(self) -> None:
        if not self._runs:
            return
        text, anchors = joined(self._runs)
        self._runs.clear()
        if len(self.page.pieces) >= self._most:
            raise TooLarge(f"it holds more than {self._most:,} paragraphs")
        if text:
            self.page.pieces.append(
                Piece(
                    text,
                    anchors,
                    self._tag(),
                    self._linked,
                    self._hard > 0,
                    self._soft,
                    self._caption > 0,
                    self._inside,
                )
            )
        self._linked = 0

    def _tag(self) -> str:
        """The innermost block element, or the heading that it stands in."""
        tags = self._tags
        for tag in tags[-1:-4:-1]:
            if tag in _HEADINGS:
                return tag
        return tags[-1]

    def _declares(self, tag: str, element: Any) -> None:
        page = self.page
        if tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if name and (content := element.get("content")):
                page.meta.setdefault(name.lower(), content.strip())
        elif tag == "title":
            page.title = page.title or " ".join((element.text or "").split())
        elif tag == "link" and "canonical" in (element.get("rel") or ""):
            page.canonical = element.get("href") or ""
        elif tag == "script" and element.get("type") == "application/ld+json" and element.text:
            page.json_ld.append(element.text)


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _hidden(attributes: Any) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style) and "display:none" in style.replace(" ", "").lower()
