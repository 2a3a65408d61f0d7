"""Why a statement is read as it is: what in the text weighed for each of its fields.

Worked out anew from the document, so that reading itself stays quick. What is shown is what
decided: for kind, rung, likelihood and polarity the words whose weights count most for the label
against the runner-up; for the speaker the verb of saying and the voice; for time and item the words
themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from renkei.nouns import Document, Likelihood, Name, Polarity, Reason, Rung, Statement
from renkei.reading.design import gram_places
from renkei.reading.hints import HintFinder
from renkei.reading.issuer import issuer
from renkei.reading.judgement import Judged, judge
from renkei.reading.layout import Layout, lay_out
from renkei.reading.lexicon import lexicon
from renkei.reading.model import Spans, model
from renkei.reading.names import NameFinder
from renkei.reading.speech import Spoken, spoken

_SHOWN = 4


def why(document: Document, names: Sequence[Name], statement: Statement) -> list[Reason]:
    """The reasons for each field of a statement that `ClauseReader` read in `document`."""
    known = tuple(names)

    def finder(language: str) -> NameFinder:
        return _finder(known, language)

    for layout in lay_out(document, finder):
        heard = spoken(layout, issuer(document, layout, finder(layout.language)))
        place = _read_as(heard, statement)
        if place:
            hinter = _hinter(known, layout.language)
            return [*_reasons(heard, *place, statement), *_about(layout, hinter, statement)]
    return []


def _read_as(heard: Spoken, statement: Statement) -> tuple[Judged, int] | None:
    """What is made of the text, and which of its statements is the one asked about.

    Its quote may leave out the first words of its clauses; its neighbours weigh in its scores.
    """
    layout = heard.layout
    if not len(layout.starts):
        return None
    judged = judge(heard, fully=True)
    spans = judged.spans
    begins, stops = layout.starts[spans.first], layout.ends[spans.behind - 1]
    at = np.flatnonzero((begins <= statement.start) & (statement.end <= stops))
    return (judged, int(at[0])) if len(at) else None


@lru_cache(maxsize=4)
def _finder(names: tuple[Name, ...], language: str) -> NameFinder:
    return NameFinder(names, language)


@lru_cache(maxsize=4)
def _hinter(names: tuple[Name, ...], language: str) -> HintFinder:
    return HintFinder(names, language)


def _reasons(heard: Spoken, judged: Judged, at: int, statement: Statement) -> list[Reason]:
    first = int(judged.spans.first[at])
    out = _weighed(heard, judged, at, "kind", "kind", statement.kind.value)
    fields: list[tuple[str, Rung | Likelihood | Polarity | None]] = [
        ("status", statement.status),
        ("likelihood", statement.likelihood),
    ]
    if statement.polarity == Polarity.NEGATED:
        fields.append(("polarity", statement.polarity))
    for field, value in fields:
        if value:
            out += _weighed(heard, judged, at, field, field, value.value)
    out.append(_voice(heard, first, statement))
    out += _found(heard.layout, statement)
    return out


def _weighed(
    heard: Spoken, judged: Judged, which: int, head: str, field: str, label: str
) -> list[Reason]:
    """The words of one of the spans that speak most for `label` against the next best one."""
    weights, spans = model(heard.layout.language), judged.spans
    span = Spans(spans.first[which : which + 1], spans.behind[which : which + 1])
    parts = weights.heads[head]
    scores = judged.of(parts)[which]
    chosen = parts.labels.index(label)
    others = [i for i in range(len(parts.labels)) if i != chosen]
    rival = max(others, key=lambda i: float(scores[i]))
    layout = heard.layout
    found: list[tuple[float, int, int]] = []
    for size, (grams, at, _) in enumerate(gram_places(layout, span), 1):
        numbers = grams[at]
        gain = weights.grams(numbers, parts, chosen) - weights.grams(numbers, parts, rival)
        for i in np.argsort(-gain)[:_SHOWN]:
            if gain[i] > 0:
                start = int(layout.places[at[i]])
                found.append((float(gain[i]), start, _token_end(layout, int(at[i]) + size - 1)))
    classes = lexicon(layout.language).ids
    begin, stop = layout.starts[span.first[0]], layout.ends[span.behind[0] - 1]
    for entry, start, end in layout.hits:
        if begin <= start < stop:
            own = classes[entry]
            cue = weights.plain(own, parts, chosen) - weights.plain(own, parts, rival)
            found.append((float(cue.sum()), start, end))
    rule = f"model: {label} over {parts.labels[rival]} by {scores[chosen] - scores[rival]:.1f}"
    kept: list[tuple[float, int, int]] = []
    for gain_, start, end in sorted(found, reverse=True):
        if gain_ > 0 and not any(start < b and a < end for _, a, b in kept):
            kept.append((gain_, start, end))
    return [
        Reason(field, label, f"{rule} (this cue {gain_:+.2f})", layout.text[a:b], a, b)
        for gain_, a, b in kept[:_SHOWN]
    ] or [Reason(field, label, f"{rule}, from what stands around it")]


def _token_end(layout: Layout, token: int) -> int:
    if layout.language != "en":
        return token + 1
    end = int(layout.places[token])
    while end < len(layout.text) and layout.text[end].isalnum():
        end += 1
    return max(end, int(layout.places[token]) + 1)


def _voice(heard: Spoken, clause: int, statement: Statement) -> Reason:
    frame = heard.frames[clause]
    name = statement.speaker
    if frame is None:
        rule = "no verb of saying governs the clause"
        if heard.voices[clause] is not None:
            rule = "the whole document speaks for those who issued it"
        return Reason("speaker", name, rule)
    start, end = frame.verb
    if start == end:
        return Reason("speaker", name, "no verb of saying: what stands around the clause tells")
    words = heard.layout.text[start:end]
    return Reason("speaker", name, "a verb of saying and its voice", words, start, end)


def _found(layout: Layout, statement: Statement) -> list[Reason]:
    """Where the time of the statement is named."""
    for time in reversed(layout.times):
        if statement.time and time.edtf == statement.time and time.start < statement.end:
            rule = "a time in the sentence"
            return [Reason("time", statement.time, rule, time.text, time.start, time.end)]
    return []


def _about(layout: Layout, hinter: HintFinder, statement: Statement) -> list[Reason]:
    """The name of the item, or the word hinting at it, that stands last before the quote ends."""
    key = statement.topic
    if not key:
        return []
    named = [
        (found.start, found.end)
        for found in layout.names
        if any(name.kind == "item" and name.key == key for name in found.names)
    ]
    hinted = hinter.words(layout.codes, key)
    choices = [
        ("a name of the item in the quote", named, statement.start),
        ("a word in the quote that hints at the item", hinted, statement.start),
        ("a name of the item before", named, 0),
        ("a word before that hints at the item", hinted, 0),
    ]
    for rule, places, since in choices:
        inside = [(a, b) for a, b in places if since <= a < statement.end]
        if inside:
            start, end = max(inside, key=lambda place: (place[0], place[1]))
            return [Reason("topic", key, rule, layout.text[start:end], start, end)]
    return [Reason("topic", key, "what the title or the paragraph behind hints at")]
