"""Saying what went wrong with a database in words that help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from renkei.errors import LedgerError

# What the databases say → what it means and what to do. The first that is met counts.
_MEANINGS = (
    ("disk is full", "the disk is full; free some space and run it again"),
    ("No space left", "the disk is full; free some space and run it again"),
    ("disk I/O error", "the disk refuses to be written or read; see whether it is full or broken"),
    ("file is too big", "the file may not grow any further; see the limits on this account"),
    (
        "database is locked",
        "another process is writing to it and did not finish; try again",
    ),
    ("lock timeout", "another process is writing to it and did not finish; try again"),
    ("never changed", "its rows are never changed or taken away; add a decision instead"),
    ("readonly database", "it may only be read; see its permissions and its folder's"),
    ("read-only transaction", "it was opened for reading only"),
    ("not a database", "this file is not a ledger"),
    ("unable to open", "it cannot be opened; see whether its folder exists and may be written to"),
    ("malformed", "the file is damaged; take the last copy of it"),
    ("surrogates not allowed", "a text holds half a character (a lone surrogate)"),
    ("connection", "the server does not answer or refuses the connection"),
)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turns what a database says into a `LedgerError` that names the ledger and what to do."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (DBAPIError, UnicodeEncodeError, OSError) as error:
        said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        meaning = next((m for part, m in _MEANINGS if part in said), "")
        raise LedgerError(
            f"ledger {where}: {meaning} ({said})" if meaning else f"ledger {where}: {said}"
        ) from error
