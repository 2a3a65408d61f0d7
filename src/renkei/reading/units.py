"""Clauses: the units of which quotes are made.

A sentence is cut at its punctuation, at list marks, before the conjunctions that
``data/<language>/units.yaml`` names, and where a verb of saying parts the voice from what it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from renkei.reading.lexicon import lexicon, load_yaml
from renkei.reading.times.first import quick


@dataclass(frozen=True, slots=True)
class Cuts:
    """The rules by which one language is cut. `say` are the cues that part a clause from what is
    said; `is_telling` has an entry for each cue: whether it is a verb of saying of any kind;
    `marks` a row for each cue: 1 in the columns of its classes; `told` what stands between a verb
    of saying and what is said, if anything does in that language."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    not_before: re.Pattern[str]
    shortest: int
    say: frozenset[int]
    is_telling: NDArray[np.bool_]
    marks: NDArray[np.float32]
    lead: re.Pattern[str]
    told: re.Pattern[str] | None


@cache
def cuts(language: str) -> Cuts:
    """The cutting rules of ``zh``, ``ja`` or ``en``."""
    data = load_yaml(language, "units.yaml")
    words = lexicon(language)
    say, act = (words.classes.index(name) for name in ("say-direct", "say-act"))
    marks = np.zeros((len(words.ids), len(words.classes)), np.float32)
    for entry, classes in enumerate(words.ids):
        marks[entry, list(classes)] = 1
    return Cuts(
        re.compile(quick(data["after"])),
        re.compile(quick(data["before"])),
        re.compile(data["not_before"]),
        data["shortest"],
        frozenset(i for i, classes in enumerate(words.ids) if say in classes),
        (marks[:, say] + marks[:, act]) > 0,
        marks,
        re.compile(data["lead"]),
        re.compile(data["told"]) if "told" in data else None,
    )


def places(folded: str, hits: Sequence[tuple[int, int, int]], language: str) -> list[int]:
    """Every offset at which `folded` may be cut, in order; a place may come twice."""
    rules = cuts(language)
    found = [m.end() for m in rules.after.finditer(folded)]
    found += [m.start() for m in rules.before.finditer(folded)]
    before = language == "ja"
    for entry, start, end in hits:
        if entry in rules.say and not rules.not_before.match(folded, end):
            found.append(start if before else end)
    found.sort()
    return found


def units(
    folded: str,
    spans: Sequence[tuple[int, int]],
    hits: Sequence[tuple[int, int, int]],
    language: str,
) -> tuple[list[int], list[int], list[int]]:
    """Starts and ends of the clauses of each span (a sentence), and the span each lies in."""
    rules = cuts(language)
    shortest = rules.shortest
    starts: list[int] = []
    ends: list[int] = []
    owners: list[int] = []
    marks = places(folded, hits, language)
    at, size = 0, len(marks)
    for owner, (first, last) in enumerate(spans):
        while at < size and marks[at] <= first:
            at += 1
        start = first
        while at < size and marks[at] < last:
            cut = marks[at]
            at += 1
            if cut - start >= shortest and last - cut >= shortest:
                starts.append(start)
                ends.append(cut)
                owners.append(owner)
                start = cut
        starts.append(start)
        ends.append(last)
        owners.append(owner)
    return starts, ends, owners
