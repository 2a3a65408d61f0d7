"""Scoring a reader, or another coder, against a hand coding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from renkei.nouns import Document, Failure, Kind, Name, Statement
from renkei.reading.protocol import Reader
from renkei.scoring.coding import CodingError, Row, placed
from renkei.scoring.compare import Coded, Compared, compare
from renkei.scoring.fields import differing
from renkei.scoring.measures import Figures, figures
from renkei.scoring.sources import (
    Shelf,
    Unscored,
    open_document,
    read_coding,
    shelve,
    shelved,
    told,
)

Given = Callable[[str, Document], Iterable[Coded] | Failure]
"""What is compared with the gold coding of a document, by its name on the shelf."""


@dataclass(frozen=True, slots=True)
class Error:
    """What was ``missed``, ``invented`` or ``mistaken`` in a document.

    A mistaken one has both statements and the `fields` that differ. Of one missed or invented, the
    other statement is there if one of another kind stands in its place.
    """

    what: str
    document: str
    gold: Coded | None
    given: Coded | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """How well what `by` names agrees with the coding `gold`."""

    by: str
    gold: str
    compared: tuple[Compared, ...]
    unscored: tuple[Unscored, ...]
    overall: Figures
    languages: dict[str, Figures]
    documents: dict[str, Figures]
    kinds: dict[str, Figures]

    @property
    def errors(self) -> list[Error]:
        """Every error, document by document, in the order of the text."""
        return [error for one in self.compared for error in errors(one)]

    def rungs(self) -> Counter[tuple[str, str]]:
        """How often a rung (first) was given as which (second), over matched commitments."""
        return Counter(
            (gold.status, given.status)
            for given, gold in self._pairs("matches")
            if gold.kind == Kind.COMMITMENT
        )

    def confused(self) -> Counter[tuple[str, str]]:
        """How often a kind (first) was given as which (second), over pairs by place alone."""
        return Counter((gold.kind, given.kind) for given, gold in self._pairs("places"))

    def astray(self) -> list[tuple[str, Coded]]:
        """The statements of the gold coding whose quote does not stand in the clean text."""
        return [(one.name, g) for one in self.compared for g in one.gold if not one.stands(g)]

    def _pairs(self, which: str) -> Iterable[tuple[Coded, Coded]]:
        for one in self.compared:
            for i, j in getattr(one, which):
                yield one.given[i], one.gold[j]


def score(
    gold: Path,
    documents: Path | None = None,
    *,
    reader: Reader | None = None,
    names: Sequence[Name] | None = None,
    coding: Path | None = None,
    only: Sequence[str] = (),
) -> Score:
    """Compares what a reader finds, or another coding, with a hand coding.

    Parameters
    ----------
    gold
        A JSONL coding, a marked file, or a folder of marked files.
    documents
        The folder with the documents of a JSONL coding; marked files bring their own.
    reader, names
        What reads the documents, and the names it knows; Renkei's own reader and pack if not given.
    coding
        Another coding in one of the forms of `gold`, compared instead of a reader.
    only
        The documents to score; all if empty.

    Raises
    ------
    CodingError
        If a coding or the folder cannot be used, or no document of the coding can be scored.
    """
    truth = read_coding(gold)
    shelf = truth.shelf if documents is None else shelve(documents)
    if shelf is None:
        raise CodingError(f"{gold}: say in which folder its documents lie (--documents)")
    by, given = _other(coding, shelf) if coding else _reading(reader, names)
    coded, lost = shelved(truth, shelf, only)
    compared, unread = _compare(coded, shelf, given)
    unscored = (*lost, *unread)
    if not compared:
        why = "; ".join(f"{one.document}: {one.reason}" for one in unscored[:3])
        raise CodingError(f"{gold}: no document of it could be scored ({why})")
    return Score(
        by=by,
        gold=str(gold),
        compared=tuple(compared),
        unscored=unscored,
        overall=figures(compared),
        languages={
            tongue: figures([one for one in compared if one.tongue == tongue])
            for tongue in sorted({one.tongue for one in compared})
        },
        documents={one.name: figures([one]) for one in compared},
        kinds={kind.value: figures(compared, kind) for kind in Kind},
    )


def errors(one: Compared) -> list[Error]:
    """What was missed, invented and mistaken in a document, in the order of the text."""
    found = []
    for i, j in one.matches:
        if wrong := differing(one.given[i], one.gold[j]):
            found.append(Error("mistaken", one.name, one.gold[j], one.given[i], wrong))
    used_given, used_gold = ({pair[side] for pair in one.matches} for side in (0, 1))
    there = {j: i for i, j in one.places if i not in used_given and j not in used_gold}
    here = {i: j for j, i in there.items()}
    for j, gold in enumerate(one.gold):
        if j not in used_gold:
            other = one.given[there[j]] if j in there else None
            found.append(Error("missed", one.name, gold, other))
    for i, given in enumerate(one.given):
        if i not in used_given:
            instead = one.gold[here[i]] if i in here else None
            found.append(Error("invented", one.name, instead, given))
    return sorted(found, key=_place)


def _place(error: Error) -> tuple[int, str]:
    main = error.given if error.what == "invented" else error.gold
    return (main.start if main else -1), error.what


def _compare(
    coded: dict[str, list[Row]], shelf: Shelf, given: Given
) -> tuple[list[Compared], list[Unscored]]:
    compared, unscored = [], []
    for name, rows in coded.items():
        document = open_document(shelf[name])
        found = document if isinstance(document, Failure) else given(name, document)
        if isinstance(document, Failure) or isinstance(found, Failure):
            assert isinstance(found, Failure)
            unscored.append(Unscored(name, told(found), len(rows)))
        else:
            compared.append(compare(document, name, found, placed(rows, document.text)))
    return compared, unscored


def _other(path: Path, shelf: Shelf) -> tuple[str, Given]:
    coded, _ = shelved(read_coding(path), shelf)

    def given(name: str, document: Document) -> Iterable[Coded] | Failure:
        if name not in coded:
            return Failure(name, f"{path.name} codes nothing in it")
        return placed(coded[name], document.text)

    return f"coding {path.name}", given


def _reading(reader: Reader | None, names: Sequence[Name] | None) -> tuple[str, Given]:
    if reader is None:
        from renkei.reading.reader import ClauseReader

        reader = ClauseReader()
    if names is None:
        from renkei.packs.load import load_names

        names = load_names()
    by, known = reader, names

    def given(name: str, document: Document) -> Iterable[Coded] | Failure:
        try:
            return [_coded(statement) for statement in by.read(document, known)]
        except Exception as error:
            return Failure(name, f"the reader broke on it ({type(error).__name__}: {error})"[:300])

    return f"reader {by.name} {by.version}", given


def _coded(s: Statement) -> Coded:
    return Coded(
        start=s.start,
        end=s.end,
        quote=s.quote,
        kind=s.kind.value,
        status=s.status.value if s.status else "",
        likelihood=s.likelihood.value if s.likelihood else "",
        polarity=s.polarity.value,
        actors=s.actors,
        speaker=s.speaker,
        speaker_role=s.speaker_role.value,
        time=s.time,
        quantity=s.quantity,
        topic=s.topic,
    )
