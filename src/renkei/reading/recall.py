"""Whom a word that points back means (他, 该报, 这名官员): who has spoken in a Chinese text so far.

A sentence that opens with a person or outlet turns to them, though they do not speak in it. Most
sentences are never asked with whom they open, so that is read only when a word points back there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

from renkei.nouns import Passage, Role
from renkei.reading.fold import fold
from renkei.reading.voices import Voice

_TURNED_TO = (Role.MEDIA, Role.POLL)
"""Roles of those without a name of a person to whom a sentence can turn."""
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
        self._said: list[Voice] = []
        self._named: list[int] = []
        self._by_role: dict[Role, list[int]] = {}
        self._by_noun: dict[str, list[int]] = {}
        self._nouns = 0
        self._turns: list[Passage] = []
        self._said_before: list[int] = []
        self._turned: list[Voice | None] = []
        self._read: list[bool] = []
        self._all_read = 0

    @property
    def last(self) -> Voice | None:
        """Who spoke last."""
        return self._said[-1] if self._said else None

    def spoke(self, voice: Voice) -> None:
        """Remember that someone spoke."""
        number = len(self._said)
        self._said.append(voice)
        self._by_role.setdefault(voice.role, []).append(number)
        if voice.named:
            self._named.append(number)

    def turn(self, passage: Passage) -> None:
        """Remember a sentence that may open with someone."""
        self._turns.append(passage)
        self._said_before.append(len(self._said))
        self._turned.append(None)
        self._read.append(False)

    def meant(self, voice: Voice) -> Voice | None:
        """The voice meant: that which a pronoun points back to."""
        return self._meant(voice, len(self._said), len(self._turns)) if voice.carried else voice

    def turned_to(self, start: int, end: int) -> tuple[int, Voice] | None:
        """The last sentence that begins between two places and opens with a person, and them."""
        for turn in range(len(self._turns) - 1, -1, -1):
            place = self._turns[turn].start
            if place < start:
                break
            voice = self._to(turn) if place < end else None
            if voice and voice.named:
                return place, voice
        return None

    def _meant(self, voice: Voice, said: int, turns: int) -> Voice | None:
        """Whom a word points back to, behind so many voices and sentences that turn."""
        if not voice.carried:
            return voice
        last = self._said[said - 1] if said else None
        if voice.named:
            return self._latest(self._named, said, turns, lambda v: v.named) or last
        word = self._folded[max(voice.start, voice.end - 2) : voice.end]
        if word == "们":
            return self._issuer or last
        called = self._called(word, said)
        if called or voice.role == Role.OTHER:
            return called or last
        role, turned = voice.role, turns if voice.role in _TURNED_TO else 0
        spoken = self._by_role.get(role, ())
        return self._latest(spoken, said, turned, lambda v: v.role == role and not v.named) or last

    def _latest(
        self, spoken: Sequence[int], said: int, turns: int, fits: Callable[[Voice], bool]
    ) -> Voice | None:
        """The last of those who spoke, or to whom a sentence behind them turns, if it `fits`."""
        at = bisect_left(spoken, said) - 1
        number = spoken[at] if at >= 0 else -1
        for turn in range(turns - 1, -1, -1):
            if self._said_before[turn] <= number:
                break
            voice = self._to(turn)
            if voice and fits(voice):
                return voice
        return self._said[number] if number >= 0 else None

    def _called(self, word: str, said: int) -> Voice | None:
        """The last voice of so many whose name ends in two characters."""
        for number in range(self._nouns, len(self._said)):
            noun = _simple(self._said[number].name[-2:])
            self._by_noun.setdefault(noun, []).append(number)
        self._nouns = len(self._said)
        numbers = self._by_noun.get(word, ())
        at = bisect_left(numbers, said) - 1
        return self._said[numbers[at]] if at >= 0 else None

    def _to(self, turn: int) -> Voice | None:
        """To whom a sentence turns."""
        while self._all_read < turn - _DEEP:
            self._all_read += 1
            self._to(self._all_read - 1)
        if not self._read[turn]:
            self._read[turn] = True
            voice = self._opening(self._turns[turn])
            if voice:
                self._turned[turn] = self._meant(voice, self._said_before[turn], turn)
        return self._turned[turn]
