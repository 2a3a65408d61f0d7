"""Trains the models that ship with the reader, on the coded documents of `corpus/`.

    python tools/train.py [zh ja en]      writes src/renkei/reading/data/<language>/model.npz

Deterministic: the same corpus and versions give the same weights. Needs the extra ``dev``.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np
from coded import ROOT, Example, corpus
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack, vstack
from sklearn.linear_model import LogisticRegression
from train_fields import fit_actors, fit_times

from renkei.nouns import Kind, Likelihood, Polarity, Rung
from renkei.reading.design import (
    WHOLE,
    damping,
    gram_places,
    neighbours,
    plain_features,
    sentences,
)
from renkei.reading.features import BITS
from renkei.reading.layout import Layout
from renkei.reading.model import Spans
from renkei.reading.spans import OUTSIDE, SEGMENTS, clauses
from renkei.reading.speech import Spoken

OUT = ROOT / "src" / "renkei" / "reading" / "data"
PRIOR = {"segment": 0.2, "kind": 0.3, "status": 0.5, "likelihood": 0.5, "polarity": 1.0}
LEAN = 0.6
"""How much the label *no statement* is held back: on documents left out, precision and recall of
the whole are then even."""
KEPT = 60_000
STEPS = 127
"""How many steps the weights of n-grams are rounded to, either way from 0."""
RAREST = 3
"""An n-gram must occur in so many clauses to be learnt from."""
PLACING = ("segment", "kind")
"""The heads that are not trained on the documents of ``corpus/apart.txt``."""


def gram_matrix(layout: Layout, spans: Spans) -> csr_matrix:
    """One row a span, one column an n-gram: how often it occurs."""
    out = csr_matrix((len(spans.first), 1 << BITS), dtype=np.float32)
    for grams, at, edges in gram_places(layout, spans):
        ones = np.ones(len(at), np.float32)
        out += csr_matrix((ones, grams[at].astype(np.int64), edges), out.shape)
    return out


def design(spoken: Spoken, spans: Spans, around: bool) -> csr_matrix:
    """All features of some spans, n-grams first."""
    layout = spoken.layout
    own = diags(damping(layout, spans)) @ gram_matrix(layout, spans)
    blocks = [own]
    if around:
        before, behind = neighbours(layout, spans)
        size = len(before)
        order = np.arange(size)
        earlier = csr_matrix((before, (order, np.roll(order, 1))), (size, size))
        later = csr_matrix((behind, (order, np.roll(order, -1))), (size, size))
        every = sentences(layout)
        whole = diags(WHOLE * damping(layout, every)) @ gram_matrix(layout, every)
        blocks += [earlier @ own, later @ own, whole.tocsr()[layout.owners[spans.first]]]
    return hstack([*blocks, csr_matrix(plain_features(spoken, spans))]).tocsr()


HEADS: dict[str, tuple[tuple[str, ...], bool]] = {
    "segment": (SEGMENTS, True),
    "kind": (tuple(kind.value for kind in Kind), True),
    "status": (tuple(r.value for r in Rung), True),
    "likelihood": (tuple(v.value for v in Likelihood), True),
    "polarity": (tuple(p.value for p in Polarity), False),
}


def table(head: str, data: list[Example]) -> tuple[csr_matrix, NDArray[np.int64]]:
    """Features and label numbers of all examples for one head."""
    labels, around = HEADS[head]
    if head == "segment":
        x = [design(e.spoken, clauses(e.layout), around) for e in data]
        return vstack(x).tocsr(), np.concatenate([e.labels for e in data])
    x, y = [], []
    for e in data:
        use = np.array([bool(r[head]) for r in e.rows], bool)
        if use.any():
            x.append(design(e.spoken, e.spans, around)[np.flatnonzero(use)])
            y += [labels.index(str(r[head])) for r in e.rows if r[head]]
    return vstack(x).tocsr(), np.array(y)


def plain_width(example: Example) -> int:
    """How many features a span has besides its n-grams."""
    return plain_features(example.spoken, clauses(example.layout)).shape[1]


def rarity(x: csr_matrix, seen: NDArray[np.int64], plain: int) -> NDArray[np.float32]:
    """What each column is scaled by: rare n-grams more, so that they are penalised less.

    The weight is the inverse document frequency (Spärck Jones 1972), a quarter of its logarithm;
    features that are no n-grams keep theirs.
    """
    scale = np.log(x.shape[0] / x.getnnz(axis=0)[seen]) / 4
    return np.where(seen < x.shape[1] - plain, scale, 1.0).astype(np.float32)


@dataclass(frozen=True)
class Fitted:
    """A head's full weights: n-gram columns first, then the plain ones."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


def fit(head: str, data: list[Example], prior: float) -> Fitted:
    """The weights of one head, with a row for each label even if it never occurs."""
    labels, _ = HEADS[head]
    x, y = table(head, data)
    seen = np.flatnonzero(x.getnnz(axis=0) >= RAREST)
    scale = rarity(x, seen, plain=plain_width(data[0]))
    solver = LogisticRegression(C=prior, max_iter=200, tol=1e-3).fit(x[:, seen] @ diags(scale), y)
    weights = np.zeros((len(labels), x.shape[1]), np.float32)
    bias = np.full(len(labels), -12.0, np.float32)
    coef, intercept = solver.coef_ * scale, solver.intercept_
    if len(solver.classes_) == 2:
        coef, intercept = np.vstack([-coef, coef]) / 2, np.array([-intercept[0], intercept[0]]) / 2
    weights[np.ix_(solver.classes_, seen)], bias[solver.classes_] = coef, intercept
    if head == "segment":
        bias[OUTSIDE] -= LEAN
    return Fitted(weights, bias)


def pack(fitted: dict[str, Fitted]) -> dict[str, NDArray[np.generic]]:
    """The arrays that ship: the n-grams that weigh most, in half precision."""
    size = 1 << BITS
    weight = sum(
        np.abs(
            f.weights[:, : size * (4 if HEADS[h][1] else 1)].reshape(len(f.weights), -1, size)
        ).max((0, 1))
        for h, f in fitted.items()
    )
    kept = np.sort(np.argsort(-weight)[: min(KEPT, int((weight > 1e-3).sum()))])
    out: dict[str, NDArray[np.generic]] = {
        "grams": kept.astype(np.int32),
        "heads": np.array(list(fitted)),
    }
    for head, f in fitted.items():
        labels, around = HEADS[head]
        parts = range(4 if around else 1)
        out[f"{head}.labels"] = np.array(labels)
        out[f"{head}.around"] = np.array(around)
        grams = np.hstack([f.weights[:, i * size : (i + 1) * size][:, kept].T for i in parts])
        step = np.abs(grams).max() / STEPS
        out[f"{head}.grams"] = np.rint(grams / step).astype(np.int8)
        out[f"{head}.step"] = np.array(step, np.float32)
        out[f"{head}.plain"] = f.weights[:, len(parts) * size :].T.astype(np.float32)
        out[f"{head}.bias"] = f.bias
    return out


def main() -> None:
    """Train and write each language named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=["zh", "ja", "en"])
    for language in parser.parse_args().languages:
        data = corpus(language)
        apart = (ROOT / "corpus" / "apart.txt").read_text("utf-8").split()
        near = [e for e in data if f"{language}/{e.name}" not in apart]
        fitted = {h: fit(h, near if h in PLACING else data, PRIOR[h]) for h in HEADS}
        arrays = pack(fitted) | {"actors": fit_actors(data), "times": fit_times(data)}
        np.savez_compressed(OUT / language / "model.npz", **arrays)
        size = (OUT / language / "model.npz").stat().st_size / 1e6
        coded = sum(len(e.rows) for e in data)
        print(f"{language}: {len(data)} files, {coded} statements, {size:.1f} MB")


if __name__ == "__main__":
    main()
