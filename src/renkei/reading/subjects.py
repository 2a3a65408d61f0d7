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

from renkei.nouns import Name, Role
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import Found
from renkei.reading.people import with_introduced
from renkei.reading.spotter import Sought, Spotter
from renkei.reading.voices import SPEAKING, Voice

PUBLIC = ("state", "body")
PARTIES = ("state", "group", "anaphor")
"""Kinds of name that stand for a party to a text, not for one of its voices."""
_RANK = {kind: rank for rank, kind in enumerate(SPEAKING)}
_ROLES = {str(role): role for role in Role}
_OFFICIAL, _OTHER = Role.OFFICIAL, Role.OTHER
"""By names of their own, which are looked up in a fifth of the time."""
_PLAIN = "".join(map(chr, range(0x3001)))
"""Code points among which all white space is."""
_REPORTING = frozenset((Role.MEDIA, Role.POLL))


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """The patterns of ``subject`` in ``data/zh/speech.yaml`` (see there).

    `leads` are the characters that `front`, `carry` and `selves` can begin with; `noun_before` is
    part of `unsaid` and `denied`, which end with one of `ends` or hold `made`.
    """

    leads: frozenset[str]
    ends: frozenset[str]
    made: str
    front: re.Pattern[str]
    back: re.Pattern[str]
    behind: re.Pattern[str]
    preposition: re.Pattern[str]
    carry: re.Pattern[str]
    selves: re.Pattern[str]
    joined: re.Pattern[str]
    drop: re.Pattern[str]
    breaks: re.Pattern[str]
    former: re.Pattern[str]
    someone: re.Pattern[str]
    nobody: re.Pattern[str]
    through: re.Pattern[str]
    noun_after: re.Pattern[str]
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
    leads = frozenset((*rules.pop("leads"), *re.findall(r"\s", _PLAIN)))
    ends, made = frozenset(rules.pop("ends")), rules.pop("made")
    patterns = {key: re.compile(value) for key, value in rules.items()}
    report = Sought(patterns.pop("report"), "reports", 1)
    noun = patterns.pop("noun_before").pattern
    for key in ("unsaid", "denied"):
        patterns[key] = re.compile(f"{noun}|{rules[key]}")
    return SubjectRules(leads, ends, made, report=report, **patterns)


@cache
def _spotter() -> Spotter:
    return Spotter(load_yaml("zh", "speech.yaml")["signs"])


class Subjects:
    """Finds the voices that runs of one layout name."""

    def __init__(self, layout: Layout) -> None:
        """Find the people of `layout`, those included whom it introduces itself."""
        self._text, self._folded = layout.text, layout.folded
        self._rules = subject_rules()
        self.signs = _spotter().find(layout.codes)
        """Where the text holds what some patterns need."""
        self._runs = self.signs["opens"]
        self.names = with_introduced(layout.folded, layout.text, layout.names, self.signs)
        self._places = [f.start for f in self.names]
        self.speakers = [
            f.start
            for f in self.names
            if f.names[0].kind == "person" or f.names[0].role in _REPORTING
        ]
        """Where people, outlets and polls are named."""
        self._shown: dict[str, str] = {}
        for found in self.names:
            if found.names[0].kind == "person" or len(found.names) > 1:
                self._show(found)

    def _show(self, found: Found) -> None:
        """Remember how the text writes a person: as where it first does, or longer."""
        shown = self._text[found.start : found.end]
        for name in found.names:
            if name.kind == "person" and self._shown.get(name.key, "") in shown:
                self._shown[name.key] = shown

    def of(self, start: int, end: int, *, anyone: bool = False) -> Voice | None:
        """The voice that ``text[start:end]`` names, or None.

        A voice that only points back (他, 该报, 这名官员) is `carried`; its role is that of the
        voice meant, `OTHER` if it may be any. With `anyone`, a short phrase without any known word
        for a speaker is one.
        """
        if self._folded[start : start + 1] in self._rules.leads:
            start = self._lead(start, end)
            carried = self._rules.carry.match(self._folded, start, end)
            if carried:
                return self._pointing(carried)
        inside = self._between(start, end)
        speaking = [f for f in inside if f.names[0].kind in _RANK or _can_speak(f)]
        if speaking:
            head = self._head(speaking, start, end)
            return self._voice(head, start, inside) if head else None
        return self._someone(start, end) if anyone and not inside else None

    def _lead(self, start: int, end: int) -> int:
        """Where the subject's phrase begins, behind what leads up to it."""
        m = self._rules.front.match(self._folded, start, end)
        return m.end() if m else start

    def _someone(self, start: int, end: int) -> Voice | None:
        """A speaker without any known word for one."""
        rules = self._rules
        m = rules.back.search(self._folded, start, end)
        end = m.start() if m else end
        phrase = self._folded[start:end].rstrip()
        if not rules.someone.fullmatch(phrase) or rules.nobody.search(phrase):
            return None
        return Voice(self._plain(start, end), Role.OTHER, "", start, end)

    def first(self, until: int, word: str) -> Voice | None:
        """Whoever is named first before `until`, a person before an office that ends in `word`."""
        opening = [f for f in self.names if f.end <= until]
        people = [f for f in opening if any(n.kind == "person" for n in f.names)]
        offices = [f for f in opening if self._folded[f.start : f.end].endswith(word)]
        for head in (*offices, *people):
            return self._voice(head, head.start)
        return None

    def pollster(self, start: int, until: int, end: int) -> Voice:
        """Whose poll stands at ``text[until:end]`` in the sentence from `start` on."""
        for found in reversed(self._between(start, until)):
            for name in found.names:
                if name.kind in ("outlet", "institute") or name.role == Role.POLL != name.kind:
                    shown = self._text[found.start : found.end]
                    return Voice(shown, Role.POLL, "", found.start, found.end)
        run = bisect_left(self._runs, until) - 1
        start = max(start, self._runs[run] + 1) if run >= 0 else start
        lead = self._lead(start, end)
        return Voice(self._plain(lead, end), Role.POLL, "", lead, end)

    def begun(self, word: str) -> Voice | None:
        """Whoever has a name that begins with `word`."""
        for found in self.names:
            if found.names[0].kind == "person" and self._folded.startswith(word, found.start):
                return self._voice(found, found.start)
        return None

    def _between(self, start: int, end: int) -> Sequence[Found]:
        """The names that stand in a run of text."""
        first = bisect_left(self._places, start)
        last = bisect_left(self._places, end, first)
        if last > first and self.names[last - 1].end > end:
            last -= 1
        return self.names[first:last]

    def _head(self, speaking: Sequence[Found], start: int, end: int) -> Found | None:
        """The name behind which the verb or an adverb follows, else the end of the first chain."""
        rules, folded = self._rules, self._folded
        if rules.preposition.match(folded, start, end):
            closes = rules.behind.fullmatch(folded, speaking[-1].end, end)
            return self._called(speaking, len(speaking) - 1) if closes else None
        for number, found in enumerate(speaking):
            at = found.end
            if at < end:
                behind = rules.behind.match(folded, at, end)
                at = behind.end() if behind else at
            if at >= end or rules.back.match(folded, at, end):
                return self._called(speaking, number)
        people = [n for n, found in enumerate(speaking) if found.names[0].kind == "person"]
        if people:
            owned = [n for n in people if folded[speaking[n].start - 1] == "的"]
            return self._called(speaking, (owned or people)[0])
        number = 0
        for before, following in pairwise(speaking):
            if not rules.joined.fullmatch(folded, before.end, following.start):
                break
            number += 1
        return self._called(speaking, number)

    def _called(self, chain: Sequence[Found], number: int) -> Found:
        """The name of that number; the person before it where it is a title (岸田首相)."""
        head = chain[number]
        before = chain[number - 1] if number else None
        if before is None or before.end != head.start or before.names[0].kind != "person":
            return head
        titled = any(
            n.kind == "title" or (n.kind == "role" and self._rules.called.search(n.text))
            for n in head.names
        )
        return before if titled else head

    def _pointing(self, m: re.Match[str]) -> Voice:
        role = _ROLES.get(m.lastgroup or "", _OTHER)
        return Voice("", role, "", m.start(), m.end(), carried=True, named=m.lastgroup == "person")

    def _voice(self, head: Found, start: int, inside: Sequence[Found] = ()) -> Voice:
        """The voice that a name stands for whose phrase begins at `start`, with names `inside`."""
        name = head.names[0] if len(head.names) == 1 else _speaker(head.names)
        leading = start < head.start
        before = [n for f in inside if f.start < head.start for n in f.names]
        role = self._role(name, head, start, before)
        state = name.state or _state((name, *before))
        if name.kind == "person":
            shown = self._shown.get(name.key, name.text)
            return Voice(shown, role, state, head.start, head.end, named=True)
        if name.kind in ("role", "title"):
            end = head.end + self._folded.startswith("们", head.end)
            if leading:
                for m in self._rules.breaks.finditer(self._folded, start, head.start):
                    start = m.end()
            shown = self._plain(start, end) or self._text[head.start : end]
            party = bool(self._rules.party.search(self._folded, head.start, end))
            return Voice(shown, role, state, start, end, party=party)
        party = name.kind in PARTIES
        return Voice(
            self._text[head.start : head.end], role, state, head.start, head.end, party=party
        )

    def _role(self, name: Name, head: Found, start: int, before: Sequence[Name]) -> Role:
        """The role of a name, in view of what stands before it in its phrase.

        A company, party or group makes an official someone else (立宪民主党干部), a state or a body
        of it makes one of a vague word (日本政府相关人士).
        """
        role = _ROLES.get(name.role, _OFFICIAL)
        if role is _OFFICIAL and start < head.start:
            former = self._rules.former.search(self._folded, start, head.start)
            private = former or any(n.role == _OTHER for n in before)
            return _OTHER if private else role
        if role is _OTHER and name.kind == "role":
            public = any(n.state and n.role == _OFFICIAL for n in before if n.kind in PUBLIC)
            if public and self._rules.vague.search(self._folded, head.start, head.end):
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


def _can_speak(found: Found) -> bool:
    return len(found.names) > 1 and any(n.kind in _RANK for n in found.names)
