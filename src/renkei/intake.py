"""From sources to the ledger: each document is opened, read and put away before the next.

What is yielded is on the disk. A run that is cut off at any moment loses nothing of that; the same
call again passes over what is there and goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from renkei.documents.inputs import Input
from renkei.nouns import Document, Failure, Name, Statement

if TYPE_CHECKING:
    from renkei.ledger import Added, Ledger
    from renkei.reading.protocol import Reader

Source = str | os.PathLike[str] | bytes | Input
Place = str | bytes | Path | Input
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that is in the ledger: whether it is new there, and what was read in it.

    `statements` counts what the reader read now; None where it had read the document before.
    """

    document: Document
    added: Added
    statements: int | None


def take_in(
    ledger: Ledger,
    *sources: Source,
    published: str = "",
    who: str = "user",
    names: Sequence[Name] | None = None,
    reader: Reader | None = None,
    progress: Progress | None = None,
) -> Iterator[Taken | Failure]:
    """Reads `sources` into `ledger`, and yields each document or failure once it is on the disk.

    Parameters
    ----------
    ledger
        An open ledger.
    sources
        As for `renkei.read`; one that is named twice, or lies in a folder that is named too, is
        read once.
    published
        The day of publication (EDTF) that `who` gives to all of them.
    names
        The names that the reader knows; those of the pack that ships with Renkei, if None.
    reader
        What reads the statements; Renkei's own if None.
    progress
        Called before each source with how many are done, how many there are, and its name.

    Raises
    ------
    ValueError
        If `published` is not a day, month or year.
    LedgerError
        If the ledger refuses; what was yielded before is safe.
    """
    from renkei.documents import read
    from renkei.documents.walk import shown
    from renkei.packs.names import names_digest
    from renkei.reading.warmup import PREPARING, is_ready, warmup

    known = _names() if names is None else names
    by = _reader() if reader is None else reader
    put = partial(_put, ledger, by, known, names_digest(known), published, who)
    found = places(*sources)
    read(published=published)
    if found and reader is None and not is_ready():
        if progress:
            progress(0, len(found), PREPARING)
        warmup()
    for done, place in enumerate(found):
        if progress:
            progress(done, len(found), shown(place))
        for one in read(place, published=published):
            yield put(one)


def places(*sources: Source) -> list[Place]:
    """What `sources` name, in order, each file, address and text once."""
    from renkei.documents import walk

    unique: dict[object, Place] = {}
    for place in walk.places(*sources):
        unique.setdefault(_identity(place), place)
    return list(unique.values())


def _identity(place: Place) -> object:
    if not isinstance(place, Path):
        return place
    try:
        return place.resolve()
    except (OSError, RuntimeError, ValueError):
        return place


def _put(
    ledger: Ledger,
    reader: Reader,
    names: Sequence[Name],
    digest: str,
    published: str,
    who: str,
    one: Document | Failure,
) -> Taken | Failure:
    """Puts a document, with what is read in it, or a failure into the ledger."""
    if isinstance(one, Failure):
        ledger.fail(one)
        return one
    said: Iterable[Statement] = ()
    before = ledger.has(one.id, reader.name, reader.version, digest)
    if not before:
        try:
            said = reader.read(one, names)
        except Exception as error:
            return _put(ledger, reader, names, digest, published, who, _broken(one, error))
    said = list(said)
    added = ledger.add(
        one,
        said,
        reader=reader.name,
        version=reader.version,
        names_digest=digest,
        published_override=published,
        who=who,
    )
    return Taken(one, added, None if before else len(said))


def _broken(document: Document, error: Exception) -> Failure:
    kind = f"{type(error).__name__}: {str(error)[:120]}"
    return Failure(
        document.origin, f"the reader broke on it ({kind})", "please report this with it"
    )


def _names() -> Sequence[Name]:
    from renkei.packs.load import load_names

    return load_names()


def _reader() -> Reader:
    from renkei.reading.reader import ClauseReader

    return ClauseReader()
