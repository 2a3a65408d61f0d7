"""Who says each clause: frames of direct and indirect speech, and how far each reaches.

A frame is a verb of saying with its voice and the stretch of text that it governs. Three orders of
words are known (``order`` in ``data/<language>/speech.yaml``): the voice before the verb and the
words behind it (Chinese), the words before the verb and the voice as topic (Japanese), and either
(English). Quotations reach over sentences; the voice of one goes on until it closes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Role
from renkei.reading.layout import Layout
from renkei.reading.lexicon import lexicon
from renkei.reading.voices import Voice, VoiceRules, Voices, voice_rules


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb of saying at `verb`, its voice, and the stretch of text that it governs."""

    start: int
    end: int
    voice: Voice
    verb: tuple[int, int]


@cache
def _verbs(language: str) -> tuple[frozenset[int], frozenset[int]]:
    words = lexicon(language)
    direct, according = words.classes.index("say-direct"), words.classes.index("say-according")
    never = words.classes.index("say-not")
    return (
        frozenset(i for i, c in enumerate(words.ids) if direct in c and never not in c),
        frozenset(i for i, c in enumerate(words.ids) if according in c and direct not in c),
    )


class Speech:
    """The frames of one layout. `at` answers who says what stands at an offset."""

    def __init__(self, layout: Layout, issuer: Voice | None = None) -> None:
        self._layout = layout
        self._rules: VoiceRules = voice_rules(layout.language)
        self._voices = Voices.of(layout.text, layout.folded, layout.language, layout.names)
        self._quotes = layout.quotes
        self._quote_starts = [q[0] for q in self._quotes]
        self._issuer = issuer
        self._last: Voice | None = None
        self._claimed: set[int] = set()
        self._frames = self._find()
        self._starts = [f.start for f in self._frames]

    def at(self, offset: int) -> Frame | None:
        """The innermost frame that governs the text at `offset`; None if the author speaks."""
        best = None
        for frame in self._frames[: bisect_right(self._starts, offset)]:
            if offset < frame.end and (best is None or frame.start >= best.start):
                best = frame
        return best

    def _find(self) -> list[Frame]:
        direct, according = _verbs(self._layout.language)
        hits = [h for h in self._layout.hits if h[0] in direct or h[0] in according]
        places = [h[1] for h in hits]
        frames: list[Frame] = []
        for number, passage in enumerate(self._layout.passages):
            first, last = bisect_left(places, passage.start), bisect_left(places, passage.end)
            made = self._sentence(number, hits[first:last], direct)
            frames += made
        frames += self._orphans(frames)
        frames.sort(key=lambda f: (f.start, -f.end))
        return frames

    def _sentence(
        self, number: int, hits: list[tuple[int, int, int]], direct: frozenset[int]
    ) -> list[Frame]:
        passage = self._layout.passages[number]
        make = {
            "subject-first": self._forward,
            "subject-last": self._backward,
            "either": self._either,
        }[self._rules.order]
        frames: list[Frame] = []
        for entry, start, end in hits:
            if self._quote_at(start) is None or self._rules.order == "subject-last":
                frame = make(passage.start, passage.end, start, end, entry in direct, frames)
                if frame:
                    frames.append(frame)
        return frames

    def _forward(
        self, first: int, last: int, start: int, end: int, direct: bool, before: list[Frame]
    ) -> Frame | None:
        """Chinese: the voice stands before the verb; what is said follows, or stood quoted before."""
        opened = self._opens(first, start)
        if not direct:
            reach = self._until(end, last)
            voice = self._settle(self._voices.within(start, reach), before)
            return self._frame(reach, last, voice, start, end) if voice else None
        voice = self._settle(self._voices.within(opened, start), before)
        if voice is None and before and opened == start:
            voice = before[-1].voice
        if voice is None:
            return None
        quote = self._unclaimed(self._closing_at(opened))
        follows = self._opening_at(end)
        if quote is not None:
            stop = self._quotes[follows][1] if follows is not None else start
            return self._frame(self._quotes[quote][0], stop, voice, start, end)
        stop = max(last, self._quotes[follows][1]) if follows is not None else last
        return self._frame(end, stop, voice, start, end)

    def _backward(
        self, first: int, last: int, start: int, end: int, direct: bool, before: list[Frame]
    ) -> Frame | None:
        """Japanese: the topic is the voice; what is said stands between it and the verb."""
        if not direct:
            voice = self._settle(self._voices.within(self._opens(first, start), start), before)
            return self._frame(end, last, voice, start, end) if voice else None
        voice, begin = self._topic(first, start)
        voice = self._settle(voice, before)
        if voice is None:
            voice = before[-1].voice if before else self._last
            if voice is None:
                return None
        quote = self._unclaimed(self._closing_at(start))
        if quote is not None:
            begin = min(begin, self._quotes[quote][0])
        if before and before[-1].end > begin and before[-1].verb[0] < start:
            begin = max(begin, before[-1].verb[1]) if before[-1].start >= first else begin
        return self._frame(begin, start, voice, start, end)

    def _either(
        self, first: int, last: int, start: int, end: int, direct: bool, before: list[Frame]
    ) -> Frame | None:
        """English: the voice before the verb, or behind it after a comma or a quotation."""
        opened = self._opens(first, start)
        voice = self._settle(self._voices.within(opened, start), before) if direct else None
        if voice is None:
            reach = self._until(end, last)
            voice = self._settle(self._voices.within(end, reach), before)
            if voice is None:
                return None
            inverted = start > first and reach >= last - 1
        else:
            reach = end
            inverted = opened > first and end >= last - 1
        quote = self._unclaimed(self._closing_at(opened if opened > first else start))
        follows = self._opening_at(reach)
        stop = max(last, self._quotes[follows][1]) if follows is not None else last
        if quote is not None:
            return self._frame(self._quotes[quote][0], stop, voice, start, end)
        if opened > first and self._layout.folded[opened - 2 : opened].strip() == ",":
            return self._frame(first, stop, voice, start, end)
        return self._frame(first if inverted else reach, stop, voice, start, end)

    def _unclaimed(self, quote: int | None) -> int | None:
        """The quotation, unless a voice has it already."""
        return None if quote in self._claimed else quote

    def _frame(self, start: int, end: int, voice: Voice, a: int, b: int) -> Frame:
        self._last = voice
        first = bisect_left(self._quote_starts, start)
        self._claimed.update(range(first, bisect_left(self._quote_starts, end)))
        return Frame(start, end, voice, (a, b))

    def _settle(self, voice: Voice | None, before: list[Frame]) -> Voice | None:
        """The voice meant: a pronoun's antecedent; the outlet where its sources have no name."""
        if voice is None:
            return None
        if voice.carried:
            return self._last
        if before and before[-1].voice.role == Role.MEDIA and voice.role == Role.MEDIA:
            return before[-1].voice
        return voice

    def _topic(self, first: int, start: int) -> tuple[Voice | None, int]:
        """The last phrase before `start` that is marked as topic and names a voice."""
        begin, voice = first, None
        for m in self._rules.topic.finditer(self._layout.folded, first, start):
            if m.end() == m.start() or self._quote_at(m.start()) is not None:
                continue
            opened = self._opens(first, m.start())
            found = self._voices.within(opened, m.start())
            touches = found and (found.carried or found.end >= m.start() - 1)
            if touches:
                voice, begin = found, m.end()
                if self._layout.folded[m.end() - 1] in "はも":
                    break
        return voice, begin

    def _opens(self, first: int, start: int) -> int:
        """Where the run of text that ends at `start` begins."""
        begin = first
        for m in self._rules.opens.finditer(self._layout.folded, first, start):
            begin = m.end()
        return begin

    def _until(self, end: int, last: int) -> int:
        m = self._rules.opens.search(self._layout.folded, end, last)
        return m.start() if m else last

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

    def _orphans(self, frames: list[Frame]) -> list[Frame]:
        """Quotations that no frame reaches: they go on in the voice that last spoke before them."""
        out: list[Frame] = []
        ordered = sorted(frames, key=lambda f: f.verb)
        verbs = [f.verb[0] for f in ordered]
        text = self._layout.text
        for start, end in self._quotes:
            if any(f.start <= start + 1 and f.end >= end - 1 for f in frames):
                continue
            at = bisect_left(verbs, start) - 1
            if at >= 0 and "\n" not in text[ordered[at].verb[1] : start]:
                out.append(Frame(start, end, ordered[at].voice, ordered[at].verb))
        return out
