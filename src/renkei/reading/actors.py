"""Who acts in a statement: the states and bodies named in and around it, weighed one by one.

Every state or body that the quote or its sentence names, the parties last named, the speaker's
state and the actors of the statement before are candidates. What tells for and against each is a
handful of yes-or-no features; a linear model, trained with the others, decides. All statements of
a text are gone through at once, compiled (`renkei.reading.kernel.acting`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

import numpy as np

from renkei.nouns import Kind, Role
from renkei.reading import tally
from renkei.reading.compiled import kernel
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.roster import BODIES, CARRIERS, Roster
from renkei.reading.tally import KINDS, Asked, Table, Tally, table
from renkei.reading.voices import Voice

SIGNS = (
    "in quote", "first in quote", "second in quote", "subject", "topic", "object", "in group",
    "before quote", "first in sentence", "speaker's", "speaker's, we", "acted before",
    "acted before, none named", "parties", "parties, anaphor", "alone", "none in quote",
    "named twice", "speaker's, none named", "person", "body", "opens quote", "item's party",
    "item's party, none named", "named most", "named second most", "named once",
    "acted before others", "acted before, same sentence", "acted before, same paragraph",
    "parties, same paragraph", "another is the subject", "another is the speaker's",
    "another is first in sentence",
)  # fmt: skip
_IN_QUOTE, _SUBJECT, _TOPIC, _OBJECT = (
    1 << SIGNS.index(sign) for sign in ("in quote", "subject", "topic", "object")
)
_OF_KIND = {"group": "in group", "person": "person", "body": "body"}
_BY_ITSELF = np.array(
    [
        _IN_QUOTE | (1 << SIGNS.index(_OF_KIND[kind]) if kind in _OF_KIND else 0) if kind else 0
        for kind in CARRIERS
    ]
)
"""What a name in a quote tells by the kind by which it can act, by number in `CARRIERS`."""
OPENING = {"zh": 3, "ja": 3, "en": 5}
"""How near its beginning a name must stand to open a quote, in characters."""
WIDTH = len(SIGNS) * (len(Kind) + 1)
_IS_BODY = np.array([kind in BODIES for kind in KINDS])
_BEFORE = {"zh": 3, "ja": 4, "en": 12}
_BEHIND = 14
"""How many characters before and behind a name tell what it does."""
_UNWEIGHED = Tally([0.0] * (WIDTH + 1), len(SIGNS))
_NONE = np.empty(0, np.int64)
NOBODY, PARTIES_SPEAK = -1, -2
"""Speakers that are no entry, as the kernel knows them."""


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


class Cast:
    """The names of one layout, by whom they can stand for."""

    def __init__(self, layout: Layout, roster: Roster) -> None:
        """Look through the names of `layout`; `roster` says who they stand for."""
        self._folded, self._rules = layout.folded, actor_rules(layout.language)
        self._opening, self._before = OPENING[layout.language], _BEFORE[layout.language]
        self._roster = roster
        entries = roster.of(layout.spots[:, 0])
        self.named = np.empty((4, len(entries)), np.int64)
        """The start, the end, the entry and the signs by itself of each name."""
        self.named[:2] = layout.spots.T[1:]
        self.named[2] = entries
        self.named[3] = _BY_ITSELF.take(roster.entries().kinds.take(entries))
        self._look_around()
        self._parties = self._main_parties()

    def acting(
        self,
        asked: Asked,
        paragraphs: Sequence[int],
        voices: Sequence[Voice | None],
        weights: Tally,
    ) -> list[tuple[str, ...]]:
        """The actors of each statement: the candidates that more likely act than not."""
        found, until = self._gone_through(asked, paragraphs, voices, weights)
        names = self._called(found[2, : until[1, -1]])
        return [tuple(names[a:b]) for a, b in pairwise(until[1].tolist())]

    def candidates(
        self,
        asked: Asked,
        paragraphs: Sequence[int],
        voices: Sequence[Voice | None],
        gold: Sequence[Sequence[str]],
    ) -> list[dict[str, int]]:
        """For each statement its possible actors with the `SIGNS` that hold of each, as the bits of
        a number, if `gold` are the actors of all statements."""
        found, until = self._gone_through(asked, paragraphs, voices, _UNWEIGHED, gold)
        pairs = list(zip(self._called(found[0, : until[0, -1]]), found[1].tolist(), strict=False))
        return [dict(pairs[a:b]) for a, b in pairwise(until[0].tolist())]

    def _gone_through(
        self,
        asked: Asked,
        paragraphs: Sequence[int],
        voices: Sequence[Voice | None],
        weights: Tally,
        gold: Sequence[Sequence[str]] = (),
    ) -> tuple[Table, Table]:
        """Candidates, their signs and actors chosen, each in a row; and how many candidates and how
        many chosen there are up to each statement."""
        we, folded, roster = self._rules.first_person.search, self._folded, self._roster
        says_we = [we(folded, *span) is not None for span in zip(*asked[:2], strict=True)]
        speakers = [self._speaker(voice) for voice in voices]
        given = [roster.number(actor) for actor in chain.from_iterable(gold)]
        edges, members, _, anaphors, of_states, _ = roster.entries()
        size, most = len(voices), roster.most({*self.named[2].tolist(), *speakers}) + len(given)
        scene = np.zeros((4, most), np.int64)
        scene[1, : len(self._parties)] = self._parties
        found, until = np.empty((3, size * most), np.int64), np.zeros((2, size + 1), np.int64)
        kernel().acting(
            table(*asked, speakers, says_we, paragraphs),
            _IS_BODY,
            self.named,
            edges,
            members,
            anaphors,
            of_states,
            self._opening,
            weights.weights,
            weights.bias,
            np.array(given, np.int64),
            np.cumsum([0, *map(len, gold)]) if gold else _NONE,
            scene,
            np.array([0, len(self._parties), 0]),
            np.full(len(roster.actors), -1),
            np.zeros(len(roster.actors), np.int64),
            found,
            until,
        )
        return found, until

    def _called(self, actors: Table) -> list[str]:
        names = self._roster.actors
        return [names[i] for i in actors.tolist()]

    def _look_around(self) -> None:
        """Add what the words around a name that can act tell of it."""
        folded, before = self._folded, self._before
        is_subject, is_topic = self._rules.after_subject.match, self._rules.after_topic.match
        is_object = self._rules.before_object.search
        acting = np.flatnonzero(self.named[3])
        around = []
        for start, end in self.named[:2, acting].T.tolist():
            signs = 0
            if is_subject(folded, end, end + _BEHIND):
                signs |= _SUBJECT
            if is_topic(folded, end, end + _BEHIND):
                signs |= _TOPIC
            if is_object(folded, max(0, start - before), start):
                signs |= _OBJECT
            around.append(signs)
        self.named[3, acting] |= np.array(around, np.int64)

    def _speaker(self, voice: Voice | None) -> int:
        """Whom a voice speaks for, as an entry; a joint text without a name for the parties."""
        if voice is None:
            return NOBODY
        if voice.state:
            return self._roster.speaking_for(voice.state)
        joint = not voice.named and voice.role is Role.OFFICIAL
        return PARTIES_SPEAK if joint else NOBODY

    def _main_parties(self) -> Sequence[int]:
        """Whom *we* and *both* mean before any parties are named: who is named together most."""
        roster, entries = self._roster, self.named[2]
        groups: dict[tuple[int, ...], int] = {}
        states: dict[int, int] = {}
        for entry in entries[roster.entries().of_states.take(entries) > 0].tolist():
            members = roster.states(entry)
            if roster.is_group(entry):
                groups[members] = groups.get(members, 0) + 1
            else:
                states[members[0]] = states.get(members[0], 0) + 1
        if groups:
            return max(groups, key=groups.__getitem__)
        return sorted(states, key=states.__getitem__, reverse=True)[:2]


def columns(signs: int, kind: Kind) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind."""
    return tally.columns(signs, kind, len(SIGNS))
