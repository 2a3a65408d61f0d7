"""The subject of an English verb of saying, as a voice.

What stands before the verb is taken as a noun phrase: its asides are left out, its head tells who
speaks. A person counts before an office, an office before a body; a pronoun, or a noun with no more
than an article (*the ministry*), points back to a voice heard before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from renkei.nouns import Name, Role
from renkei.reading.closing import spelt
from renkei.reading.names import Found
from renkei.reading.strangers import (
    Call,
    People,
    closing_rules,
    described_role,
    speech_words,
    subject_rules,
)
from renkei.reading.voices import Voice

_LONGEST = 150
_HEADS = ("role", "title", "outlet", "institute", "body", "group", "anaphor", "state")
_COUNTRIES = ("group", "anaphor", "state")
_BLANK = ' \t\n,"“”('
_BLANK_BEHIND = _BLANK + ")"


class NounPhrases:
    """Reads noun phrases of one text as voices."""

    def __init__(
        self, text: str, folded: str, names: Sequence[Found], *, formal: bool = False
    ) -> None:
        """Find the people of a text; a `formal` one calls them by title and surname throughout."""
        self.formal = formal
        self.text = text
        self.folded = folded
        self.names = names
        self.people = People(text, folded, names)
        self._places = [f.start for f in names]
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
        return Voice(self.text[slice(*m.span(1))], Role.OTHER, "", start, end)

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
        end = start + len(words)
        if not words or len(words) > _LONGEST:
            return None
        opens = words.partition(" ")[0]
        may_point = opens in _openings() or not opens.isalpha()
        if may_point:
            carried = self._pronoun(words, start, end)
            if carried or self._rules["aside"].match(words):
                return carried
        relative = self._rules["relative"].search(self.folded, start + 1, end)
        stop = relative.start() if relative else end
        if self._rules["finite"].search(self.folded, start, stop):
            return None
        call = self.people.first(start, stop)
        if call and not self._is_object(start, call.start):
            return self._person(call, start, stop)
        article = self._rules["article"].match(words) if may_point else None
        first = start + (article.end() if article else 0)
        head = self._head(first, stop)
        together = self._closing["together"].search(self.folded, first, head)
        role = Role.OFFICIAL if together else self._role(first, head, stop)
        if role is None:
            return None
        return Voice(self.text[first:stop], role, self._state(first, stop), start, stop)

    def is_state(self, voice: Voice) -> bool:
        """Whether a voice is a state, or several, and nobody in it."""
        return any(
            name.kind in _COUNTRIES and end - start >= len(voice.name)
            for start, end, name in self._inside(voice.start, voice.end)
        )

    def _role(self, start: int, head: int, end: int) -> Role | None:
        """The role of a noun phrase: of its head, or else of all its words."""
        return self._role_in(start, head) or (self._role_in(start, end) if head < end else None)

    def _role_in(self, start: int, end: int) -> Role | None:
        words = self.folded[start:end]
        if self._rules["is_poll"].search(words):
            return Role.POLL
        role = described_role(words)
        if role:
            return role
        ranked = [
            (_HEADS.index(name.kind), -place, name.role)
            for place, found_end, name in self._inside(start, end)
            if name.kind in _HEADS and (name.kind not in _COUNTRIES or found_end >= end - 2)
        ]
        return Role(min(ranked)[2] or Role.OFFICIAL) if ranked else None

    def _inside(self, start: int, end: int) -> Iterator[tuple[int, int, Name]]:
        for found in self.names[bisect_left(self._places, start) : bisect_left(self._places, end)]:
            if found.end <= end:
                for name in found.names:
                    yield found.start, found.end, name

    def _state(self, start: int, end: int) -> str:
        for _, _, name in self._inside(start, end):
            if name.kind in ("state", "group") or name.state:
                return name.state or name.key
        return ""

    def _pronoun(self, words: str, start: int, end: int) -> Voice | None:
        pointing = _pointing().get(words)
        if pointing or self._rules["part"].match(words):
            return Voice(pointing or "part", Role.OTHER, "", start, end, carried=True)
        m = self._rules["again"].match(words)
        if m is None:
            return None
        role = self._role(start, self._head(start, end), end)
        return Voice(m[1], role or Role.OTHER, "", start, end, carried=True)

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
        for found_start, found_end, name in self._inside(start, place):
            if name.kind in ("title", "role") and place - found_end <= 1:
                return found_start
        return place

    def _head(self, start: int, end: int) -> int:
        """Where the head of a noun phrase ends, with one *of* at most."""
        search = self._rules["prepositions"].search
        m = search(self.folded, start + 1, end)
        if m and m[0] == " of":
            m = search(self.folded, m.end(), end)
        return m.start() if m else end

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
        comma = self.folded.rfind(",", start, max(start, end - 1))
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


@cache
def _openings() -> frozenset[str]:
    """The words with which a phrase may begin that is more, or less, than a bare noun."""
    rules = ("part", "again", "aside", "article")
    return spelt(*(subject_rules()[rule].pattern for rule in rules)) | _pointing().keys()


@cache
def _pointing() -> dict[str, str]:
    """The kind of each pronoun."""
    return {word: key for key in ("he", "they", "it") for word in speech_words()[key]}
