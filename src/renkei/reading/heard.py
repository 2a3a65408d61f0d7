"""The voices that an English text has let speak, and which of them a pronoun points back to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

from renkei.nouns import Passage, Role
from renkei.reading.layout import Layout
from renkei.reading.noun_phrases import NounPhrases
from renkei.reading.strangers import speech_words, subject_rules
from renkei.reading.voices import Voice

_NEAR = 50
_BACK = 3
"""So many sentences before its own *he* may point back to whoever opens one."""
_RECENT = 12


class Heard:
    """The voices of one layout so far."""

    def __init__(self, layout: Layout, phrases: NounPhrases) -> None:
        """Nobody has spoken yet."""
        self._layout = layout
        self._people = phrases.people
        self._rules = subject_rules()
        self._starts = [p.start for p in layout.passages]
        self._words = speech_words()
        self._voices: list[Voice] = []

    def __bool__(self) -> bool:
        """Whether anyone has spoken."""
        return bool(self._voices)

    def add(self, voice: Voice) -> None:
        """Remember that `voice` spoke where it stands."""
        self._voices.append(voice)

    def meant(self, voice: Voice | None, passage: Passage) -> Voice | None:
        """Whom a pronoun, or a noun with no more than an article, points back to."""
        if voice is None or not voice.carried:
            return voice
        if voice.name == "he":
            return self._he(voice, passage)
        if voice.name == "they":
            return self._last(_several) or (self._voices[-1] if self._voices else None)
        if voice.name == "it":
            return self._last(lambda v: not _is_one(v))
        return self._part(voice) if voice.name == "part" else self._again(voice)

    def opening(self, passage: Passage) -> Voice | None:
        """The person with whom a sentence opens."""
        call = self._people.first(passage.start, min(passage.end, passage.start + 2 * _NEAR))
        if call is None or call.start - passage.start > _NEAR:
            return None
        person = call.person
        return Voice(person.name, person.role, person.state, call.start, call.end, named=True)

    def _last(self, suits: Callable[[Voice], bool]) -> Voice | None:
        for voice in reversed(self._voices):
            if suits(voice):
                return voice
        return None

    def _he(self, pronoun: Voice, passage: Passage) -> Voice | None:
        heard = self._last(_is_one)
        here = self.opening(passage) if self._goes_on(pronoun) else None
        if here and here.end <= pronoun.start and not (heard and heard.start >= here.start):
            return here
        at = bisect_left(self._starts, passage.start)
        for earlier in reversed(self._layout.passages[max(0, at - _BACK) : at]):
            if heard and heard.start >= earlier.start:
                return heard
            opening = self.opening(earlier)
            if opening:
                return opening
        return heard

    def _goes_on(self, pronoun: Voice) -> bool:
        """Whether a pronoun opens the second half of a sentence (*…, but he expects*)."""
        return self._layout.folded.endswith((" and ", " but "), 0, pronoun.start)

    def _part(self, voice: Voice) -> Voice:
        """Some of those who spoke last (*one of them*, *the other*), or a number of parties."""
        several = self._last(_several)
        role = several.role if several else Role.OFFICIAL
        return voice._replace(name=self._shown(voice), role=role, carried=False)

    def _again(self, voice: Voice) -> Voice:
        """Who was called by the same noun before, or by a name that the noun can stand for."""
        noun = voice.name.removesuffix("s")
        for heard in reversed(self._voices[-_RECENT:]):
            if noun in heard.name.lower():
                return heard
        meant: Voice | None = None
        if noun in self._words["offices"]:
            meant = self._last(lambda v: v.named)
        elif noun in self._words["outlets"]:
            meant = self._last(lambda v: v.role == Role.MEDIA)
        return meant or voice._replace(name=self._shown(voice), carried=False)

    def _shown(self, voice: Voice) -> str:
        article = self._rules["article"].match(self._layout.folded, voice.start)
        return self._layout.text[article.end() if article else voice.start : voice.end]


def _is_one(voice: Voice) -> bool:
    """Whether *he* or *she* may point back to a voice."""
    return voice.named or _called(voice.name) == (True, False)


def _several(voice: Voice) -> bool:
    """Whether a voice is of several."""
    return ";" in voice.name or (not voice.named and _called(voice.name)[1])


@lru_cache(1 << 12)
def _called(name: str) -> tuple[bool, bool]:
    """Whether one who has no name of a person is called by a noun for one, and as several."""
    rules, lower = subject_rules(), name.lower()
    several = ";" in name or rules["several"].search(lower) is not None
    return rules["one"].search(lower) is not None, several
