"""A document laid out for reading: its sentences, clauses, cues, names and times, by language.

A document may change language from one sentence to the next; each language has a layout of its own
over the same text, so that offsets agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from renkei.edtf import bounds
from renkei.nouns import Document, Passage
from renkei.reading.features import codepoints, tokens
from renkei.reading.fold import fold
from renkei.reading.lexicon import LANGUAGES, lexicon
from renkei.reading.names import Found, NameFinder
from renkei.reading.quotations import LONG_QUOTE, quotations
from renkei.reading.times import Time, time_reader
from renkei.reading.units import cuts, units

NAME_KINDS = (
    "item",
    "state",
    "body",
    "person",
    "title",
    "outlet",
    "institute",
    "group",
    "anaphor",
    "role",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences of one language in a document, cut into clauses.

    `codes` are the code points of `folded`. `starts`, `ends` and `owners` have one entry a clause:
    where it stands, and the number of its sentence in `passages`. `hits` are the cues found, as
    (entry, start, end); `names` and `times` what was found of those, in order of place, with
    document offsets. `places` has the offset of each token, `ids` its number. `marks` has a row a clause and a column for each cue class,
    each kind of name, a time, and a verb of saying at its beginning or end: 1 where it occurs.
    `quotes` are the stretches of quoted speech; `quoted` tells which clauses begin in one.
    """

    language: str
    text: str
    folded: str
    codes: NDArray[np.uint32]
    passages: tuple[Passage, ...]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    owners: NDArray[np.int64]
    hits: list[tuple[int, int, int]]
    names: list[Found]
    times: list[Time]
    places: NDArray[np.int64]
    ids: NDArray[np.uint32]
    marks: NDArray[np.float32]
    quotes: list[tuple[int, int]]
    quoted: NDArray[np.bool_]


def lay_out(document: Document, finder: Callable[[str], NameFinder]) -> list[Layout]:
    """One layout for each language of the document that can be read, most sentences first.

    `finder` gives the finder of names for ``zh``, ``ja`` or ``en``.
    """
    by_language: dict[str, list[Passage]] = {}
    for passage in sorted((*document.passages, *document.captions), key=lambda p: p.start):
        language = LANGUAGES.get(passage.language)
        if language:
            by_language.setdefault(language, []).append(passage)
    ordered = sorted(by_language.items(), key=lambda pair: -len(pair[1]))
    return [_layout(document, lang, passages, finder(lang)) for lang, passages in ordered]


def _layout(
    document: Document, language: str, passages: Sequence[Passage], finder: NameFinder
) -> Layout:
    text = document.text
    folded = fold(text, language)
    hits = lexicon(language).find(folded)
    names = finder.find(folded, text)
    times = _times(document, language, passages)
    spans = [(p.start, p.end) for p in passages]
    quotes = quotations(text, LONG_QUOTE[language])
    begin, end, owner = units(folded, spans, hits, language)
    starts = np.array(begin, np.int64)
    ids, places = tokens(folded, language)
    return Layout(
        language,
        text,
        folded,
        codepoints(folded),
        tuple(passages),
        starts,
        np.array(end, np.int64),
        np.array(owner, np.int64),
        hits,
        names,
        times,
        places,
        ids,
        _marks(starts, np.array(end, np.int64), hits, names, times, language),
        quotes,
        _quoted(quotes, starts),
    )


def _times(document: Document, language: str, passages: Sequence[Passage]) -> list[Time]:
    """The times in the sentences."""
    published = bounds(document.published)[0] if document.published else None
    spans = [(p.start, p.end) for p in passages]
    return time_reader(language).times(document.text, spans, published)


def _marks(
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    hits: Sequence[tuple[int, int, int]],
    names: Sequence[Found],
    times: Sequence[Time],
    language: str,
) -> NDArray[np.float32]:
    words, rules = lexicon(language), cuts(language)
    first_name = len(words.classes)
    kinds = {kind: first_name + i for i, kind in enumerate(NAME_KINDS)}
    time = first_name + len(NAME_KINDS)
    marks = np.zeros((len(starts), time + 3), np.float32)
    if not len(starts):
        return marks
    cues = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
    entries, begins, stops = cues.T
    edges = np.searchsorted(begins, starts)
    filled = np.flatnonzero(edges < np.append(edges[1:], len(cues)))
    if len(filled):
        held = rules.marks.take(entries, axis=0)
        marks[filled, :first_name] = np.maximum.reduceat(held, edges.take(filled))
    telling = rules.is_telling.take(entries)
    _mark_saying(marks[:, time + 1 :], starts, ends, begins[telling], stops[telling])
    pairs = [(f.start, kinds[n.kind]) for f in names for n in f.names if n.kind in kinds]
    pairs += [(t.start, time) for t in times]
    if pairs:
        places, columns = np.array(pairs).T
        rows = np.searchsorted(starts, places, side="right") - 1
        marks[rows[rows >= 0], columns[rows >= 0]] = 1
    return marks


def _mark_saying(
    marks: NDArray[np.float32],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    begins: NDArray[np.int64],
    stops: NDArray[np.int64],
) -> None:
    """Mark which clauses begin, and which end, with a verb of saying: those introduce.

    `begins` and `stops` are the edges of the verbs.
    """
    if len(begins):
        verb = begins.take(np.searchsorted(begins, starts), mode="clip")
        marks[:, 0] = (verb - starts <= 1) & (verb >= starts)
        last = stops.take((np.searchsorted(stops, ends, side="right") - 1).clip(min=0))
        marks[:, 1] = (ends - last <= 2) & (ends >= last)


def _quoted(quotes: list[tuple[int, int]], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each clause begins inside words quoted at length."""
    edges = np.array(quotes, np.int64).reshape(-1, 2)
    return np.searchsorted(edges[:, 0], starts + 1, "right") > np.searchsorted(
        edges[:, 1], starts, "right"
    )
