"""Renkei turns what allies say into a model of the alliance that can be checked and run.

>>> import renkei
>>> with renkei.Ledger.open("my.ledger") as ledger:
...     for outcome in renkei.take_in(ledger, "a/folder", "https://example.org/feed.xml"):
...         print(outcome)
...     for item in ledger.items():
...         print(item.key, item.official and item.official.rung)

`read` opens documents without a ledger; `ClauseReader` reads the statements of one; `resolve` tells
what days the times in a text mean. Everything here is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

_HOMES = {
    "renkei.documents": ("read",),
    "renkei.intake": ("Taken", "take_in"),
    "renkei.ledger": ("Decision", "DecisionKind", "Filter", "Ledger"),
    "renkei.packs.load": ("load_names", "load_pack"),
    "renkei.packs.names": ("names_digest",),
    "renkei.packs.resolve": ("find_item",),
    "renkei.reading.protocol": ("Reader",),
    "renkei.reading.reader": ("ClauseReader",),
    "renkei.reading.times": ("resolve",),
    "renkei.nouns": (
        "Anchor",
        "Document",
        "Failure",
        "Kind",
        "Likelihood",
        "Name",
        "Passage",
        "Polarity",
        "Reason",
        "Reference",
        "Role",
        "Rung",
        "Statement",
    ),
    "renkei.errors": (
        "DocumentError",
        "FetchError",
        "LedgerError",
        "PackError",
        "QuoteError",
        "RenkeiError",
        "TooLarge",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

if TYPE_CHECKING:
    from renkei.documents import read
    from renkei.errors import (
        DocumentError,
        FetchError,
        LedgerError,
        PackError,
        QuoteError,
        RenkeiError,
        TooLarge,
    )
    from renkei.intake import Taken, take_in
    from renkei.ledger import Decision, DecisionKind, Filter, Ledger
    from renkei.nouns import (
        Anchor,
        Document,
        Failure,
        Kind,
        Likelihood,
        Name,
        Passage,
        Polarity,
        Reason,
        Reference,
        Role,
        Rung,
        Statement,
    )
    from renkei.packs.load import load_names, load_pack
    from renkei.packs.names import names_digest
    from renkei.packs.resolve import find_item
    from renkei.reading.protocol import Reader
    from renkei.reading.reader import ClauseReader
    from renkei.reading.times import resolve

__all__ = [
    "Anchor",
    "ClauseReader",
    "Decision",
    "DecisionKind",
    "Document",
    "DocumentError",
    "Failure",
    "FetchError",
    "Filter",
    "Kind",
    "Ledger",
    "LedgerError",
    "Likelihood",
    "Name",
    "PackError",
    "Passage",
    "Polarity",
    "QuoteError",
    "Reader",
    "Reason",
    "Reference",
    "RenkeiError",
    "Role",
    "Rung",
    "Statement",
    "Taken",
    "TooLarge",
    "find_item",
    "load_names",
    "load_pack",
    "names_digest",
    "read",
    "resolve",
    "take_in",
]


def __getattr__(name: str) -> object:
    """Loads a public name from its room when it is first asked for."""
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted([*__all__, "__version__"])
