"""Frames of speech: a verb of saying, its voice, and the stretch of text that it governs.

Three orders of words are known (``order`` in ``data/<language>/speech.yaml``): the voice before the
verb and the words behind it (Chinese), the words before the verb and the voice as topic (Japanese),
and either (English). Verbs that themselves do what they tell (宣布, 表明した, welcomed) govern the
clause in which they stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from renkei.nouns import Passage, Role
from renkei.reading.layout import Layout
from renkei.reading.lexicon import lexicon
from renkei.reading.voices import Voice, VoiceRules, Voices, voice_rules

DIRECT, ACT, ACCORDING = range(3)


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb of saying at `verb`, its voice, and the stretch of text that it governs."""

    start: int
    end: int
    voice: Voice
    verb: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying in the text: how it works (`DIRECT`, `ACT`, `ACCORDING`), and its place."""

    way: int
    start: int
    end: int


@cache
def ways(language: str) -> dict[int, int]:
    """How each cue of the lexicon works that is a verb of saying."""
    words = lexicon(language)
    index = {name: i for i, name in enumerate(words.classes)}
    known = {}
    for entry, classes in enumerate(words.ids):
        if index["say-act"] in classes:
            known[entry] = ACT
        elif index["say-direct"] in classes and index["say-not"] not in classes:
            known[entry] = DIRECT
        elif index["say-according"] in classes:
            known[entry] = ACCORDING
    return known


class Frames:
    """Finds the frames of one layout, sentence by sentence."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._rules: VoiceRules = voice_rules(layout.language)
        self._voices = Voices.of(layout.text, layout.folded, layout.language, layout.names)
        self._quotes = layout.quotes
        self._quote_starts = [q[0] for q in self._quotes]
        self._name_starts = [f.start for f in layout.names]
        self._passage_starts = [p.start for p in layout.passages]
        self._last: Voice | None = None
        self._claimed: set[int] = set()

    def find(self) -> list[Frame]:
        """All frames, outer before inner where they begin together."""
        known = ways(self._layout.language)
        verbs = [
            Verb(known[e], a, b)
            for e, a, b in self._layout.hits
            if e in known and not self._inside_name(a, b)
        ]
        places = [v.start for v in verbs]
        make = {
            "subject-first": self._forward,
            "subject-last": self._backward,
            "either": self._either,
        }[self._rules.order]
        frames: list[Frame] = []
        for passage in self._layout.passages:
            first, last = bisect_left(places, passage.start), bisect_left(places, passage.end)
            before: list[Frame] = []
            for verb in verbs[first:last]:
                if self._quote_at(verb.start) is None:
                    frame = make(passage, verb, before)
                    if frame:
                        voice = self._settle_poll(frame.voice, passage)
                        before.append(replace(frame, voice=voice))
            frames += before
        frames += self._orphans(frames)
        frames.sort(key=lambda f: (f.start, -f.end))
        return frames

    def _inside_name(self, start: int, end: int) -> bool:
        """Whether a word is part of a name (*States* in *United States*)."""
        at = bisect_right(self._name_starts, start) - 1
        if at < 0:
            return False
        name = self._layout.names[at]
        return end <= name.end and end - start < name.end - name.start

    def _forward(self, passage: Passage, verb: Verb, before: Sequence[Frame]) -> Frame | None:
        """Chinese: the voice stands before the verb; what is said follows, or stood quoted before."""
        if verb.way == ACCORDING:
            return self._source_first(passage, verb, before)
        opened = self._opens(passage.start, verb.start)
        voice = self._settle(self._voices.within(opened, verb.start), before)
        if verb.way == ACT:
            return self._frame(opened, passage.end, voice, verb) if voice else None
        if voice is None and before and opened == verb.start:
            voice = before[-1].voice
        if voice is None:
            return None
        quote = self._unclaimed(self._closing_at(opened))
        follows = self._opening_at(verb.end)
        if quote is not None:
            stop = self._quotes[follows][1] if follows is not None else verb.start
            return self._frame(self._quotes[quote][0], stop, voice, verb)
        stop = passage.end if follows is None else max(passage.end, self._quotes[follows][1])
        return self._frame(verb.end, stop, voice, verb)

    def _source_first(self, passage: Passage, verb: Verb, before: Sequence[Frame]) -> Frame | None:
        """*According to X, …*, 据X报道，…: the voice follows the word, then what it says."""
        m = self._rules.opens.search(self._layout.folded, verb.end, passage.end)
        reach = m.start() if m else passage.end
        voice = self._settle(self._voices.within(verb.start, reach), before)
        if voice is None:
            return None
        closes = reach >= passage.end - 1 and verb.start > passage.start
        return self._frame(passage.start if closes else reach, passage.end, voice, verb)

    def _backward(self, passage: Passage, verb: Verb, before: Sequence[Frame]) -> Frame | None:
        """Japanese: the topic is the voice; what is said stands between it and the verb."""
        since = before[-1].verb[1] if before else passage.start
        if verb.way == ACCORDING:
            opened = max(since, self._opens(passage.start, verb.start))
            voice = self._settle(self._voices.within(opened, verb.start + 3), before)
            return self._frame(verb.end, passage.end, voice, verb) if voice else None
        quote = self._unclaimed(self._closing_at(verb.start)) if verb.way == DIRECT else None
        found = self._topic(since, verb.start)
        if quote is not None and not found:
            opening = self._quotes[quote][0]
            sentence = self._passage_starts[bisect_right(self._passage_starts, opening) - 1]
            found = self._topic(sentence, opening)
        voice = self._settle(found[0], before) if found else None
        begin = found[1] if found else since
        if voice is None and verb.way == DIRECT:
            voice = before[-1].voice if before else self._last
        if voice is None:
            return None
        if verb.way == ACT:
            return self._frame(voice.start if found else since, verb.end, voice, verb)
        if quote is not None:
            begin = min(begin, self._quotes[quote][0])
        return self._frame(begin, verb.start, voice, verb)

    def _topic(self, since: int, until: int) -> tuple[Voice, int] | None:
        """The voice marked as topic between two places, and where its mark ends.

        は marks the topic before が and も do; the first は counts.
        """
        found: tuple[Voice, int] | None = None
        for voice in self._voices.mentions(since, until):
            if self._quote_at(voice.start) is not None:
                continue
            m = self._rules.topic.match(self._layout.folded, voice.end)
            if not m or m.end() > until:
                continue
            if m[1] in ("は", "によると", "によれば"):
                return voice, m.end()
            if found is None and m[1] != "、":
                found = voice, m.end()
        return found

    def _either(self, passage: Passage, verb: Verb, before: Sequence[Frame]) -> Frame | None:
        """English: the voice before the verb, or behind it after a comma or a quotation."""
        if verb.way == ACCORDING:
            return self._source_first(passage, verb, before)
        first, last = passage.start, passage.end
        opened = self._opens(first, verb.start)
        voice = self._settle(self._voices.within(opened, verb.start), before)
        if verb.way == ACT:
            if voice is None and before and self._layout.folded[opened : verb.start].strip() == "and":
                voice = before[-1].voice
            return self._frame(opened, last, voice, verb) if voice else None
        reach = verb.end
        if voice is None:
            if self._layout.folded[opened : verb.start].strip():
                return None
            if self._layout.folded.startswith(" that", verb.end):
                return self._parted(passage, verb, before)
            m = self._rules.opens.search(self._layout.folded, verb.end, last)
            reach = m.start() if m else last
            voice = self._settle(self._voices.within(verb.end, reach), before)
            if voice is None:
                return None
        quote = self._unclaimed(self._closing_at(opened if opened > first else verb.start))
        follows = self._opening_at(reach)
        stop = last if follows is None else max(last, self._quotes[follows][1])
        if quote is not None:
            return self._frame(self._quotes[quote][0], stop, voice, verb)
        after_comma = self._layout.folded[max(first, opened - 2) : opened].strip() == ","
        closes = reach >= last - 1 or after_comma
        return self._frame(first if opened > first and closes else reach, stop, voice, verb)

    def _parted(self, passage: Passage, verb: Verb, before: Sequence[Frame]) -> Frame | None:
        """*The official, who asked not to be named, added that …*: the voice opens the sentence."""
        m = self._rules.opens.search(self._layout.folded, passage.start, verb.start)
        reach = m.start() if m else verb.start
        voice = self._settle(self._voices.within(passage.start, reach), before)
        return self._frame(verb.end, passage.end, voice, verb) if voice else None

    def _unclaimed(self, quote: int | None) -> int | None:
        """The quotation, unless a voice has it already."""
        return None if quote in self._claimed else quote

    def _frame(self, start: int, end: int, voice: Voice, verb: Verb) -> Frame:
        self._last = voice
        first = bisect_left(self._quote_starts, start)
        self._claimed.update(range(first, bisect_left(self._quote_starts, end)))
        return Frame(start, end, voice, (verb.start, verb.end))

    def _settle(self, voice: Voice | None, before: Sequence[Frame]) -> Voice | None:
        """The voice meant: a pronoun's antecedent; the outlet where its sources have no name."""
        if voice is None:
            return None
        if voice.carried:
            return self._last
        if before and before[-1].voice.role == Role.MEDIA and voice.role == Role.MEDIA:
            return before[-1].voice
        return voice

    def _settle_poll(self, voice: Voice, passage: Passage) -> Voice:
        """A poll is called by the outlet that the sentence names, if it names one."""
        if voice.role != Role.POLL:
            return voice
        first = bisect_left(self._name_starts, passage.start)
        for found in self._layout.names[first : bisect_left(self._name_starts, passage.end)]:
            if any(n.kind == "outlet" or n.role == "poll" and n.kind != "role" for n in found.names):
                return replace(voice, name=self._layout.text[found.start : found.end])
        return voice

    def _opens(self, first: int, start: int) -> int:
        """Where the run of text that ends at `start` begins."""
        begin = first
        for m in self._rules.opens.finditer(self._layout.folded, first, start):
            begin = m.end()
        return begin

    def _quote_at(self, offset: int) -> int | None:
        i = bisect_right(self._quote_starts, offset) - 1
        return i if i >= 0 and offset < self._quotes[i][1] else None

    def _closing_at(self, offset: int) -> int | None:
        """The quotation whose closing mark stands just before `offset`."""
        i = bisect_right(self._quote_starts, offset) - 1
        return i if i >= 0 and 0 < offset - self._quotes[i][1] <= 3 else None

    def _opening_at(self, offset: int) -> int | None:
        """The quotation that opens just behind `offset`."""
        i = bisect_left(self._quote_starts, offset)
        return i if i < len(self._quotes) and self._quote_starts[i] - offset <= 4 else None

    def _orphans(self, frames: Sequence[Frame]) -> list[Frame]:
        """Quotations that no frame reaches go on in the voice that last spoke in the paragraph."""
        out: list[Frame] = []
        ordered = sorted(frames, key=lambda f: f.verb)
        verbs = [f.verb[0] for f in ordered]
        for number, (start, end) in enumerate(self._quotes):
            if number in self._claimed:
                continue
            at = bisect_left(verbs, start) - 1
            if at >= 0 and "\n" not in self._layout.text[ordered[at].verb[1] : start]:
                out.append(Frame(start, end, ordered[at].voice, ordered[at].verb))
        return out
