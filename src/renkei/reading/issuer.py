"""Whose voice a whole document is, where it speaks for those who issued it."""

from __future__ import annotations

from renkei.nouns import Document, Role
from renkei.reading.fold import fold
from renkei.reading.layout import Layout
from renkei.reading.names import Found, NameFinder
from renkei.reading.voices import Voice, voice_rules

_OPENING = 600


def issuer(document: Document, layout: Layout, finder: NameFinder) -> Voice | None:
    """The voice of a joint statement, fact sheet or press release; None for any other document.

    It is told by the title; the issuer is the group, state or body that the title or else the
    source or the opening lines name first.
    """
    rules = voice_rules(layout.language)
    title = fold(document.title, layout.language)
    if not rules.issued.search(title):
        return None
    opening = [f for f in layout.names if f.start < _OPENING]
    places = (
        (finder.find(title, document.title), document.title),
        (opening, document.text),
        (finder.find(fold(document.source, layout.language), document.source), document.source),
    )
    for kinds in (("group",), ("state", "body", "title")):
        for found, text in places:
            voice = _first(found, text, kinds)
            if voice:
                return voice
    return Voice(document.title, Role.OFFICIAL)


def _first(found: list[Found], text: str, kinds: tuple[str, ...]) -> Voice | None:
    for one in found:
        for name in one.names:
            if name.kind in kinds:
                state = name.key if name.kind in ("group", "state") else name.state
                return Voice(text[one.start : one.end], Role.OFFICIAL, state)
    return None
