"""Turns of a dialogue: paragraphs that begin with a label (Ａ：, （長官）, 首相　, 大臣「…」).

The patterns are those of ``data/ja/speech.yaml`` (`turns`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Role
from renkei.reading.frames import Frame
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.voices import Voice

_FEWEST = 2
"""How many labels make a dialogue."""


@dataclass(frozen=True, slots=True)
class TurnRules:
    """`ask`: labels of questions; `reply` and `titled`: of the one who is asked; `name`: of anyone;
    `heading`: a line that ends a turn."""

    ask: re.Pattern[str]
    reply: re.Pattern[str]
    titled: re.Pattern[str]
    name: re.Pattern[str]
    quote: re.Pattern[str]
    heading: re.Pattern[str]
    party: re.Pattern[str]


@cache
def turn_rules() -> TurnRules:
    """The patterns, compiled once."""
    rules = load_yaml("ja", "speech.yaml")["turns"]
    return TurnRules(**{key: re.compile(value) for key, value in rules.items()})


@cache
def _labels() -> re.Pattern[str]:
    """The beginning of a line that may be a turn (and of some that are none)."""
    rules = turn_rules()
    labels = (rules.ask, rules.reply, rules.titled, rules.name)
    return re.compile(
        "\n(?=" + "|".join(p.pattern.replace("?P<label>", "?:") for p in labels) + ")"
    )


@dataclass(frozen=True, slots=True)
class _Turn:
    """A labelled paragraph: where its label stands, and what kind of label it is."""

    label: tuple[int, int]
    way: str


def is_dialogue(folded: str) -> bool:
    """Whether a text may have turns: enough lines begin with what may be a label."""
    return len(_labels().findall(f"\n{folded}")) >= _FEWEST


class Turns:
    """Finds the turns of one layout."""

    def __init__(self, layout: Layout, people: Sequence[Voice], issuer: Voice | None) -> None:
        """Read a layout whose `people` are known; `issuer` answers, if there is one."""
        self._text, self._folded, self._names = layout.text, layout.folded, layout.names
        self._places = [f.start for f in layout.names]
        self._people = people
        self._starts = [p.start for p in people]
        self._answers = issuer
        self._met: dict[str, Voice] = {}

    def find(self) -> list[Frame]:
        """A frame for every turn, from its label to the next label or heading."""
        lines = list(self._lines())
        turns = [self._turn(start, end) for start, end in lines]
        ways = [t.way for t in turns if t]
        if ways.count("name") < 3 or not self._known(turns):
            turns = [t if t and t.way != "name" else None for t in turns]
        if sum(t is not None and t.way != "quote" for t in turns) < _FEWEST:
            return []
        return list(self._frames(lines, turns))

    def _lines(self) -> Iterator[tuple[int, int]]:
        at = 0
        for line in self._text.split("\n"):
            if line.strip():
                yield at, at + len(line)
            at += len(line) + 1

    def _turn(self, start: int, end: int) -> _Turn | None:
        rules = turn_rules()
        for way, pattern in (
            ("ask", rules.ask),
            ("reply", rules.reply),
            ("titled", rules.titled),
            ("name", rules.name),
            ("quote", rules.quote),
        ):
            m = pattern.match(self._folded, start, end)
            if m:
                return _Turn(m.span("label"), way)
        return None

    def _known(self, turns: Sequence[_Turn | None]) -> bool:
        """Whether at least two labels are names, so that the others are taken for names as well."""
        return sum(bool(t and t.way == "name" and self._named(*t.label)) for t in turns) > 1

    def _frames(
        self, lines: Sequence[tuple[int, int]], turns: Sequence[_Turn | None]
    ) -> Iterator[Frame]:
        heading = turn_rules().heading
        if self._answers is None and any(t and t.way == "titled" for t in turns):
            self._answers = next((p for p in self._people if p.role == Role.OFFICIAL), None)
        speaker: Voice | None = None
        for (start, end), turn in zip(lines, turns, strict=True):
            if turn:
                speaker = self._speaker(turn)
            elif heading.match(self._folded, start, end):
                speaker = None
            if speaker:
                yield Frame(start, end, speaker, (start, start))
            if turn and turn.way == "name":
                speaker = None

    def _speaker(self, turn: _Turn) -> Voice | None:
        if turn.way == "ask":
            return None
        if turn.way in ("reply", "titled", "quote"):
            return self._answers
        start, end = turn.label
        label = self._text[start:end]
        voice = self._named(start, end) or next(
            (v for full, v in self._met.items() if full.startswith(label)), None
        )
        voice = voice or Voice(label, Role.OTHER, "", start, end)
        self._met.setdefault(label, voice)
        return voice

    def _named(self, start: int, end: int) -> Voice | None:
        """The person, office or party that a label names."""
        if turn_rules().party.match(self._folded, end):
            return Voice(self._text[start:end], Role.OTHER, "", start, end, named=True)
        at = bisect_left(self._starts, start)
        if at < len(self._people) and self._people[at].end <= end:
            return self._people[at]
        at = bisect_left(self._places, end) - 1
        if at < 0 or self._names[at].end != end or self._names[at].start < start:
            return None
        name = self._names[at].names[0]
        if name.kind not in ("title", "role", "body"):
            return None
        label = self._text[start:end]
        bearer = next((p for p in self._people if p.name.endswith(label) and p.start < start), None)
        return bearer or Voice(label, Role(name.role or Role.OTHER), name.state, start, end)
