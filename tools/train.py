"""Trains the models that ship with the reader, on the coded documents of `corpus/`.

    python tools/train.py [zh ja en]      writes src/renkei/reading/data/<language>/model.npz

Deterministic: the same corpus and versions give the same weights. Needs the extra ``dev``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
from marked import parse
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack, vstack
from sklearn.linear_model import LogisticRegression

from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.edtf import bounds
from renkei.nouns import Document, Kind, Likelihood, Polarity, Rung
from renkei.packs.load import load_names
from renkei.reading import timing
from renkei.reading.actors import SIGNS, WIDTH, Cast, columns
from renkei.reading.features import BITS
from renkei.reading.issuer import issuer
from renkei.reading.layout import Layout, lay_out
from renkei.reading.model import (
    WHOLE,
    Spans,
    damping,
    gram_places,
    neighbours,
    plain_features,
    sentences,
)
from renkei.reading.names import NameFinder
from renkei.reading.roster import Roster
from renkei.reading.spans import INSIDE, OUTSIDE, SEGMENTS, clauses
from renkei.reading.speech import Spoken, spoken
from renkei.reading.tally import Asked, Tally
from renkei.reading.voices import Voice

ROOT = Path(__file__).resolve().parent.parent
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
Row = dict[str, object]


@dataclass(frozen=True)
class Example:
    """A coded document laid out, with the statement each clause belongs to."""

    spoken: Spoken
    labels: NDArray[np.int64]
    spans: Spans
    rows: list[Row]
    published: str
    title: str
    name: str

    @property
    def layout(self) -> Layout:
        """The clauses without their voices."""
        return self.spoken.layout


def document(text: str, name: str) -> Document:
    """A marked file's text through the documents room, as a user would read it."""
    return assemble(read_plain(text, name))


def examples(
    document: Document, rows: list[Row], finder: Callable[[str], NameFinder]
) -> Example | None:
    """The main layout of a coded document with its labels; None if nothing can be placed."""
    layouts = lay_out(document, finder)
    if not layouts:
        return None
    layout = layouts[0]
    labels = np.zeros(len(layout.starts), np.int64)
    taken = np.zeros(len(layout.starts), bool)
    kinds = [kind.value for kind in Kind]
    placed: list[tuple[int, int, Row]] = []
    at = 0
    found = []
    for row in rows:
        quote = str(row["quote"])
        start = document.text.find(quote, at)
        if start < 0:
            start = document.text.find(quote)
        if start < 0:
            print(f"{document.origin}: not in the clean text: {quote}", file=sys.stderr)
            continue
        at = start
        found.append((start, start + len(quote), row))
    for start, end, row in sorted(found, key=lambda f: f[1] - f[0]):
        shared = np.minimum(layout.ends, end) - np.maximum(layout.starts, start)
        size = np.minimum(layout.ends - layout.starts, end - start)
        own = [i for i in np.flatnonzero(shared > 0) if shared[i] >= size[i] / 2 and not taken[i]]
        if own:
            run = [own[0]]
            for i in own[1:]:
                if i == run[-1] + 1:
                    run.append(i)
            labels[run[0]] = 1 + kinds.index(str(row["kind"]))
            labels[run[1:]] = INSIDE
            taken[run] = True
            placed.append((run[0], run[-1] + 1, row))
    placed.sort(key=lambda p: p[0])
    return Example(
        spoken(layout, issuer(document, layout, finder(layout.language))),
        labels,
        Spans(
            np.array([p[0] for p in placed], np.int64), np.array([p[1] for p in placed], np.int64)
        ),
        [p[2] for p in placed],
        document.published,
        document.title,
        document.origin,
    )


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


class Acted(NamedTuple):
    """What is asked of a document's actors, and who is coded to act in each of its statements."""

    cast: Cast
    asked: Asked
    paragraphs: list[int]
    voices: list[Voice | None]
    kinds: list[Kind]
    gold: list[list[str]]


def fit_actors(data: list[Example], prior: float = 1.0) -> NDArray[np.float32]:
    """The weights by which candidates are told to act or not, the bias last.

    Who acted before is, as in reading, who was chosen and not who is coded: each half of the
    documents is gone through with weights fitted to the other half, so that the weights learn how
    far such a memory can be trusted (after Ross, Gordon and Bagnell 2011).
    """
    roster = Roster(NameFinder(load_names(), data[0].layout.language).owners)
    cases = [_acted(e, roster) for e in data]
    halves = cases[::2], cases[1::2]
    fitted = [_weigh_actors(half, [c.gold for c in half], prior) for half in halves]
    chosen: list[list[tuple[str, ...]]] = []
    for half, weights in zip(halves, reversed(fitted), strict=True):
        tally = Tally(weights.tolist(), len(SIGNS))
        chosen += [c.cast.acting(c.asked, c.paragraphs, c.voices, tally) for c in half]
    return _weigh_actors([*halves[0], *halves[1]], chosen, prior)


def _acted(example: Example, roster: Roster) -> Acted:
    asked, kinds = _asked(example)
    layout, first = example.layout, example.spans.first
    return Acted(
        Cast(layout, roster),
        asked,
        [layout.passages[i].block for i in layout.owners[first]],
        [example.spoken.voices[i] for i in first],
        kinds,
        [cast(list[str], row["actors"]) for row in example.rows],
    )


def _weigh_actors(
    cases: Sequence[Acted], remembered: Sequence[Sequence[Sequence[str]]], prior: float
) -> NDArray[np.float32]:
    """The weights, if the actors of each statement are remembered as given; the bias is moved to
    where the F1 of all actors is highest."""
    rows: list[list[int]] = []
    truth: list[bool] = []
    for case, acted in zip(cases, remembered, strict=True):
        named = case.cast.candidates(case.asked, case.paragraphs, case.voices, acted)
        for found, kind, gold in zip(named, case.kinds, case.gold, strict=True):
            rows += [columns(signs, kind) for signs in found.values()]
            truth += [actor in gold for actor in found]
    x = np.zeros((len(rows), WIDTH), np.float32)
    for i, on in enumerate(rows):
        x[i, on] = 1
    solver = LogisticRegression(C=prior, max_iter=500).fit(x, truth)
    scores, right = x @ solver.coef_[0], np.array(truth)
    coded = sum(len(gold) for case in cases for gold in case.gold)
    bias = max(
        np.arange(-1.5, 1.6, 0.1) + solver.intercept_[0],
        key=lambda b: 2 * (right & (scores + b > 0)).sum() / ((scores + b > 0).sum() + coded),
    )
    return np.append(solver.coef_[0], bias).astype(np.float32)


def fit_times(data: list[Example], prior: float = 1.0) -> NDArray[np.float32]:
    """The weights by which candidates are told to be a statement's time or not, the bias last.

    The bias is then moved to where the most statements get their time right, none included.
    """
    cases = [case for e in data for case in _dated(e)]
    rows = [timing.columns(d.signs, kind) for found, kind, _ in cases for d in found]
    truth = [_same_time(d.edtf, gold) for found, _, gold in cases for d in found]
    x = np.zeros((len(rows), timing.WIDTH), np.float32)
    for i, on in enumerate(rows):
        x[i, on] = 1
    solver = LogisticRegression(C=prior, max_iter=500).fit(x, truth)
    weights = solver.coef_[0]
    best = max(
        (sum(_right(case, weights, -bias) for case in cases), -bias)
        for bias in np.arange(-1.5, 1.6, 0.1) + solver.intercept_[0]
    )
    return np.append(weights, -best[1]).astype(np.float32)


Case = tuple[list[timing.Dated], Kind, str]


def _dated(example: Example) -> Iterator[Case]:
    asked, kinds = _asked(example)
    gold = [str(row["time"]) for row in example.rows]
    statuses = [Rung(str(row["status"])) if row["status"] else None for row in example.rows]
    choice = timing.Timing(example.layout, example.published, example.spoken.verbs)
    return zip(choice.candidates(asked, statuses, gold), kinds, gold, strict=True)


def _asked(example: Example) -> tuple[Asked, list[Kind]]:
    """The coded statements of an example, and their kinds."""
    layout, spans = example.layout, example.spans
    ends = layout.ends[spans.behind - 1].tolist()
    quotes = list(zip(layout.starts[spans.first].tolist(), ends, strict=True))
    sentences = [layout.passages[i].start for i in layout.owners[spans.first]]
    kinds = [Kind(str(row["kind"])) for row in example.rows]
    return Asked.of(quotes, sentences, kinds), kinds


def _same_time(a: str, b: str) -> bool:
    return a == b if not a or not b else bounds(a) == bounds(b)


def _right(case: Case, weights: NDArray[np.float32], threshold: float) -> bool:
    found, kind, gold = case
    scored = [(float(weights[timing.columns(d.signs, kind)].sum()), d.edtf) for d in found]
    best, chosen = max(scored, default=(threshold, ""))
    return _same_time(chosen if best > threshold else "", gold)


def corpus(language: str) -> list[Example]:
    """Every marked file of a language but those held out, laid out."""
    names = load_names()
    finder = cache(partial(NameFinder, names))
    held = (ROOT / "corpus" / "held.txt").read_text("utf-8").split()
    out = []
    for path in sorted((ROOT / "corpus" / language).glob("*.txt")):
        if f"{language}/{path.stem}" in held:
            continue
        text, rows = parse(path)
        example = examples(document(text, path.stem), rows, finder)
        if example:
            out.append(example)
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
