"""The subject of an English verb of saying, as a voice.

What stands before the verb is taken as a noun phrase: its asides are left out, its head tells who
speaks. A person counts before an office, an office before a body; a pronoun, or a noun with no more
than an article (*the ministry*), points back to a voice heard before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from renkei.nouns import Role
from renkei.reading.layout import Layout
from renkei.reading.names import Found
from renkei.reading.strangers import ROLES, Call, People, closing_rules, subject_rules
from renkei.reading.voices import Voice
from renkei.reading.wordings import Wording, told_role, wording

_OFFICIAL, _OTHER = Role.OFFICIAL, Role.OTHER
_LONGEST = 150
_HEADS = ("role", "title", "outlet", "institute", "body", "group", "anaphor", "state")
_COUNTRIES = ("group", "anaphor", "state")
_BLANK = ' \t\n,"“”('
_BLANK_BEHIND = _BLANK + ")"


class NounPhrases:
    """Reads noun phrases of one text as voices."""

    def __init__(self, layout: Layout, *, formal: bool = False) -> None:
        """Find the people of a text; a `formal` one calls them by title and surname throughout."""
        self.formal = formal
        self.text = layout.text
        self.folded = layout.folded
        self.names = layout.names
        self.people = People(layout)
        self._places: list[int] = layout.spots[:, 1].tolist()
        self._rules, self._closing = subject_rules(), closing_rules()

    def before(self, start: int, verb: int, *, anyone: bool, parted: bool) -> Voice | None:
        """The subject of the verb at `verb`, looked for from `start` on.

        With `anyone`, a phrase that tells nothing of its role is a voice of role `OTHER`. Unless
        `parted`, no adverb, auxiliary or day stands between the two.
        """
        start = max(start, verb - 3 * _LONGEST)
        end = start + len(self.folded[start:verb].rstrip(" \t"))
        end = self._cut_tail(start, end) if parted else end
        if end <= start:
            return None
        if self.folded[end - 1] == ",":
            return self._with_asides(start, end)
        first, last = self._lead(self._last_piece(start, end), end), end
        voice = self.phrase(first, last)
        if voice:
            return voice
        for m in reversed(list(self._rules["joint"].finditer(self.folded, first, last))):
            voice = self.phrase(self._lead(m.end(), last), last)
            if voice:
                return voice
        if self._rules["aside"].match(self.folded, first, last):
            return self._at_end(first, last) or self._with_asides(start, first)
        return self._someone(first, last) if anyone else None

    def _someone(self, start: int, end: int) -> Voice | None:
        m = self._rules["someone"].fullmatch(self.folded, start, end)
        if m is None or self._rules["finite"].search(self.folded, m.start(1), end):
            return None
        return Voice(self.text[slice(*m.span(1))], _OTHER, "", start, end)

    def behind(self, start: int, limit: int) -> Voice | None:
        """The subject that follows its verb (*said Jane Roe, a professor at …*)."""
        m = self._rules["reach"].search(self.folded, start, limit)
        end = m.start() if m else limit
        first = self._lead(start, end)
        comma = self.folded.find(",", first, end)
        voice = self.phrase(first, comma if comma > 0 else end)
        return voice and voice._replace(end=end)

    def phrase(self, start: int, end: int) -> Voice | None:
        """The voice that the noun phrase between two places stands for, or None."""
        words = self.folded[start:end].lstrip(_BLANK)
        start = end - len(words)
        words = words.rstrip(_BLANK_BEHIND)
        how = wording(words) if 0 < len(words) <= _LONGEST else None
        if how is None:
            return None
        stop, first = start + how.stop, start + how.first
        if how.carried:
            inside = self._inside(start, stop) if how.is_noun else ()
            role = _role(words, how, start, inside) if how.is_noun else None
            return Voice(how.carried, role or _OTHER, "", start, stop, carried=True)
        call = self.people.first(start, stop)
        if call and not self._is_object(start, call.start):
            return self._person(call, start, stop)
        inside = self._inside(first, stop)
        role = _role(words, how, start, inside)
        if role is None:
            return None
        return Voice(self.text[first:stop], role, _state(inside), start, stop)

    def is_state(self, voice: Voice) -> bool:
        """Whether a voice is a state, or several, and nobody in it."""
        return any(
            name.kind in _COUNTRIES and found.end - found.start >= len(voice.name)
            for found in self._inside(voice.start, voice.end)
            for name in found.names
        )

    def _inside(self, start: int, end: int) -> Sequence[Found]:
        """The names between two places."""
        names = self.names[bisect_left(self._places, start) : bisect_left(self._places, end)]
        return names[:-1] if names and names[-1].end > end else names

    def _person(self, call: Call, start: int, end: int) -> Voice:
        person = call.person
        name = self._called(call, start)
        if self.folded.startswith(" and ", call.end):
            other = self.people.first(call.end + 5, end)
            if other and not self._is_object(call.end + 5, other.start):
                name = f"{name}; {self._called(other, call.end + 5)}"
        return Voice(name, person.role, person.state, start, end, named=True)

    def _called(self, call: Call, start: int) -> str:
        if self.formal and " " not in self.text[call.start : call.end]:
            titled = self._titled(start, call.start)
            if titled < call.start:
                return self.text[titled : call.end]
        return call.person.name

    def _is_object(self, start: int, place: int) -> bool:
        """Whether a preposition governs the person named at `place` (*aides to Trump*)."""
        if start >= place:
            return False
        before = self.folded[start : self._titled(start, place)].rstrip()
        return bool(self._closing["object"].search(before, 0, len(before)))

    def _titled(self, start: int, place: int) -> int:
        """Where the titles before the person named at `place` begin."""
        m = self._closing["titles"].search(self.folded, start, place)
        place = m.start() if m else place
        for found in self._inside(start, place):
            if place - found.end <= 1 and any(n.kind in ("title", "role") for n in found.names):
                return found.start
        return place

    def _cut_tail(self, start: int, end: int) -> int:
        """`end` moved before adverbs, auxiliaries and days, but left behind a comma."""
        m = self._rules["tail"].search(self.folded, max(start, end - 60), end)
        if not m:
            return end
        return m.start() + (self.folded[m.start()] == ",")

    def _lead(self, start: int, end: int) -> int:
        while m := self._rules["lead"].match(self.folded, start, end):
            start = m.end()
        return start

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What lies between the commas, from last to first."""
        begin = self._last_piece(start, end)
        yield begin, end
        while begin > start:
            begin, end = self._last_piece(start, begin - 1), begin
            yield begin, end

    def _last_piece(self, start: int, end: int) -> int:
        """Where what lies behind the last comma begins."""
        comma = self.folded.rfind(",", start, end - 1)
        while comma >= 0 and not self.folded[comma + 1].isspace():
            comma = self.folded.rfind(",", start, comma)
        return start if comma < 0 else comma + 2

    def _with_asides(self, start: int, end: int) -> Voice | None:
        """*The minister, who asked …, added*: the first phrase before the asides, or its name."""
        found: Voice | None = None
        for a, b in self._pieces(start, end):
            first = self._lead(a, b)
            if self._rules["aside"].match(self.folded, first, b):
                continue
            voice = self.phrase(first, b)
            if voice:
                named = found is not None and found.named and not voice.named
                found = found._replace(start=voice.start) if found and named else voice
            elif self._rules["finite"].search(self.folded, first, b):
                break
        return found

    def _at_end(self, start: int, end: int) -> Voice | None:
        """*On Monday the President*: an adverbial that no comma parts from the subject."""
        m = self._rules["in_time"].match(self.folded, start, end)
        voice = self.phrase(m.end(), end) if m else None
        if voice:
            return voice
        call = self.people.first(start, end)
        if call and call.end >= end - 1 and not self._is_object(start, call.start):
            return self._person(call, call.start, end)
        return None


def _role(words: str, how: Wording, start: int, inside: Sequence[Found]) -> Role | None:
    """The role of a noun phrase that begins at `start`: of its head, or else of all its words."""
    if how.together:
        return _OFFICIAL
    for end in (how.head, how.stop) if how.head < how.stop else (how.stop,):
        role = told_role(words[how.first : end]) or _role_named(inside, start + end)
        if role:
            return role
    return None


def _role_named(inside: Sequence[Found], end: int) -> Role | None:
    """The role that names give whoever is called by them, in words that end at `end`."""
    ranked = [
        (_HEADS.index(name.kind), -found.start, name.role)
        for found in inside
        if found.end <= end
        for name in found.names
        if name.kind in _HEADS and (name.kind not in _COUNTRIES or found.end >= end - 2)
    ]
    return ROLES[min(ranked)[2] or _OFFICIAL] if ranked else None


def _state(inside: Sequence[Found]) -> str:
    """The state of which names tell."""
    for found in inside:
        for name in found.names:
            if name.kind in ("state", "group") or name.state:
                return name.state or name.key
    return ""
