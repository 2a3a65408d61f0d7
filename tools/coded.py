"""The coded documents of `corpus/`, laid out as the reader lays out a text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
from marked import parse
from numpy.typing import NDArray

from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.nouns import Document, Kind
from renkei.packs.load import load_names
from renkei.reading.issuer import issuer
from renkei.reading.layout import Layout, lay_out
from renkei.reading.model import (
    Spans,
)
from renkei.reading.names import NameFinder
from renkei.reading.spans import INSIDE
from renkei.reading.speech import Spoken, spoken

ROOT = Path(__file__).resolve().parent.parent
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
