"""The people of an English text: those the pack names, and strangers as the text introduces them.

A stranger is recognised by how English writes a name and by what stands beside it: a title, a
description behind a comma, *of* and a house. What he is is told there once, and holds for the whole
text, however he is called later.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from renkei.nouns import Role
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import Found

_DESCRIBED = 140
_BEFORE = 60
_JOINTS = re.compile(r"\b(?:and|said|says|told|by|with|that|to|but|when|while|as)\b")
_KINDS = ("is_official", "is_analyst", "is_other", "is_media")
_ROLE_OF = {
    "is_official": Role.OFFICIAL,
    "is_analyst": Role.ANALYST,
    "is_other": Role.OTHER,
    "is_media": Role.MEDIA,
    "is_poll": Role.POLL,
}


@cache
def subject_rules() -> dict[str, re.Pattern[str]]:
    """The patterns of ``data/en/subjects.yaml``, compiled once."""
    data = load_yaml("en", "subjects.yaml")
    return {key: re.compile(value) for key, value in data.items() if isinstance(value, str)}


@cache
def speech_words() -> dict[str, list[str]]:
    """The lists of words of ``data/en/subjects.yaml``."""
    data = load_yaml("en", "subjects.yaml")
    return {key: value for key, value in data.items() if isinstance(value, list)}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as the text calls him in full, in what role he speaks, and for which state."""

    name: str
    role: Role
    state: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A place where someone is named."""

    start: int
    end: int
    person: Person


@dataclass(slots=True)
class People:
    """Finds who is named where in one text."""

    text: str
    folded: str
    names: Sequence[Found]
    _places: list[int]
    _known: dict[str, str] = field(default_factory=dict)
    _strangers: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, folded: str, names: Sequence[Found]) -> People:
        """The people of a text whose names have been found."""
        people = cls(text, folded, names, [f.start for f in names])
        full: set[str] = set()
        for found in names:
            for name in found.names:
                if name.kind == "person":
                    shown = text[found.start : found.end]
                    if len(people._known.get(name.key, "")) < len(shown):
                        people._known[name.key] = shown
                    if " " in shown:
                        full.update(shown.split())
        for start, end in people._strange(0, len(text)):
            people._meet(start, end, full)
        people._meet_known()
        return people

    def _owns(self, end: int) -> bool:
        return self.folded.startswith(("'s", "’s"), end)

    def _meet_known(self) -> None:
        """Let the people of the pack be found by their surnames once they are named in full."""
        for found in self.names:
            for name in found.names:
                shown = self.text[found.start : found.end]
                if name.kind == "person" and " " in shown and name.role:
                    person = Person(self._known[name.key], Role(name.role), name.state)
                    self._strangers.setdefault(shown.split()[-1], person)

    def first(self, start: int, end: int) -> Call | None:
        """Whoever is named first between two places, in full or in part, and owns nothing there."""
        calls = [*self._of_pack(start, end), *self._by_surname(start, end)]
        calls = [c for c in calls if c.end == end or not self._owns(c.end)]
        if calls:
            return min(calls, key=lambda c: (c.start, -c.end))
        for a, b in self._strange(start, end):
            if b == end or not self._owns(b):
                self._meet(a, b, ())
                return Call(a, b, Person(self.text[a:b], *self._standing(a, b)))
        return None

    def _of_pack(self, start: int, end: int) -> Iterator[Call]:
        for found in self.names[bisect_left(self._places, start) : bisect_left(self._places, end)]:
            if found.end > end:
                continue
            for name in found.names:
                if name.kind == "person":
                    shown = self.text[found.start : found.end]
                    stranger = self._strangers.get(shown)
                    role = Role(name.role or Role.OTHER)
                    if self._is_past(found):
                        role = Role.OTHER
                    yield Call(
                        found.start,
                        found.end,
                        stranger or Person(self._known.get(name.key, shown), role, name.state),
                    )

    def _is_past(self, found: Found) -> bool:
        """Whether the text calls an official a former one, or one of the opposition."""
        before = self.folded[max(0, found.start - 40) : found.start].rpartition(",")[2]
        after = _description(self.folded[found.end : found.end + 80])
        rules = subject_rules()
        return bool(
            rules["left"].search(before) or rules["is_opposed"].search(before + "," + after)
        )

    def _by_surname(self, start: int, end: int) -> Iterator[Call]:
        if self._strangers:
            for m in subject_rules()["capitals"].finditer(self.text, start, end):
                person = self._strangers.get(m[0])
                if person:
                    full = m.end() - len(person.name)
                    whole = full >= start and self.text.startswith(person.name, full)
                    yield Call(full if whole else m.start(), m.end(), person)

    def _strange(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Places of what is written like a person's name and is no other name."""
        words = subject_rules()
        for m in words["person"].finditer(self.text, start, end):
            a, b = m.span(1)
            opening = words["opens"].match(self.text, a, b)
            a = self._behind_title(opening.end() if opening else a, b)
            if words["not_person"].search(self.text, a, b) or " " not in self.text[a:b]:
                continue
            if not self._overlaps(a, b):
                yield a, b

    def _behind_title(self, start: int, end: int) -> int:
        """Where the name itself begins, behind titles and names of offices."""
        at = bisect_left(self._places, start)
        while at < len(self.names) and self.names[at].start < end:
            found = self.names[at]
            if found.end >= end or all(n.kind == "person" for n in found.names):
                break
            start = found.end + 1
            at += 1
        m = subject_rules()["titles"].match(self.folded, start, end)
        return m.end() if m else start

    def _overlaps(self, start: int, end: int) -> bool:
        """Whether another name reaches into one, a bare surname at its end excepted."""
        at = max(0, bisect_right(self._places, start) - 1)
        for found in self.names[at : bisect_left(self._places, end)]:
            surname = found.start > start and found.end == end
            if found.end > start and not (surname and found.names[0].kind == "person"):
                return True
        return False

    def _meet(self, start: int, end: int, taken: Sequence[str] | set[str]) -> None:
        name = self.text[start:end]
        person = Person(name, *self._standing(start, end))
        surname = name.split()[-1]
        for called in (name, surname):
            if called not in taken:
                self._strangers.setdefault(called, person)
        parts = name.split()
        if len(parts) > 2 and parts[-2][0].isupper() and len(parts[-2]) > 2:
            self._strangers.setdefault(" ".join(parts[-2:]), person)

    def _standing(self, start: int, end: int) -> tuple[Role, str]:
        """Role and state of a stranger, from what stands beside the name."""
        after = re.split(r"[.;\"“”\n—](?:\s|$)", self.folded[end : end + _DESCRIBED])[0]
        before = self.folded[max(0, start - _BEFORE) : start]
        title = subject_rules()["titles"].search(before)
        apart, called = (before[: title.start()], title[0]) if title else (before, "")
        apart = re.split(r"[.;\"“”\n—]\s|\n", apart)[-1]
        near = (apart if apart.rstrip().endswith(",") else apart.rpartition(",")[2]) + called
        near = _JOINTS.split(near)[-1]
        for words in (near, _description(after)):
            role = described_role(words)
            if role:
                return role, self._state(start, end + len(after))
        return Role.ANALYST, self._state(start, end + len(after))

    def _state(self, start: int, end: int) -> str:
        for found in self.names[
            bisect_left(self._places, start - 30) : bisect_left(self._places, end)
        ]:
            for name in found.names:
                if name.kind == "state":
                    return name.key
        return ""


def _description(after: str) -> str:
    """What describes a name at the head of the words behind it: *, a professor at …*, *of …*."""
    if after.startswith((" of ", " (")):
        return after.split(",")[0]
    if not after.startswith(","):
        return ""
    pieces = after.split(", ")
    goes_on = len(pieces) > 2 and re.match(r"(?:and|who|now|a|the|at|head|director)\b", pieces[2])
    return ", ".join(pieces[1 : 3 if goes_on else 2])


def described_role(words: str) -> Role | None:
    """The role that a description (folded) gives whoever it is of, None if it tells nothing."""
    patterns = subject_rules()
    if patterns["is_opposed"].search(words):
        return Role.OTHER
    left = patterns["left"].search(words)
    if left:
        now = patterns["now"].search(words, left.end())
        if not now:
            return _first_kind(words, ("is_analyst",)) or Role.OTHER
        words = words[now.end() :]
    return _first_kind(words, _KINDS)


def _first_kind(words: str, kinds: Sequence[str]) -> Role | None:
    patterns = subject_rules()
    found = [(m.start(), _ROLE_OF[k]) for k in kinds if (m := patterns[k].search(words))]
    return min(found)[1] if found else None
