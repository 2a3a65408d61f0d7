"""Whose voice a whole document is, where it speaks for those who issued it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from renkei.nouns import Document, Role
from renkei.reading.fold import fold
from renkei.reading.imprint import only_reports, signed
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.masthead import issuers, only_reported, opens_official
from renkei.reading.names import Found, NameFinder
from renkei.reading.podium import at_podium, is_study
from renkei.reading.voices import Voice

_OPENING = 600
_NUMBER = re.compile(r"\(?(\d{1,2})[.)．、 ]")
_ENOUGH = 4


@cache
def _rules(language: str) -> dict[str, re.Pattern[str]]:
    """Of titles: `issued`, any text that speaks for those who issue it; `conference`, the record of
    one speaker; `sole`, what one body makes known.

    Of sources: `source`, a body that makes things known under any title.
    """
    data = load_yaml(language, "speech.yaml")
    rules = {"issued": data["issued"], **data.get("issuers", {})}
    keys = ("issued", "conference", "sole", "source")
    return {key: re.compile(rules.get(key, "(?!)")) for key in keys}


def issuer(document: Document, layout: Layout, finder: NameFinder) -> Voice | None:
    """The voice of a joint statement, fact sheet or press release; None for any other document.

    It is told by the title, by the source, or by paragraphs numbered from the first to the last as
    in a communiqué; the issuer is the group, state or body that the title or else the
    source or the opening lines name first.
    """
    rules = _rules(layout.language)
    title = fold(document.title, layout.language)
    english, chinese = layout.language == "en", layout.language == "zh"
    if english and only_reports(title):
        return Voice("author", Role.AUTHOR)
    podium = at_podium(document, title, finder) if english else None
    if podium is not None:
        return podium
    if not (
        rules["issued"].search(title)
        or rules["conference"].search(title)
        or rules["source"].search(document.source)
        or (chinese and opens_official(layout))
        or (numbered(layout) and not (english and is_study(f"{title}\n{document.source}")))
    ):
        return None
    if chinese:
        if only_reported(layout):
            return None
        called = issuers(document, layout, title)
        return _issuer(document, layout, finder, title, called)
    voice = _issuer(document, layout, finder, title, "")
    return signed(voice, document, title, layout, finder) if english and voice else voice


def numbered(layout: Layout) -> bool:
    """Whether most paragraphs are numbered, one after the other, and at least four of them."""
    heads: dict[int, int] = {}
    for passage in layout.passages:
        heads.setdefault(passage.block, passage.start)
    found = [_NUMBER.match(layout.folded, start) for start in heads.values()]
    counted = [int(m[1]) for m in found if m]
    in_order = all(b == a + 1 for a, b in pairwise(counted))
    return len(counted) >= _ENOUGH and in_order and 2 * len(counted) > len(heads)


def _issuer(
    document: Document, layout: Layout, finder: NameFinder, title: str, called: str
) -> Voice | None:
    opening = [f for f in layout.names if f.start < _OPENING]
    places = (
        (finder.find(title, document.title), document.title),
        (opening, document.text),
        (finder.find(fold(document.source, layout.language), document.source), document.source),
    )
    of_one = _rules(layout.language)
    if of_one["conference"].search(title):
        return _host(places[0][0], opening, document)
    order: tuple[tuple[str, ...], ...] = (("group",), ("state", "body", "title"))
    if of_one["sole"].search(title):
        order, places = (("body",), *order), (places[2], *places[:2])
    for kinds in order:
        for found, text in places:
            voice = _first(found, text, kinds)
            if voice:
                return voice._replace(name=called or voice.name)
    return Voice(called or document.title, Role.OFFICIAL)


def _host(titled: list[Found], opening: list[Found], document: Document) -> Voice | None:
    """Who holds a press conference: the office in the title, by the name that the opening gives."""
    office = _first(titled, document.title, ("person", "title", "role"))
    if office is None:
        return None
    keys = {n.key for f in titled for n in f.names}
    for pair in pairwise(opening):
        kinds = [f.names[0].kind for f in pair]
        together = not document.text[pair[0].end : pair[1].start].strip()
        if together and kinds.count("person") == 1:
            person, title = pair if kinds[0] == "person" else reversed(pair)
            if title.names[0].key in keys:
                return office._replace(name=document.text[person.start : person.end], named=True)
    return office


def _first(found: list[Found], text: str, kinds: tuple[str, ...]) -> Voice | None:
    for one in found:
        for name in one.names:
            if name.kind in kinds:
                state = name.key if name.kind in ("group", "state") else name.state
                return Voice(text[one.start : one.end], Role.OFFICIAL, state)
    return None
