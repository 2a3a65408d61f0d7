"""Who acts in a statement: the states and bodies named in and around it, weighed one by one.

Every state or body that the quote or its sentence names, the parties last named, the speaker's
state and the actors of the statement before are candidates. What tells for and against each is a
handful of yes-or-no features; a linear model, trained with the others, decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Kind, Name, Role
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
KINDS = tuple(Kind)
REACH = 2000
"""How far back in its sentence a name is looked for, in characters."""
OPENING = {"zh": 3, "ja": 3, "en": 5}
"""How near its beginning a name must stand to open a quote, in characters."""
WIDTH = len(SIGNS) * (len(KINDS) + 1)
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


def candidates(
    layout: Layout,
    places: Sequence[int],
    span: tuple[int, int],
    sentence: int,
    kind: Kind,
    voice: Voice | None,
    scene: Scene,
) -> dict[str, set[int]]:
    """For each possible actor, the numbers of the `SIGNS` that hold of it.

    `places` are the starts of ``layout.names``; `sentence` is where the sentence begins.
    """
    rules = actor_rules(layout.language)
    start, end = span
    folded = layout.folded
    first, last = bisect_left(places, start), bisect_left(places, end)
    found: dict[str, set[int]] = {}
    order: list[str] = []
    anaphor = False
    for item in layout.names[first:last]:
        name = _carrier(item)
        if name is None:
            anaphor = anaphor or item.names[0].kind == "anaphor"
            continue
        after, before = (
            folded[item.end : item.end + 14],
            folded[max(0, item.start - 12) : item.start],
        )
        for actor in meant(name, kind):
            signs = found.setdefault(actor, {0})
            if actor in order:
                signs.add(17)
            else:
                order.append(actor)
            if rules.after_subject.match(after):
                signs.add(3)
            if rules.after_topic.match(after):
                signs.add(4)
            if rules.before_object.search(before):
                signs.add(5)
            if name.kind == "group":
                signs.add(6)
            if name.kind == "person":
                signs.add(19)
            if name.kind == "body":
                signs.add(20)
            if item.start - start <= OPENING[layout.language]:
                signs.add(21)
    for place, actor in enumerate(order[:2]):
        found[actor].add(1 + place)
    earlier: list[str] = []
    sentence = max(sentence, start - REACH)
    for item in layout.names[bisect_left(places, sentence) : first]:
        name = _carrier(item)
        if name is not None:
            earlier += [a for a in meant(name, kind) if a not in earlier]
    for place, actor in enumerate(earlier):
        signs = found.setdefault(actor, set())
        signs.add(7)
        if place == 0:
            signs.add(8)
    we = bool(rules.first_person.search(folded, start, end))
    for actor in _speaking_for(voice, scene):
        signs = found.setdefault(actor, set())
        signs.add(9)
        if we:
            signs.add(10)
        if not order:
            signs.add(18)
    for actor in scene.acted:
        signs = found.setdefault(actor, set())
        signs.add(11)
        if not order:
            signs.add(12)
    for actor in scene.parties:
        signs = found.setdefault(actor, set())
        signs.add(13)
        if anaphor or we:
            signs.add(14)
    named_in = slice(first, last) if last > first else slice(bisect_left(places, sentence), last)
    for item in layout.names[named_in]:
        for name in item.names:
            if name.kind == "item":
                for actor in name.state.split():
                    signs = found.setdefault(actor, set())
                    signs.add(22)
                    if not order:
                        signs.add(23)
    for actor, signs in found.items():
        if len(order) == 1 and actor in order:
            signs.add(15)
        if not order:
            signs.add(16)
    return found


def _speaking_for(voice: Voice | None, scene: Scene) -> tuple[str, ...]:
    """The states that a voice speaks for; a joint text without a name speaks for the parties."""
    if voice is None:
        return ()
    if voice.state or voice.named or voice.role != Role.OFFICIAL:
        return tuple(voice.state.split())
    return scene.parties


def columns(signs: set[int], kind: Kind) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind."""
    shift = len(SIGNS) * (1 + KINDS.index(kind))
    return [*signs, *(s + shift for s in signs)]


def parties(layout: Layout, places: Sequence[int], start: int, end: int) -> tuple[str, ...]:
    """The parties that a sentence names, if it names at least two: who *both* will be."""
    named: list[str] = []
    start = max(start, end - REACH)
    for item in layout.names[bisect_left(places, start) : bisect_left(places, end)]:
        name = _carrier(item)
        if name is not None and name.kind in ("group", "state"):
            members = meant(name, Kind.EVENT)
            if len(members) > 1:
                return members
            named += [m for m in members if m not in named]
    return tuple(named) if len(named) > 1 else ()


def main_parties(layout: Layout) -> tuple[str, ...]:
    """Whom *we* and *both* mean before any parties are named: those named together most often."""
    counts: Counter[tuple[str, ...]] = Counter()
    for found in layout.names:
        name = _carrier(found)
        if name is not None and name.kind == "group":
            counts[tuple(name.key.split())] += 1
    if counts:
        return counts.most_common(1)[0][0]
    states = Counter(
        name.key for found in layout.names if (name := _carrier(found)) and name.kind == "state"
    )
    return tuple(state for state, _ in states.most_common(2))


def _carrier(found: Found) -> Name | None:
    for name in found.names:
        if name.kind in _CARRIES and (name.kind != "role" or name.state):
            return name
    return None
