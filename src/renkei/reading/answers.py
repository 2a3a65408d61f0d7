"""Whose voice each answer of a Chinese briefing or interview is.

A turn opens its line with a label and a colon (问：, 答：, 发言人：, a name). Labels that ask are
told by their words, those that answer by coming back. The patterns are those of
``data/zh/speech.yaml`` (`turns`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Role
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.subjects import Subjects
from renkei.reading.voices import Voice

_TURNS = 4
"""How many questions and answers make an exchange: at least so many, and one of them a question."""

_COLONS = ":：—"
"""One of them ends each label."""

_AGAIN = 2
"""How often a label comes back that answers."""

_SEVERAL = 3
"""How many labels that come back make a round of talks, whether or not anyone asks."""

_ASIDE = re.compile("[（(][^）)]*[）)]$")


@dataclass(frozen=True, slots=True)
class Answer:
    """The stretch of text behind a label, and whose it is."""

    start: int
    end: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class LabelRules:
    """The patterns of ``turns`` in ``data/zh/speech.yaml`` (see there)."""

    label: re.Pattern[str]
    asks: re.Pattern[str]
    answers: re.Pattern[str]
    title: re.Pattern[str]
    sits: re.Pattern[str]
    past: re.Pattern[str]
    expert: re.Pattern[str]


@cache
def label_rules() -> LabelRules:
    """The rules, compiled once."""
    rules = load_yaml("zh", "speech.yaml")["turns"]
    return LabelRules(**{key: re.compile(value, re.M) for key, value in rules.items()})


def answers(layout: Layout, subjects: Subjects) -> list[Answer]:
    """The answers in `layout`, in order; none where it is no exchange of questions and answers."""
    rules = label_rules()
    if sum(map(layout.folded.count, _COLONS)) < _TURNS:
        return []
    labels = _labels(layout.folded)
    if len(labels) < _TURNS:
        return []
    asked = [start for start, _, label in labels if rules.asks.fullmatch(label)]
    sitting = [label for _, _, label in labels if rules.sits.fullmatch(label)]
    names = [_named(label) for _, _, label in labels]
    round_ = sum(many >= _AGAIN for many in Counter(names).values()) >= _SEVERAL
    if not (asked or round_ or len(sitting) >= _TURNS):
        return []
    times = Counter(
        name for name, label in zip(names, labels, strict=True) if label[0] not in asked
    )
    voices: dict[str, Voice] = {}
    out = []
    for number, (name, (at, start, label)) in enumerate(zip(names, labels, strict=True)):
        if at in asked or (times[name] < _AGAIN and label not in sitting):
            continue
        if name not in voices:
            voices[name] = _answering(
                layout,
                subjects,
                (start - 1 - len(label), start - 1),
                min(asked, default=labels[0][0]),
            )
        end = labels[number + 1][0] if number + 1 < len(labels) else _line_end(layout.text, start)
        out.append(Answer(start, end, voices[name]))
    return out


def _labels(folded: str) -> list[tuple[int, int, str]]:
    """Start, end and words of the labels in a text, each of which opens its line."""
    label, at, out = label_rules().label, 0, []
    for line in folded.split("\n"):
        m = label.match(folded, at)
        if m:
            out.append((m.start(), m.end(), m[1]))
        at += len(line) + 1
    return out


def _named(label: str) -> str:
    """A label without its title and what is told of it in brackets."""
    return label_rules().title.sub("", _ASIDE.sub("", label))


def _line_end(text: str, start: int) -> int:
    at = text.find("\n", start)
    return len(text) if at < 0 else at


def _answering(layout: Layout, subjects: Subjects, label: tuple[int, int], asked: int) -> Voice:
    """Whom a label means: a name in it, or who the opening says answers."""
    start, end = label
    word = layout.folded[start:end]
    if label_rules().answers.fullmatch(word):
        first = subjects.first(asked, word)
        if first is not None:
            return first
    voice = subjects.of(start, end) or subjects.begun(word)
    if voice is not None and not voice.carried:
        return voice._replace(party=False)
    rules, aside = label_rules(), _ASIDE.search(word)
    opening = aside[0] if aside else layout.folded[:asked]
    name = _named(word)
    shown, role = layout.text[start : start + len(name)], Role.OFFICIAL
    if not rules.sits.fullmatch(word):
        if rules.past.search(opening):
            role = Role.OTHER
        elif rules.expert.search(opening):
            role = Role.ANALYST
    return Voice(shown, role, "", start, end, named=True)
