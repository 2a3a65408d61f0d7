"""Whom a word that points back means."""

from __future__ import annotations

from renkei.nouns import Passage, Role
from renkei.reading.recall import Recall
from renkei.reading.voices import Voice

MORI = Voice("森", Role.OFFICIAL, named=True)
PAPER = Voice("日报", Role.MEDIA)
HE = Voice("", Role.OTHER, carried=True, named=True)
THE_PAPER = Voice("", Role.MEDIA, "", 0, 2, carried=True)
NOBODY: dict[int, Voice] = {}


def recall(turned: dict[int, Voice]) -> Recall:
    """A text whose sentences open as `turned` tells, by their places."""
    return Recall("该报" + "。" * 5000, lambda passage: turned.get(passage.start), None)


def passage(start: int) -> Passage:
    return Passage(start, start + 1, "zh-Hans", 0)


def test_he_is_the_last_person_who_spoke_or_with_whom_a_sentence_opened() -> None:
    aoki = Voice("青木", Role.ANALYST, named=True)
    text = recall({5: aoki})
    text.spoke(MORI)
    assert text.meant(HE) == MORI
    text.turn(passage(5))
    assert text.meant(HE) == aoki
    text.spoke(MORI)
    assert text.meant(HE) == MORI


def test_he_is_whoever_spoke_last_where_no_person_did() -> None:
    text = recall(NOBODY)
    assert text.meant(HE) is None
    text.spoke(PAPER)
    assert text.meant(HE) == PAPER


def test_the_paper_is_the_last_outlet_though_a_person_spoke_since() -> None:
    text = recall(NOBODY)
    text.spoke(PAPER)
    text.spoke(MORI)
    assert text.meant(THE_PAPER) == PAPER


def test_thousands_of_sentences_may_each_open_with_he() -> None:
    text = recall(dict.fromkeys(range(4000), HE))
    text.spoke(MORI)
    text.spoke(PAPER)
    for start in range(4000):
        text.turn(passage(start))
    assert text.meant(HE) == MORI
    assert text.turned_to(0, 5000) == (3999, MORI)
