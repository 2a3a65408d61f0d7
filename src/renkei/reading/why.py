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

from renkei.nouns import Document, Kind, Name, Polarity, Reason, Statement
from renkei.reading.hints import HintFinder
from renkei.reading.issuer import issuer
from renkei.reading.layout import Layout, lay_out
from renkei.reading.lexicon import lexicon
from renkei.reading.model import Model, Spans, gram_places, model
from renkei.reading.names import NameFinder
from renkei.reading.speech import Spoken, spoken

_SHOWN = 4


def why(document: Document, names: Sequence[Name], statement: Statement) -> list[Reason]:
    """The reasons for each field of a statement that `ClauseReader` read in `document`."""
    known = tuple(names)

    def finder(language: str) -> NameFinder:
        return _finder(known, language)

    for layout in lay_out(document, finder):
        inside = np.flatnonzero((layout.starts < statement.end) & (layout.ends > statement.start))
        if len(inside):
            heard = spoken(layout, issuer(document, layout, finder(layout.language)))
            span = Spans(inside[:1], inside[-1:] + 1)
            hinter = _hinter(known, layout.language)
            return [*_reasons(heard, span, statement), *_about(layout, hinter, statement)]
    return []


@lru_cache(maxsize=4)
def _finder(names: tuple[Name, ...], language: str) -> NameFinder:
    return NameFinder(names, language)


@lru_cache(maxsize=4)
def _hinter(names: tuple[Name, ...], language: str) -> HintFinder:
    return HintFinder(names, language)


def _reasons(heard: Spoken, span: Spans, statement: Statement) -> list[Reason]:
    weights = model(heard.layout.language)
    first = Spans(span.first, span.first + 1)
    out = _weighed(heard, first, weights, "segment", "kind", statement.kind.value)
    if statement.kind == Kind.COMMITMENT and statement.status:
        out += _weighed(heard, span, weights, "status", "status", statement.status.value)
    if statement.kind == Kind.FORECAST and statement.likelihood:
        label = statement.likelihood.value
        out += _weighed(heard, span, weights, "likelihood", "likelihood", label)
    if statement.polarity == Polarity.NEGATED:
        out += _weighed(heard, span, weights, "polarity", "polarity", statement.polarity.value)
    out.append(_voice(heard, int(span.first[0]), statement))
    out += _found(heard.layout, statement)
    return out


def _weighed(
    heard: Spoken, span: Spans, weights: Model, head: str, field: str, label: str
) -> list[Reason]:
    """The words of the span that speak most for `label` against the next best one."""
    parts = weights.heads[head]
    scores = weights.scores(heard, span, parts)[0]
    chosen = parts.labels.index(label)
    rival = int(np.argsort(-np.where(np.arange(len(scores)) == chosen, -np.inf, scores))[0])
    layout = heard.layout
    found: list[tuple[float, int, int]] = []
    for size, (grams, at, _) in enumerate(gram_places(layout, span), 1):
        rows = weights.rows[grams[at]]
        gain = parts.grams[rows, chosen] - parts.grams[rows, rival]
        for i in np.argsort(-gain)[:_SHOWN]:
            if gain[i] > 0:
                start = int(layout.places[at[i]])
                found.append((float(gain[i]), start, _token_end(layout, int(at[i]) + size - 1)))
    classes = lexicon(layout.language).ids
    begin, stop = layout.starts[span.first[0]], layout.ends[span.behind[0] - 1]
    for entry, start, end in layout.hits:
        if begin <= start < stop:
            own = parts.plain[list(classes[entry])]
            found.append((float((own[:, chosen] - own[:, rival]).sum()), start, end))
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
    hinted = hinter.words(layout.folded, layout.text, key)
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
