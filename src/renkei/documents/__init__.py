"""The room of documents: bytes, files, feeds and addresses in, clean text out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

from renkei.documents.inputs import Input
from renkei.documents.limits import DEFAULT, Limits
from renkei.nouns import Document, Failure

__all__ = ["Limits", "read"]

Progress = Callable[[int, int, str], None]


def read(
    *sources: str | os.PathLike[str] | bytes | Input,
    published: str = "",
    progress: Progress | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Document | Failure]:
    """The documents in `sources`, one after the other, as they are read.

    Parameters
    ----------
    sources
        Paths of files and folders, glob patterns, ``http`` or ``https`` addresses, ``-`` for
        standard input, the bytes of a document, or an `Input` with a name of its own. A feed, a
        JSONL file or a WARC gives a document for each of its items.
    published
        The day of publication, EDTF (``2024-04-03``, ``2024-04``, ``2024``), of whatever is read;
        it stands above what the documents state.
    progress
        Called before each input with how many are done, how many there are, and its name.
    limits
        How much one input may cost.

    Yields
    ------
    Document or Failure
        What cannot be read is a failure with its reason; the rest goes on.

    Raises
    ------
    ValueError
        If `published` is not a day, month or year. No bad input raises.
    """
    from renkei.documents.dates import declared

    day = declared(published)
    if published and not day:
        raise ValueError(f"published must be a date such as 2024-04-03, not {published!r}")
    return _read(sources, day, progress or _silent, limits)


def _silent(_done: int, _total: int, _origin: str) -> None:
    """Tells nobody."""


def _read(
    sources: tuple[str | os.PathLike[str] | bytes | Input, ...],
    day: str,
    progress: Progress,
    limits: Limits,
) -> Iterator[Document | Failure]:
    from renkei.documents.walk import open_place, places, shown

    found = list(places(*sources))
    for done, place in enumerate(found):
        progress(done, len(found), shown(place))
        source = open_place(place, limits)
        if isinstance(source, Failure):
            yield source
        else:
            yield from _documents(source, day, limits)


def _documents(source: Input, day: str, limits: Limits) -> Iterator[Document | Failure]:
    from renkei.documents.assemble import assemble
    from renkei.documents.formats import drafts

    for draft in drafts(source, limits):
        if isinstance(draft, Failure):
            yield draft
            continue
        if day:
            draft = replace(draft, published=day, published_from="user")
        try:
            document = assemble(draft)
        except Exception as error:
            yield Failure(draft.origin, f"its text could not be put in order ({error!r:.160})")
            continue
        if document.text.strip():
            yield document
        else:
            yield Failure(draft.origin, "it holds no text besides page furniture")
