"""Voices marked as topic in Japanese: 林芳正官房長官は, 政府高官によると, 防衛省の試算では."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Name, Role
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.titled import People, titles
from renkei.reading.voices import SPEAKING, Voice

_PHRASE = re.compile(r"(?:[一-鿿々〆ヶァ-ヴーA-Za-z0-9・]|の|ある)+$")
_BROAD = ("body", "group", "state", "item")


@dataclass(frozen=True, slots=True)
class Topic:
    """A voice, where its phrase begins, where its mark ends, and how well it can be a speaker.

    `source` if the mark means *according to*; `weak` (1) if it marks a subject, not a topic; `rank`
    is 0 for someone who speaks, 1 for a state, group or body.
    """

    voice: Voice
    start: int
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
    author: re.Pattern[str]
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
    return MarkRules(
        **{k: re.compile(v) for k, v in load_yaml("ja", "speech.yaml")["marks"].items()}
    )


def topics_of(layout: Layout) -> tuple[list[Voice], list[Topic]]:
    """The people of `layout`, and every voice marked as topic or source, in order of place."""
    marks = _Marks(layout)
    return marks.people.voices, sorted(marks.find(), key=lambda t: t.voice.start)


class _Marks:
    def __init__(self, layout: Layout) -> None:
        self._text, self._folded, self._names = layout.text, layout.folded, layout.names
        self._places = [f.start for f in layout.names]
        self._rules = mark_rules()
        self.people = People(layout.text, layout.folded, layout.names)

    def find(self) -> Iterator[Topic]:
        for voice in self.people.voices:
            yield from self._marked(voice, 0)
        taken = [(v.start, v.end) for v in self.people.voices]
        starts = [t[0] for t in taken]
        for found in self._names:
            at = bisect_left(starts, found.end) - 1
            if at >= 0 and taken[at][1] >= found.end:
                continue
            if not self._rules.topic.match(self._folded, found.end):
                continue
            name = min(found.names, key=lambda n: _rank(n.kind))
            if name.kind in SPEAKING and self._folded[found.start - 1 : found.start] != "同":
                voice = self._unnamed(found.start, found.end, name)
                broad = name.kind in _BROAD or bool(self._rules.broad.search(voice.name))
                yield from self._marked(voice, int(broad))
        yield from self._unknown_bodies()
        for pattern, role in ((self._rules.carry, Role.OTHER), (self._rules.author, Role.AUTHOR)):
            for m in pattern.finditer(self._folded):
                carried = role == Role.OTHER
                voice = Voice("" if carried else "author", role, "", *m.span(), carried=carried)
                yield from self._marked(voice, 0)

    def _unknown_bodies(self) -> Iterator[Topic]:
        """Bodies that the pack does not know, told by how their names end (…研究所, …新聞)."""
        rules = self._rules
        for m in rules.body.finditer(self._folded):
            at = bisect_left(self._places, m.end())
            if at and self._names[at - 1].end >= m.end():
                continue
            start = self._body_starts(m.start())
            role = Role.OFFICIAL
            for pattern, other in (
                (rules.body_analyst, Role.ANALYST),
                (rules.body_media, Role.MEDIA),
                (rules.body_other, Role.OTHER),
            ):
                role = other if pattern.search(m[0]) else role
            if start < m.start():
                yield from self._marked(
                    Voice(self._text[start : m.end()], role, "", start, m.end()), 1
                )

    def _body_starts(self, end: int) -> int:
        m = self._rules.body_name.search(self._folded, max(0, end - 16), end)
        return m.start() if m else end

    def _marked(self, voice: Voice, rank: int) -> Iterator[Topic]:
        m = self._rules.topic.match(self._folded, voice.end)
        if m:
            source = bool(self._rules.source.match(m["mark"]))
            weak = int(bool(self._rules.weak.match(m["mark"])))
            if weak < 1 or rank < 1 or m["mark"] == "が":
                yield Topic(voice, self._opened(voice.start), m.end(), source, weak, rank)

    def _opened(self, start: int) -> int:
        opened = self.people.opens(start)
        while self._folded[opened].isspace():
            opened += 1
        return opened

    def _unnamed(self, start: int, end: int, name: Name) -> Voice:
        """An office, body or outlet; a title means the person who has borne it in this text."""
        known = self.people.by_title.get(self._folded[start:end])
        role = Role(name.role) if name.role else Role.OFFICIAL
        state = name.state or (name.key if name.kind == "state" else "")
        opened = self._opened(start)
        phrase = _PHRASE.search(self._folded[opened:end])
        begin = opened + phrase.start() if phrase else start
        if known is not None and begin == start:
            return Voice(known.name, known.role, known.state, start, end, named=True)
        if name.kind not in ("role", "title"):
            return Voice(self._text[start:end], role, state, start, end)
        phrase_text = self._folded[begin:end]
        if role == Role.OFFICIAL and (
            titles().former.search(phrase_text[: start - begin])
            or self._rules.private.search(phrase_text)
        ):
            role = Role.OTHER
        shown = self._rules.drop.sub("", self._text[begin:end]) or self._text[start:end]
        return Voice(shown, role, state, begin, end)


def _rank(kind: str) -> int:
    return SPEAKING.index(kind) if kind in SPEAKING else len(SPEAKING)
