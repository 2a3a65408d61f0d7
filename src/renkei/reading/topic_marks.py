"""Voices marked as topic in Japanese: 林芳正官房長官は, 政府高官によると, 防衛省の試算では."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from renkei.nouns import Name, Role
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.speech_signs import Signs
from renkei.reading.times.first import first
from renkei.reading.titled import People, titles
from renkei.reading.voices import SPEAKING, Voice

_PHRASE = re.compile(r"(?:[一-鿿々〆ヶァ-ヴーA-Za-z0-9・]|の|ある)+$")
_BROAD = ("body", "group", "state", "item")
_ROLES = {"": Role.OFFICIAL} | {str(role): role for role in Role}
_RANKS = {kind: rank for rank, kind in enumerate(SPEAKING)}


class Topic(NamedTuple):
    """A voice, where its mark ends, and how well it can be a speaker.

    `source` if the mark means *according to*; `weak` (1) if it marks a subject, not a topic; `rank`
    is 0 for someone who speaks, 1 for a state, group or body.
    """

    voice: Voice
    end: int
    source: bool
    weak: int
    rank: int


@dataclass(frozen=True, slots=True)
class MarkRules:
    """The patterns of ``data/ja/speech.yaml`` (`marks`), told there."""

    topic: re.Pattern[str]
    source: re.Pattern[str]
    weak: re.Pattern[str]
    carry: re.Pattern[str]
    opens: re.Pattern[str]
    drop: re.Pattern[str]
    passive: re.Pattern[str]
    hearsay: re.Pattern[str]
    impersonal: re.Pattern[str]
    subject: re.Pattern[str]
    afterwards: re.Pattern[str]
    free: re.Pattern[str]
    introduces: re.Pattern[str]
    should: re.Pattern[str]
    also: re.Pattern[str]
    between: re.Pattern[str]
    stems: re.Pattern[str]
    telling: re.Pattern[str]
    broad: re.Pattern[str]
    attributive: re.Pattern[str]
    held: re.Pattern[str]
    predicate: re.Pattern[str]
    private: re.Pattern[str]
    named_behind: re.Pattern[str]
    body: re.Pattern[str]
    body_name: re.Pattern[str]
    body_analyst: re.Pattern[str]
    body_media: re.Pattern[str]
    body_other: re.Pattern[str]


@cache
def mark_rules() -> MarkRules:
    """The patterns, compiled once."""
    rules = load_yaml("ja", "speech.yaml")["marks"]
    return MarkRules(**{k: re.compile(v) for k, v in rules.items() if isinstance(v, str)})


@cache
def _marking() -> frozenset[str] | None:
    """The characters that a topic's mark may begin with, None if it may be any."""
    return first(mark_rules().topic.pattern)


@cache
def _manner(mark: str) -> tuple[bool, int]:
    """Whether a mark means *according to*, and whether it marks a mere subject."""
    rules = mark_rules()
    return bool(rules.source.match(mark)), int(bool(rules.weak.match(mark)))


def topics_of(layout: Layout, signs: Signs) -> tuple[People, list[Topic]]:
    """The people of `layout`, and every voice marked as topic or source, in order of place."""
    marks = _Marks(layout, signs)
    return marks.people, marks.find()


class _Marks:
    def __init__(self, layout: Layout, signs: Signs) -> None:
        self._text, self._folded, self._names = layout.text, layout.folded, layout.names
        self._rules = mark_rules()
        self._signs = signs
        self.people = People(layout, signs.titles)

    def find(self) -> list[Topic]:
        """Every voice marked as topic or source, in order of place."""
        match, folded = self._rules.topic.match, self._folded
        found = [
            self._topic(voice, 0, mark)
            for voice in self.people.voices
            if (mark := match(folded, voice.end))
        ]
        found += self._of_names()
        found += self._unknown_bodies()
        for start, _ in self._signs.carry:
            m = self._rules.carry.match(folded, start)
            if m and (mark := match(folded, m.end())):
                voice = Voice("", Role.OTHER, "", *m.span(), carried=True)
                found.append(self._topic(voice, 0, mark))
        for start, end in self._signs.author:
            if mark := match(folded, end):
                found.append(self._topic(Voice("author", Role.AUTHOR, "", start, end), 0, mark))
        return sorted(filter(None, found), key=attrgetter("voice.start"))

    def _of_names(self) -> Iterator[Topic | None]:
        """The topics that a name of the pack is, outside the names of people."""
        folded, match, marking = self._folded, self._rules.topic.match, _marking()
        text = f"{folded} "
        taken = self.people.voices
        starts = [v.start for v in taken]
        for found in self._names:
            end = found.end
            if marking is not None and text[end] not in marking:
                continue
            at = bisect_left(starts, end) - 1
            if (at >= 0 and taken[at].end >= end) or not (mark := match(folded, end)):
                continue
            name = found.names[0]
            if len(found.names) > 1:
                name = min(found.names, key=lambda n: _RANKS.get(n.kind, len(_RANKS)))
            start = found.start
            if name.kind in _RANKS and folded[start - 1 : start] != "同":
                voice = self._unnamed(start, end, name)
                broad = name.kind in _BROAD or bool(self._rules.broad.search(voice.name))
                yield self._topic(voice, int(broad), mark)

    def _unknown_bodies(self) -> Iterator[Topic | None]:
        """Bodies that the pack does not know, told by how their names end (…研究所, …新聞)."""
        rules = self._rules
        starts = [f.start for f in self._names]
        for tail, behind in self._signs.bodies:
            end = behind - 1
            at = bisect_left(starts, end)
            known = at and self._names[at - 1].end >= end
            if known or not rules.body.match(self._folded, end):
                continue
            start, marked = self._body_starts(tail), rules.topic.match(self._folded, end)
            if start == tail or not marked:
                continue
            role = Role.OFFICIAL
            for pattern, other in (
                (rules.body_analyst, Role.ANALYST),
                (rules.body_media, Role.MEDIA),
                (rules.body_other, Role.OTHER),
            ):
                role = other if pattern.search(self._folded[tail:end]) else role
            voice = Voice(self._text[start:end], role, "", start, end)
            yield self._topic(voice, 1, marked)

    def _body_starts(self, end: int) -> int:
        m = self._rules.body_name.search(self._folded, max(0, end - 16), end)
        return m.start() if m else end

    def _topic(self, voice: Voice, rank: int, mark: re.Match[str]) -> Topic | None:
        """A marked voice as a topic; no body is one as the mere subject of から or として."""
        source, weak = _manner(mark["mark"])
        if weak and rank and mark["mark"] != "が":
            return None
        return Topic(voice, mark.end(), source, weak, rank)

    def _unnamed(self, start: int, end: int, name: Name) -> Voice:
        """An office, body or outlet; a title means the person who has borne it in this text."""
        known = self.people.by_title.get(self._folded[start:end])
        office = name.kind in ("role", "title")
        role = _ROLES[name.role]
        state = name.state or (name.key if name.kind == "state" else "")
        if not office and known is None:
            return Voice(self._text[start:end], role, state, start, end)
        phrase = _PHRASE.search(self._folded, self.people.opened(start), end)
        begin = phrase.start() if phrase else start
        if known is not None and begin == start:
            return Voice(known.name, known.role, known.state, start, end, False, True)
        if not office:
            return Voice(self._text[start:end], role, state, start, end)
        phrase_text = self._folded[begin:end]
        if role == Role.OFFICIAL and (
            titles().former.search(phrase_text[: start - begin])
            or self._rules.private.search(phrase_text)
        ):
            role = Role.OTHER
        shown = self._rules.drop.sub("", self._text[begin:end]) or self._text[start:end]
        return Voice(shown, role, state, begin, end)
