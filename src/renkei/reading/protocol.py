"""The reader's protocol: what any reader, ours or another, must be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from renkei.errors import QuoteError
from renkei.nouns import Document, Name, Statement


class Reader(Protocol):
    """Reads the statements of a document. Pure and picklable: same input, same output.

    `name` and `version` identify it in the ledger, so that two readers, or two versions of one,
    can stand side by side.
    """

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def version(self) -> str:
        """What changes when anything does that could change what it reads."""
        ...

    def read(self, document: Document, names: Sequence[Name]) -> list[Statement]:
        """The statements of `document`, in the order of the text."""
        ...


def checked(document: Document, statements: list[Statement]) -> list[Statement]:
    """`statements`, if each quote stands in `document` at its offsets.

    Raises
    ------
    QuoteError
        If one does not: a statement without its evidence is refused, whoever read it.
    """
    text, own = document.text, document.id
    for s in statements:
        start, end = s.start, s.end
        if s.document != own or not 0 <= start < end or text[start:end] != s.quote:
            raise QuoteError(
                f"{document.origin or document.id}: quote not in the document at "
                f"{start}–{end}: {s.quote[:60]!r}"
            )
    return statements
