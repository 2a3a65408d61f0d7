"""Frames of speech where the voice is the topic and the verb of saying closes (Japanese).

What is said stands between the two. The topic may stand in an earlier sentence of the paragraph,
and a hearsay ending (…という。) goes on in the voice that spoke last in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, partial
from itertools import chain
from typing import TypeVar

from renkei.nouns import Passage, Role
from renkei.reading.chorus import chorus
from renkei.reading.frames import ACT, DIRECT, Frame, Verb, framed
from renkei.reading.layout import Layout
from renkei.reading.polled import polled
from renkei.reading.speech_signs import signs as signs_in
from renkei.reading.times.first import quick
from renkei.reading.topic_marks import Topic, mark_rules, topics_of
from renkei.reading.turns import Turns, is_dialogue
from renkei.reading.voices import Voice


@cache
def _saying() -> re.Pattern[str]:
    """と, what may stand behind it, and a verb of saying."""
    rules = mark_rules()
    return re.compile(rules.between.pattern + quick(rules.stems.pattern))


@cache
def _shortly() -> re.Pattern[str]:
    """A verb of saying that closes what its topic says: *…と米国防総省はみる。*"""
    return re.compile("[^、。「」]{0,12}?" + mark_rules().stems.pattern)


@cache
def _unsaid() -> re.Pattern[str]:
    """What keeps a verb of more than one character from saying something."""
    rules = mark_rules()
    return re.compile(f"{rules.passive.pattern}|{rules.attributive.pattern}")


Thing = TypeVar("Thing")
_verb = partial(tuple.__new__, Verb)


class SubjectLast:
    """Finds the frames of one layout, sentence by sentence."""

    def __init__(self, layout: Layout, issuer: Voice | None) -> None:
        """Find the topics of `layout` and its verbs of saying; `issuer` may speak it all."""
        self._layout, self._issuer = layout, issuer
        self._text, self._folded = layout.text, layout.folded
        self._passages = layout.passages
        self._starts = [p.start for p in layout.passages]
        self._rules = mark_rules()
        self._quotes = layout.quotes
        self._quote_starts = [q[0] for q in layout.quotes]
        self._quote_edges = list(chain.from_iterable(layout.quotes))
        self._signs = signs_in(layout.codes)
        verbs = self._apart_from_topics()
        places = [*verbs, *self._quote_starts, *[a for _, a, _ in self._signs.afterwards]]
        told = {bisect_right(self._starts, place) for place in places}
        people, topics = topics_of(
            layout, self._signs, lambda place: bisect_right(self._starts, place) in told
        )
        self._people, self._voice_ends = people, [v.end for v in people.voices]
        if self._quotes:
            topics = [t for t in topics if not self._in_quote(t.voice.start)]
        self._topics = topics
        self._topic_places = [t.voice.start for t in self._topics]
        self._behind: dict[int, Topic] = {}
        self._verbs = self._all_verbs(verbs)
        self._last: Voice | None = None
        self._spoke: Voice | None = None
        self._named: Voice | None = None

    def find(self) -> list[Frame]:
        """All frames, outer before inner where they begin together."""
        layout, signs = self._layout, self._signs
        frames = chorus(layout, self._issuer, signs.chorus) + polled(layout, signs.polls)
        if is_dialogue(self._folded):
            frames += Turns(self._layout, self._people.voices, self._issuer).find()
        verbs = self._by_sentence(self._verbs, [v.start for v in self._verbs])
        topics = self._by_sentence(self._topics, self._topic_places, [t.end for t in self._topics])
        quotes = self._by_sentence(self._quotes, self._quote_starts)
        ending = self._by_sentence(signs.afterwards, [a for _, a, _ in signs.afterwards])
        passages, starts, find, before = self._passages, self._starts, self._text.find, 0
        for number in sorted({*verbs, *topics, *quotes}):
            passage = passages[number]
            known = self._spoke or self._named
            if known and find("\n", starts[before], starts[number]) >= 0:
                self._move(before, number)
            before = number
            own = topics.get(number, ())
            said = self._sentence(passage, own, quotes.get(number, ()), verbs.get(number, ()))
            frames += [frame for frame in said if frame.voice.name]
            self._name(own)
            if number in ending and number:
                frames += self._confirmed(self._passages[number - 1], passage, own)
        frames.sort(key=lambda f: (f.start, -f.end))
        return frames

    def _by_sentence(
        self, things: Sequence[Thing], places: Sequence[int], ends: Sequence[int] = ()
    ) -> dict[int, list[Thing]]:
        """What begins in each sentence, and ends there if it is given where, by the number of the
        sentence; those where nothing does are left out."""
        found: dict[int, list[Thing]] = {}
        for thing, place, end in zip(things, places, ends or places, strict=True):
            number = bisect_right(self._starts, place) - 1
            passage = self._passages[number]
            if number >= 0 and place < passage.end and end <= passage.end:
                found.setdefault(number, []).append(thing)
        return found

    def _move(self, before: int, number: int) -> None:
        """Go on to a sentence, and forget who spoke wherever a paragraph begins on the way."""
        for i in range(before + 1, number + 1):
            if self._text.find("\n", self._starts[i - 1], self._starts[i]) >= 0:
                self._begin_paragraph(i)

    def _begin_paragraph(self, number: int) -> None:
        """Forget who spoke, unless the paragraph before led to a quotation that opens this one."""
        before, passage = self._passages[number - 1], self._passages[number]
        opens = self._folded[passage.start] == "「"
        if not (opens and self._rules.introduces.match(self._folded, before.start, before.end)):
            self._spoke = self._named = None

    def _apart_from_topics(self) -> dict[int, tuple[int, int]]:
        """Verbs of saying outside quotations, and と behind any long quotation: how each works and
        where it ends, by its place."""
        verbs = {a: (way, b) for way, a, b in self._signs.sayings}
        for m in _saying().finditer(self._folded):
            verbs.setdefault(m.start(), (DIRECT, m.end()))
        for _, a, b in self._signs.told:
            if telling := self._rules.telling.match(self._folded, b - 1):
                verbs.setdefault(a, (ACT, telling.end()))
        if self._quotes:
            verbs = {a: verb for a, verb in verbs.items() if not self._in_quote(a)}
        for _, end in self._quotes:
            if self._folded[end + 1 : end + 2] == "と":
                verbs.setdefault(end + 1, (DIRECT, end + 2))
        return verbs

    def _all_verbs(self, verbs: dict[int, tuple[int, int]]) -> list[Verb]:
        """Those of `verbs` that say something, and those that their topics follow."""
        for topic in self._topics:
            at = topic.voice.start - 1
            if self._folded[at] == "と" and self._rules.predicate.match(self._folded, at - 1):
                closing = _shortly().match(self._folded, topic.end)
                if closing:
                    verbs[at] = DIRECT, closing.end()
                    self._behind[at] = topic
        return [_verb((way, a, b)) for a, (way, b) in sorted(verbs.items()) if self._says(a, b)]

    def _says(self, start: int, end: int) -> bool:
        """Whether a verb is one by which someone speaks."""
        rules, text = self._rules, self._folded
        unsaid = _unsaid() if end - start > 1 else rules.passive
        if unsaid.match(text, end):
            return False
        held = text.startswith(rules.held, start)
        return not held or bool(rules.predicate.match(text, start - 1))

    def _sentence(
        self,
        passage: Passage,
        topics: Sequence[Topic],
        quotes: Sequence[tuple[int, int]],
        verbs: Sequence[Verb],
    ) -> list[Frame]:
        frames: list[Frame] = []
        for topic in topics:
            if topic.source:
                voice, at = self._meant(topic.voice), topic.end
                frames.append(self._frame(at, passage.end, voice, (at, at)))
        if quotes:
            frames += self._free(passage, quotes)
        since = passage.start
        for verb in verbs:
            frame = self._saying(passage, topics, verb, since, frames)
            if frame:
                frames.append(frame)
                since = verb.end
        return frames

    def _saying(
        self,
        passage: Passage,
        topics: Sequence[Topic],
        verb: Verb,
        since: int,
        before: Sequence[Frame],
    ) -> Frame | None:
        quote = self._closing_at(verb.start)
        behind = self._behind.get(verb.start)
        topic = behind or self._topic(topics, since, verb, quote)
        hearsay = self._folded.startswith(self._rules.hearsay, verb.start)
        if hearsay and (
            (before and verb.start - since < 8) or any(f.end > verb.start for f in before)
        ):
            return None
        if behind is None and hearsay and topic is not None:
            topic = None if topic.rank or topic.voice.role == Role.OFFICIAL else topic
        begin = since
        if topic is None:
            voice = self._carried(verb, since, before, hearsay)
        else:
            voice = self._meant(topic.voice)
            if behind is None:
                begin = max(self._people.opened(topic.voice.start), passage.start)
        if voice is None:
            return None
        if quote is not None:
            begin = min(begin, self._quotes[quote][0])
        end = verb.end if verb.way == ACT else verb.start
        return self._frame(begin, end, voice, (verb.start, verb.end))

    def _carried(
        self, verb: Verb, since: int, before: Sequence[Frame], hearsay: bool
    ) -> Voice | None:
        """The voice of a verb that has no topic in its sentence."""
        if self._rules.impersonal.match(self._folded, verb.start):
            return None
        if before:
            return before[-1].voice
        if hearsay:
            return self._spoke
        if verb.way == ACT:
            own = self._rules.subject.search(self._folded, since, verb.start)
            return None if own else self._spoke
        return self._spoke or self._named

    def _topic(
        self, topics: Sequence[Topic], since: int, verb: Verb, quote: int | None
    ) -> Topic | None:
        """The topic that speaks: the last before a quotation, else the first person marked は."""
        until = verb.start
        if quote is not None:
            opening, closing = self._quotes[quote]
            led = self._between(
                since if opening > since else self._sentence_start(opening), opening
            )
            near = self._speakers([*led, *self._between(closing, until)])
            return max(near, key=lambda t: (-t.weak, t.voice.start), default=None)
        marked = self._speakers([t for t in topics if t.voice.start >= since and t.end <= until])
        if not marked or (len(marked) == 1 and not marked[0].rank):
            return marked[0] if marked else None
        if self._goes_on(verb):
            marked = [t for t in marked if not t.rank]
        return min(marked, key=lambda t: (t.weak, t.rank, t.voice.start), default=None)

    def _goes_on(self, verb: Verb) -> bool:
        """Whether a verb goes on in the voice before, though its sentence is about a body."""
        rules, text = self._rules, self._folded
        voice = self._spoke or self._named
        if voice is None or not voice.named:
            return False
        should = rules.should.search(text, max(0, verb.start - 4), verb.start)
        return bool(should or rules.also.match(text, verb.start))

    def _speakers(self, topics: Sequence[Topic]) -> list[Topic]:
        """Those of `topics` that can speak; where someone does already, no mere subject."""
        return [t for t in topics if not t.source and not (self._spoke and t.weak and t.rank)]

    def _sentence_start(self, offset: int) -> int:
        return self._starts[max(bisect_right(self._starts, offset) - 1, 0)]

    def _between(self, start: int, end: int) -> list[Topic]:
        first = bisect_left(self._topic_places, start)
        found = self._topics[first : bisect_left(self._topic_places, end)]
        return [t for t in found if t.end <= end]

    def _meant(self, voice: Voice) -> Voice:
        """The voice, or the one that a pronoun points back to."""
        return (self._last or voice) if voice.carried else voice

    def _name(self, topics: Sequence[Topic]) -> None:
        """Remember who was the topic of a sentence, for a quotation that follows it."""
        for topic in topics:
            if topic.rank == 0 and not topic.weak:
                self._named = self._meant(topic.voice)

    def _confirmed(
        self, previous: Passage, passage: Passage, topics: Sequence[Topic]
    ) -> list[Frame]:
        """*関係筋が明らかにした。* alone: the source of the sentence before."""
        for topic in topics:
            if self._rules.afterwards.match(self._folded, topic.end, passage.end):
                if "\n" in self._text[previous.end : passage.start]:
                    return []
                voice = self._meant(topic.voice)
                return [Frame(previous.start, previous.end, voice, (topic.end, topic.end))]
        return []

    def _free(self, passage: Passage, quotes: Sequence[tuple[int, int]]) -> list[Frame]:
        """Quotations that open in the sentence and that no verb follows: *A氏は批判する。「…」*"""
        frames = []
        for start, end in quotes:
            if not self._rules.free.match(self._folded, end + 1):
                continue
            led = [t for t in self._between(passage.start, start) if not t.source]
            voice = self._meant(led[-1].voice) if led else self._named_behind(end)
            voice = voice or self._spoke or self._named
            if voice is not None:
                frames.append(self._frame(start, end, voice, (end, end)))
        return frames

    def _named_behind(self, end: int) -> Voice | None:
        """Whom the sentence behind a quotation names: *「…」。そう語るのはA氏だ。*"""
        m = self._rules.named_behind.match(self._folded, end)
        if not m:
            return None
        at = bisect_left(self._voice_ends, m.end())
        near = self._people.voices[at : at + 1]
        stop = self._folded.find("。", m.end())
        return near[0] if near and near[0].end <= stop else None

    def _frame(self, start: int, end: int, voice: Voice, verb: tuple[int, int]) -> Frame:
        self._last = self._spoke = voice
        return framed((start, end, voice, verb))

    def _in_quote(self, offset: int) -> bool:
        return bisect_right(self._quote_edges, offset) % 2 == 1

    def _closing_at(self, offset: int) -> int | None:
        """The quotation whose closing mark stands just before `offset`."""
        if not self._quotes:
            return None
        i = bisect_right(self._quote_starts, offset) - 1
        return i if i >= 0 and 0 < offset - self._quotes[i][1] <= 3 else None
