"""Trains the weights by which statements are filed, on the coded documents of `corpus/`.

    python tools/train_topics.py          writes src/renkei/reading/data/topics.yaml
    python tools/train_topics.py --cross  five-fold cross-validation over documents, nothing written

A conditional logit (McFadden 1974): of all topics that a document names or hints at, and none, the
coded one is chosen. Coded topics that the pack lacks count as none. The second fit goes by the
topics that the first gave to the statements before, as a reader would. Needs the extra ``dev``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from coded import ROOT, Example, corpus
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from renkei.nouns import Kind
from renkei.packs.load import load_names
from renkei.reading import topics
from renkei.reading.hints import HintFinder
from renkei.reading.names import NameFinder
from renkei.reading.signs import ALL, file

OUT = ROOT / "src" / "renkei" / "reading" / "data" / "topics.yaml"
LANGUAGES = ("zh", "ja", "en")
PRIOR = 1.0
Weights = NDArray[np.float64]


@dataclass(frozen=True)
class Coded:
    """The statements of a document, as a reader files them, with the topics that are right."""

    example: Example
    title: str
    finder: HintFinder
    kinds: list[Kind]
    right: list[str]


def coded(example: Example, finder: HintFinder) -> Coded:
    """One document of the corpus."""
    return Coded(
        example,
        example.title,
        finder,
        [Kind(str(row["kind"])) for row in example.rows],
        [t if t in finder.numbers else "" for t in (str(row["topic"]) for row in example.rows)],
    )


def cases(one: Coded, weights: Weights | None) -> Iterator[tuple[csr_matrix, int]]:
    """For each statement the signs of every choice, none first, and which choice is right.

    The statements before had the right topics, or those that `weights` give them.
    """
    known = np.array([one.finder.numbers.get(key, -1) for key in one.right], np.int64)
    of = (one.example.layout, one.finder, one.title, one.example.spans, one.kinds)
    if weights is None:
        found = file(*of, np.zeros(len(ALL)), known, show=True)
    else:
        found = file(*of, weights, show=True)
    choices = [-1, *found.present.tolist()]
    for topic, signs in zip(known.tolist(), found.signs, strict=True):
        if topic in choices:
            yield csr_matrix(signs), choices.index(topic)


def fit(data: list[Coded], weights: Weights | None = None) -> Weights:
    """The weights of `ALL` signs that make the right choices likeliest, less a penalty."""
    blocks, choices = zip(*(case for one in data for case in cases(one, weights)), strict=True)
    x = vstack(blocks).tocsr()
    sizes = np.array([block.shape[0] for block in blocks])
    first = np.cumsum(sizes) - sizes
    right = first + np.array(choices)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    seen = np.asarray(x[right].sum(axis=0)).ravel()

    def loss(w: Weights) -> tuple[float, Weights]:
        score = x @ w
        top = np.maximum.reduceat(score, first)
        part = np.exp(score - top[owner])
        whole = np.add.reduceat(part, first)
        likelihood = score[right].sum() - (top + np.log(whole)).sum()
        slope = seen - x.T @ (part / whole[owner])
        return -likelihood + PRIOR * (w @ w) / 2, -slope + PRIOR * w

    return minimize(loss, np.zeros(len(ALL)), jac=True, method="L-BFGS-B").x


def trained(data: list[Coded]) -> Weights:
    """The weights after both fits."""
    return fit(data, fit(data)).round(3)


def filed(one: Coded, weights: Weights) -> list[str]:
    """The topics that a reader with these weights gives."""
    of = (one.example.layout, one.finder, one.title, one.example.spans, one.kinds)
    return topics.topics(*of, weights)


def report(label: str, pairs: list[tuple[str, str]]) -> str:
    """How many topics are right: of all, of those that the pack has, and of those filed."""
    own = [given == right for given, right in pairs if right]
    put = [given == right for given, right in pairs if given]
    share = sum(given == right for given, right in pairs) / len(pairs)
    return (
        f"{label}: {len(pairs)} statements, right {share:.3f}, of the pack's topics "
        f"{np.mean(own):.3f}, of those filed {np.mean(put):.3f}"
    )


def cross(data: dict[str, list[Coded]], folds: int = 5) -> Iterator[str]:
    """The report of each language, every document filed by weights that have not seen it."""
    pairs: dict[str, list[tuple[str, str]]] = {language: [] for language in data}
    for fold in range(folds):
        rest = [o for ones in data.values() for i, o in enumerate(ones) if i % folds != fold]
        weights = trained(rest)
        for language, ones in data.items():
            for one in ones[fold::folds]:
                pairs[language] += zip(filed(one, weights), one.right, strict=True)
    yield from (report(language, found) for language, found in pairs.items())


def main() -> None:
    """Train on everything, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross", action="store_true")
    arguments = parser.parse_args()
    names = load_names()
    data = {}
    for language in LANGUAGES:
        finder = HintFinder(names, language, NameFinder(names, language).owners)
        data[language] = [coded(example, finder) for example in corpus(language)]
    if arguments.cross:
        print(*cross(data), sep="\n")
        return
    weights = trained([one for ones in data.values() for one in ones])
    head = "# How much each sign of a topic weighs. Written by tools/train_topics.py.\n\n"
    OUT.write_text(head + "".join(map("{}: {}\n".format, ALL, weights.tolist())), "utf-8")


if __name__ == "__main__":
    main()
