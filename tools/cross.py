"""How well rungs are told on documents left out of training: four-fold cross-validation.

    python tools/cross.py [zh ja en]      one line a language, nothing written

Each document of `corpus/` but those of `corpus/held.txt` is left out once. The clauses and their
kinds are as coded, so that only the rung is in question: exactly right, and right or one off. With
some thousand rungs a language a difference of 0.01 means something; the held documents have 155.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
from coded import corpus
from numpy.typing import NDArray
from scipy.sparse import diags, vstack
from sklearn.linear_model import LogisticRegression
from train import PRIOR, RAREST, plain_width, rarity, table

from renkei.nouns import LADDER

FOLDS = 4


def crossed(language: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rungs as coded and as told by a model that has not seen their document, by number."""
    data = [e for e in corpus(language) if any(row["status"] for row in e.rows)]
    parts = [table("status", [e]) for e in data]
    x = vstack([features for features, _ in parts]).tocsr()
    y = np.concatenate([labels for _, labels in parts])
    fold = np.repeat(np.arange(len(parts)), [len(labels) for _, labels in parts]) % FOLDS
    given = np.zeros_like(y)
    for number in range(FOLDS):
        known = x[fold != number]
        seen = np.flatnonzero(known.getnnz(axis=0) >= RAREST)
        scale = diags(rarity(known, seen, plain=plain_width(data[0])))
        solver = LogisticRegression(C=PRIOR["status"], max_iter=200, tol=1e-3)
        solver.fit(known[:, seen] @ scale, y[fold != number])
        given[fold == number] = solver.predict(x[fold == number][:, seen] @ scale)
    return y, given


def main(languages: list[str]) -> Iterator[str]:
    """A line for each language."""
    for language in languages or ["zh", "ja", "en"]:
        coded, given = crossed(language)
        ladder = (coded < len(LADDER)) & (given < len(LADDER))
        near = (coded == given) | (ladder & (abs(coded - given) <= 1))
        yield f"{language}: {len(coded)} rungs, {(coded == given).mean():.3f}, {near.mean():.3f}"


if __name__ == "__main__":
    for line in main(sys.argv[1:]):
        print(line, flush=True)
