"""The room's own sample texts, and how the tests make documents of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.nouns import Document, Name, Passage, Statement
from renkei.packs.load import load_names
from renkei.reading.reader import ClauseReader

HERE = Path(__file__).parent
_READER = ClauseReader()


def document(text: str, origin: str = "") -> Document:
    """A plain text, header lines included, as a user would have it read."""
    return assemble(read_plain(text, origin))


def bare(*sentences: str, language: str, published: str = "2024-05-01") -> Document:
    """A document of exactly these sentences, one a line, without the documents room."""
    passages, at = [], 0
    for number, sentence in enumerate(sentences):
        passages.append(Passage(at, at + len(sentence), language, number))
        at += len(sentence) + 1
    return Document("0" * 64, "\n".join(sentences), tuple(passages), published=published)


@cache
def names() -> tuple[Name, ...]:
    """The names of the pack that ships."""
    return load_names()


def read(one: Document) -> list[Statement]:
    """The statements of a document, by the reader and the names that ship."""
    return _READER.read(one, names())


@cache
def samples() -> dict[str, Document]:
    """The short documents of ``samples.txt``, by the label above each."""
    parts = (HERE / "samples.txt").read_text("utf-8").split("===== ")[1:]
    labelled = (part.partition("\n") for part in parts)
    return {label: document(text.strip() + "\n", label) for label, _, text in labelled}


@cache
def sample_statements() -> dict[str, list[Statement]]:
    """What is read in each sample."""
    return {label: read(one) for label, one in samples().items()}


@dataclass(frozen=True)
class Case:
    """A clear case: its sentence, where the claim stands in it, and how it must be coded."""

    language: str
    kind: str
    level: str
    polarity: str
    role: str
    sentence: str
    start: int
    end: int


@cache
def clear_cases() -> list[Case]:
    """The rows of ``clear_cases.tsv``."""
    out = []
    for line in (HERE / "clear_cases.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        *fields, marked = line.split("\t")
        start, end = marked.index("{"), marked.index("}") - 1
        out.append(Case(*fields, marked.replace("{", "").replace("}", ""), start, end))
    return out
