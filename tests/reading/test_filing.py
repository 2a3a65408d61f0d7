"""The compiled search for hints and the signs of topics, held against their plain definitions."""

from __future__ import annotations

import re
from collections import Counter
from math import log1p, sqrt
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.nouns import Kind, Name
from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints
from renkei.reading.hints import HintFinder
from renkei.reading.signs import ALL, CARRIED, KINDS, NONE, OF_KIND, WHERE, filed
from renkei.reading.topics import weights

TOPICS = 5
LETTERS = "ab1.,・'东 "
words = st.text("ab1东京.", min_size=1, max_size=4).filter(lambda word: word.strip())


class Mark(NamedTuple):
    """A name (of weight 0) or a hint, as drawn."""

    place: int
    topic: int
    weight: float


class Statement(NamedTuple):
    """A statement as drawn: where it stands, the number of its sentence and of its kind."""

    start: int
    end: int
    sentence: int
    kind: int


class Text(NamedTuple):
    """A document as drawn: `sentences` are start, end and paragraph."""

    sentences: list[tuple[int, int, int]]
    statements: list[Statement]
    marks: list[Mark]
    title: list[Mark]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    sentences, statements, at, block = [], [], 0, 0
    for number in range(draw(st.integers(1, 6))):
        size = draw(st.integers(2, 12))
        block += draw(st.integers(0, 1))
        for _ in range(draw(st.integers(0, 2))):
            start, end = sorted(draw(st.tuples(*[st.integers(at, at + size)] * 2)))
            kind = draw(st.integers(0, len(KINDS) - 1))
            statements.append(Statement(start, end, number, kind))
        sentences.append((at, at + size, block))
        at += size + draw(st.integers(0, 1))
    mark = st.builds(
        Mark, st.integers(0, at), st.integers(0, TOPICS - 1), st.sampled_from([0.0, 0.5, 0.75, 1.5])
    )
    marks = sorted(draw(st.lists(mark, max_size=25)))
    return Text(sentences, statements, marks, draw(st.lists(mark, max_size=3)))


def signs(text: Text, row: int, chosen: list[int], topic: int) -> dict[str, float]:
    """What tells that a statement is about a topic, if those before it are `chosen`."""
    one = text.statements[row]
    start, end, block = text.sentences[one.sentence]
    paragraph = [s for s in text.sentences if s[2] == block]
    edges = (paragraph[0][0], start, one.start, one.end, end, paragraph[-1][1])

    def named(of: int, stretch: int) -> bool:
        low, high = edges[stretch : stretch + 2]
        return any(low <= m.place < high and m.topic == of and not m.weight for m in text.marks)

    def hints(of: int, stretch: int) -> list[float]:
        low, high = edges[stretch : stretch + 2]
        return [m.weight for m in text.marks if low <= m.place < high and m[1] == of and m.weight]

    def whole(of: int) -> float:
        return sum(m.weight or 2 for m in text.marks if m.topic == of)

    others = [of for of in range(TOPICS) if of != topic]
    own, best = sum(hints(topic, 2)), max(sum(hints(of, 2)) for of in others)
    share = whole(topic) / (40 + sum(map(whole, range(TOPICS))))
    kind = KINDS[one.kind]
    out = {
        "named": named(topic, 2),
        "named alone": named(topic, 2) and not any(named(of, 2) for of in others),
        "another named": not named(topic, 2) and any(named(of, 2) for of in others),
        "named and hinted at": named(topic, 2) * min(2, own),
        "hints": min(3, own),
        "a hint": own > 0,
        "two hints": len(hints(topic, 2)) > 1,
        "three hints": len(hints(topic, 2)) > 2,
        "more hints than others": (own > 0) * max(-2, min(2, own - best)),
        "others are hinted at": (own == 0) * min(2, best),
        "named before in the sentence": named(topic, 1),
        "named behind in the sentence": named(topic, 3),
        "hints before in the sentence": min(2, sum(hints(topic, 1))),
        "hints behind in the sentence": min(2, sum(hints(topic, 3))),
        "named before in the paragraph": named(topic, 0),
        "hints before in the paragraph": min(3, sum(hints(topic, 0))),
        "hints behind in the paragraph": min(2, sum(hints(topic, 4))),
        "share of the document": log1p(20 * share),
        "share, hinted at": min(2, own) * min(0.5, share),
        "hints in the title": min(1, sum(m.weight for m in text.title if m.topic == topic)),
        "series": is_series(topic),
        f"series, {kind}": is_series(topic),
        "so far": chosen[:row].count(topic) / max(4, row),
    }
    if row and chosen[row - 1] == topic:
        last = text.statements[row - 1]
        before = text.sentences[last.sentence]
        where = WHERE[0 if before[0] == start else 1 if before[2] == block else 2]
        run = next((i for i in range(row) if chosen[row - 1 - i] != topic), row)
        out |= {
            f"the topic before, {where}": 1,
            f"the topic before, {where}, hinted at": min(2, own),
            f"the topic before, {where}, another named": out["another named"],
            f"the topic before, {kind}": 1,
            "on end": min(run, 4) / 4,
        }
    return out


def signs_of_none(text: Text, row: int) -> dict[str, float]:
    """What tells that a statement is about no topic."""
    every = [signs(text, row, [-1] * row, topic) for topic in range(TOPICS)]
    return {
        "none": 1,
        "none, something named": any(s["named"] for s in every),
        "none, hints": min(2, max(s["hints"] for s in every)),
        f"none, {KINDS[text.statements[row].kind]}": 1,
    }


def is_series(topic: int) -> bool:
    return topic % 2 == 1


def file(text: Text, known: list[int] | None = None):  # type: ignore[no-untyped-def]
    def marks(of: list[Mark]):  # type: ignore[no-untyped-def]
        rows = [(m.place, m.place + 1, m.topic, m.weight) for m in of if m.weight]
        return np.array(rows, kernel().MARK)

    return filed(
        np.array(text.sentences, np.int64).reshape(-1, 3),
        np.array(text.statements, np.int64).reshape(-1, 4),
        np.array([(m.topic, m.place) for m in text.marks if not m.weight], np.int64).reshape(-1, 2),
        np.array([(-1, topic) for topic in range(TOPICS)]),
        marks(text.marks),
        marks(text.title),
        np.array([is_series(topic) for topic in range(TOPICS)]),
        weights(),
        None if known is None else np.array(known, np.int64),
        show=True,
    )


@settings(deadline=None)
@given(texts(), st.data())
def test_signs_are_what_they_say(text: Text, data: st.DataObject) -> None:
    any_topic = st.integers(-1, TOPICS - 1)
    count = len(text.statements)
    known = data.draw(st.lists(any_topic, min_size=count, max_size=count))
    found = file(text, known)
    occur = {m.topic for m in text.marks} | {m.topic for m in text.title if m.weight}
    assert found.present.tolist() == sorted(occur)
    assert found.chosen.tolist() == known
    for row in range(count):
        choices = [signs_of_none(text, row)]
        choices += [signs(text, row, known, topic) for topic in found.present.tolist()]
        for given_signs, right in zip(found.signs[row], choices, strict=True):
            told = [float(right.get(sign, 0)) for sign in ALL]
            assert given_signs.tolist() == pytest.approx(told, abs=1e-5)


@pytest.mark.parametrize(("far", "told"), [(5_000, 1.0), (12_000, 0.0)])
def test_what_stands_very_far_off_in_a_paragraph_is_not_told(far: int, told: float) -> None:
    sentences = [(0, 10, 0), (10, far, 0), (far, far + 10, 0)]
    text = Text(sentences, [Statement(far, far + 9, 2, 0)], [Mark(5, 0, 0.0)], [])
    of_first = file(text).signs[0, 1]
    assert of_first[list(ALL).index("named before in the paragraph")] == told


@settings(deadline=None)
@given(texts())
def test_the_likeliest_choice_is_taken(text: Text) -> None:
    found = file(text)
    scores = found.signs @ weights()
    choices = [-1, *found.present.tolist()]
    for row, topic in enumerate(found.chosen.tolist()):
        assert scores[row, choices.index(topic)] >= scores[row].max() - 1e-4


@settings(deadline=None)
@given(st.lists(words, max_size=8, unique=True), st.text(LETTERS, max_size=60), st.data())
def test_hints_are_found_wherever_they_stand_as_words(
    hints: list[str], text: str, data: st.DataObject
) -> None:
    owners = {word: data.draw(st.sets(st.sampled_from("xyz"), min_size=1)) for word in hints}
    names = [Name(word, "hint", key, "und") for word, keys in owners.items() for key in keys]
    finder = HintFinder(names, "en")
    places = [
        (start, start + len(word), word)
        for start in range(len(text))
        for word in hints
        if text.startswith(word, start) and not cuts(text[:start], word, text[start + len(word) :])
    ]
    often = Counter(word for _, _, word in places)
    right = [
        (start, end, key, length(word) / sqrt(len(owners[word]) * min(9, often[word])))
        for start, end, word in sorted(places)
        for key in sorted(owners[word])
    ]
    found = finder.find(codepoints(text))
    assert [(s, e, finder.topics[t]) for s, e, t, _ in found.tolist()] == [r[:3] for r in right]
    assert found["weight"].tolist() == pytest.approx([r[3] for r in right])
    for key in finder.topics[:-1]:
        assert finder.words(codepoints(text), key) == [r[:2] for r in right if r[2] == key]


def cuts(before: str, word: str, behind: str) -> bool:
    """Whether a word would be cut out of a longer one, or out of a number."""
    cut = r"[a-z]<[a-z0-9]|[0-9][.,・]?<[0-9]|[a-z0-9]>[a-z]|[0-9]>[0-9]"
    return bool(re.search(cut, f"{before}<{word}>{behind}"))


def length(word: str) -> float:
    letters = len(word) / 3 if word.isascii() else len(word)
    return min(1.7, max(0.6, letters / 3))


def test_there_is_room_for_many_hints() -> None:
    finder = HintFinder([Name("东", "hint", key, "und") for key in "xyz"], "zh")
    assert len(finder.find(codepoints("东" * 500))) == 1500


def test_signs_are_told_apart_by_number_as_in_the_kernel() -> None:
    from renkei.reading.kernel import filing

    assert (len(ALL), len(Kind)) == (filing.SIGNS, filing.KINDS)
    assert ALL.index(CARRIED[0]) == filing.CARRIED
    assert ALL.index(OF_KIND[0]) == filing.OF_KIND
    assert ALL.index(NONE[0]) == filing.NONE
