"""Whose words an English document is that one person speaks: testimony, remarks, a speech.

The title names the speaker. The patterns are those of ``data/en/speech.yaml`` (`podium`).
"""

from __future__ import annotations

import re
from functools import cache

from renkei.nouns import Document, Role
from renkei.reading.fold import fold
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import NameFinder
from renkei.reading.voices import Voice


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    rules = load_yaml("en", "speech.yaml")["podium"]
    return {key: re.compile(value) for key, value in rules.items()}


def at_podium(document: Document, title: str, finder: NameFinder) -> Voice | None:
    """The speaker whom `title` (folded) names, in an office or as an expert; None if it names none.

    An office is known by its words or by the names of the pack; whoever else testifies is an
    expert.
    """
    rules = _rules()
    m = rules["by"].search(title) or rules["whose"].search(title)
    if m is None:
        return None
    group = m.lastgroup or "who"
    who = document.title[slice(*m.span(group))]
    folded = fold(who, "en")
    called = rules["honour"].sub("", folded)
    name = who[len(who) - len(called) :].split(",")[0].strip()
    found = [n for f in finder.find(folded, who) for n in f.names]
    state = next((n.key if n.kind == "state" else n.state for n in found if n.state), "")
    if rules["former"].search(folded):
        return Voice(name, Role.OTHER, "", named=True)
    if rules["expert"].search(folded):
        return Voice(name, Role.ANALYST, "", named=True)
    known = any(n.role == Role.OFFICIAL for n in found)
    if known or rules["office"].search(folded):
        return Voice(name, Role.OFFICIAL, state, named=True)
    return Voice(name, Role.ANALYST, "", named=True) if rules["hearing"].search(title) else None


def is_study(told: str) -> bool:
    """Whether a title or source is that of someone who writes about what others issue."""
    return bool(_rules()["study"].search(told.lower()))
