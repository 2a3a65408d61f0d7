"""Whose voice each answer of an English exchange is.

A turn opens its line with a label and a colon (Q:, Reporter:, Minister:, Mr. Roe:). Labels that ask
are told by their words, those that answer by coming back. The patterns are those of
``data/en/speech.yaml`` (`turns`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from renkei.nouns import Role
from renkei.reading.frames import Frame
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.noun_phrases import NounPhrases
from renkei.reading.voices import Voice

_TURNS = 4
"""How many questions and answers make an exchange: at least so many, and one of them a question."""
_AGAIN = 2
"""How often a label comes back that answers."""
_SEVERAL = 2
"""How many speak in a record at least."""
Place = tuple[int, int, int]
"""Where a label begins and ends, and where what it says begins."""


def turns(layout: Layout, phrases: NounPhrases) -> list[Frame]:
    """A frame for each answer, from its label to the next; none where nobody asks and answers."""
    recorded = _recorded(layout)
    found = recorded or _asked(layout)
    if not found:
        return []
    ends = [*(start for start, _, _ in found[1:]), len(layout.text)]
    labels = [layout.folded[start:end] for start, end, _ in found]
    times = Counter(label for label in labels if not _rules()["asks"].fullmatch(label))
    out: list[Frame] = []
    met: dict[str, Voice] = {}
    for label, place, end in zip(labels, found, ends, strict=True):
        if recorded or times[label] >= _AGAIN:
            voice = met.setdefault(label, _answering(layout, phrases, place, found[0][0]))
            out.append(Frame(place[2], end, voice, (place[2], place[2])))
    return out


def _asked(layout: Layout) -> list[Place]:
    """The labels of an exchange in which some ask."""
    if layout.folded.count(":") < _TURNS:
        return []
    rules = _rules()
    found = [(m.start(1), m.end(1), m.end()) for m in _lines(rules["label"], layout.folded)]
    labels = [layout.folded[start:end] for start, end, _ in found]
    asks = [bool(rules["asks"].fullmatch(label)) for label in labels]
    times = Counter(label for label, ask in zip(labels, asks, strict=True) if not ask)
    answers = sum(many for many in times.values() if many >= _AGAIN)
    return found if True in asks and sum(asks) + answers >= _TURNS else []


def _recorded(layout: Layout) -> list[Place]:
    """The labels of a hearing's record, in which whoever speaks is printed in capitals."""
    matches = list(_lines(_rules()["record"], layout.text))
    if len(matches) < _TURNS:
        return []
    times = Counter(m[1] for m in matches)
    if sum(many for many in times.values() if many >= _AGAIN) < _TURNS or len(times) < _SEVERAL:
        return []
    return [(m.start(1), m.end(1), m.end()) for m in matches]


def _lines(rule: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a rule at the beginnings of lines, where alone it can match."""
    at = 0
    while True:
        m = rule.match(text, at)
        if m:
            yield m
        at = text.find("\n", at) + 1
        if not at:
            return


def _answering(layout: Layout, phrases: NounPhrases, place: Place, first: int) -> Voice:
    """Whom a label means: whoever it names or, if it only says that it answers, who comes first."""
    start, end, _ = place
    if _rules()["answers"].fullmatch(layout.folded, start, end):
        call = phrases.people.first(0, first)
        if call:
            person = call.person
            return Voice(person.name, person.role, person.state, call.start, call.end, named=True)
    voice = phrases.phrase(start, end)
    if voice is None or voice.carried:
        return Voice(layout.text[start:end], Role.OTHER, "", start, end, named=True)
    return voice._replace(start=start, end=end)


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    rules = load_yaml("en", "speech.yaml")["turns"]
    return {key: re.compile(value, re.MULTILINE) for key, value in rules.items()}
