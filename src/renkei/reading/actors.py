"""Who acts in a statement: the states and bodies named in and around it, weighed one by one.

Every state or body that the quote or its sentence names, the parties last named, the speaker's
state and the actors of the statement before are candidates. What tells for and against each is a
handful of yes-or-no features; a linear model, trained with the others, decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Kind, Name, Role
from renkei.reading import tally
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import Found
from renkei.reading.voices import Voice

BODIES = frozenset({Kind.ARRANGEMENT, Kind.MEASURE})
"""Kinds whose actors are bodies; in the others a body stands for its state."""

SIGNS = (
    "in quote", "first in quote", "second in quote", "subject", "topic", "object", "in group",
    "before quote", "first in sentence", "speaker's", "speaker's, we", "acted before",
    "acted before, none named", "parties", "parties, anaphor", "alone", "none in quote",
    "named twice", "speaker's, none named", "person", "body", "opens quote", "item's party",
    "item's party, none named",
)  # fmt: skip
(
    _IN_QUOTE, _FIRST, _SECOND, _SUBJECT, _TOPIC, _OBJECT, _IN_GROUP, _BEFORE, _FIRST_IN_SENTENCE,
    _SPEAKERS, _SPEAKERS_WE, _ACTED, _ACTED_NONE, _PARTIES, _PARTIES_ANAPHOR, _ALONE, _NONE,
    _TWICE, _SPEAKERS_NONE, _PERSON, _BODY, _OPENS_QUOTE, _ITEMS, _ITEMS_NONE,
) = (1 << i for i in range(len(SIGNS)))  # fmt: skip
_OF_KIND = {"group": _IN_GROUP, "person": _PERSON, "body": _BODY}
REACH = 2000
"""How far back in its sentence a name is looked for, in characters."""
OPENING = {"zh": 3, "ja": 3, "en": 5}
"""How near its beginning a name must stand to open a quote, in characters."""
WIDTH = len(SIGNS) * (len(Kind) + 1)
_CARRIES = frozenset({"state", "person", "title", "body", "group", "role"})


@dataclass(frozen=True, slots=True)
class ActorRules:
    """The small words of one language (see the head of its ``actors.yaml``)."""

    after_subject: re.Pattern[str]
    after_topic: re.Pattern[str]
    before_object: re.Pattern[str]
    first_person: re.Pattern[str]


@cache
def actor_rules(language: str) -> ActorRules:
    """The rules of ``zh``, ``ja`` or ``en``, compiled once."""
    return ActorRules(**{k: re.compile(v) for k, v in load_yaml(language, "actors.yaml").items()})


def meant(name: Name, kind: Kind) -> tuple[str, ...]:
    """The actors that a name stands for in a statement of this kind."""
    if name.kind == "group":
        return tuple(name.key.split())
    if name.kind == "state":
        return (name.key,)
    if name.kind == "body":
        return (name.key,) if kind in BODIES or not name.state else (name.state,)
    return (name.state,) if name.state else ()


@dataclass(slots=True)
class Scene:
    """What is remembered from clause to clause: who acted last, which parties were named."""

    acted: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


class Cast:
    """The names of one layout, by whom they can stand for.

    `places` says where each stands. `bodies` has the actors that it stands for in statements whose
    actors are bodies, `states` in others; None if it stands for nobody.
    """

    def __init__(self, layout: Layout) -> None:
        """Look through the names of `layout`."""
        self._folded, self._names = layout.folded, layout.names
        self._rules, self._opening = actor_rules(layout.language), OPENING[layout.language]
        carriers = [_carrier(found) for found in layout.names]
        self._carriers = carriers
        self.places = [found.start for found in layout.names]
        self.bodies = [meant(name, Kind.ARRANGEMENT) if name else None for name in carriers]
        self.states = [meant(name, Kind.EVENT) if name else None for name in carriers]
        self._several = [
            members if members and name and name.kind in ("group", "state") else ()
            for name, members in zip(carriers, self.states, strict=True)
        ]
        self._of_items = [
            (i, actor)
            for i, found in enumerate(layout.names)
            for name in found.names
            if name.kind == "item"
            for actor in name.state.split()
        ]

    def candidates(
        self, span: tuple[int, int], sentence: int, kind: Kind, voice: Voice | None, scene: Scene
    ) -> dict[str, int]:
        """For each possible actor, the `SIGNS` that hold of it, as the bits of a number.

        `sentence` is where the sentence begins.
        """
        start, end = span
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        opened = bisect_left(self.places, max(sentence, start - REACH))
        meant = self.bodies if kind in BODIES else self.states
        found: dict[str, int] = {}
        anaphor = False
        for i in range(first, last):
            actors = meant[i]
            if actors is None:
                anaphor = anaphor or self._names[i].names[0].kind == "anaphor"
            elif actors:
                signs = self._standing(i)
                if self.places[i] - start <= self._opening:
                    signs |= _OPENS_QUOTE
                for actor in actors:
                    found[actor] = found[actor] | signs | _TWICE if actor in found else signs
        named = len(found)
        for actor, sign in zip(found, (_FIRST, _SECOND), strict=False):
            found[actor] |= sign
        if named == 1:
            found[next(iter(found))] |= _ALONE
        sign = _BEFORE | _FIRST_IN_SENTENCE
        for actors in meant[opened:first]:
            for actor in actors or ():
                found[actor] = found.get(actor, 0) | sign
                sign = _BEFORE
        speaking = _speaking_for(voice, scene)
        we = bool((speaking or scene.parties) and self._we(start, end))
        for actors, sign in (
            (speaking, _SPEAKERS | we * _SPEAKERS_WE | (not named) * _SPEAKERS_NONE),
            (scene.acted, _ACTED | (not named) * _ACTED_NONE),
            (scene.parties, _PARTIES | (anaphor or we) * _PARTIES_ANAPHOR),
        ):
            for actor in actors:
                found[actor] = found.get(actor, 0) | sign
        if self._of_items:
            sign = _ITEMS | (not named) * _ITEMS_NONE
            since = first if last > first else opened
            for i, actor in self._of_items[bisect_left(self._of_items, (since, "")) :]:
                if i >= last:
                    break
                found[actor] = found.get(actor, 0) | sign
        return found if named else {actor: signs | _NONE for actor, signs in found.items()}

    def _standing(self, i: int) -> int:
        """What tells of a name in a quote by itself and by the words around it."""
        start, end, _ = self._names[i]
        rules, folded = self._rules, self._folded
        after, before = folded[end : end + 14], folded[max(0, start - 12) : start]
        name = self._carriers[i]
        signs = _IN_QUOTE | (_OF_KIND.get(name.kind, 0) if name else 0)
        if rules.after_subject.match(after):
            signs |= _SUBJECT
        if rules.after_topic.match(after):
            signs |= _TOPIC
        if rules.before_object.search(before):
            signs |= _OBJECT
        return signs

    def _we(self, start: int, end: int) -> bool:
        return bool(self._rules.first_person.search(self._folded, start, end))

    def parties(self, start: int, end: int) -> tuple[str, ...]:
        """The parties that a sentence names, if it names at least two: who *both* will be."""
        first = bisect_left(self.places, max(start, end - REACH))
        named: dict[str, None] = {}
        for members in self._several[first : bisect_left(self.places, end)]:
            if len(members) > 1:
                return members
            named.update(dict.fromkeys(members))
        return tuple(named) if len(named) > 1 else ()

    def main_parties(self) -> tuple[str, ...]:
        """Whom *we* and *both* mean before any parties are named: who is named together most."""
        groups = Counter(
            members
            for name, members in zip(self._carriers, self._several, strict=True)
            if name and name.kind == "group"
        )
        if groups:
            return groups.most_common(1)[0][0]
        states = Counter(name.key for name in self._carriers if name and name.kind == "state")
        return tuple(state for state, _ in states.most_common(2))


def _speaking_for(voice: Voice | None, scene: Scene) -> tuple[str, ...]:
    """The states that a voice speaks for; a joint text without a name speaks for the parties."""
    if voice is None:
        return ()
    if voice.state or voice.named or voice.role != Role.OFFICIAL:
        return tuple(voice.state.split())
    return scene.parties


def columns(signs: int, kind: Kind) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind."""
    return tally.columns(signs, kind, len(SIGNS))


def _carrier(found: Found) -> Name | None:
    for name in found.names:
        if name.kind in _CARRIES and (name.kind != "role" or name.state):
            return name
    return None
