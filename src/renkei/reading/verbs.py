"""Verbs of saying in a Chinese text, those left out that say nothing.

The patterns are those of ``data/zh/speech.yaml`` (`subject`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.frames import ACCORDING, DIRECT, REACH, ways
from renkei.reading.layout import Layout
from renkei.reading.lexicon import lexicon, load_yaml
from renkei.reading.subjects import subject_rules

VIEW, WISH = 3, 4
"""How verbs work that tell the view of a voice, the wish of a person, or else what a state does."""
_PLANE = 0x10000


class Verb(NamedTuple):
    """A verb of saying in the text: how it works (as `renkei.reading.frames` tells, or `VIEW` or
    `WISH`), its place, and where its run of text begins."""

    way: int
    start: int
    end: int
    opened: int


_verb = partial(tuple.__new__, Verb)


def verbs(layout: Layout, terms: Sequence[bool], told: Sequence[tuple[int, int]]) -> list[Verb]:
    """Verbs of saying outside quotations and names, in order.

    `terms` tells of each quotation whether it is a term set in its clause. `told` are the places
    of what does without a verb.
    """
    cues, works = layout.cues, _ways()
    if told:
        more = [(len(works) - 1, start, end) for start, end in told]
        cues = np.concatenate((cues, np.array(more, np.int64)))
        cues = cues[cues[:, 1].argsort(kind="stable")]
    quotes = [(*quote, term) for quote, term in zip(layout.quotes, terms, strict=True)]
    out = np.empty((len(cues), 5), np.int64)
    count = kernel().hear(
        layout.codes, _signs(), cues, works, layout.spots,
        np.array(quotes, np.int64).reshape(-1, 3), layout.starts, layout.owners, REACH, out,
    )  # fmt: skip
    return [
        _verb((way, start, end, opened))
        for way, start, end, opened, doubtful in out[:count].tolist()
        if not doubtful or way == ACCORDING or _says(layout.folded, way, start, end)
    ]


def _says(folded: str, way: int, start: int, end: int) -> bool:
    """Whether a word is a verb here, of something that was said."""
    rules = subject_rules()
    if rules.noun_after.match(folded, end):
        return False
    before = folded[max(0, start - kernel().hearing.SOON) : start]
    return not (rules.denied if way == DIRECT else rules.unsaid).search(before)


@cache
def _ways() -> NDArray[np.int8]:
    """How each cue works, -1 if it is no verb of saying; the last is no cue, but `DIRECT`."""
    words, rules = lexicon("zh").words, subject_rules()
    out = np.full(len(words) + 1, -1, np.int8)
    known = ways("zh")
    out[list(known)] = list(known.values())
    for entry, word in enumerate(words):
        if rules.mute.fullmatch(word):
            out[entry] = -1
        elif rules.view.fullmatch(word):
            out[entry] = VIEW
        elif rules.wish.fullmatch(word):
            out[entry] = WISH
    out[-1] = DIRECT
    return out


@cache
def _signs() -> NDArray[np.uint8]:
    """What each character is (see `renkei.reading.kernel.hearing`), those beyond the basic plane
    last."""
    of, rules = kernel().hearing, subject_rules()
    out = np.zeros(_PLANE + 1, np.uint8)
    for bit, characters in (
        (of.OPENS, load_yaml("zh", "speech.yaml")["signs"]["opens"]),
        (of.NOUN, rules.noun_after.begins),
        (of.ENDS, rules.ends),
        (of.MADE, rules.made),
    ):
        out[list(map(ord, characters))] |= bit
    return out
