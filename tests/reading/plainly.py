"""Who acts and when, in plain Python: what the compiled code must agree with.

Signs are the words of `SIGNS`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from renkei.nouns import Kind, Name, Role, Rung
from renkei.reading.actors import OPENING
from renkei.reading.lexicon import load_yaml
from renkei.reading.roster import meant
from renkei.reading.voices import Voice

Names = Sequence[tuple[int, int, tuple[Name, ...]]]
FIRST_PERSON = re.compile(r"\b(?:we|our|us|both (?:countries|sides)|the (?:two )?leaders)\b")
RIVALS = {
    "subject": "another is the subject",
    "speaker's": "another is the speaker's",
    "first in sentence": "another is first in sentence",
}
KINDS_THAT_ACT = ("state", "person", "title", "body", "group", "role")


@dataclass
class Claim:
    """A statement: where it and its sentence begin and end, its kind, and whose voice it is."""

    start: int
    end: int
    sentence: int
    kind: Kind
    voice: Voice | None = None
    status: Rung | None = None
    paragraph: int = 0


@dataclass
class Found:
    """Candidates, in the order in which they were met, and the signs that hold of each."""

    signs: dict[str, set[str]] = field(default_factory=dict)

    def add(self, actor: str, *signs: str) -> None:
        """Let signs hold of a candidate."""
        self.signs.setdefault(actor, set()).update(signs)


class Stage:
    """The names of a text, and what is remembered from one statement to the next."""

    def __init__(self, folded: str, language: str, names: Names) -> None:
        self.folded, self.names, self.language = folded, names, language
        self.opening = OPENING[language]
        self.acted: Sequence[str] = ()
        self.earlier: Sequence[str] = ()
        self.parties: Sequence[str] = self.main_parties()
        self.acted_in = self.acted_near = self.met_near = -1
        every = (actor for _, _, some in names for actor in stands_for(some, Kind.EVENT))
        self.often = Counter(every)

    def main_parties(self) -> Sequence[str]:
        groups = Counter(tuple(n.key.split()) for n in self.carriers() if n.kind == "group")
        states = Counter(n.key for n in self.carriers() if n.kind == "state")
        if groups:
            return groups.most_common(1)[0][0]
        return [state for state, _ in states.most_common(2)]

    def carriers(self) -> Iterator[Name]:
        return filter(None, (carrier(names) for _, _, names in self.names))

    def candidates(self, one: Claim) -> dict[str, set[str]]:
        """The candidates of a statement and their signs."""
        found = Found()
        inside = [n for n in self.names if one.start <= n[0] < one.end]
        opened = max(one.sentence, one.start - 2000)
        before = [n for n in self.names if opened <= n[0] < one.start]
        for name in inside:
            for actor in stands_for(name[2], one.kind):
                twice = ("named twice",) if actor in found.signs else ()
                found.add(actor, *twice, *self.around(name, one))
        named = list(found.signs)
        for actor, sign in zip(named, ("first in quote", "second in quote"), strict=False):
            found.add(actor, sign)
        if len(named) == 1:
            found.add(named[0], "alone")
        earlier = [actor for name in before for actor in stands_for(name[2], one.kind)]
        for i, actor in enumerate(earlier):
            found.add(actor, "before quote", *(["first in sentence"] if i == 0 else []))
        speaking = self.speaking(one.voice)
        we = FIRST_PERSON.search(self.folded, one.start, one.end)
        says_we = we and (speaking or self.parties)
        for actor in speaking:
            found.add(actor, "speaker's", *(["speaker's, we"] if says_we else []))
            if not named:
                found.add(actor, "speaker's, none named")
        for actor in self.acted:
            found.add(actor, "acted before", *([] if named else ["acted before, none named"]))
            if one.sentence == self.acted_in:
                found.add(actor, "acted before, same sentence")
            elif one.paragraph == self.acted_near:
                found.add(actor, "acted before, same paragraph")
        points = any(not carrier(n[2]) and n[2][0].kind == "anaphor" for n in inside)
        for actor in self.parties:
            found.add(actor, "parties", *(["parties, anaphor"] if points or says_we else []))
            if one.paragraph == self.met_near:
                found.add(actor, "parties, same paragraph")
        for _, _, names in inside or before:
            for actor in (a for n in names if n.kind == "item" for a in n.state.split()):
                found.add(actor, "item's party", *([] if named else ["item's party, none named"]))
        for actor, signs in found.signs.items():
            signs.update(self.named(actor))
            if not named:
                signs.add("none in quote")
            if actor in self.earlier:
                signs.add("acted before others")
        for sign, rival in RIVALS.items():
            others = [signs for signs in found.signs.values() if sign not in signs]
            if len(others) < len(found.signs):
                for signs in others:
                    signs.add(rival)
        return found.signs

    def named(self, actor: str) -> Iterator[str]:
        """How often a text names an actor, beside others."""
        most = [who for who, _ in self.often.most_common(2)]
        if actor in most:
            yield ("named most", "named second most")[most.index(actor)]
        elif self.often[actor] < 2:
            yield "named once"

    def around(self, name: tuple[int, int, tuple[Name, ...]], one: Claim) -> Iterator[str]:
        """What tells of a name in a quote."""
        start, end, names = name
        who = carrier(names)
        yield "in quote"
        if who and who.kind in ("group", "person", "body"):
            yield "in group" if who.kind == "group" else who.kind
        yield from clues(self.folded, start, end, self.language)
        if start - one.start <= self.opening:
            yield "opens quote"

    def speaking(self, voice: Voice | None) -> Sequence[str]:
        """The states that a voice speaks for."""
        if voice is None:
            return ()
        joint = not voice.state and not voice.named and voice.role == Role.OFFICIAL
        return self.parties if joint else voice.state.split()

    def remember(self, one: Claim, actors: Sequence[str]) -> None:
        """Who acted, and which parties the sentence named."""
        if list(actors) != list(self.acted):
            self.earlier = self.acted
        self.acted = actors
        self.acted_in, self.acted_near = one.sentence, one.paragraph
        since = max(one.sentence, one.end - 2000)
        single: dict[str, None] = {}
        for start, _, names in self.names:
            who = carrier(names)
            if not since <= start < one.end or not who or who.kind not in ("group", "state"):
                continue
            states = stands_for(names, Kind.EVENT)
            if len(states) > 1:
                self.parties, self.met_near = states, one.paragraph
                return
            single.update(dict.fromkeys(states))
        if len(single) > 1:
            self.parties, self.met_near = list(single), one.paragraph


def clues(folded: str, start: int, end: int, language: str) -> Iterator[str]:
    """What stands behind and before a name tells of it."""
    subject, topic, done_to, reach = clue_patterns(language)
    if subject.match(folded, end):
        yield "subject"
    if topic.match(folded, end):
        yield "topic"
    if done_to.search(folded, max(0, start - reach), start):
        yield "object"


@cache
def clue_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], int]:
    """What stands behind a subject, behind a topic, and within some characters before an object."""
    data = load_yaml(language, "actors.yaml")

    def any_of(key: str) -> str:
        return "|".join(map(re.escape, data.get(key, ()))) or "(?!)"

    if language == "en":
        topic = rf"\s(?:{any_of('topic')})\b"
        subject = rf"(?:{any_of('endings')})?\s(?:{any_of('subject')})\b"
        done_to = rf"(?:{any_of('object')})\s(?:(?:{any_of('articles')})\s)?$"
        return re.compile(subject), re.compile(topic), re.compile(done_to), 12
    further = data.get("within", {"subject": 0, "topic": 0})
    between = f"[^{''.join(data.get('stops', 'x'))}]"
    subject, topic = (
        f"{any_of(sign)}|{between}{{0,{further[sign]}}}(?:{any_of('particles')})"
        for sign in ("subject", "topic")
    )
    return re.compile(subject), re.compile(topic), re.compile(f"(?:{any_of('object')})$"), 4


def carrier(names: Sequence[Name]) -> Name | None:
    """The name by which one who is named can act."""
    for name in names:
        if name.kind in KINDS_THAT_ACT and (name.kind != "role" or name.state):
            return name
    return None


def stands_for(names: Sequence[Name], kind: Kind) -> Sequence[str]:
    """Whom a name stands for in a statement of a kind."""
    name = carrier(names)
    return meant(name, kind) if name else ()


class Clock:
    """The times of a text (place, EDTF, what it tells by itself), and those last given."""

    def __init__(self, times: Sequence[tuple[int, str, set[str]]]) -> None:
        self.times = times
        self.taken, self.before, self.sentence = "", "", -1

    def candidates(self, one: Claim) -> list[tuple[str, set[str]]]:
        """The times that a statement may have and their signs."""
        inside = [i for i, t in enumerate(self.times) if one.start <= t[0] < one.end]
        rung: set[str] = set()
        if one.kind == Kind.COMMITMENT:
            height = one.status.height if one.status else None
            tall = height is None or height >= 4
            rung = {"high rung" if tall else "low rung" if (height or 0) < 3 else "middle rung"}
        common = rung | (set() if inside else {"none in quote"})
        out = []
        for i, (place, edtf, alone) in enumerate(self.times):
            if not one.sentence <= place < one.end:
                continue
            signs = common | alone | {"in quote" if i in inside else "before quote"}
            if i in inside:
                signs |= {"first in quote"} if i == inside[0] else set()
                signs |= {"last in quote"} if i == inside[-1] else set()
                signs |= {"alone in quote"} if len(inside) == 1 else set()
            if i and place - one.sentence < 2:
                signs.add("opens sentence")
            if edtf == self.taken:
                signs.add("taken before")
            out.append((edtf, signs))
        if self.before and one.sentence != self.sentence and not inside:
            out.append((self.before, common | {"carried"}))
        return out

    def remember(self, one: Claim, edtf: str) -> None:
        """The time given to a statement."""
        if one.sentence != self.sentence:
            self.sentence, self.taken = one.sentence, ""
        self.taken = edtf or self.taken
        self.before = edtf
