"""What Japanese text holds wherever someone may speak in it: words that are found all at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.frames import ACT, DIRECT
from renkei.reading.lexicon import load_yaml
from renkei.reading.times.first import first
from renkei.reading.wordlists import Placed, WordLists


class Signs(NamedTuple):
    """Words of the lists in ``data/ja`` in a text, in order: number, start and end of each.

    `sayings` has how each verb of saying works in place of its number. Those in `told` and `bodies`
    end with one character of what stands behind them. For `carry`, `afterwards` and `chorus` see
    `signs` there.
    """

    sayings: Placed
    titles: Placed
    told: Placed
    bodies: Placed
    author: Placed
    polls: Placed
    carry: Placed
    afterwards: Placed
    chorus: Placed


@cache
def _sayings() -> dict[str, int | None]:
    """The verbs of saying by themselves, so that no other cue hides one (…たい|と述べた).

    With them how each works; None if it says nothing.
    """
    classes = load_yaml("ja", "cues.yaml")
    ways: dict[str, int | None] = {}
    for name, way in (("say-direct", DIRECT), ("say-act", ACT), ("say-not", None)):
        ways |= dict.fromkeys(classes[name], way)
    return ways


@cache
def _lists() -> tuple[list[list[str]], int]:
    """The lists, and how many words in the second only look like a title."""
    rules = load_yaml("ja", "speech.yaml")
    marks, titled, signs = rules["marks"], rules["titled"], rules["signs"]
    lists = [
        list(_sayings()),
        titled["no_title"] + titled["titles"],
        _before(marks["told"], marks["telling"]),
        _before(marks["bodies"], marks["body"]),
        marks["author"],
        rules["polls"]["named"],
        signs["carry"],
        signs["afterwards"],
        signs["chorus"],
    ]
    return lists, len(titled["no_title"])


@cache
def _finder() -> tuple[WordLists, list[int | None], int]:
    """What finds the lists, how the verbs of saying work, and how many titles only seem to be."""
    lists, seeming = _lists()
    return WordLists(lists), list(_sayings().values()), seeming


def _before(words: Iterable[str], pattern: str) -> list[str]:
    """Each word with each character that a match of `pattern` may begin with."""
    return [word + char for word in words for char in sorted(first(pattern) or ())]


def signs(codes: NDArray[np.uint32]) -> Signs:
    """The signs in a text of these code points."""
    lists, ways, seeming = _finder()
    sayings, titles, *others = lists.find(codes)
    return Signs(
        [(way, a, b) for word, a, b in sayings if (way := ways[word]) is not None],
        [title for title in titles if title[0] >= seeming],
        *others,
    )
