"""Score a resolver of times against sentences whose times are known.

A row has ``sentence``, ``published``, ``context`` and ``expected``, a list of ``[text, edtf]`` in
the order of the sentence. An expected time is right if a time found that overlaps it has the same
EDTF; one that is vague (EDTF empty) is right if nothing resolved overlaps it. A resolved time that
overlaps none expected is spurious. The score is the share that is right of expected and spurious.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renkei.reading.times.reader import Time

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How many times were expected, right and spurious, and a line for each error."""

    expected: int
    right: int
    spurious: int
    errors: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share that is right of expected and spurious; 1.0 if there are none."""
        return self.right / ((self.expected + self.spurious) or 1) if self.expected else 1.0


def rows(path: Path) -> list[Row]:
    """The rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(cases: Iterable[Row], resolver: Callable[[Row], Sequence[Time]]) -> Score:
    """Score what `resolver` finds in each row."""
    expected = right = spurious = 0
    errors: list[str] = []
    for case in cases:
        found, used, at = resolver(case), set[int](), 0
        for text, edtf in case["expected"]:
            start = case["sentence"].index(text, at)
            at = start + len(text)
            over = [i for i, t in enumerate(found) if t.start < at and start < t.end]
            used.update(over)
            got = [found[i].edtf for i in over if found[i].edtf]
            expected += 1
            if edtf in got or (not edtf and not got):
                right += 1
            else:
                errors.append(f"{case['sentence']} | {text} = {edtf!r}, got {got}")
        for i, time in enumerate(found):
            if i not in used and time.edtf:
                spurious += 1
                errors.append(f"{case['sentence']} | spurious {time.text} = {time.edtf!r}")
    return Score(expected, right, spurious, tuple(errors))
