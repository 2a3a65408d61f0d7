"""The people of an English text: those the pack names, and strangers as the text introduces them.

A stranger is recognised by how English writes a name and by what stands beside it: a title, a
description behind a comma, *of* and a house. What he is is told there once, and holds for the whole
text, however he is called later.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from renkei.nouns import Role
from renkei.reading.closing import Closing
from renkei.reading.features import codepoints
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import PERSON, Found
from renkei.reading.times.first import quick
from renkei.reading.written import Writing, Written, capitals, written

_DESCRIBED = 140
_BEFORE = 60
_JOINTS = re.compile(quick(r"\b(?:and|said|says|told|by|with|that|to|but|when|while|as)\b"))
_STOP = re.compile(r"[.;\"“”\n—](?:\s|$)")
_BEGUN = re.compile(r"[.;\"“”\n—]\s|\n")
_GOES_ON = re.compile(r"(?:and|who|now|a|the|at|head|director)\b")
_ANALYST, _OTHER = Role.ANALYST, Role.OTHER
_KINDS = {
    _ANALYST: "is_analyst",
    Role.MEDIA: "is_media",
    Role.OFFICIAL: "is_official",
    _OTHER: "is_other",
}
"""The rule for each role, first the role that counts where two are told at one place."""
ROLES = {role.value: role for role in Role}
"""Each role, by how packs write it."""
_SCANNING = ("finite", "reach", "is_opposed", "is_poll")
"""The rules for which most places are looked at in vain."""


@cache
def subject_rules() -> dict[str, re.Pattern[str]]:
    """The patterns of ``data/en/subjects.yaml``, compiled once."""
    data = load_yaml("en", "subjects.yaml")
    data["person"] = data["person"].replace("<particles>", "|".join(data["particles"]))
    return {
        key: re.compile(quick(value) if key in _SCANNING else value)
        for key, value in data.items()
        if isinstance(value, str)
    }


@cache
def closing_rules() -> dict[str, Closing]:
    """Those patterns that end with the run of text in which they are looked for."""
    return {
        key: Closing(rule.pattern)
        for key, rule in subject_rules().items()
        if rule.pattern.endswith("$") and not rule.pattern.startswith("^")
    }


@cache
def speech_words() -> dict[str, frozenset[str]]:
    """The sets of words of ``data/en/subjects.yaml``."""
    data = load_yaml("en", "subjects.yaml")
    return {key: frozenset(value) for key, value in data.items() if isinstance(value, list)}


@cache
def _writing() -> Writing:
    words = speech_words()
    return Writing(words["opens"], words["not_person"], words["particles"])


class Person(NamedTuple):
    """Someone as the text calls him in full, in what role he speaks, and for which state."""

    name: str
    role: Role
    state: str = ""


class Call(NamedTuple):
    """A place where someone is named."""

    start: int
    end: int
    person: Person


class People:
    """Finds who is named where in one text."""

    def __init__(self, layout: Layout) -> None:
        """Find the people of a text, and meet the strangers in it."""
        text, names = layout.text, layout.names
        self._text, self._folded, self._names = text, layout.folded, names
        self._places: list[int] = layout.spots[:, 1].tolist()
        persons = layout.finder.kinds.take(layout.spots[:, 0]) & PERSON
        self._known = [names[i] for i in persons.nonzero()[0].tolist()]
        self._known_places = [f.start for f in self._known]
        self._full_names: dict[str, str] = {}
        self._met: dict[str, Person | tuple[int, int]] = {}
        self._introduced: dict[tuple[int, int], Person] = {}
        parts: set[str] = set()
        for found in self._known:
            shown = text[found.start : found.end]
            for name in found.names:
                if name.kind == "person" and len(self._full_names.get(name.key, "")) < len(shown):
                    self._full_names[name.key] = shown
            if " " in shown:
                parts.update(shown.split())
        self._codes, self._spots, self._parts = (
            codepoints(text),
            layout.spots,
            layout.finder.parts,
        )
        self._capital_starts, self._capital_ends = capitals(self._codes)
        self._starts, self._ends, self._own = self._written(0, len(text))
        for start, end in zip(self._own, self._ends, strict=True):
            if start >= 0:
                self._meet(start, end, parts)
        self._meet_known()

    def first(self, start: int, end: int) -> Call | None:
        """Whoever is named first between two places, in full or in part, and owns nothing there."""
        known = self._of_pack(start, end)
        at = bisect_left(self._capital_starts, start)
        behind = bisect_right(self._capital_ends, end, at)
        if at < behind:
            met = self._by_short_name(start, end, at, behind)
            if met and not (known and (known.start, -known.end) <= (met[0], -met[1])):
                return Call(met[0], met[1], self._whom(met[2]))
        if known:
            return Call(known.start, known.end, self._person(known))
        for place in self._strangers(start, end) if at < behind else ():
            if place[1] == end or not self._owns(place[1]):
                self._meet(*place, ())
                return Call(*place, self._introduction(place))
        return None

    def _owns(self, end: int) -> bool:
        return self._folded.startswith(("'s", "’s"), end)

    def _of_pack(self, start: int, end: int) -> Found | None:
        at = bisect_left(self._known_places, start)
        for found in self._known[at : bisect_left(self._known_places, end, at)]:
            if found.end == end or (found.end < end and not self._owns(found.end)):
                return found
        return None

    def _person(self, found: Found) -> Person:
        """Whom the pack or, if he has been met, the text means by a name."""
        shown = self._text[found.start : found.end]
        if shown in self._met:
            return self._whom(shown)
        name = next(n for n in found.names if n.kind == "person")
        role = _OTHER if self._is_past(found) else ROLES[name.role or _OTHER]
        return Person(self._full_names.get(name.key, shown), role, name.state)

    def _is_past(self, found: Found) -> bool:
        """Whether the text calls an official a former one, or one of the opposition."""
        before = self._folded[max(0, found.start - 40) : found.start].rpartition(",")[2]
        after = _description(self._folded[found.end : found.end + 80])
        rules = subject_rules()
        return bool(
            rules["left"].search(before) or rules["is_opposed"].search(before + "," + after)
        )

    def _by_short_name(
        self, start: int, end: int, at: int, behind: int
    ) -> tuple[int, int, str] | None:
        """Where someone met is named first, in full if so, and the word that names him.

        The words with capitals between the two places are those from `at` up to `behind`.
        """
        text, met, calls = self._text, self._met, []
        for word in range(at, behind):
            first, last = self._capital_starts[word], self._capital_ends[word]
            called = text[first:last]
            if called in met and (last == end or not self._owns(last)):
                name = self._full(called)
                full = last - len(name)
                whole = full >= start and text.startswith(name, full)
                calls.append((full if whole else first, -last, called))
        if not calls:
            return None
        first, shorter, called = min(calls)
        return first, -shorter, called

    def _strangers(self, start: int, end: int) -> list[tuple[int, int]]:
        """Places of the names of strangers."""
        first = bisect_left(self._starts, start)
        behind = bisect_left(self._starts, end, first)
        own, ends = self._own[first:behind], self._ends[first:behind]
        cut = first > 0 and self._ends[first - 1] > start
        cut = cut or (first < behind and ends[-1] > end)
        if cut or self._text[end - 1 : end + 1].isalnum():
            _, ends, own = self._written(start, end)
        return [place for place in zip(own, ends, strict=True) if place[0] >= 0]

    def _written(self, start: int, end: int) -> Written:
        """What is written like a name between two places."""
        return written(self._codes[:end], start, _writing(), self._spots, self._parts)

    def _meet(self, start: int, end: int, taken: Sequence[str] | set[str]) -> None:
        """Remember where a stranger is introduced, by his name and by its shorter forms."""
        name = self._text[start:end]
        parts = name.split()
        for called in (name, parts[-1]):
            if called not in taken:
                self._met.setdefault(called, (start, end))
        if len(parts) > 2 and parts[-2][0].isupper() and len(parts[-2]) > 2:
            self._met.setdefault(" ".join(parts[-2:]), (start, end))

    def _meet_known(self) -> None:
        """Let the people of the pack be found by their surnames once they are named in full."""
        for found in self._known:
            shown = self._text[found.start : found.end]
            if " " not in shown:
                continue
            for name in found.names:
                if name.kind == "person" and name.role:
                    person = Person(self._full_names[name.key], ROLES[name.role], name.state)
                    self._met.setdefault(shown.split()[-1], person)

    def _full(self, called: str) -> str:
        """The whole name of someone met."""
        whom = self._met[called]
        return whom.name if isinstance(whom, Person) else self._text[slice(*whom)]

    def _whom(self, called: str) -> Person:
        """Someone met, by any of his names."""
        whom = self._met[called]
        return whom if isinstance(whom, Person) else self._introduction(whom)

    def _introduction(self, place: tuple[int, int]) -> Person:
        """The stranger who is introduced at a place."""
        if place not in self._introduced:
            name = self._text[slice(*place)]
            self._introduced[place] = Person(name, *self._standing(*place))
        return self._introduced[place]

    def _standing(self, start: int, end: int) -> tuple[Role, str]:
        """Role and state of a stranger, from what stands beside the name."""
        stop = _STOP.search(self._folded, end, end + _DESCRIBED)
        after = self._folded[end : stop.start() if stop else end + _DESCRIBED]
        before = self._folded[max(0, start - _BEFORE) : start]
        title = closing_rules()["titles"].search(before, 0, len(before))
        apart, called = (before[: title.start()], title[0]) if title else (before, "")
        apart = _BEGUN.split(apart)[-1]
        near = (apart if apart.rstrip().endswith(",") else apart.rpartition(",")[2]) + called
        near = _JOINTS.split(near)[-1]
        for words in (near.strip(), _description(after)):
            role = described_role(words) if words else None
            if role:
                return role, self._state(start, end + len(after))
        return _ANALYST, self._state(start, end + len(after))

    def _state(self, start: int, end: int) -> str:
        for found in self._names[
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
    goes_on = len(pieces) > 2 and _GOES_ON.match(pieces[2])
    return ", ".join(pieces[1 : 3 if goes_on else 2])


def described_role(words: str) -> Role | None:
    """The role that a description (folded) gives whoever it is of, None if it tells nothing."""
    patterns = subject_rules()
    if patterns["is_opposed"].search(words):
        return _OTHER
    left = patterns["left"].search(words)
    if left:
        now = patterns["now"].search(words, left.end())
        if not now:
            return _ANALYST if patterns["is_analyst"].search(words) else _OTHER
        words = words[now.end() :]
    kind = _roles().search(words)
    return ROLES[kind.lastgroup] if kind and kind.lastgroup else None


@cache
def _roles() -> re.Pattern[str]:
    """One pattern whose groups are what makes someone of each role."""
    rules = subject_rules()
    groups = "|".join(f"(?P<{role}>{rules[kind].pattern})" for role, kind in _KINDS.items())
    return re.compile(rf"\b(?=[a-z])(?:{groups})")
