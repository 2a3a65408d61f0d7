"""Whose voice a run of text names: a person, an office, an outlet, or someone left unnamed."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from renkei.nouns import Role


class Voice(NamedTuple):
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


voiced = partial(tuple.__new__, Voice)
"""A voice from a tuple of all its fields, made in half the time."""

SPEAKING = ("person", "role", "title", "outlet", "institute", "body", "group", "anaphor", "state")
"""Kinds of name that can speak, the best clue first."""
