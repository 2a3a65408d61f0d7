"""The reader that Renkei ships: deterministic, offline, in Chinese, Japanese and English.

A document is laid out in clauses (`layout`); the model says which clauses make a statement and, of
all of them together, what kind and rung it has (`model`, `spans`); rules say who speaks (`speech`),
who acts (`actors`), when (`timing`), how much (`quantities`) and of what item (`topics`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from renkei.nouns import (
    Document,
    Kind,
    Likelihood,
    Name,
    Polarity,
    Role,
    Rung,
    Statement,
)
from renkei.reading.actors import Cast, Scene
from renkei.reading.hints import HintFinder
from renkei.reading.issuer import issuer
from renkei.reading.layout import Layout, lay_out
from renkei.reading.model import Model, Scorer, Spans, model
from renkei.reading.names import NameFinder
from renkei.reading.protocol import checked
from renkei.reading.quantities import quantities
from renkei.reading.spans import clauses, labelled, statements
from renkei.reading.speech import Spoken, spoken
from renkei.reading.timing import Timing
from renkei.reading.topics import topics
from renkei.reading.trim import only_named, trimmed
from renkei.reading.units import cuts
from renkei.reading.voices import Voice

Label = TypeVar("Label", Kind, Rung, Likelihood, Polarity)


class ClauseReader:
    """Reads statements clause by clause. Holds nothing but finders of names, made when needed."""

    name = "clauses"

    def __init__(self) -> None:
        """A reader that has read nothing yet."""
        self._finders: dict[str, NameFinder] = {}
        self._hints: dict[str, HintFinder] = {}
        self._names: Sequence[Name] = ()

    def __getstate__(self) -> dict[str, object]:
        """Without the finders, which are made anew where they are needed."""
        return {"_finders": {}, "_hints": {}, "_names": ()}

    @property
    def version(self) -> str:
        """The version of rules and models together: it changes when either does."""
        from renkei.reading.version import digest

        return digest()

    def read(self, document: Document, names: Sequence[Name]) -> list[Statement]:
        """The statements of `document`, in the order of the text, each quote checked."""
        if names is not self._names:
            self._finders, self._hints, self._names = {}, {}, names
        found: list[Statement] = []
        for layout in lay_out(document, self._finder):
            found += self._read(document, layout)
        found.sort(key=lambda s: (s.start, s.end))
        return checked(document, found)

    def _finder(self, language: str) -> NameFinder:
        if language not in self._finders:
            self._finders[language] = NameFinder(self._names, language)
        return self._finders[language]

    def _hinter(self, language: str) -> HintFinder:
        if language not in self._hints:
            self._hints[language] = HintFinder(self._names, language)
        return self._hints[language]

    def _read(self, document: Document, layout: Layout) -> list[Statement]:
        if not len(layout.starts):
            return []
        weights = model(layout.language)
        heard = spoken(layout, issuer(document, layout, self._finder(layout.language)))
        scorer = Scorer(weights, heard)
        scores = scorer.scores(clauses(layout), weights.heads["segment"])
        spans = statements(labelled(scores, layout.owners))
        if not len(spans.first):
            return []
        writer = _Writer(document, heard, self._hinter(layout.language))
        best = weights.fields(scorer, spans)
        kinds = _chosen(Kind, weights, best["kind"], "kind")
        return writer.write(weights, spans, kinds, best)


def _chosen(of: type[Label], weights: Model, best: Sequence[int], head: str) -> list[Label]:
    """The label of each span, by its number in a head."""
    labels = list(map(of, weights.heads[head].labels))
    return [labels[i] for i in best]


class _Writer:
    """Fills in the fields of one layout's statements, from first to last."""

    def __init__(self, document: Document, heard: Spoken, hinter: HintFinder) -> None:
        layout = heard.layout
        self.document = document
        self.layout = layout
        self.hinter = hinter
        self.voices = heard.voices
        self.leads = heard.leads
        who = (found for found in layout.names if found.names[0].kind != "item")
        self.known = [(n.start, n.end) for n in who], [(t.start, t.end) for t in layout.times]
        self.timing = Timing(layout, document.published, heard.verbs)
        self.cast = Cast(layout)
        self.scene = Scene(parties=self.cast.main_parties())

    def write(
        self, weights: Model, spans: Spans, kinds: list[Kind], best: dict[str, list[int]]
    ) -> list[Statement]:
        layout = self.layout
        starts, ends = layout.starts[spans.first].tolist(), layout.ends[spans.behind - 1].tolist()
        lead = cuts(layout.language).lead
        passages = [layout.passages[i] for i in layout.owners[spans.first].tolist()]
        places = list(zip(starts, ends, strict=True))
        about = topics(layout, self.hinter, self.document.title, places, passages, kinds)
        rungs = _chosen(Rung, weights, best["status"], "status")
        chances = _chosen(Likelihood, weights, best["likelihood"], "likelihood")
        polarities = _chosen(Polarity, weights, best["polarity"], "polarity")
        first = spans.first.tolist()
        out = []
        for i, (kind, passage) in enumerate(zip(kinds, passages, strict=True)):
            start, end = trimmed(layout.text, layout.folded, starts[i], ends[i], lead)
            start = self.behind_what_leads_up(start, end)
            if end in self.leads or only_named(layout.text, start, end, *self.known):
                continue
            voice = self.voices[first[i]]
            actors = self.actors(weights, (start, end), passage.start, kind, voice)
            status = rungs[i]
            out.append(
                Statement(
                    document=self.document.id,
                    start=start,
                    end=end,
                    quote=layout.text[start:end],
                    kind=kind,
                    status=status if kind == Kind.COMMITMENT else None,
                    likelihood=chances[i] if kind == Kind.FORECAST else None,
                    polarity=polarities[i],
                    actors=actors,
                    speaker=voice.name if voice else "author",
                    speaker_role=voice.role if voice else Role.AUTHOR,
                    time=self.time(
                        weights, (start, end), (passage.start, passage.end), kind, status
                    ),
                    quantity=quantities(
                        layout.text, layout.folded, (start, end), layout.times, layout.language
                    ),
                    topic=about[i],
                    language=passage.language,
                    notes=passage.notes,
                )
            )
        return out

    def behind_what_leads_up(self, start: int, end: int) -> int:
        """`start`, moved past whom and when a verb of saying right before it told."""
        told, text = cuts(self.layout.language).told, self.layout.text
        verb = start - 1 if start and text[start - 1].isspace() else start
        if told is None or verb not in self.leads:
            return start
        m = told.match(text, start, end)
        return m.end() if m else start

    def time(
        self,
        weights: Model,
        span: tuple[int, int],
        sentence: tuple[int, int],
        kind: Kind,
        status: Rung,
    ) -> str:
        """The time of one statement; it is remembered for the next."""
        found = self.timing.candidates(span, sentence, kind, status)
        time = weights.time(found, kind)
        self.timing.take(time, sentence)
        return time

    def actors(
        self, weights: Model, span: tuple[int, int], sentence: int, kind: Kind, voice: Voice | None
    ) -> tuple[str, ...]:
        """The actors of one statement; what it names is remembered for the next."""
        found = self.cast.candidates(span, sentence, kind, voice, self.scene)
        actors = weights.acting(found, kind)
        self.scene.acted = actors
        self.scene.parties = self.cast.parties(sentence, span[1]) or self.scene.parties
        return actors
