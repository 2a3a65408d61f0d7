"""Frames of speech in English, where the voice stands before its verb or behind it.

*X said that …* governs what follows; *…, X said* and *…, said X* what stands before; a verb that
does what it tells (*welcomed*) the clause that it stands in. Verbs of holding (*expects*, *doubts*)
are speech only of a person or an expert. Quotations go on in the voice that has them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter

from renkei.nouns import Passage, Role
from renkei.reading.closing import Closing, suits
from renkei.reading.frames import ACCORDING, ACT, REACH, Frame
from renkei.reading.heard import Heard
from renkei.reading.interview import turns
from renkei.reading.layout import Layout
from renkei.reading.noun_phrases import NounPhrases
from renkei.reading.sayings import Saying, sayings
from renkei.reading.shares import Polls
from renkei.reading.strangers import closing_rules, speech_words, subject_rules
from renkei.reading.voices import Voice

_start, _end, _verb = map(attrgetter, ("start", "end", "verb"))
_ANALYST, _MEDIA, _POLL = Role.ANALYST, Role.MEDIA, Role.POLL
_OPENING = 400
_NAMED = 60
_HARD = re.compile(r"[;:—\n“”\"](?:(?<=[“”\"])|\s)")
_AND = r"(?:^|[\s,])(?:and|or|but|then)\s*$"
_JOINS = re.compile(
    r"\b(?:and|but|while|whereas|as|because|since|although|though|so|yet|for|with)\b"
)
_COORDINATE = re.compile(r"(?:,|;)\s(?:and|but|while|whereas|as|though|although)\s|;")


class Either:
    """Finds the frames of one layout, sentence by sentence."""

    def __init__(self, layout: Layout, issuer: Voice | None = None) -> None:
        """Find the people of `layout` and its verbs of saying; one with an `issuer` is formal."""
        self._issuer = issuer
        self._mine = issuer.name.lower().removeprefix("the ") if issuer else ""
        self._layout = layout
        self._folded = layout.folded
        self._phrases = NounPhrases(layout, formal=issuer is not None)
        self._rules = subject_rules()
        self._words, self._closing = speech_words(), closing_rules()
        self._and, self._is_parted = _before_verbs()
        self._polls = Polls(layout)
        self._quotes = layout.quotes
        self._quote_starts = [q[0] for q in layout.quotes]
        self._heard = Heard(layout, self._phrases)
        self._claimed: set[int] = set()

    def find(self) -> list[Frame]:
        """All frames, outer before inner where they begin together."""
        spoken = self._spoken()
        self._go_on(spoken)
        frames = [frame for at in sorted(spoken) for frame in spoken[at]]
        frames += self._orphans(frames)
        frames += turns(self._layout, self._phrases)
        frames.sort(key=_end, reverse=True)
        frames.sort(key=_start)
        return frames

    def _spoken(self) -> dict[int, list[Frame]]:
        """The frames of each sentence that has any, by its number."""
        passages = self._layout.passages
        held: dict[int, list[Saying]] = {}
        for verb in sayings(self._layout):
            held.setdefault(verb.sentence, []).append(verb)
        plain = self._issuer is None and not self._polls
        spoken: dict[int, list[Frame]] = {}
        for at in held if plain else range(len(passages)):
            passage = passages[at]
            frames: list[Frame] = []
            for verb in held.get(at, ()):
                frame = self._made(passage, verb, frames)
                if frame:
                    frames.append(frame)
            if not (frames or plain):
                frames = self._declared(passage) or self._polled(passage)
            if frames:
                spoken[at] = frames
        return spoken

    def _made(self, passage: Passage, verb: Saying, before: list[Frame]) -> Frame | None:
        way, start, end, _, opened = verb
        if way == ACCORDING:
            return self._sourced(passage, verb)
        opened = max(opened, before[-1].verb[1]) if before else opened
        gap, word = self._folded[opened:start], self._folded[start:end]
        parted, inverted = self._is_parted(gap), False
        if parted and self._closing["passive"].search(self._folded, opened, start):
            return None
        voice = None
        if parted or before or word.endswith("ing"):
            voice = self._shared(passage, verb, gap, before, parted=parted)
        if voice is None:
            anyone = word in self._words["human"]
            voice = self._phrases.before(opened, start, anyone=anyone, parted=parted)
            if voice is None and way != ACT and _stands_first(gap):
                voice = self._phrases.behind(end, passage.end)
                inverted = True
        meant = self._heard.meant(voice, passage) if voice and voice.carried else voice
        if voice is None or meant is None or not self._may(meant, verb, word, before):
            return None
        if meant.role is _POLL:
            meant = meant._replace(name=self._polls.name(max(voice.end, start)))
        own = meant
        if self._issuer:
            if self._rules["sides"].match(meant.name.lower()):
                return None
            own = self._own(meant)
        if own is not voice:
            voice = own._replace(start=voice.start, end=voice.end)
        if word != "asked":
            self._heard.add(voice)
        return self._governed(passage, verb, voice, before, inverted)

    def _go_on(self, spoken: dict[int, list[Frame]]) -> None:
        """Let a sentence between two of the same voice, in one paragraph, be in that voice too."""
        passages = self._layout.passages
        for at in [i + 1 for i in spoken if i + 2 in spoken and i + 1 not in spoken]:
            earlier, later = spoken[at - 1][-1].voice, spoken[at + 1][0].voice
            if earlier.role is _POLL or earlier.name != later.name:
                continue
            if passages[at - 1].block == passages[at].block == passages[at + 1].block:
                place = passages[at].start
                spoken[at] = [Frame(place, passages[at].end, later, (place, place))]

    def _declared(self, passage: Passage) -> list[Frame]:
        """The frame of a sentence of a formal text that a party to it opens."""
        if self._issuer is None:
            return []
        place = (passage.start, passage.start)
        if passage.start < _OPENING and not self._heard and self._convenes(passage):
            return [Frame(passage.start, passage.end, Voice("author", Role.AUTHOR), place)]
        m = self._rules["formal"].match(self._folded, passage.start, passage.end)
        if not m or self._rules["meeting"].fullmatch(m[2]):
            return []
        voice = self._heard.meant(self._phrases.phrase(*m.span(1)), passage)
        if voice is None or self._rules["sides"].match(voice.name.lower()):
            return []
        voice = self._own(voice)._replace(start=m.start(1), end=m.end(1))
        self._heard.add(voice)
        return [Frame(passage.start, passage.end, voice, m.span(2))]

    def _own(self, voice: Voice) -> Voice:
        """The issuer where a formal text means its issuer, else the voice itself."""
        return self._issuer if self._issuer and voice.name.lower() == self._mine else voice

    def _convenes(self, passage: Passage) -> bool:
        """Whether a sentence only tells that the parties met."""
        opens = self._folded[passage.start : passage.start + 3]
        return opens not in ("we ", "we,") and bool(
            self._rules["convening"].search(self._folded, passage.start, passage.end)
        )

    def _polled(self, passage: Passage) -> list[Frame]:
        """The frame of a sentence that tells what a poll found."""
        voice = self._polls.voice(passage) if self._polls else None
        if voice is None or self._quote_at(passage.start) is not None:
            return []
        return [Frame(passage.start, passage.end, voice, (passage.start, passage.start))]

    def _may(self, voice: Voice, verb: Saying, word: str, before: Sequence[Frame]) -> bool:
        """Whether the verb (`word`) is speech in this voice, here."""
        if word in self._words["wishes"] and not (voice.named or voice.role is _ANALYST):
            return False
        if word in self._words["views"] and self._phrases.is_state(voice):
            return False
        if verb.way == ACT and before and before[-1].end > verb.start:
            outer = before[-1].voice
            if outer.role not in (_MEDIA, _POLL) and outer.name != voice.name:
                return bool(_COORDINATE.search(self._folded, before[-1].verb[1], voice.start + 1))
        return True

    def _shared(
        self, passage: Passage, verb: Saying, gap: str, before: Sequence[Frame], *, parted: bool
    ) -> Voice | None:
        """The subject that a verb shares with one before (*and reaffirmed*, *, saying*, a list).

        `gap` is the text before the verb in which its subject is looked for.
        """
        participle = self._folded.endswith("ing", verb.start, verb.end)
        joins = parted and self._and.search(gap, 0, len(gap))
        if joins or (participle and gap.rstrip().endswith(",")):
            return before[-1].voice if before else self._heard.opening(passage)
        if participle and gap.endswith(" as "):
            quoted = self._folded.rfind("quoted ", verb.start - len(gap), verb.start)
            if quoted >= 0:
                return self._phrases.phrase(quoted + len("quoted "), verb.start - len(" as "))
        if before and not gap.strip(" ,") and verb.start - len(gap) > before[-1].verb[1]:
            return before[-1].voice
        return None

    def _governed(
        self, passage: Passage, verb: Saying, voice: Voice, before: list[Frame], inverted: bool
    ) -> Frame:
        first, last = passage.start, passage.end
        begin = voice.start if first <= voice.start < verb.start else verb.start
        follows_on = False
        if begin > first:
            m = self._closing["joined"].search(self._folded, max(first, begin - 24), begin)
            if m:
                begin = m.start()
                as_told = m[0] == "as " and self._rules["as_told"].match(self._folded, verb.end)
                follows_on = bool(not as_told and _JOINS.search(m[0]))
        if self._quotes:
            follows = self._opening_at(voice.end if inverted else verb.end)
            last = last if follows is None else max(last, self._quotes[follows][1])
            quote = self._closing_at(begin)
            if quote is not None and quote not in self._claimed:
                return self._frame(self._quotes[quote][0], last, voice, verb)
        closes = inverted
        if begin > first and not (inverted or follows_on or (verb.way == ACT and before)):
            closes = self._folded[first:begin].rstrip(' "”').endswith(",")
        if closes:
            begin = first
            before.clear()
        return self._frame(begin, last, voice, verb)

    def _frame(self, start: int, end: int, voice: Voice, verb: Saying) -> Frame:
        if self._quotes:
            first = bisect_left(self._quote_starts, start)
            self._claimed.update(range(first, bisect_left(self._quote_starts, end)))
        return Frame(start, end, voice, (verb.start, verb.end))

    def _sourced(self, passage: Passage, verb: Saying) -> Frame | None:
        """*According to X, …* and *…, according to X*."""
        voice = self._heard.meant(self._source(passage, verb), passage)
        if voice is None:
            return None
        if voice.role is _POLL:
            voice = voice._replace(name=self._polls.name(voice.end))
        self._heard.add(voice)
        start = max(passage.start, verb.start - REACH)
        for m in _HARD.finditer(self._folded, start, verb.start):
            start = m.end() if m[0][0] in ";:" else start
        return self._frame(start, passage.end, voice, verb)

    def _source(self, passage: Passage, verb: Saying) -> Voice | None:
        """Whom *according to X*, *in X's view* or *in her view* names."""
        word = self._folded[verb.start : verb.end]
        if word[0] in "'’":
            opened = self._folded.rfind("in ", passage.start, verb.start)
            return self._phrases.phrase(opened + 3, verb.start) if opened >= 0 else None
        m = self._rules["viewer"].search(word)
        if m:
            pronoun = {"their": "they", "its": "it"}.get(m[0], "he")
            return Voice(pronoun, Role.OTHER, "", verb.start, verb.end, carried=True)
        return self._phrases.behind(verb.end, passage.end)

    def _quote_at(self, offset: int) -> int | None:
        i = bisect_right(self._quote_starts, offset) - 1
        return i if i >= 0 and offset < self._quotes[i][1] else None

    def _closing_at(self, offset: int) -> int | None:
        """The quotation whose closing mark stands just before `offset`."""
        i = bisect_right(self._quote_starts, offset) - 1
        return i if i >= 0 and 0 <= offset - self._quotes[i][1] <= 3 else None

    def _opening_at(self, offset: int) -> int | None:
        """The quotation that opens just behind `offset`."""
        i = bisect_left(self._quote_starts, offset)
        return i if i < len(self._quotes) and self._quote_starts[i] - offset <= 4 else None

    def _orphans(self, frames: Sequence[Frame]) -> list[Frame]:
        """Quotations that no frame reaches: told behind them, or going on in their paragraph."""
        out: list[Frame] = []
        if len(self._claimed) == len(self._quotes):
            return out
        ordered = sorted(frames, key=_verb)
        verbs = [f.verb[0] for f in ordered]
        for number, (start, end) in enumerate(self._quotes):
            if number in self._claimed:
                continue
            voice = self._behind_quote(end)
            at = bisect_left(verbs, start) - 1
            if voice:
                out.append(Frame(start, end, voice, (end, end)))
            elif at >= 0 and "\n" not in self._folded[ordered[at].verb[1] : start]:
                out.append(Frame(start, end, ordered[at].voice, ordered[at].verb))
        return out

    def _behind_quote(self, end: int) -> Voice | None:
        """Whom the text names behind a quotation, whatever the verb (*“…,” laughs Jane Roe*)."""
        m = self._rules["whatever"].match(self._folded, end)
        call = m and self._phrases.people.first(m.end(), m.end() + _NAMED)
        if not m or not call or call.start != m.end():
            return None
        person = call.person
        return Voice(person.name, person.role, person.state, call.start, call.end, named=True)


@cache
def _before_verbs() -> tuple[Closing, Callable[[str], bool]]:
    """The conjunctions before a verb, and whether anything may part a verb from its subject."""
    rules = subject_rules()
    return Closing(_AND), suits(_AND, rules["passive"].pattern, rules["tail"].pattern)


def _stands_first(gap: str) -> bool:
    """Whether a verb with `gap` before it comes before its subject."""
    gap = gap.rstrip()
    return not gap or gap[-1] in ',"”’'
