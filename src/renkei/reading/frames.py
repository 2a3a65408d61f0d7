"""Frames of speech: a verb of saying, its voice, and the stretch of text that it governs.

Each order of words has its finder: the voice before the verb and the words behind it
(`subject_first`, Chinese), the words before the verb and the voice as topic (`subject_last`,
Japanese), and either (`either`, English). Verbs that themselves do what they tell (宣布, 表明した,
welcomed) govern the clause in which they stand.
"""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

from renkei.reading.lexicon import lexicon
from renkei.reading.voices import Voice

DIRECT, ACT, ACCORDING = range(3)
REACH = 2000
"""How far before a verb its voice is looked for, in characters, in a sentence without end."""

_JUDGING: tuple[str, ...] = (
    "should",
    "condition",
    "firm-forecast",
    "firm-floated",
    "likely",
    "very-likely",
)
_JUDGING += ("possible", "unlikely", "very-unlikely")


class Frame(NamedTuple):
    """A verb of saying at `verb`, its voice, and the stretch of text that it governs."""

    start: int
    end: int
    voice: Voice
    verb: tuple[int, int]


framed = partial(tuple.__new__, Frame)
"""A frame from a tuple of all its fields, made in half the time."""


class Verb(NamedTuple):
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


@cache
def judging(language: str) -> frozenset[int]:
    """The cues of the lexicon that say what should or may be."""
    words = lexicon(language)
    told = {words.classes.index(name) for name in _JUDGING}
    return frozenset(i for i, classes in enumerate(words.ids) if told & set(classes))
