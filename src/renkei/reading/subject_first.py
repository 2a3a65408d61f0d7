"""Frames of speech where the voice stands before the verb and the words behind it (Chinese).

A verb without a subject of its own takes that of its sentence: the voice that spoke before in it,
or whom the sentence opens with. Quotations may stand on either side of the verb.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from renkei.nouns import Passage, Role
from renkei.reading.answers import answers
from renkei.reading.frames import ACCORDING, DIRECT, REACH, Frame, framed
from renkei.reading.layout import Layout
from renkei.reading.recall import Recall
from renkei.reading.subjects import Subjects, subject_rules
from renkei.reading.verbs import VIEW, WISH, Verb, verbs
from renkei.reading.voices import Voice

_POLL = Role.POLL
_OPENING = 60
"""Within how many characters a sentence that turns to a person names them."""


class SubjectFirst:
    """Finds the frames of one layout, sentence by sentence."""

    def __init__(self, layout: Layout, issuer: Voice | None = None) -> None:
        """Find the subjects and verbs of saying of `layout`; `issuer` speaks where no one does."""
        self._issuer = issuer
        self._layout = layout
        self._text, self._folded = layout.text, layout.folded
        self._passages = layout.passages
        self._rules = subject_rules()
        self._subjects = Subjects(layout)
        self._quotes = layout.quotes
        self._quote_starts = [q[0] for q in layout.quotes]
        self._signs = self._subjects.signs
        self._runs = self._signs["opens"]
        self._inside = self._subjects.quoted
        self._terms = list(map(self._is_term, layout.quotes))
        told = self._rules.report.matches(self._folded, self._signs)
        self._verbs = verbs(layout, self._terms, [m.span() for m in told])
        self._verb_places = [verb[1] for verb in self._verbs]
        self._recall = Recall(self._folded, self._subjects.opening, issuer)
        self._spoke = 0
        self._poll: Voice | None = None
        self._claimed: set[int] = set()
        self._direct: set[int] = set()

    def find(self) -> list[Frame]:
        """All frames, outer before inner where they begin together."""
        frames: list[Frame] = []
        behind = len(self._text)
        speakers, polls = [*self._subjects.speakers, behind], [*self._signs["asked"], behind]
        places = [*self._verb_places, behind]
        speaker = asked = verb = 0
        for passage in self._passages:
            start, end = passage.start, passage.end
            while speakers[speaker] < start:
                speaker += 1
            ahead = speakers[speaker]
            if ahead < end and ahead < start + _OPENING and not self._inside[start]:
                self._recall.turn(passage)
            while polls[asked] < start:
                asked += 1
            named = polls[asked] < end
            poll = self._polled(passage, named) if named or self._poll else None
            while places[verb] < start:
                verb += 1
            if poll is not None:
                frames.append(poll)
            elif places[verb] < end:
                frames += self._sentence(passage, verb)
        frames += self._orphans(frames)
        frames = self._in_turns(frames)
        frames.sort(key=lambda f: (f[0], -f[1]))
        return frames

    def _in_turns(self, frames: list[Frame]) -> list[Frame]:
        """`frames` and the answers around them; a side that acts in one is who answers."""
        turns = answers(self._layout, self._subjects)
        if not turns and self._issuer is None:
            return frames
        starts = [turn.start for turn in turns]

        def answered(frame: Frame) -> bool:
            at = bisect_right(starts, frame.verb[0]) - 1
            inside = at >= 0 and frame.verb[0] < turns[at].end
            return frame.voice.party and (inside or self._issuer is not None)

        spoken = [Frame(t.start, t.end, t.voice, (t.start, t.start)) for t in turns]
        return spoken + [frame for frame in frames if not answered(frame)]

    def _sentence(self, passage: Passage, first: int) -> list[Frame]:
        """The frames of a sentence, by the verbs of saying from number `first` on."""
        frames: list[Frame] = []
        for verb in self._verbs[first : bisect_left(self._verb_places, passage.end, first)]:
            if verb[0] == ACCORDING:
                frame = self._according(passage, verb)
            else:
                frame = self._saying(passage, verb, frames)
            if frame:
                frames.append(frame)
        return frames

    def _polled(self, passage: Passage, named: bool) -> Frame | None:
        """The whole of a sentence that gives the figures of a poll, or goes on giving them.

        `named` is whether it may name one.
        """
        rules = self._rules
        if not rules.figure.search(self._folded, passage.start, passage.end):
            return None
        m = named and rules.poll.search(self._folded, passage.start, passage.end)
        if m and not self._inside[m.start()]:
            voice: Voice | None = self._subjects.pollster(passage.start, m.start(), m.end())
            place = m.span()
        else:
            goes_on = rules.polled.match(self._folded, passage.start, passage.end)
            apart = "\n" in self._text[self._spoke : passage.start]
            voice = self._poll if goes_on and not apart else None
            place = passage.start, passage.start
        start = self._opens(passage.start, place[0])
        return self._frame(start, passage.end, voice, place) if voice else None

    def _saying(self, passage: Passage, verb: Verb, before: Sequence[Frame]) -> Frame | None:
        way, start, end, opened = verb
        voice = self._speaker(passage, verb, before)
        if voice is None or (before and self._retold(verb, voice, before)):
            return None
        quote = self._unclaimed(self._closing_at(opened)) if self._quotes else None
        if quote is not None:
            opened = self._quotes[quote][0]
            if way == DIRECT:
                follows = self._opening_at(end)
                stop = self._quotes[follows][1] if follows is not None else start
                return self._frame(opened, stop, voice, (start, end))
        elif way == DIRECT:
            self._direct.add(start)
        stop = self._end(end, passage) if self._quotes else passage.end
        return self._frame(opened, stop, voice, (start, end))

    def _end(self, start: int, passage: Passage) -> int:
        """Where what is said ends: with the sentence, or with a quotation that outlasts it."""
        at = self._quote_at(passage.end - 1)
        runs_on = at is not None and self._quote_starts[at] >= start
        return max(passage.end, self._quotes[at][1]) if runs_on and at is not None else passage.end

    def _retold(self, verb: Verb, voice: Voice, before: Sequence[Frame]) -> bool:
        """Whether what another says or does is told by the voice that opened the sentence."""
        outer = [f for f in before if f.verb[0] in self._direct]
        if not outer or outer[0].voice.name == voice.name:
            return False
        if self._rules.fresh.search(self._folded, max(0, verb.opened - 1), verb.start):
            return False
        return verb.way != DIRECT or not voice.named

    def _speaker(self, passage: Passage, verb: Verb, before: Sequence[Frame]) -> Voice | None:
        """The subject of a verb of saying, from its own run or further ahead in the sentence."""
        way, start, _, opened = verb
        folded, selves = self._folded, self._rules.selves
        if folded[opened] in selves.begins and selves.match(folded, opened, start):
            return None
        if before and before[-1].verb[0] >= opened:
            return before[-1].voice if way == DIRECT else None
        if self._signs["relays"]:
            through = self._rules.through.search(folded, opened, start)
            if through:
                return self._source(opened, *through.span(), start, before)
        voice = self._subjects.of(opened, start, anyone=way == DIRECT)
        if voice is not None:
            if (way == VIEW and voice.party) or (way == WISH and not voice.named):
                return None
            told = self._told(passage) if voice.party else None
            return told or (self._recall.meant(voice) if voice.carried else voice)
        if before:
            return before[-1].voice
        if way in (VIEW, WISH):
            return None
        topic = self._subjects.topic(passage.start, opened)
        meant = self._recall.meant(topic) if topic else None
        return meant or self._resumed(passage, verb)

    def _source(
        self, start: int, cut: int, behind: int, end: int, before: Sequence[Frame]
    ) -> Voice | None:
        """*NHK引述官员指出*: the source if it has a name, else the outlet it is reached through."""
        source = self._subjects.of(behind, end)
        if source is not None and source.named and not source.carried:
            return source
        outlet = self._subjects.of(start, cut)
        if outlet is not None:
            return self._recall.meant(outlet)
        return before[-1].voice if before else self._recall.meant(source) if source else None

    def _resumed(self, passage: Passage, verb: Verb) -> Voice | None:
        """The voice of the sentence before, where a verb opens its own (还说：……)."""
        way, start, _, opened = verb
        opens = opened == passage.start and start - opened <= 3 and way == DIRECT
        return self._recall.last if opens else None

    def _according(self, passage: Passage, verb: Verb) -> Frame | None:
        """据X报道，……; 援引X的话: the voice follows the word, then what it says."""
        run = bisect_left(self._runs, verb.end)
        reach = min(self._runs[run], passage.end) if run < len(self._runs) else passage.end
        later = bisect_left(self._verb_places, verb.end)
        if later < len(self._verbs) and self._verbs[later].start < reach:
            return None
        voice = self._subjects.of(verb.end, reach)
        tells = self._rules.tells.search(self._folded, verb.end, reach + 1)
        if voice is None or not (tells or self._folded[verb.start] == "据"):
            return None
        closes = reach >= passage.end - 1 and verb.start > passage.start
        settled = self._recall.meant(voice)
        start = passage.start if closes else reach
        return self._frame(start, passage.end, settled, (verb.start, verb.end)) if settled else None

    def _told(self, passage: Passage) -> Voice | None:
        """The text that goes on telling what its parties do (声明说，……。两国还同意……)."""
        last = self._recall.last
        if last is None or not self._rules.texts.search(last.name):
            return None
        return None if "\n" in self._text[self._spoke : passage.start] else last

    def _frame(self, start: int, end: int, voice: Voice, verb: tuple[int, int]) -> Frame:
        self._recall.spoke(voice)
        self._spoke = verb[0]
        self._poll = voice if voice.role is _POLL else None
        if self._quotes:
            first = bisect_left(self._quote_starts, start)
            self._claimed.update(range(first, bisect_left(self._quote_starts, end)))
        return framed((start, end, voice, verb))

    def _opens(self, first: int, start: int) -> int:
        """Where the run of text that ends at `start` begins."""
        begin = max(first, start - REACH)
        quote = bisect_right(self._quote_starts, start) - 1
        while quote >= 0 and self._terms[quote]:
            quote -= 1
        if quote >= 0 and self._quotes[quote][1] > begin:
            begin = self._quotes[quote][1] + 1
        run = bisect_left(self._runs, start) - 1
        while run >= 0 and self._inside[self._runs[run]]:
            run -= 1
        return max(begin, self._runs[run] + 1) if run >= 0 else begin

    def _is_term(self, quote: tuple[int, int]) -> bool:
        """Whether a quotation is a name or title set in its clause, words on either side of it."""
        start, end = quote
        before, behind = (self._folded[start - 2 : start - 1], self._folded[end + 1 : end + 2])
        return before.isalnum() and behind.isalnum() and "。" not in self._text[start:end]

    def _unclaimed(self, quote: int | None) -> int | None:
        """The quotation, unless a voice has it already."""
        return None if quote in self._claimed else quote

    def _quote_at(self, offset: int) -> int | None:
        i = bisect_right(self._quote_starts, offset) - 1
        return i if i >= 0 and offset < self._quotes[i][1] else None

    def _closing_at(self, offset: int) -> int | None:
        """The quotation whose closing mark stands just before `offset`."""
        i = bisect_right(self._quote_starts, offset) - 1
        if i < 0 or not 0 < offset - self._quotes[i][1] <= 3:
            return None
        return None if "\n" in self._text[self._quotes[i][1] : offset] else i

    def _opening_at(self, offset: int) -> int | None:
        """The quotation that opens just behind `offset`."""
        i = bisect_left(self._quote_starts, offset)
        return i if i < len(self._quotes) and self._quote_starts[i] - offset <= 4 else None

    def _orphans(self, frames: Sequence[Frame]) -> list[Frame]:
        """Quotations that no frame reaches go on in the voice that last spoke in the paragraph."""
        if len(self._claimed) == len(self._quotes):
            return []
        out: list[Frame] = []
        heard = sorted(frames, key=lambda f: f.verb[0])
        places = [frame.verb[0] for frame in heard]
        for number, (start, end) in enumerate(self._quotes):
            if number in self._claimed:
                continue
            at = bisect_left(places, start) - 1
            place = places[at] if at >= 0 else -1
            line = self._text.rfind("\n", 0, start) + 1
            turned = self._recall.turned_to(max(place + 1, line), start)
            if turned:
                place, voice = turned
                out.append(Frame(start, end, voice, (place, place)))
            elif place >= line:
                out.append(Frame(start, end, heard[at].voice, (place, place)))
        return out
