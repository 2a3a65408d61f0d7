"""People as Japanese text names them: before an honorific or a title, later by the surname alone.

The patterns are those of ``data/ja/speech.yaml`` (`titled`). All are found in one pass over a text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from renkei.nouns import Name, Role
from renkei.reading.callers import Callers
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.voices import Voice, voiced
from renkei.reading.wordlists import Placed


@dataclass(frozen=True, slots=True)
class Titles:
    """The patterns by which people are told, and their roles by title and by what is before."""

    name: re.Pattern[str]
    no_name: re.Pattern[str]
    former: re.Pattern[str]
    plain: re.Pattern[str]
    analyst: re.Pattern[str]
    official: re.Pattern[str]
    other: re.Pattern[str]


@cache
def titles() -> Titles:
    """The patterns of ``data/ja/speech.yaml``, compiled once."""
    rules = load_yaml("ja", "speech.yaml")["titled"]
    return Titles(**{field.name: re.compile(rules[field.name]) for field in fields(Titles)})


_LONGEST = 40
"""How many characters before a title its bearer's name can begin."""
_ROLES = {str(role): role for role in Role}
_PARTS = re.compile("[・＝=]")


_Spot = tuple[int, int, int, Name | None]
"""Where the name of a person starts and ends, where its titles end, and what the pack knows."""


class People:
    """Everyone in a text, in order of place, by the fullest name that the text has given so far.

    A known person is a name of the pack with the title behind it; an unknown one is told by the
    title or honorific. `voices` end behind the title.
    """

    def __init__(self, layout: Layout, callers: Callers, titles_at: Placed) -> None:
        """Find everyone in the text of `layout`, given the titles that stand in it."""
        self._text, self._folded, self._names = layout.text, layout.folded, callers
        self._rules = titles()
        self._known: dict[str, Voice] = {}
        self.by_title: dict[str, Voice] = {}
        spots = [*self._of_pack(), *self._by_title(titles_at)]
        spots.sort(key=lambda spot: (spot[0], -spot[1]))
        self.voices: list[Voice] = []
        reached = -1
        for start, end, behind, known in spots:
            if start >= reached:
                self.voices.append(self._voice(start, end, behind, known))
                reached = behind

    def _of_pack(self) -> Iterator[_Spot]:
        names = self._names
        for number in names.people:
            end = names.ends[number]
            yield names.starts[number], end, self._behind(end), names.named(number)[0]

    def _by_title(self, titles_at: Placed) -> Iterator[_Spot]:
        text, rules = self._folded, self._rules
        for _, title, behind in titles_at:
            m = rules.name.search(text, self._name_from(title), title)
            if m is None or rules.no_name.search(m["name"]):
                continue
            start, end = m.span("name")
            if not self._within_name(start, end):
                yield start, end, max(behind, self._behind(end)), None

    def _name_from(self, title: int) -> int:
        """From where on the name before a title may begin: only brackets may hold a new opening."""
        earliest, opened = max(0, title - _LONGEST), self.opens(title)
        if opened <= earliest:
            return earliest
        run = self._folded[opened:title]
        return earliest if "）" in run or ")" in run else opened

    def _within_name(self, start: int, end: int) -> bool:
        """Whether a known name holds or cuts ``[start, end)``; not a person's short one."""
        names = self._names
        at = bisect_left(names.starts, end)
        for i in range(max(0, at - 2), at):
            whole = names.starts[i] <= start and names.ends[i] >= end
            if names.ends[i] > start and (whole or names.named(i)[0].kind != "person"):
                return True
        return False

    def _behind(self, end: int) -> int:
        """Where the titles end that follow a name directly."""
        m = self._rules.plain.match(self._folded, end)
        behind = m.end() if m else end
        names = self._names
        at = bisect_left(names.starts, end)
        while at < len(names.starts) and names.starts[at] == behind:
            if names.named(at)[0].kind not in ("role", "title"):
                break
            behind = names.ends[at]
            at += 1
        return behind

    def _voice(self, start: int, end: int, behind: int, of_pack: Name | None) -> Voice:
        name, title = self._text[start:end], self._folded[end:behind]
        known = self._recall(name)
        role, state = (
            (known.role, known.state) if known else self._standing(start, end, behind, of_pack)
        )
        as_named = role == Role.OFFICIAL and len(title) > 1
        shown = name + title if as_named else known.name if known else name
        voice = voiced((shown, role, state, start, behind, False, True, False))
        if known is None:
            self._known[name] = known = voice
        if title:
            self.by_title[title] = known
        return voice

    def _recall(self, name: str) -> Voice | None:
        """Whom a name or surname means in this text."""
        if name in self._known:
            return self._known[name]
        for full, voice in self._known.items():
            if full.startswith(name) or (full.endswith(name) and _PARTS.split(full)[-1] == name):
                self._known[name] = voice
                return voice
        return None

    def _standing(
        self, start: int, end: int, behind: int, of_pack: Name | None
    ) -> tuple[Role, str]:
        """Role and state of someone, by the title, and by offices and bodies before the name."""
        rules, title = self._rules, self._folded[end:behind]
        opened = self.opens(start)
        before = self._folded[opened:start]
        if of_pack is not None:
            former = rules.former.search(before)
            return Role.OTHER if former else _ROLES[of_pack.role or "other"], of_pack.state
        starts = self._names.starts
        inside = [
            (self._names.ends[i], self._names.named(i))
            for i in range(bisect_left(starts, opened), bisect_left(starts, behind))
        ]
        states = (n.state or n.key for _, f in inside for n in f if n.kind in ("state", "title"))
        state = next(states, "")
        if rules.analyst.search(title):
            return Role.ANALYST, state
        next_to = [n for at, names in inside if start - 1 <= at <= start for n in names]
        if any(n.role == Role.ANALYST and n.kind == "role" for n in next_to):
            return Role.ANALYST, state
        if rules.former.search(before) or rules.other.search(title):
            return Role.OTHER, state
        if rules.official.search(title):
            return Role.OFFICIAL, state
        for at, names in reversed(inside):
            for name in names:
                if name.kind == "body" and not start - 1 <= at <= start:
                    continue
                if name.role and name.kind in ("role", "title", "institute", "outlet", "body"):
                    return _ROLES[name.role], name.state or state
        return (Role.OTHER if rules.other.search(before) else Role.ANALYST), state

    def opens(self, start: int) -> int:
        """Where the run of words begins that leads up to a name."""
        opened: int = self._names.opens.item(start)
        return opened

    def opened(self, start: int) -> int:
        """Where its first word begins: `opens` without the space that may follow."""
        opened = self.opens(start)
        while self._folded[opened].isspace():
            opened += 1
        return opened
