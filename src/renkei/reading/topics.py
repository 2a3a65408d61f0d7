"""Which topic of the pack each statement is about: an item, a series, or none of them.

Items named and words that hint at items or series, in the quote, its sentence, its paragraph and
the document, speak for a topic, as do the topics of the statements before (`renkei.reading.signs`);
a linear model weighs them, and the best topic wins if it is better than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from renkei.nouns import Kind, Passage
from renkei.reading.hints import HintFinder
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.signs import ALL, NONE, SIGNS, Past, Scenery, carried, none

_BATCH = 256
_HINTS, _ANOTHER = SIGNS.index("hints"), SIGNS.index("another named")
Weights = dict[str, float]


@cache
def weights() -> Weights:
    """The weight of each sign."""
    stored: Weights = load_yaml("topics.yaml")
    return {sign: stored[sign] for sign in ALL}


def topics(
    layout: Layout,
    finder: HintFinder,
    title: str,
    spans: Sequence[tuple[int, int]],
    passages: Sequence[Passage],
    kinds: Sequence[Kind],
    weighed: Weights | None = None,
) -> list[str]:
    """The key of each statement's topic, empty if it has none.

    `spans` holds the start and end of each statement, in the order of the text, `passages` the
    sentence that it stands in; `title` is the document's. `weighed` are other weights than stored.
    """
    scenery = Scenery(layout, finder, title)
    if not scenery.topics:
        return [""] * len(kinds)
    weighed = weighed or weights()
    past = Past(len(scenery.topics))
    of_signs = [weighed[sign] for sign in SIGNS]
    of_none = np.array([weighed[sign] for sign in NONE])
    out = []
    for at in range(0, len(kinds), _BATCH):
        part = slice(at, at + _BATCH)
        signs = scenery.of(np.array(spans[part], np.int64), passages[part], kinds[part])
        scores = np.zeros(signs[0].shape, np.float32)
        for weight, sign in zip(of_signs, signs, strict=True):
            scores += weight * sign
        bars = (none(signs, kinds[part]) @ of_none).tolist()
        hints, another = signs[_HINTS], signs[_ANOTHER]
        for row, (passage, kind) in enumerate(zip(passages[part], kinds[part], strict=True)):
            score, last = scores[row] + past.so_far(weighed["so far"]), past.last
            if last >= 0:
                goes_on = carried(past, passage, kind, float(hints[row, last]), another[row, last])
                score[last] += sum(weighed[sign] * value for sign, value in goes_on)
            best = int(score.argmax())
            best = best if score[best] > bars[row] else -1
            past.take(best, passage)
            out.append(scenery.topics[best] if best >= 0 else "")
    return out
