"""The reader that Renkei ships: deterministic, offline, in Chinese, Japanese and English.

A document is laid out in clauses (`layout`); the model says which clauses make a statement and, of
all of them together, what kind and rung it has (`model`, `spans`); rules say who speaks (`speech`),
who acts (`actors`), when (`timing`), how much (`quantities`) and of what item (`topics`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import attrgetter

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
from renkei.reading.trim import behind_what_leads_up, blanked, only_named, trimmed
from renkei.reading.units import cuts
from renkei.reading.voices import Voice
from renkei.twin import quick

_statement = quick(Statement)


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
        found.sort(key=attrgetter("start", "end"))
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
        best = weights.fields(scorer, spans)
        return _Writer(document, heard, self._hinter(layout.language)).write(weights, spans, best)


@cache
def _labels(language: str) -> tuple[list[Kind], list[Rung], list[Likelihood], list[Polarity]]:
    """What the labels of a model's heads stand for: kind, rung, likelihood and polarity."""
    heads = model(language).heads
    return (
        list(map(Kind, heads["kind"].labels)),
        list(map(Rung, heads["status"].labels)),
        list(map(Likelihood, heads["likelihood"].labels)),
        list(map(Polarity, heads["polarity"].labels)),
    )


class _Writer:
    """Fills in the fields of one layout's statements, from first to last."""

    def __init__(self, document: Document, heard: Spoken, hinter: HintFinder) -> None:
        layout = heard.layout
        self.document = document
        self.layout = layout
        self.hinter = hinter
        self.voices = heard.voices
        self.leads = heard.leads
        self.dated = blanked(layout.folded, [(t.start, t.end) for t in layout.times])
        who = [(n.start, n.end) for n in layout.names if n.names[0].kind != "item"]
        self.bare = blanked(self.dated, who)
        self.rules = cuts(layout.language)
        self.timing = Timing(layout, document.published, heard.verbs)
        self.cast = Cast(layout)
        self.scene = Scene(parties=self.cast.main_parties())

    def write(self, weights: Model, spans: Spans, best: dict[str, list[int]]) -> list[Statement]:
        """The statements that `spans` make, if `best` are the labels of each, by number."""
        layout = self.layout
        starts, ends = layout.starts[spans.first].tolist(), layout.ends[spans.behind - 1].tolist()
        passages = [layout.passages[i] for i in layout.owners[spans.first].tolist()]
        places = list(zip(starts, ends, strict=True))
        kind_of, rung_of, likelihood_of, polarity_of = _labels(layout.language)
        kinds = [kind_of[i] for i in best["kind"]]
        about = topics(layout, self.hinter, self.document.title, spans, kinds)
        kept, quotes = self.quotes(places)
        amounts = quantities(
            layout.text, layout.folded, quotes, layout.times, self.dated, layout.language
        )
        rungs, chances, sides = best["status"], best["likelihood"], best["polarity"]
        first = spans.first.tolist()
        out = []
        for i, (start, end), amount in zip(kept, quotes, amounts, strict=True):
            kind, passage, voice = kinds[i], passages[i], self.voices[first[i]]
            status = rung_of[rungs[i]]
            actors = self.actors(weights, (start, end), passage.start, kind, voice)
            time = self.time(weights, (start, end), (passage.start, passage.end), kind, status)
            out.append(
                _statement(
                    self.document.id,
                    start,
                    end,
                    layout.text[start:end],
                    kind,
                    status if kind is Kind.COMMITMENT else None,
                    likelihood_of[chances[i]] if kind is Kind.FORECAST else None,
                    polarity_of[sides[i]],
                    actors,
                    voice.name if voice else "author",
                    voice.role if voice else Role.AUTHOR,
                    time,
                    amount,
                    about[i],
                    passage.language,
                    passage.notes,
                )
            )
        return out

    def quotes(self, places: list[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int]]]:
        """Which runs of clauses claim something, by number, and where each of their quotes is."""
        text, folded, bare, leads = self.layout.text, self.layout.folded, self.bare, self.leads
        lead, told = self.rules.lead, self.rules.told
        kept, quotes = [], []
        for i, (start, end) in enumerate(places):
            start, end = trimmed(text, folded, start, end, lead)
            if told:
                start = behind_what_leads_up(text, start, end, leads, told)
            if end not in leads and not only_named(bare, start, end):
                kept.append(i)
                quotes.append((start, end))
        return kept, quotes

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
