"""Documents and statements made in a line, for tests. Every sentence here was written for them."""

from __future__ import annotations

import re
from hashlib import blake2b

from renkei.nouns import Document, Kind, Passage, Role, Rung, Statement

_SENTENCE = re.compile(r"[^。.\n]+[。.]?")

TIMES = ("", "", "2023", "2024-02", "2024-06-15", "2025", "2027", "../2026", "x")
"""Times that a statement may give; the last is no EDTF."""
FILLER = (
    "The harbour office keeps two ferries in reserve for the winter months. Its clerk counts the "
    "passengers by hand and writes the figure on a card. On stormy days nobody crosses."
)


def document(text: str, published: str = "2024-04-10", **more: object) -> Document:
    """A document whose sentences end at a full stop, Chinese or Latin."""
    known: dict[str, object] = {"source": "Harbour News", "origin": "harbour.txt", **more}
    language = str(known.setdefault("language", "en"))
    name = "\x1f".join((text, str(known["source"]), str(known.get("address", ""))))
    passages = tuple(
        Passage(m.start(), m.end(), language, block=0)
        for m in _SENTENCE.finditer(text)
        if m[0].strip()
    )
    return Document(
        id=blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        text=text,
        passages=passages,
        published=published,
        **known,  # type: ignore[arg-type]
    )


def statement(of: Document, quote: str, status: str = "", **more: object) -> Statement:
    """A statement whose quote stands in the document; an official's, unless told otherwise."""
    start = of.text.index(quote)
    known: dict[str, object] = {
        "kind": Kind.COMMITMENT if status else Kind.POSITION,
        "status": Rung(status) if status else None,
        "speaker": "the ministry",
        "speaker_role": Role.OFFICIAL,
        "topic": "tunnel",
        "language": of.language,
        **more,
    }
    return Statement(of.id, start, start + len(quote), quote, **known)  # type: ignore[arg-type]
