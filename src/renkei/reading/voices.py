"""Whose voice a run of text names: a person, an office, an outlet, or someone left unnamed.

Names come from the pack; people it does not know are recognised by the patterns of
``data/<language>/speech.yaml``. A person is called by the fullest form that the document has used.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from renkei.nouns import Name, Role
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import Found


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: the name to show, the role, the state it speaks for (if any), and where it stands.

    `carried` is true if the text only points back (he, 同氏, 该声明). `named` is true of a person,
    `party` of a side that may be among those who issue the text (双方, the ministers, Japan).
    """

    name: str
    role: Role
    state: str = ""
    start: int = -1
    end: int = -1
    carried: bool = False
    named: bool = False
    party: bool = False


@dataclass(frozen=True, slots=True)
class VoiceRules:
    """The patterns of one language (see the head of its ``speech.yaml``)."""

    order: str
    opens: re.Pattern[str]
    topic: re.Pattern[str]
    people: tuple[re.Pattern[str], ...]
    carry: re.Pattern[str]
    front: re.Pattern[str]
    back: re.Pattern[str]
    drop: re.Pattern[str]
    former: re.Pattern[str]
    poll: re.Pattern[str]
    issued: re.Pattern[str]
    author: re.Pattern[str]


@cache
def voice_rules(language: str) -> VoiceRules:
    """The rules of ``zh``, ``ja`` or ``en``, compiled once."""
    data = load_yaml(language, "speech.yaml")
    compiled = {
        key: re.compile(value)
        for key, value in data.items()
        if isinstance(value, str) and key != "order"
    }
    compiled.setdefault("topic", re.compile("(?!)"))
    return VoiceRules(
        order=data["order"], people=tuple(map(re.compile, data["people"])), **compiled
    )


SPEAKING = ("person", "role", "title", "outlet", "institute", "body", "group", "anaphor", "state")
"""Kinds of name that can speak, the best clue first."""


@dataclass(slots=True)
class Voices:
    """Finds the voices of one layout, and remembers the people it has met."""

    text: str
    folded: str
    language: str
    names: Sequence[Found]
    _places: list[int]
    _known: dict[str, str]

    @classmethod
    def of(cls, text: str, folded: str, language: str, names: Sequence[Found]) -> Voices:
        """The voices of a text whose names have been found."""
        people: dict[str, str] = {}
        for found in names:
            for name in found.names:
                if name.kind == "person":
                    shown = text[found.start : found.end]
                    if people.get(name.key, "") in shown:
                        people[name.key] = shown
        return cls(text, folded, language, names, [f.start for f in names], people)

    def within(self, start: int, end: int) -> Voice | None:
        """The voice that ``text[start:end]`` names, or None."""
        rules = voice_rules(self.language)
        phrase = self.folded[start:end]
        tail = rules.back.search(phrase)
        if tail and tail.start() > 1:
            end = start + tail.start()
        inside = self.names[bisect_left(self._places, start) : bisect_left(self._places, end)]
        best = self._best(inside, end)
        if best and best[1].kind == "person":
            return self._person(*best, start)
        unknown = self._unknown(start, end, inside)
        if unknown:
            return unknown
        if rules.author.match(phrase.strip()):
            return Voice("author", Role.AUTHOR, "", start, end)
        if rules.carry.match(phrase.strip()):
            return Voice("", Role.OTHER, "", start, end, carried=True)
        return self._unnamed(best, inside, start, end) if best else None

    def mentions(self, start: int, end: int) -> list[Voice]:
        """Every voice that ``text[start:end]`` names, in order, each with where its phrase ends."""
        out: list[Voice] = []
        rules = voice_rules(self.language)
        inside = self.names[bisect_left(self._places, start) : bisect_left(self._places, end)]
        for number, found in enumerate(inside):
            if found.end <= end and any(n.kind in SPEAKING for n in found.names):
                begin = inside[number - 1].start if number and self._touch(inside[number - 1], found) else found.start
                voice = self.within(begin, found.end)
                if voice:
                    out.append(replace(voice, end=max(voice.end, found.end)))
        for pattern in rules.people:
            for m in pattern.finditer(self.folded, start, end):
                if not any(f.start < m.end(1) and m.start(1) < f.end for f in inside):
                    role, state = self._standing([f for f in inside if f.end <= m.start(1) or f.start <= m.end(1) + 6])
                    self._known.setdefault(self.text[slice(*m.span(1))], self.text[slice(*m.span(1))])
                    out.append(Voice(self.text[slice(*m.span(1))], role, state, *m.span(1), named=True))
        phrase = self.folded[start:end].lstrip("　 、,")
        lead = end - len(phrase)
        m = rules.carry.match(phrase)
        if m:
            out.append(Voice("", Role.OTHER, "", lead, lead + m.end(), carried=True))
        m = rules.author.match(phrase)
        if m:
            out.append(Voice("author", Role.AUTHOR, "", lead, lead + m.end()))
        out.sort(key=lambda v: v.end)
        return out

    def _touch(self, left: Found, right: Found) -> bool:
        """Whether two names stand together as one phrase (米国防総省の高官, 岩屋毅外相)."""
        return self.folded[left.end : right.start] in ("", "の", "・", " ")

    def _best(self, inside: Sequence[Found], end: int) -> tuple[Found, Name] | None:
        ranked = [
            (SPEAKING.index(name.kind), end - found.end, i, found, name)
            for i, found in enumerate(inside)
            if found.end <= end
            for name in found.names
            if name.kind in SPEAKING
        ]
        if not ranked:
            return None
        _, _, _, found, name = min(ranked, key=lambda r: r[:3])
        return found, name

    def _person(self, found: Found, name: Name, start: int) -> Voice:
        shown = self._titled(found) or self._known.get(name.key, self.text[found.start : found.end])
        role = Role(name.role or Role.OTHER)
        if voice_rules(self.language).former.search(self.folded[start : found.start]):
            role = Role.OTHER
        return Voice(shown, role, name.state, found.start, found.end, named=True)

    def _titled(self, found: Found) -> str:
        """Name and office in one, where the language writes them together (岩屋毅外相)."""
        at = bisect_left(self._places, found.end)
        if self.language != "ja" or at == len(self.names):
            return ""
        behind = self.names[at]
        if behind.start != found.end or not any(n.kind in ("title", "role") for n in behind.names):
            return ""
        return self.text[found.start : behind.end]

    def _unknown(self, start: int, end: int, inside: Sequence[Found]) -> Voice | None:
        """A person whom the pack does not know, by how the language writes people's names."""
        source = self.text if self.language == "en" else self.folded
        taken = [(f.start, f.end) for f in inside]
        for pattern in voice_rules(self.language).people:
            for m in pattern.finditer(source, start, end):
                a, b = m.span(1)
                if any(x < b and a < y for x, y in taken):
                    continue
                shown = self.text[a:b].strip()
                last = re.split(r"[ ·・]", shown)[-1]
                self._known.setdefault(last, shown)
                role, state = self._standing(inside)
                return Voice(shown, role, state, a, b, named=True)
        if self.language == "en":
            for word in re.finditer(r"\b[A-Z][a-z]+\b", self.text[start:end]):
                if word[0] in self._known:
                    role, state = self._standing(inside)
                    return Voice(
                        self._known[word[0]],
                        role,
                        state,
                        start + word.start(),
                        start + word.end(),
                        named=True,
                    )
        return None

    def _standing(self, inside: Sequence[Found]) -> tuple[Role, str]:
        """Role and state of someone from the offices and institutes that stand beside the name."""
        state = next((n.state or n.key for f in inside for n in f.names if n.kind == "state"), "")
        for kind in ("role", "institute", "title", "outlet", "body"):
            for found in reversed(inside):
                for name in found.names:
                    if name.kind == kind and name.role:
                        former = voice_rules(self.language).former.search(
                            self.folded[: found.start]
                        )
                        role = Role(name.role)
                        return (
                            Role.OTHER if former and role == Role.OFFICIAL else role
                        ), name.state or state
        return Role.ANALYST, state

    def _unnamed(
        self, best: tuple[Found, Name], inside: Sequence[Found], start: int, end: int
    ) -> Voice:
        found, name = best
        rules = voice_rules(self.language)
        role = Role(name.role) if name.role else Role.OFFICIAL
        state = name.state or next(
            (n.key for f in inside for n in f.names if n.kind == "state"), ""
        )
        if role == Role.OFFICIAL and rules.former.search(self.folded[start : found.start]):
            role = Role.OTHER
        if name.kind == "outlet" and rules.poll.search(self.folded, start, end + 20):
            role = Role.POLL
        if name.kind in ("role", "title"):
            a, b = self._phrase(start, found.end)
            shown = rules.drop.sub("", self.text[a:b]).strip(" 　,，、的") or self.text[a:b]
            return Voice(shown, role, state, a, b)
        return Voice(self.text[found.start : found.end], role, state, found.start, found.end)

    def _phrase(self, start: int, end: int) -> tuple[int, int]:
        """The noun phrase that ends at `end`, without what introduces it."""
        m = voice_rules(self.language).front.match(self.folded[start:end].lstrip())
        lead = len(self.folded[start:end]) - len(self.folded[start:end].lstrip())
        return start + lead + (m.end() if m else 0), end
