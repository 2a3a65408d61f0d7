"""Clauses: the units of which quotes are made.

A sentence is cut at its punctuation, at list marks, before the conjunctions that
``data/<language>/units.yaml`` names, and where a verb of saying parts the voice from what it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.lexicon import lexicon, load_yaml
from renkei.reading.openings import Openings


@dataclass(frozen=True, slots=True)
class Cuts:
    """The rules by which one language is cut.

    Of the cues, `say` tells which part a clause from what is said, `telling` which are verbs of
    saying of any kind; the numbers of their classes are `classes`, for cue `i` those from
    ``firsts[i]`` up to ``firsts[i + 1]``. `told` is what stands between a verb of saying and what
    is said, if anything does in that language.
    """

    after: Openings
    before: Openings
    not_before: Openings
    shortest: int
    say: NDArray[np.bool_]
    telling: NDArray[np.bool_]
    firsts: NDArray[np.int64]
    classes: NDArray[np.int64]
    lead: re.Pattern[str]
    told: re.Pattern[str] | None


@cache
def cuts(language: str) -> Cuts:
    """The cutting rules of ``zh``, ``ja`` or ``en``."""
    data = load_yaml(language, "units.yaml")
    words = lexicon(language)
    say, act = (words.classes.index(name) for name in ("say-direct", "say-act"))
    return Cuts(
        Openings(data["after"]),
        Openings(data["before"]),
        Openings(data["not_before"]),
        data["shortest"],
        np.array([say in classes for classes in words.ids]),
        np.array([say in classes or act in classes for classes in words.ids]),
        np.cumsum([0, *map(len, words.ids)]),
        np.concatenate(words.ids),
        re.compile(data["lead"]),
        re.compile(data["told"]) if "told" in data else None,
    )


def units(
    folded: str,
    codes: NDArray[np.uint32],
    spans: tuple[NDArray[np.int64], NDArray[np.int64]],
    cues: NDArray[np.int64],
    language: str,
) -> NDArray[np.int64]:
    """Starts and ends of the clauses of each span (a sentence), and the span each lies in: three
    rows. `codes` are the code points of `folded`; `spans` are the starts and the ends;
    `cues` are those found (`Lexicon.spot`).
    """
    rules = cuts(language)
    after, before = rules.after.find(folded, codes), rules.before.find(folded, codes)
    most = len(after) + len(before) + len(cues)
    out = np.empty((3, len(spans[0]) + most), np.int64)
    count = kernel().cut(
        *spans, after, before, cues, rules.say, language == "ja", rules.shortest,
        codes, *rules.not_before.tables, np.empty(most, np.int64), out,
    )  # fmt: skip
    return out[:, :count]
