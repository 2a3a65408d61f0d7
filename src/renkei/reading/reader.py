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
from renkei.reading.actors import Cast
from renkei.reading.contents import contents
from renkei.reading.hints import HintFinder
from renkei.reading.issuer import issuer
from renkei.reading.judgement import Judged, judge
from renkei.reading.layout import Layout, lay_out
from renkei.reading.model import Spans, model
from renkei.reading.names import NameFinder
from renkei.reading.protocol import checked
from renkei.reading.quantities import quantities
from renkei.reading.roster import Roster
from renkei.reading.speech import Spoken, spoken
from renkei.reading.tally import Asked, Table
from renkei.reading.timing import Timing
from renkei.reading.topics import topics
from renkei.reading.trim import behind_what_leads_up, trimmed
from renkei.reading.units import cuts
from renkei.reading.voices import Voice
from renkei.twin import quick

_statement = quick(Statement)
_COMMITMENT, _FORECAST, _AUTHOR = Kind.COMMITMENT, Kind.FORECAST, Role.AUTHOR
"""Looked up once: to ask an enumeration takes longer than all else in a field."""


class ClauseReader:
    """Reads statements clause by clause. Holds nothing but finders of names, made when needed."""

    name = "clauses"

    def __init__(self) -> None:
        """A reader that has read nothing yet."""
        self._finders: dict[str, NameFinder] = {}
        self._hints: dict[str, HintFinder] = {}
        self._names: Sequence[Name] = ()
        self._rosters: dict[str, Roster] = {}

    def __getstate__(self) -> dict[str, object]:
        """Without the finders, which are made anew where they are needed."""
        return {"_finders": {}, "_hints": {}, "_names": (), "_rosters": {}}

    @property
    def version(self) -> str:
        """The version of rules and models together: it changes when either does."""
        from renkei.reading.version import digest

        return digest()

    def read(self, document: Document, names: Sequence[Name]) -> list[Statement]:
        """The statements of `document`, in the order of the text, each quote checked."""
        if names is not self._names:
            self._finders, self._hints, self._names = {}, {}, names
            self._rosters = {}
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
            owners = self._finder(language).owners
            self._hints[language] = HintFinder(self._names, language, owners)
        return self._hints[language]

    def _roster(self, language: str) -> Roster:
        if language not in self._rosters:
            self._rosters[language] = Roster(self._finder(language).owners)
        return self._rosters[language]

    def _read(self, document: Document, layout: Layout) -> list[Statement]:
        if not len(layout.starts):
            return []
        heard = spoken(layout, issuer(document, layout, self._finder(layout.language)))
        judged = judge(heard)
        if not len(judged.spans.first):
            return []
        hinter, roster = self._hinter(layout.language), self._roster(layout.language)
        return _written(document, heard, hinter, roster, judged)


_PARTICLE = 1
"""How many characters mark a speaker as topic or subject, behind its name."""


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


def _written(
    document: Document,
    heard: Spoken,
    hinter: HintFinder,
    roster: Roster,
    judged: Judged,
) -> list[Statement]:
    """The statements that a text makes."""
    layout, text = heard.layout, document.text
    weights, spans, best = model(layout.language), judged.spans, judged.best
    kind_of, rung_of, likelihood_of, polarity_of = _labels(layout.language)
    kinds = [kind_of[i] for i in best["kind"]]
    about = topics(layout, hinter, document.title, spans, kinds)
    cast, timing = Cast(layout, roster), Timing(layout, document.published, heard.verbs)
    quotes = _quotes(heard, spans)
    claiming, numbers = contents(
        layout.language,
        layout.codes,
        quotes,
        layout.spots,
        cast.entries,
        roster.entries().items,
        [(t.start, t.end) for t in layout.times],
    )
    said_by = [heard.voices[i] for i in spans.first.tolist()]
    places = list(zip(*quotes.tolist(), strict=True))
    kept = [
        i
        for i, claims in enumerate(claiming)
        if claims and places[i][1] not in heard.leads and not _only_names(places[i], said_by[i])
    ]
    voices = [said_by[i] for i in kept]
    owners = layout.owners.take(spans.first).tolist()
    passages = [layout.passages[owners[i]] for i in kept]
    claims = [kinds[i] for i in kept]
    rungs = [rung_of[best["status"][i]] for i in kept]
    asked = Asked.of([places[i] for i in kept], [p.start for p in passages], claims)
    acting = cast.acting(asked, [p.block for p in passages], voices, weights.actors)
    times = timing.times(asked, rungs, weights.times)
    amounts = [
        quantities(text, layout.folded, places[i], numbers[i], layout.times, layout.language)
        if numbers[i]
        else ""
        for i in kept
    ]
    return [
        _statement(
            document.id,
            start,
            end,
            text[start:end],
            kind,
            rung if kind is _COMMITMENT else None,
            likelihood_of[best["likelihood"][i]] if kind is _FORECAST else None,
            polarity_of[best["polarity"][i]],
            actors,
            voice.name if voice else "author",
            voice.role if voice else _AUTHOR,
            time,
            amount,
            about[i],
            passage.language,
            passage.notes,
        )
        for i, start, end, kind, rung, actors, voice, time, amount, passage in zip(
            kept,
            asked.starts,
            asked.ends,
            claims,
            rungs,
            acting,
            voices,
            times,
            amounts,
            passages,
            strict=True,
        )
    ]


def _only_names(place: tuple[int, int], voice: Voice | None) -> bool:
    """Whether a quote holds no more than its speaker (and the particle that marks it)."""
    return voice is not None and voice.start <= place[0] and place[1] - voice.end <= _PARTICLE


def _quotes(heard: Spoken, spans: Spans) -> Table:
    """Where the quote of each span stands: starts and ends, in two rows."""
    layout = heard.layout
    starts, ends = layout.starts.take(spans.first), layout.ends.take(spans.behind - 1)
    out = trimmed(layout.text, layout.codes, starts, ends, layout.language)
    told = cuts(layout.language).told
    if told and heard.leads:
        out[0] = [
            behind_what_leads_up(layout.text, start, end, heard.leads, told)
            for start, end in zip(*out.tolist(), strict=True)
        ]
    return out
