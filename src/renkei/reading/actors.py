"""Who acts in a statement: the states and bodies named in and around it, weighed one by one.

Every state or body that the quote or its sentence names, the parties last named, the speaker's
state and the actors of the statement before are candidates. What tells for and against each is a
handful of yes-or-no features; a linear model, trained with the others, decides. All statements of
a text are gone through at once, compiled (`renkei.reading.kernel.acting`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

import numpy as np

from renkei.nouns import Kind, Role
from renkei.reading import tally
from renkei.reading.compiled import kernel
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import Found
from renkei.reading.roster import BODIES, Roster
from renkei.reading.tally import KINDS, Asked, Table, Tally, table
from renkei.reading.voices import Voice

SIGNS = (
    "in quote", "first in quote", "second in quote", "subject", "topic", "object", "in group",
    "before quote", "first in sentence", "speaker's", "speaker's, we", "acted before",
    "acted before, none named", "parties", "parties, anaphor", "alone", "none in quote",
    "named twice", "speaker's, none named", "person", "body", "opens quote", "item's party",
    "item's party, none named",
)  # fmt: skip
_IN_QUOTE, _SUBJECT, _TOPIC, _OBJECT = (
    1 << SIGNS.index(sign) for sign in ("in quote", "subject", "topic", "object")
)
_BY_ITSELF = dict.fromkeys(("state", "title", "role"), _IN_QUOTE) | {
    "group": _IN_QUOTE | 1 << SIGNS.index("in group"),
    "person": _IN_QUOTE | 1 << SIGNS.index("person"),
    "body": _IN_QUOTE | 1 << SIGNS.index("body"),
}
"""What a name in a quote tells by its kind."""
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
        entries = [roster.entry(found.names) for found in layout.names]
        places = [found.start for found in layout.names]
        self._named = table(places, entries, self._standing(layout.names, entries))
        self._entries = set(entries)
        self._parties = main_parties(entries, roster)

    def acting(
        self, asked: Asked, voices: Sequence[Voice | None], weights: Tally
    ) -> list[tuple[str, ...]]:
        """The actors of each statement: the candidates that more likely act than not."""
        found, until = self._gone_through(asked, voices, weights)
        names = self._called(found[2, : until[1, -1]])
        return [tuple(names[a:b]) for a, b in pairwise(until[1].tolist())]

    def candidates(
        self, asked: Asked, voices: Sequence[Voice | None], gold: Sequence[Sequence[str]]
    ) -> list[dict[str, int]]:
        """For each statement its possible actors with the `SIGNS` that hold of each, as the bits of
        a number, if `gold` are the actors of all statements."""
        found, until = self._gone_through(asked, voices, _UNWEIGHED, gold)
        pairs = list(zip(self._called(found[0, : until[0, -1]]), found[1].tolist(), strict=False))
        return [dict(pairs[a:b]) for a, b in pairwise(until[0].tolist())]

    def _gone_through(
        self,
        asked: Asked,
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
        size, most = len(voices), roster.most(self._entries.union(speakers)) + len(given)
        scene = np.zeros((3, most), np.int64)
        scene[1, : len(self._parties)] = self._parties
        found, until = np.empty((3, size * most), np.int64), np.zeros((2, size + 1), np.int64)
        kernel().acting(
            table(*asked, speakers, says_we),
            _IS_BODY,
            self._named,
            *roster.entries(),
            self._opening,
            weights.weights,
            weights.bias,
            np.array(given, np.int64),
            np.cumsum([0, *map(len, gold)]) if gold else _NONE,
            scene,
            np.array([0, len(self._parties)]),
            np.full(len(roster.actors), -1),
            found,
            until,
        )
        return found, until

    def _called(self, actors: Table) -> list[str]:
        names = self._roster.actors
        return [names[i] for i in actors.tolist()]

    def _standing(self, names: Sequence[Found], entries: Sequence[int]) -> list[int]:
        """What tells of each name by itself and by the words around it, if it is one that acts."""
        folded, kinds = self._folded, self._roster.kinds
        is_subject, is_topic = self._rules.after_subject.match, self._rules.after_topic.match
        is_object, before = self._rules.before_object.search, self._before
        out = []
        for (start, end, _), entry in zip(names, entries, strict=True):
            signs = 0
            if kinds[entry]:
                signs = _BY_ITSELF[kinds[entry]]
                if is_subject(folded, end, end + _BEHIND):
                    signs |= _SUBJECT
                if is_topic(folded, end, end + _BEHIND):
                    signs |= _TOPIC
                if is_object(folded, max(0, start - before), start):
                    signs |= _OBJECT
            out.append(signs)
        return out

    def _speaker(self, voice: Voice | None) -> int:
        """Whom a voice speaks for, as an entry; a joint text without a name for the parties."""
        if voice is None:
            return NOBODY
        if voice.state:
            return self._roster.speaking_for(voice.state)
        joint = not voice.named and voice.role is Role.OFFICIAL
        return PARTIES_SPEAK if joint else NOBODY


def main_parties(entries: Iterable[int], roster: Roster) -> Sequence[int]:
    """Whom *we* and *both* mean before any parties are named: who is named together most.

    `entries` are those of all names of a text, in order.
    """
    kinds = roster.kinds
    groups: dict[tuple[int, ...], int] = {}
    states: dict[int, int] = {}
    for entry in entries:
        if kinds[entry] == "state":
            state = roster.states(entry)[0]
            states[state] = states.get(state, 0) + 1
        elif kinds[entry] == "group":
            group = tuple(roster.states(entry))
            groups[group] = groups.get(group, 0) + 1
    if groups:
        return max(groups, key=groups.__getitem__)
    return sorted(states, key=states.__getitem__, reverse=True)[:2]


def columns(signs: int, kind: Kind) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind."""
    return tally.columns(signs, kind, len(SIGNS))
