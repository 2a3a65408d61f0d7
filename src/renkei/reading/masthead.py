"""What a Chinese official text calls those who issue it.

The patterns are those of ``data/zh/speech.yaml`` (`masthead`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Document
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml

_OPENING = 300
_LINES = 4
_OFTEN = 3
"""How often a collective noun opens a clause before it is what the issuers call themselves."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The patterns of ``masthead`` (see there)."""

    opening: re.Pattern[str]
    reported: re.Pattern[str]
    stated: re.Pattern[str]
    by: re.Pattern[str]
    office: re.Pattern[str]
    chorus: re.Pattern[str]
    selves: re.Pattern[str]
    title: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def masthead() -> Masthead:
    """The patterns, compiled once."""
    rules = load_yaml("zh", "speech.yaml")["masthead"]
    return Masthead(**{key: re.compile(value) for key, value in rules.items()})


def opens_official(layout: Layout) -> bool:
    """Whether the opening lines say that an official text follows."""
    opening = f"\n{layout.folded[:_OPENING]}"
    m = masthead().opening.search(opening)
    return m is not None and opening.count("\n", 0, m.start()) <= _LINES


def only_reported(layout: Layout) -> bool:
    """Whether the text quotes an official text rather than gives it."""
    return len(masthead().reported.findall(layout.folded)) > 1


def issuers(document: Document, layout: Layout, title: str) -> str:
    """What the issuers are called: by the opening, by themselves, or by the title."""
    rules = masthead()
    stated = rules.stated.search(layout.folded[:_OPENING])
    if stated:
        return layout.text[slice(*stated.span(stated.lastindex or 0))]
    by = rules.by.search(title)
    if by:
        return document.title[slice(*by.span(by.lastindex or 0))]
    return _chorus(document, layout, title) or _titled(document, title)


def _chorus(document: Document, layout: Layout, title: str) -> str:
    """The collective noun that opens most clauses, with the states that the title gives it."""
    rules = masthead()
    heard = Counter(m[1] for m in rules.chorus.finditer(layout.folded))
    called, times = heard.most_common(1)[0] if heard else ("", 0)
    if times < _OFTEN or times <= len(rules.selves.findall(layout.folded)):
        return ""
    office = rules.office.search(title)
    if office and office[0].endswith(called.rstrip("们")[-2:]):
        return document.title[slice(*office.span())]
    at = layout.folded.index(called)
    return layout.text[at : at + len(called)]


def _titled(document: Document, title: str) -> str:
    """The name that the title gives the text."""
    rules = masthead()
    named = rules.title.search(rules.aside.sub("", title))
    if named is None:
        return ""
    at = title.find(named[1])
    return document.title[at : at + len(named[1])] if at >= 0 else named[1]
