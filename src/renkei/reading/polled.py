"""What a poll found, over the sentences that follow its naming.

A poll that an outlet is said to have taken is told about in the whole article; one only named, in
its paragraph. The patterns are those of ``data/<language>/speech.yaml`` (`polls`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Passage, Role
from renkei.reading.frames import Frame
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.voices import Voice
from renkei.reading.wordlists import Placed


@dataclass(frozen=True, slots=True)
class PollRules:
    """`taken`: that it was taken; `by`: a pollster that no pack knows;
    `finding`: shares of answers."""

    taken: re.Pattern[str]
    by: re.Pattern[str]
    finding: re.Pattern[str]


@cache
def poll_rules(language: str) -> PollRules:
    """The patterns, compiled once."""
    rules = load_yaml(language, "speech.yaml")["polls"]
    return PollRules(**{key: re.compile(value) for key, value in rules.items() if key != "named"})


def polled(layout: Layout, named: Placed) -> list[Frame]:
    """A frame for every sentence that tells what a poll found; `named` is where one is named."""
    if not named:
        return []
    rules = poll_rules(layout.language)
    polls = [start for _, start, _ in named]
    places = [f.start for f in layout.names]
    frames: list[Frame] = []
    own: Voice | None = None
    near: Voice | None = None
    before = 0
    for passage in layout.passages:
        if "\n" in layout.text[before : passage.start]:
            near = None
        before = passage.start
        poll = bisect_left(polls, passage.start)
        tells = poll < len(named) and named[poll][2] <= passage.end
        voice = _pollster(layout, rules, passage, places) if tells else None
        if voice and own is None and rules.taken.search(layout.folded, passage.start, passage.end):
            own = voice
        near = voice or near
        heard = voice or near or own
        if heard and rules.finding.search(layout.folded, passage.start, passage.end):
            frames.append(Frame(passage.start, passage.end, heard, (passage.start, passage.start)))
    return frames


def _pollster(
    layout: Layout, rules: PollRules, passage: Passage, places: Sequence[int]
) -> Voice | None:
    """Whose poll it is that a sentence names."""
    first, last = bisect_left(places, passage.start), bisect_left(places, passage.end)
    for found in layout.names[first:last]:
        if any(n.kind == "outlet" for n in found.names):
            span = found.start, found.end
            return Voice(layout.text[slice(*span)], Role.POLL, "", *span)
    m = rules.by.search(layout.folded, passage.start, passage.end)
    return Voice(layout.text[slice(*m.span())], Role.POLL, "", *m.span()) if m else None
