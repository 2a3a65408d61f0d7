"""What is weighed in compiled code is what plain Python finds, statement by statement."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.nouns import Kind, Name, Role, Rung
from renkei.reading import actors, timing
from renkei.reading.actors import Cast
from renkei.reading.features import codepoints
from renkei.reading.roster import Roster
from renkei.reading.tally import Asked, Tally, columns
from renkei.reading.times import Time
from renkei.reading.timing import Timing
from renkei.reading.voices import Voice

from .plainly import Claim, Clock, Stage

OWNERS = [
    (Name("Japan", "state", "JP"),),
    (Name("Tokyo", "state", "JP"),),
    (Name("Korea", "state", "KR"),),
    (Name("America", "state", "US"), Name("America", "outlet", "America")),
    (Name("Allies", "group", "JP US"),),
    (Name("Trio", "group", "JP US KR"),),
    (Name("Navy", "body", "Navy", state="JP"),),
    (Name("Forum", "body", "Forum"),),
    (Name("Abe", "person", "Abe", state="JP"),),
    (Name("Doe", "person", "Doe"),),
    (Name("envoy", "role", "envoy"), Name("envoy", "title", "Envoy", state="US")),
    (Name("both", "anaphor", "both"),),
    (Name("pact", "item", "pact", state="US KR"),),
    (Name("Base", "item", "base", state="JP"), Name("Base", "body", "Base", state="US")),
    (Name("News", "outlet", "News"),),
]
WORDS = [
    " will ",
    " with ",
    " and ",
    " we ",
    "us",
    "our_",
    " both sides",
    "our",
    ", ",
    " asked ",
    "",
    "x" * 6,
]
VOICES = [
    None,
    Voice("Abe", Role.OFFICIAL, "JP", named=True),
    Voice("Doe", Role.ANALYST),
    Voice("joint statement", Role.OFFICIAL),
    Voice("ministers", Role.OFFICIAL, "KR US"),
    Voice("someone", Role.OFFICIAL, named=True),
]
ACTORS = ["JP", "US", "KR", "Navy", "Forum", "AU"]
DAYS = ["2024", "2025-03", "2025-03-01", "../2026", "FY2024"]


Text = tuple[str, list[int], np.ndarray[Any, Any]]
WEIGHTS = st.integers(0, 1 << 32)
"""What seeds them."""
UNTIMED = settings(deadline=None, max_examples=300)
"""The first case may compile."""


def drawn(seed: int, size: int) -> list[float]:
    """Weights, with many that are the same and add up to the same in any order."""
    chosen: list[float] = np.random.default_rng(seed).integers(-4, 5, size).astype(float).tolist()
    return chosen


def sums(signs: Collection[str], kind: Kind, names: Sequence[str], weights: list[float]) -> float:
    """What signs weigh."""
    held = sum(1 << i for i, name in enumerate(names) if name in signs)
    return sum(weights[i] for i in columns(held, kind, len(names)))


def bits(signs: Collection[str], names: Sequence[str]) -> int:
    """Signs as the bits of a number."""
    assert set(signs) <= set(names)
    return sum(1 << i for i, name in enumerate(names) if name in signs)


@st.composite
def claims(draw: st.DrawFn, size: int) -> list[Claim]:
    """Statements in sentences of a text."""
    edges = sorted(draw(st.sets(st.integers(0, size), max_size=9)))
    out, sentence, paragraph = [], 0, 0
    for start, end in pairwise(edges):
        if draw(st.booleans()):
            sentence = start
            paragraph += draw(st.integers(0, 1))
        kind, voice = draw(st.sampled_from(Kind)), draw(st.sampled_from(VOICES))
        status = draw(st.sampled_from([None, *Rung]))
        out.append(Claim(start, end, sentence, kind, voice, status, paragraph))
    return out


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text with names in it: their numbers in `OWNERS`, and their spots."""
    text, rows = "", []
    for entry in draw(st.lists(st.integers(0, len(OWNERS) - 1), max_size=12)):
        text += draw(st.sampled_from(WORDS))
        word = OWNERS[entry][0].text
        rows.append((entry, len(text), len(text) + len(word)))
        text += word
    text += draw(st.sampled_from(WORDS))
    return text.lower(), [row[0] for row in rows], np.array(rows, np.int64).reshape(-1, 3)


def asked(all_: Sequence[Claim]) -> Asked:
    spans = [(one.start, one.end) for one in all_]
    return Asked.of(spans, [one.sentence for one in all_], [one.kind for one in all_])


@UNTIMED
@given(texts(), WEIGHTS, st.data())
def test_who_acts(text: Text, seed: int, data: st.DataObject) -> None:
    folded, entries, spots = text
    said = data.draw(claims(len(folded)))
    weights = drawn(seed, actors.WIDTH + 1)
    names = [(a, b, OWNERS[e]) for e, (_, a, b) in zip(entries, spots.tolist(), strict=True)]
    codes = codepoints(folded)
    layout: Any = SimpleNamespace(language="en", folded=folded, codes=codes, spots=spots)
    roster = Roster(OWNERS)
    tally = Tally(weights, len(actors.SIGNS))
    voices, near = [one.voice for one in said], [one.paragraph for one in said]

    stage, expected = Stage(folded, "en", names), []
    for one in said:
        found = stage.candidates(one)
        acting = [
            actor
            for actor, signs in found.items()
            if sums(signs, one.kind, actors.SIGNS, weights) + weights[-1] > 0
        ]
        expected.append(tuple(acting))
        stage.remember(one, acting)
    assert Cast(layout, roster).acting(asked(said), near, voices, tally) == expected

    gold = [data.draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique=True)) for _ in said]
    stage, candidates = Stage(folded, "en", names), []
    for one, acted in zip(said, gold, strict=True):
        candidates.append(stage.candidates(one))
        stage.remember(one, acted)
    got = Cast(layout, roster).candidates(asked(said), near, voices, gold)
    assert list(map(list, got)) == list(map(list, candidates))
    assert got == [
        {actor: bits(signs, actors.SIGNS) for actor, signs in found.items()} for found in candidates
    ]


ALONE: Mapping[str, set[str]] = {
    "2024": {"year", "past"},
    "2025-03": {"month", "now"},
    "2025-03-01": {"day", "past"},
    "../2026": {"open start", "to come", "year"},
    "FY2024": {"year", "now"},
}


@UNTIMED
@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(DAYS)), max_size=8).map(sorted),
    claims(60),
    WEIGHTS,
    st.data(),
)
def test_when(
    times: list[tuple[int, str]], said: list[Claim], seed: int, data: st.DataObject
) -> None:
    weights = drawn(seed, timing.WIDTH + 1)
    layout: Any = SimpleNamespace(times=[Time(p, p + 1, "", edtf) for p, edtf in times])
    plain = [(place, edtf, ALONE[edtf]) for place, edtf in times]
    statuses = [one.status for one in said]

    clock, expected = Clock(plain), []
    for one in said:
        best, chosen = -weights[-1], ""
        for edtf, signs in clock.candidates(one):
            here = sums(signs, one.kind, timing.SIGNS, weights)
            if here > best:
                best, chosen = here, edtf
        expected.append(chosen)
        clock.remember(one, chosen)
    timed = Timing(layout, "2025-03-15", [])
    assert timed.times(asked(said), statuses, Tally(weights, len(timing.SIGNS))) == expected

    gold = [data.draw(st.sampled_from(["", *DAYS])) for _ in said]
    clock, candidates = Clock(plain), []
    for one, given_ in zip(said, gold, strict=True):
        candidates.append([(t, bits(signs, timing.SIGNS)) for t, signs in clock.candidates(one)])
        clock.remember(one, given_)
    got = Timing(layout, "2025-03-15", []).candidates(asked(said), statuses, gold)
    assert [[(d.edtf, d.signs) for d in found] for found in got] == candidates


def test_a_verb_of_saying_right_behind_a_time_is_told() -> None:
    layout: Any = SimpleNamespace(times=[Time(0, 4, "2024", "2024"), Time(20, 24, "2023", "2023")])
    one = Asked.of([(0, 30)], [0], [Kind.EVENT])
    (found,) = Timing(layout, "", [8, 40]).candidates(one, [None], [""])
    said = 1 << timing.SIGNS.index("said then")
    assert [bool(dated.signs & said) for dated in found] == [True, False]
