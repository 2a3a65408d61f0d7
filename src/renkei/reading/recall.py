"""Whom a word that points back means (他, 该报, 这名官员): who has spoken in a Chinese text so far.

A sentence that opens with a person or outlet turns to them, though they do not speak in it. Most
sentences are never asked with whom they open, so that is read only when a word points back there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter

from renkei.nouns import Passage, Role
from renkei.reading.fold import fold
from renkei.reading.voices import Voice

_TURNED_TO = (Role.MEDIA, Role.POLL)
"""Roles of those without a name of a person to whom a sentence can turn."""
_PERSON = "person"
"""In place of a role: whoever has a name."""
_DEEP = 20
"""How many sentences may each wait for the one before to be read."""


@lru_cache(1 << 12)
def _simple(word: str) -> str:
    return fold(word, "zh")


class Recall:
    """The voices of one text so far, and the sentences that turn to someone, in order."""

    def __init__(
        self, folded: str, opening: Callable[[Passage], Voice | None], issuer: Voice | None
    ) -> None:
        """Nobody has spoken yet; `opening` tells with whom a sentence opens, as it is written."""
        self._folded, self._opening, self._issuer = folded, opening, issuer
        self.last: Voice | None = None
        """Who spoke last."""
        self._said: list[Voice] = []
        self._by_role: dict[str, list[int]] = {}
        self._by_noun: dict[str, list[int]] = {}
        self._in_roles = self._in_nouns = 0
        self._turns: list[Passage] = []
        self._said_before: list[int] = []
        self._turned: dict[int, Voice | None] = {}
        self._all_read = 0

    def spoke(self, voice: Voice) -> None:
        """Remember that someone spoke."""
        self._said.append(voice)
        self.last = voice

    def turn(self, passage: Passage) -> None:
        """Remember a sentence that may open with someone."""
        self._turns.append(passage)
        self._said_before.append(len(self._said))

    def meant(self, voice: Voice) -> Voice | None:
        """The voice meant: that which a pronoun points back to."""
        return self._meant(voice, len(self._said), len(self._turns)) if voice.carried else voice

    def turned_to(self, start: int, end: int) -> tuple[int, Voice] | None:
        """The last sentence that begins between two places and opens with a person, and them."""
        behind = bisect_left(self._turns, end, key=attrgetter("start"))
        for turn in range(behind - 1, -1, -1):
            place = self._turns[turn].start
            if place < start:
                break
            voice = self._to(turn)
            if voice and voice.named:
                return place, voice
        return None

    def _meant(self, voice: Voice, said: int, turns: int) -> Voice | None:
        """Whom a word points back to, behind so many voices and sentences that turn."""
        if not voice.carried:
            return voice
        last = self._said[said - 1] if said else None
        if voice.named:
            return self._latest(_PERSON, said, turns) or last
        word = self._folded[max(voice.start, voice.end - 2) : voice.end]
        if word == "们":
            return self._issuer or last
        called = self._called(word, said)
        if called or voice.role == Role.OTHER:
            return called or last
        return self._latest(voice.role, said, turns if voice.role in _TURNED_TO else 0) or last

    def _latest(self, role: str, said: int, turns: int) -> Voice | None:
        """Who spoke last in a role, or to whom in it a sentence behind them turns."""
        for number in range(self._in_roles, len(self._said)):
            voice = self._said[number]
            for key in (voice.role, _PERSON) if voice.named else (voice.role,):
                self._by_role.setdefault(key, []).append(number)
        self._in_roles = len(self._said)
        number = _before(said, self._by_role.get(role, ()))
        for turn in range(turns - 1, -1, -1):
            if self._said_before[turn] <= number:
                break
            turned = self._to(turn)
            if turned and (_PERSON if turned.named else turned.role) == role:
                return turned
        return self._said[number] if number >= 0 else None

    def _called(self, word: str, said: int) -> Voice | None:
        """The last voice of so many whose name ends in two characters."""
        for number in range(self._in_nouns, len(self._said)):
            noun = _simple(self._said[number].name[-2:])
            self._by_noun.setdefault(noun, []).append(number)
        self._in_nouns = len(self._said)
        number = _before(said, self._by_noun.get(word, ()))
        return self._said[number] if number >= 0 else None

    def _to(self, turn: int) -> Voice | None:
        """To whom a sentence turns."""
        while self._all_read < turn - _DEEP:
            self._all_read += 1
            self._to(self._all_read - 1)
        if turn not in self._turned:
            voice = self._opening(self._turns[turn])
            said = self._said_before[turn]
            self._turned[turn] = self._meant(voice, said, turn) if voice else None
        return self._turned[turn]


def _before(said: int, numbers: Sequence[int]) -> int:
    """The last of `numbers`, which are in order, that is below `said`; -1 if none is."""
    at = bisect_left(numbers, said) - 1
    return numbers[at] if at >= 0 else -1
