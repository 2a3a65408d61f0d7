"""Voices marked as topic in Japanese: 林芳正官房長官は, 政府高官によると, 防衛省の試算では."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from renkei.nouns import Name, Role
from renkei.reading.callers import callers
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.speech_signs import Signs
from renkei.reading.times.first import first
from renkei.reading.titled import People, titles
from renkei.reading.voices import SPEAKING, Voice, voiced

_PHRASE = re.compile(r"(?:[一-鿿々〆ヶァ-ヴーA-Za-z0-9・の]+|るあ)+")
"""The words that lead up to an office, read from behind."""
_BROAD = ("body", "group", "state", "item")
_ROLES = {"": Role.OFFICIAL} | {str(role): role for role in Role}
_OFFICIAL, _OTHER = Role.OFFICIAL, Role.OTHER
"""By names of their own, which are looked up in a fifth of the time."""
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


_topic = partial(tuple.__new__, Topic)


@dataclass(frozen=True, slots=True)
class MarkRules:
    """The patterns and words of ``data/ja/speech.yaml`` (`marks`), told there.

    `leads` are the characters that `topic` may begin with.
    """

    leads: frozenset[str]
    bare: dict[str, tuple[str, ...]]
    links: frozenset[str]
    linked: frozenset[str]
    drop: tuple[str, ...]
    broad: tuple[str, ...]
    held: tuple[str, ...]
    hearsay: tuple[str, ...]
    topic: re.Pattern[str]
    source: re.Pattern[str]
    weak: re.Pattern[str]
    carry: re.Pattern[str]
    opens: re.Pattern[str]
    passive: re.Pattern[str]
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
    attributive: re.Pattern[str]
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
    return MarkRules(
        first(rules["topic"]) or frozenset(),
        {mark: tuple(behind) for mark, behind in rules["bare"].items()},
        frozenset(rules["links"]),
        frozenset(rules["linked"]),
        tuple(rules["drop"]),
        tuple(rules["broad"]),
        tuple(rules["held"]),
        tuple(rules["hearsay"]),
        **{k: re.compile(v) for k, v in rules.items() if isinstance(v, str)},
    )


class Manner(NamedTuple):
    """Whether a mark means *according to*, whether it marks a mere subject, and whether what is no
    person can speak with it: no body is the mere subject of から or として."""

    source: bool
    weak: int
    for_all: bool


@cache
def _manner(mark: str) -> Manner:
    rules = mark_rules()
    weak = bool(rules.weak.match(mark))
    return Manner(bool(rules.source.match(mark)), int(weak), not weak or mark == "が")


def mark_of(folded: str, at: int) -> tuple[int, Manner] | None:
    """The end of the mark of a topic that stands in a text from `at` on, and what it means."""
    rules, char = mark_rules(), folded[at : at + 1]
    if char in rules.bare:
        refused = folded.startswith(rules.bare[char], at + 1)
        return None if refused else (at + 1, _manner(char))
    if char not in rules.leads or (
        char in rules.links and folded[at + 1 : at + 2] not in rules.linked
    ):
        return None
    m = rules.topic.match(folded, at)
    return (m.end(), _manner(m["mark"])) if m else None


def topics_of(
    layout: Layout, signs: Signs, spoken_in: Callable[[int], bool]
) -> tuple[People, list[Topic]]:
    """The people of `layout`, and the voices marked as topic or source, in order of place.

    States, groups and bodies that only are the topic are left out where nothing is said in the
    sentence: `spoken_in` tells of a place whether something is.
    """
    marks = _Marks(layout, signs, spoken_in)
    return marks.people, marks.find()


class _Marks:
    def __init__(self, layout: Layout, signs: Signs, spoken_in: Callable[[int], bool]) -> None:
        self._text, self._folded = layout.text, layout.folded
        self._rules = mark_rules()
        self._signs, self._spoken_in = signs, spoken_in
        self._names = callers(layout)
        self.people = People(layout, self._names, signs.titles)
        self._found: list[Topic] = []

    def find(self) -> list[Topic]:
        """Every voice marked as topic or source, in order of place."""
        for voice in self.people.voices:
            self._add(voice, 0, mark_of(self._folded, voice.end))
        self._add_names()
        self._add_unknown_bodies()
        for _, start, _ in self._signs.carry:
            if m := self._rules.carry.match(self._folded, start):
                voice = Voice("", Role.OTHER, "", *m.span(), carried=True)
                self._add(voice, 0, mark_of(self._folded, m.end()))
        for _, start, end in self._signs.author:
            self._add(Voice("author", Role.AUTHOR, "", start, end), 0, mark_of(self._folded, end))
        self._found.sort(key=attrgetter("voice.start"))
        return self._found

    def _add(self, voice: Voice, rank: int, mark: tuple[int, Manner] | None) -> None:
        """Add a voice, if it is marked."""
        if mark:
            end, manner = mark
            if manner.for_all or not rank:
                self._found.append(_topic((voice, end, manner.source, manner.weak, rank)))

    def _add_names(self) -> None:
        """Add the topics that a name of the pack is, outside the names of people."""
        names, text, taken = self._names, self._folded, self.people.voices
        passed, whom, entries = 0, names.owners, names.entries
        for number in names.marked:
            start, end = names.starts[number], names.ends[number]
            mark = mark_of(text, end)
            if not mark:
                continue
            while passed < len(taken) and taken[passed].end < end:
                passed += 1
            if passed < len(taken) and taken[passed].start < end:
                continue
            name = _speaking(whom[entries[number]])
            broad = name.kind in _BROAD
            if broad and not (mark[1].source or text[start - 1] == "と" or self._spoken_in(start)):
                continue
            voice = self._unnamed(start, end, name)
            self._add(voice, int(broad or _is_broad(voice.name)), mark)

    def _add_unknown_bodies(self) -> None:
        """Add bodies that the pack does not know, told by how their names end (…研究所, …新聞)."""
        rules, folded = self._rules, self._folded
        starts, ends = self._names.starts, self._names.ends
        for _, tail, behind in self._signs.bodies:
            end = behind - 1
            at = bisect_left(starts, end)
            if (at and ends[at - 1] >= end) or not rules.body.match(folded, end):
                continue
            start, mark = self._body_starts(tail), mark_of(self._folded, end)
            if start == tail or not mark:
                continue
            role = Role.OFFICIAL
            for pattern, other in (
                (rules.body_analyst, Role.ANALYST),
                (rules.body_media, Role.MEDIA),
                (rules.body_other, Role.OTHER),
            ):
                role = other if pattern.search(folded[tail:end]) else role
            self._add(Voice(self._text[start:end], role, "", start, end), 1, mark)

    def _body_starts(self, end: int) -> int:
        m = self._rules.body_name.search(self._folded, max(0, end - 16), end)
        return m.start() if m else end

    def _unnamed(self, start: int, end: int, name: Name) -> Voice:
        """An office, body or outlet; a title means the person who has borne it in this text."""
        folded = self._folded
        known = self.people.by_title.get(folded[start:end])
        office = name.kind in ("role", "title")
        role = _ROLES[name.role]
        state = name.state or (name.key if name.kind == "state" else "")
        if not office and known is None:
            return voiced((self._text[start:end], role, state, start, end, False, False, False))
        phrase = _PHRASE.match(folded[self.people.opened(start) : end][::-1])
        begin = end - phrase.end() if phrase else start
        if known is not None and begin == start:
            return Voice(known.name, known.role, known.state, start, end, False, True)
        if not office:
            return Voice(self._text[start:end], role, state, start, end)
        if role == _OFFICIAL and (
            titles().former.search(folded[begin:start])
            or self._rules.private.search(folded, begin, end)
        ):
            role = _OTHER
        shown = self._shown(begin, end) or self._text[start:end]
        return voiced((shown, role, state, begin, end, False, False, False))

    def _shown(self, start: int, end: int) -> str:
        """A phrase without what only leads up to it."""
        phrase, drop = self._text[start:end], self._rules.drop
        if phrase.startswith(drop):
            return phrase.removeprefix(next(filter(phrase.startswith, drop)))
        return phrase


@lru_cache(1 << 12)
def _is_broad(name: str) -> bool:
    return name.endswith(mark_rules().broad)


def _speaking(names: Sequence[Name]) -> Name:
    """The name by which one who is named can best speak."""
    if len(names) == 1:
        return names[0]
    return min(names, key=lambda name: _RANKS.get(name.kind, len(_RANKS)))
