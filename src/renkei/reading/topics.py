"""Which topic of the pack each statement is about: an item, a series, or none of them.

Items named and words that hint at items or series, in the quote, its sentence, its paragraph and
the document, speak for a topic, as do the topics of the statements before (`renkei.reading.signs`);
a linear model weighs them, and the best topic wins if it is better than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from renkei.nouns import Kind
from renkei.reading.hints import HintFinder
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.model import Spans
from renkei.reading.signs import ALL, Weights, file


@cache
def weights() -> Weights:
    """The weight of each sign, in the order of `ALL`."""
    stored = load_yaml("topics.yaml")
    return np.array([stored[sign] for sign in ALL])


def topics(
    layout: Layout,
    finder: HintFinder,
    title: str,
    spans: Spans,
    kinds: Sequence[Kind],
    weighed: Weights | None = None,
) -> list[str]:
    """The key of each statement's topic, empty if it has none.

    `spans` are the clauses of each statement, in the order of the text; `title` is the document's.
    `weighed` are other weights than stored.
    """
    chosen = file(
        layout, finder, title, spans, kinds, weights() if weighed is None else weighed
    ).chosen
    return [finder.topics[topic] for topic in chosen.tolist()]
