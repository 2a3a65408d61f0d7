"""Who acts in a statement: the states and bodies named in and around it, weighed one by one.

Every state or body that the quote or its sentence names, the parties last named, the speaker's
state and the actors of the statement before are candidates. What tells for and against each is a
handful of yes-or-no features; a linear model, trained with the others, decides. All statements of
a text are gone through at once, compiled (`renkei.reading.kernel.acting`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Kind, Role
from renkei.reading import tally
from renkei.reading.compiled import kernel
from renkei.reading.contents import characters, spelling
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
_IN_QUOTE, _SUBJECT, _TOPIC = (1 << SIGNS.index(sign) for sign in ("in quote", "subject", "topic"))
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
_REACH = {"zh": 3, "ja": 4, "en": 12}
_UNWEIGHED = Tally([0.0] * (WIDTH + 1), len(SIGNS))
_NONE = np.empty(0, np.int64)
_OFFICIAL = Role.OFFICIAL
NOBODY, PARTIES_SPEAK = -1, -2
"""Speakers that are no entry, as the kernel knows them."""


Words = NDArray[np.uint32]
"""A row a word, as `renkei.reading.contents.spelling` makes them."""


class ActorRules(NamedTuple):
    """The small words of one language (see the head of its ``actors.yaml``)."""

    first_person: Words
    is_latin: bool
    behind: Words
    """What stands behind a name that acts."""
    tells: Table
    """The sign that each of these tells of, and how far behind it may stand."""
    endings: Words
    stops: Words
    before: Words
    """What stands before one that does not, backwards; so are the articles between."""
    articles: Words
    reach: int
    """How many characters before a name tell of it."""


@cache
def actor_rules(language: str) -> ActorRules:
    """The rules of ``zh``, ``ja`` or ``en``, compiled once."""
    data = load_yaml(language, "actors.yaml")
    particles = data.get("particles", [])
    rows = [
        (word, bit, far)
        for sign, bit in (("subject", _SUBJECT), ("topic", _TOPIC))
        for words, far in ((data[sign], 0), (particles, data.get("within", {}).get(sign, 0)))
        for word in words
    ]
    return ActorRules(
        spelling(data["first_person"]),
        all(map(str.isascii, data["first_person"])),
        spelling([word for word, _, _ in rows]),
        np.array([(bit, far) for _, bit, far in rows]).T.copy(),
        spelling(data.get("endings", [])),
        spelling(data.get("stops", [])),
        spelling([word[::-1] for word in data["object"]]),
        spelling([word[::-1] for word in data.get("articles", [])]),
        _REACH[language],
    )


class Cast:
    """The names of one layout, by whom they can stand for: `entries` has that of each name."""

    def __init__(self, layout: Layout, roster: Roster) -> None:
        """Look through the names of `layout`; `roster` says who they stand for."""
        self._rules, self._opening = actor_rules(layout.language), OPENING[layout.language]
        self._codes, self._kinds = layout.codes, characters(layout.language)
        self._roster, self._spots = roster, layout.spots
        self.entries = roster.of(layout.spots[:, 0])

    def acting(
        self,
        asked: Asked,
        paragraphs: Sequence[int],
        voices: Sequence[Voice | None],
        weights: Tally,
    ) -> list[tuple[str, ...]]:
        """The actors of each statement: the candidates that more likely act than not."""
        _, chosen, until = self._gone_through(asked, paragraphs, voices, weights)
        edges = until.tolist()
        names = self._called(chosen[: edges[-1]])
        return [tuple(names[a:b]) for a, b in pairwise(edges)]

    def candidates(
        self,
        asked: Asked,
        paragraphs: Sequence[int],
        voices: Sequence[Voice | None],
        gold: Sequence[Sequence[str]],
    ) -> list[dict[str, int]]:
        """For each statement its possible actors with the `SIGNS` that hold of each, as the bits of
        a number, if `gold` are the actors of all statements."""
        found, _, until = self._gone_through(asked, paragraphs, voices, _UNWEIGHED, gold)
        edges = until.tolist()
        pairs = list(zip(self._called(found[0, : edges[-1]]), found[1].tolist(), strict=False))
        return [dict(pairs[a:b]) for a, b in pairwise(edges)]

    def _gone_through(
        self,
        asked: Asked,
        paragraphs: Sequence[int],
        voices: Sequence[Voice | None],
        weights: Tally,
        gold: Sequence[Sequence[str]] = (),
    ) -> tuple[Table, Table, Table]:
        """The candidates with their signs in another row, if there is `gold`; else the actors
        chosen; and how many there are up to each statement."""
        roster, rules = self._roster, self._rules
        speakers = [self._speaker(voice) if voice else NOBODY for voice in voices]
        given, given_edges = _NONE, _NONE
        if gold:
            given = np.array([roster.number(actor) for acted in gold for actor in acted], np.int64)
            given_edges = np.cumsum([0, *map(len, gold)])
        entries = roster.entries()
        count, size = len(roster.actors), len(voices)
        scene = np.empty((4, len(entries.members) + len(given) + 2), np.int64)
        found = np.empty((2, size * count if gold else count), np.int64)
        chosen, until = np.empty(size * count, np.int64), np.empty(size + 1, np.int64)
        kernel().acting(
            table(*asked, speakers, paragraphs),
            _IS_BODY,
            self._spots,
            self.entries,
            _BY_ITSELF,
            *entries[:5],
            self._opening,
            self._codes,
            self._kinds,
            *rules,
            weights.weights,
            weights.bias,
            given,
            given_edges,
            scene,
            np.full(count, -1),
            np.zeros(count, np.int64),
            np.empty(len(self.entries), np.int64),
            found,
            chosen,
            until,
        )
        return found, chosen, until

    def _called(self, actors: Table) -> list[str]:
        names = self._roster.actors
        return [names[i] for i in actors.tolist()]

    def _speaker(self, voice: Voice) -> int:
        """Whom a voice speaks for, as an entry; a joint text without a name for the parties."""
        if voice.state:
            return self._roster.speaking_for(voice.state)
        joint = not voice.named and voice.role is _OFFICIAL
        return PARTIES_SPEAK if joint else NOBODY


def columns(signs: int, kind: Kind) -> list[int]:
    """The feature columns of one candidate: its signs, and its signs under this kind."""
    return tally.columns(signs, kind, len(SIGNS))
