"""Whom the subject of a Chinese verb of saying names: a person, an office, a body, or someone.

The subject stands in front of the verb in the same run of text. Adverbs, times and prepositional
phrases stand before it and between it and the verb; the last noun of its phrase is its head. The
patterns are those of ``data/zh/speech.yaml`` (`subject`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from renkei.nouns import Name, Passage, Role
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.named import named
from renkei.reading.parts import CALLED, PERSON, SPEAKS, TURNED_TO
from renkei.reading.people import with_introduced
from renkei.reading.spotter import Begun, Sought, Spotter
from renkei.reading.voices import SPEAKING, Voice, voiced

PUBLIC = ("state", "body")
PARTIES = ("state", "group", "anaphor")
"""Kinds of name that stand for a party to a text, not for one of its voices."""
_RANK = {kind: rank for rank, kind in enumerate(SPEAKING)}
_ROLES = {str(role): role for role in Role}
_OFFICIAL, _OTHER = Role.OFFICIAL, Role.OTHER
"""By names of their own, which are looked up in a fifth of the time."""
_BEGUN = ("front", "back", "behind", "preposition", "carry", "selves", "noun_after")


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """The patterns of ``subject`` in ``data/zh/speech.yaml`` (see there).

    `noun_before` is part of `unsaid` and `denied`, which end with one of `ends` or hold `made`.
    """

    ends: frozenset[str]
    made: str
    front: Begun
    back: Begun
    behind: Begun
    preposition: Begun
    carry: Begun
    selves: Begun
    joined: re.Pattern[str]
    drop: re.Pattern[str]
    breaks: re.Pattern[str]
    former: re.Pattern[str]
    someone: re.Pattern[str]
    nobody: re.Pattern[str]
    through: re.Pattern[str]
    noun_after: Begun
    unsaid: re.Pattern[str]
    fresh: re.Pattern[str]
    texts: re.Pattern[str]
    vague: re.Pattern[str]
    report: Sought
    poll: re.Pattern[str]
    polled: re.Pattern[str]
    figure: re.Pattern[str]
    view: re.Pattern[str]
    mute: re.Pattern[str]
    wish: re.Pattern[str]
    denied: re.Pattern[str]
    tells: re.Pattern[str]
    party: re.Pattern[str]
    called: re.Pattern[str]


@cache
def subject_rules() -> SubjectRules:
    """The rules, compiled once."""
    rules = load_yaml("zh", "speech.yaml")["subject"]
    ends, made, noun = frozenset(rules.pop("ends")), rules.pop("made"), rules.pop("noun_before")
    report = Sought(re.compile(rules.pop("report")), "reports", 1)
    patterns: dict[str, Any] = {key: Begun.of(rules.pop(key)) for key in _BEGUN}
    for key in ("unsaid", "denied"):
        rules[key] = f"{noun}|{rules[key]}"
    patterns |= {key: re.compile(value) for key, value in rules.items()}
    return SubjectRules(ends, made, report=report, **patterns)


@cache
def _spotter() -> Spotter:
    return Spotter(load_yaml("zh", "speech.yaml")["signs"])


class Subjects:
    """Finds the voices that runs of one layout name. Names are told by their numbers."""

    def __init__(self, layout: Layout) -> None:
        """Find the people of `layout`, those included whom it introduces itself."""
        self._text, self._folded = layout.text, layout.folded
        self._rules = subject_rules()
        self.signs = _spotter().find(layout.codes)
        """Where the text holds what some patterns need."""
        self._runs = self.signs["opens"]
        self.quoted = bytearray(len(layout.text) + 1)
        """For each character, and the end, whether it stands in a quotation."""
        for start, end in layout.quotes:
            self.quoted[start:end] = b"1" * (end - start)
        names = with_introduced(layout.folded, layout.text, named(layout), self.signs)
        self._between = names.between
        self._starts, self._ends, self._parts, self._whom = names
        self.speakers = [
            start for start, bits in zip(self._starts, self._parts, strict=True) if bits & TURNED_TO
        ]
        """Where people, outlets and polls are named."""
        self._shown: dict[str, str] | None = None

    def _written(self) -> dict[str, str]:
        """How the text writes each person: as where it first does, or longer."""
        out: dict[str, str] = {}
        text = self._text
        columns = self._parts, self._starts, self._ends, self._whom
        for bits, start, end, whom in zip(*columns, strict=True):
            if bits & CALLED:
                shown = text[start:end]
                for name in whom:
                    if name.kind == "person" and out.get(name.key, "") in shown:
                        out[name.key] = shown
        return out

    def of(self, start: int, end: int, *, anyone: bool = False) -> Voice | None:
        """The voice that ``text[start:end]`` names, or None.

        A voice that only points back (他, 该报, 这名官员) is `carried`; its role is that of the
        voice meant, `OTHER` if it may be any. With `anyone`, a short phrase without any known word
        for a speaker is one.
        """
        rules, folded, starts, parts = self._rules, self._folded, self._starts, self._parts
        begin = folded[start : start + 1]
        if begin in rules.front.begins:
            m = rules.front.match(folded, start, end)
            start = m.end() if m else start
            begin = folded[start : start + 1]
        if begin in rules.carry.begins:
            carried = rules.carry.match(folded, start, end)
            if carried:
                return self._pointing(carried)
        first = bisect_left(starts, start)
        behind = bisect_left(starts, end, first)
        if behind > first and self._ends[behind - 1] > end:
            behind -= 1
        speaking = [number for number in range(first, behind) if parts[number] & SPEAKS]
        if speaking:
            head = self._head(speaking, start, end)
            return self._voice(head, start, first) if head is not None else None
        return self._someone(start, end) if anyone and first == behind else None

    def _lead(self, start: int, end: int) -> int:
        """Where the subject's phrase begins, behind what leads up to it."""
        front = self._rules.front
        if self._folded[start : start + 1] in front.begins:
            m = front.match(self._folded, start, end)
            return m.end() if m else start
        return start

    def _someone(self, start: int, end: int) -> Voice | None:
        """A speaker without any known word for one."""
        rules = self._rules
        m = rules.back.pattern.search(self._folded, start, end)
        end = m.start() if m else end
        phrase = self._folded[start:end].rstrip()
        if not rules.someone.fullmatch(phrase) or rules.nobody.search(phrase):
            return None
        return Voice(self._plain(start, end), Role.OTHER, "", start, end)

    def opening(self, passage: Passage) -> Voice | None:
        """With whom a sentence opens that may turn to someone."""
        return self.topic(passage.start, passage.end, most=2)

    def topic(self, start: int, until: int, most: int = 99) -> Voice | None:
        """Whom the runs between two places name first; no more of them than `most` are read."""
        first = bisect_left(self._runs, start)
        last = min(bisect_left(self._runs, until, first), first + most)
        at = start
        for stop in self._runs[first:last]:
            if at < stop and not self.quoted[stop] and not self.quoted[at + 1]:
                voice = self.of(at, stop)
                if voice is not None:
                    return voice
            at = stop + 1
        return None

    def first(self, until: int, word: str) -> Voice | None:
        """Whoever is named first before `until`, a person before an office that ends in `word`."""
        opening = [number for number, end in enumerate(self._ends) if end <= until]
        people = [number for number in opening if self._parts[number] & CALLED]
        offices = [n for n in opening if self._named(n, self._folded).endswith(word)]
        for head in (*offices, *people):
            return self._voice(head, self._starts[head], head)
        return None

    def pollster(self, start: int, until: int, end: int) -> Voice:
        """Whose poll stands at ``text[until:end]`` in the sentence from `start` on."""
        for number in reversed(range(*self._between(start, until))):
            for name in self._whom[number]:
                if name.kind in ("outlet", "institute") or name.role == Role.POLL != name.kind:
                    shown = self._named(number, self._text)
                    return Voice(shown, Role.POLL, "", self._starts[number], self._ends[number])
        run = bisect_left(self._runs, until) - 1
        start = max(start, self._runs[run] + 1) if run >= 0 else start
        lead = self._lead(start, end)
        return Voice(self._plain(lead, end), Role.POLL, "", lead, end)

    def begun(self, word: str) -> Voice | None:
        """Whoever has a name that begins with `word`."""
        for number, (start, bits) in enumerate(zip(self._starts, self._parts, strict=True)):
            if bits & PERSON and self._folded.startswith(word, start):
                return self._voice(number, start, number)
        return None

    def _named(self, number: int, text: str) -> str:
        return text[self._starts[number] : self._ends[number]]

    def _head(self, speaking: Sequence[int], start: int, end: int) -> int | None:
        """The name behind which the verb or an adverb follows, else the end of the first chain."""
        rules, folded, ends = self._rules, self._folded, self._ends
        behind, back = rules.behind, rules.back
        preposition = rules.preposition
        if folded[start] in preposition.begins and preposition.match(folded, start, end):
            closes = behind.pattern.fullmatch(folded, ends[speaking[-1]], end)
            return self._called(speaking, len(speaking) - 1) if closes else None
        for number, name in enumerate(speaking):
            at = ends[name]
            if at < end and folded[at] in behind.begins:
                m = behind.match(folded, at, end)
                at = m.end() if m else at
            if at >= end or (folded[at] in back.begins and back.match(folded, at, end)):
                return self._called(speaking, number)
        people = [n for n, name in enumerate(speaking) if self._parts[name] & PERSON]
        if people:
            owned = [n for n in people if folded[self._starts[speaking[n]] - 1] == "的"]
            return self._called(speaking, (owned or people)[0])
        number = 0
        for before, following in pairwise(speaking):
            if not rules.joined.fullmatch(folded, ends[before], self._starts[following]):
                break
            number += 1
        return self._called(speaking, number)

    def _called(self, chain: Sequence[int], number: int) -> int:
        """The name of that number; the person before it where it is a title (岸田首相)."""
        head = chain[number]
        if not number:
            return head
        before = chain[number - 1]
        if self._ends[before] != self._starts[head] or not self._parts[before] & PERSON:
            return head
        titled = any(
            n.kind == "title" or (n.kind == "role" and self._rules.called.search(n.text))
            for n in self._whom[head]
        )
        return before if titled else head

    def _pointing(self, m: re.Match[str]) -> Voice:
        role = _ROLES.get(m.lastgroup or "", _OTHER)
        return Voice("", role, "", m.start(), m.end(), carried=True, named=m.lastgroup == "person")

    def _voice(self, head: int, start: int, first: int) -> Voice:
        """The voice that a name stands for whose phrase begins at `start`, with the names from
        number `first` on."""
        names = self._whom[head]
        name = names[0] if len(names) == 1 else _speaker(names)
        begin, end = self._starts[head], self._ends[head]
        before = (
            [n for number in range(first, head) for n in self._whom[number]] if first < head else []
        )
        role = self._role(name, start, begin, end, before)
        state = name.state or _state((name, *before))
        if name.kind == "person":
            if self._shown is None:
                self._shown = self._written()
            shown = self._shown.get(name.key, name.text)
            return voiced((shown, role, state, begin, end, False, True, False))
        if name.kind in ("role", "title"):
            behind = end + self._folded.startswith("们", end)
            if start < begin:
                for m in self._rules.breaks.finditer(self._folded, start, begin):
                    start = m.end()
            shown = self._plain(start, behind) or self._text[begin:behind]
            party = bool(self._rules.party.search(self._folded, begin, behind))
            return voiced((shown, role, state, start, behind, False, False, party))
        party = name.kind in PARTIES
        return voiced((self._text[begin:end], role, state, begin, end, False, False, party))

    def _role(self, name: Name, start: int, begin: int, end: int, before: Sequence[Name]) -> Role:
        """The role of a name at ``text[begin:end]``, in view of what stands before it in its
        phrase.

        A company, party or group makes an official someone else (立宪民主党干部), a state or a body
        of it makes one of a vague word (日本政府相关人士).
        """
        role = _ROLES.get(name.role, _OFFICIAL)
        if role is _OFFICIAL and start < begin:
            former = self._rules.former.search(self._folded, start, begin)
            private = former or any(n.role == _OTHER for n in before)
            return _OTHER if private else role
        if role is _OTHER and name.kind == "role":
            public = any(n.state and n.role == _OFFICIAL for n in before if n.kind in PUBLIC)
            if public and self._rules.vague.search(self._folded, begin, end):
                return _OFFICIAL
        return role

    def _plain(self, start: int, end: int) -> str:
        """A noun phrase as written, without what only introduces or counts."""
        out, at = "", start
        for m in self._rules.drop.finditer(self._folded, start, end):
            out += self._text[at : m.start()]
            at = m.end()
        return (out + self._text[at:end]).strip(" 　,，、的")


def _speaker(names: Sequence[Name]) -> Name:
    """Of names at one place the best that can speak."""
    return min(names, key=lambda n: _RANK.get(n.kind, len(_RANK)))


def _state(names: Iterable[Name]) -> str:
    """The first state or group of states named."""
    for name in names:
        if name.kind in ("state", "group"):
            return name.key
    return ""
