"""The texts that are measured on: the project's own marked documents, no sentence twice."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from measure import ROOT
from renkei.documents import read
from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.nouns import Document
from renkei.scoring.marked import parse

LANGUAGES = ("zh", "ja", "en")
SPOKEN = {"zh": "zh-Hans", "ja": "ja", "en": "en"}
JOINED = {"zh": 8, "ja": 8, "en": 4}
"""How many documents make one of 6,000 to 10,000 characters."""


def documents(language: str, pattern: str = "doc-*.txt") -> list[Document]:
    """The documents of one language, as a user's would be read; later copies of a sentence go."""
    seen: set[str] = set()
    made = []
    for path in sorted((ROOT / "corpus" / language).glob(pattern)):
        document = assemble(read_plain(parse(path)[0], path.name))
        new = tuple(p for p in document.passages if document.quote(p.start, p.end) not in seen)
        seen.update(document.quote(p.start, p.end) for p in new)
        made.append(replace(document, passages=new))
    return made


def articles(language: str) -> list[Document]:
    """The same sentences in documents of the length of an article, each of several joined."""
    short = documents(language)
    head = f"title: Collected\nsource: Sample\npublished: 2025-03-01\nlang: {SPOKEN[language]}\n\n"
    made = []
    for at in range(0, len(short), JOINED[language]):
        part = short[at : at + JOINED[language]]
        body = "\n\n".join(_body(one, " " if language == "en" else "") for one in part)
        made.append(assemble(read_plain(head + body, f"{language}-{at}")))
    return made


def published(language: str) -> list[Document]:
    """The published texts in one language beside the project, as files that the project lacks."""
    seeds = ROOT.parent / "shared" / "seeds"
    texts = read(seeds) if seeds.is_dir() else ()
    return [
        text
        for text in texts
        if isinstance(text, Document) and text.language.split("-")[0] == language
    ]


def _body(document: Document, between: str) -> str:
    """The sentences of a document, paragraph by paragraph."""
    blocks = groupby(document.passages, key=lambda passage: passage.block)
    return "\n\n".join(
        between.join(document.quote(p.start, p.end) for p in block) for _, block in blocks
    )


def sentences(language: str) -> list[str]:
    """Every sentence of the documents of one language, in order."""
    return [d.quote(p.start, p.end) for d in documents(language) for p in d.passages]
