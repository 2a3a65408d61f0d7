"""The texts that are measured on: the project's own marked documents, no sentence twice."""

from __future__ import annotations

from dataclasses import replace

from measure import ROOT
from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.nouns import Document
from renkei.scoring.marked import parse

LANGUAGES = ("zh", "ja", "en")


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


def sentences(language: str) -> list[str]:
    """Every sentence of the documents of one language, in order."""
    return [d.quote(p.start, p.end) for d in documents(language) for p in d.passages]
