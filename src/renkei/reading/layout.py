"""A document laid out for reading: its sentences, clauses, cues, names and times, by language.

A document may change language from one sentence to the next; each language has a layout of its own
over the same text, so that offsets agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renkei.edtf import bounds
from renkei.nouns import Document, Passage
from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints, tokens
from renkei.reading.fold import fold
from renkei.reading.lexicon import LANGUAGES, lexicon
from renkei.reading.names import NAME_KINDS, Found, NameFinder
from renkei.reading.quotations import LONG_QUOTE, quotations
from renkei.reading.times import Time, time_reader
from renkei.reading.units import cuts, units
from renkei.reading.wordlist import tuples


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences of one language in a document, cut into clauses.

    `codes` are the code points of `folded`. `starts`, `ends` and `owners` have one entry a clause:
    where it stands, and the number of its sentence in `passages`. `hits` are the cues found, as
    (entry, start, end); `names` and `times` what was found of those, in order of place, with
    document offsets. `spots` has a row a name: its entry (see `NameFinder.spot`), start and end.
    `places` has the offset of each token, `ids` its number. `marks` has a row a clause and a column
    for each cue class, each kind of name, a time, and a verb of saying at its beginning or end: 1
    where it occurs.
    `quotes` are the stretches of quoted speech; `quoted` tells which clauses begin in one.
    `finder` is what found the names.
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
    spots: NDArray[np.int64]
    times: list[Time]
    places: NDArray[np.int64]
    ids: NDArray[np.uint32]
    marks: NDArray[np.float32]
    quotes: list[tuple[int, int]]
    quoted: NDArray[np.bool_]
    finder: NameFinder


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
    codes = codepoints(folded)
    cues, named = lexicon(language).spot(codes), finder.spot(codes, text)
    times = _times(document, language, passages)
    quotes = quotations(text, LONG_QUOTE[language])
    edges = np.array([[p.start for p in passages], [p.end for p in passages]], np.int64)
    starts, ends, owners = units(folded, codes, edges, cues, language)
    words, rules = lexicon(language), cuts(language)
    marks = np.zeros((len(starts), len(words.classes) + len(NAME_KINDS) + 3), np.float32)
    quoted = np.empty(len(starts), bool)
    kernel().mark_clauses(
        starts, ends, cues, rules.firsts, rules.classes, rules.telling,
        named, finder.kinds, np.array([time.start for time in times], np.int64),
        np.array(quotes, np.int64).reshape(-1, 2), len(words.classes), marks, quoted,
    )  # fmt: skip
    ids, places = tokens(folded, language)
    return Layout(
        language,
        text,
        folded,
        codes,
        tuple(passages),
        starts,
        ends,
        owners,
        tuples(cues),
        finder.named(named),
        named,
        times,
        places,
        ids,
        marks,
        quotes,
        quoted,
        finder,
    )


def _times(document: Document, language: str, passages: Sequence[Passage]) -> list[Time]:
    """The times in the sentences."""
    published = bounds(document.published)[0] if document.published else None
    spans = [(p.start, p.end) for p in passages]
    return time_reader(language).times(document.text, spans, published)
