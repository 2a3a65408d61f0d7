"""How nearly a statement was read otherwise: where a person's eye is worth most.

The doubt of a reading is the least lead that a label had over the runner-up: over whether there is
a statement, its kind and, of a commitment, its rung. Scores are of the same scale within a model;
those of two languages are compared as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renkei.nouns import Document, Kind, Name
from renkei.reading.issuer import issuer
from renkei.reading.judgement import judge
from renkei.reading.layout import lay_out
from renkei.reading.model import model
from renkei.reading.names import NameFinder
from renkei.reading.spans import INSIDE, OUTSIDE, SEGMENTS
from renkei.reading.speech import spoken


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where a statement lies, and what it was nearly read as.

    `field` is ``kind`` or ``status``; `label` was given, `rival` came second, by `lead`.
    """

    start: int
    end: int
    field: str
    label: str
    rival: str
    lead: float


class Doubter:
    """Finds doubts. Holds the finders of names, which are slow to make."""

    def __init__(self, names: Sequence[Name]) -> None:  # noqa: D107
        self._names = names
        self._finders: dict[str, NameFinder] = {}

    def doubts(self, document: Document) -> Iterator[Doubt]:
        """For each statement that `ClauseReader` finds in a document, its least certain field."""
        for layout in lay_out(document, self._finder):
            if not len(layout.starts):
                continue
            heads = model(layout.language).heads
            heard = spoken(layout, issuer(document, layout, self._finder(layout.language)))
            judged = judge(heard)
            spans = judged.spans
            if not len(spans.first):
                continue
            segments = judged.of(heads["segment"])
            kinds, rungs = judged.of(heads["kind"]), judged.of(heads["status"])
            ladder = heads["status"].labels
            for i, best in enumerate(kinds.argmax(axis=1).tolist()):
                first, behind = int(spans.first[i]), int(spans.behind[i])
                place = int(layout.starts[first]), int(layout.ends[behind - 1])
                label = heads["kind"].labels[best]
                begun = segments[first, :INSIDE].tolist()
                options = [
                    _lead("kind", heads["kind"].labels, kinds[i].tolist()),
                    ("kind", label, SEGMENTS[OUTSIDE], max(begun[1:]) - begun[OUTSIDE]),
                ]
                if label == Kind.COMMITMENT:
                    options.append(_lead("status", ladder, rungs[i].tolist()))
                field, label, rival, lead = min(options, key=lambda option: option[3])
                yield Doubt(*place, field, label, rival, lead)

    def _finder(self, language: str) -> NameFinder:
        if language not in self._finders:
            self._finders[language] = NameFinder(self._names, language)
        return self._finders[language]


def _lead(
    field: str, labels: Sequence[str], scores: Sequence[float]
) -> tuple[str, str, str, float]:
    best, second = sorted(range(len(scores)), key=lambda i: -scores[i])[:2]
    return field, labels[best], labels[second], scores[best] - scores[second]
