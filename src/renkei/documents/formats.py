"""From an input to its drafts: one reader a format, chosen by `sniff`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from renkei.documents.decode import Decoded, decode
from renkei.documents.draft import Draft
from renkei.documents.inputs import Input, failed
from renkei.documents.limits import DEFAULT, Limits
from renkei.documents.sniff import sniff
from renkei.nouns import Failure

Drafts = Iterator[Draft | Failure]


def drafts(source: Input, limits: Limits = DEFAULT) -> Drafts:
    """The drafts in `source`; what cannot be read comes as a `Failure`. Never raises for input."""
    try:
        yield from _READERS[sniff(source)](source, limits)
    except Exception as error:
        yield failed(source.origin, error)


def _text(source: Input, limits: Limits) -> Decoded:
    return decode(source.load(limits), source.charset)


def _one(read: Callable[..., Draft]) -> Callable[[Input, Limits], Drafts]:
    """A reader of one document from text."""

    def reader(source: Input, limits: Limits) -> Drafts:
        decoded = _text(source, limits)
        yield _placed(read(decoded.text, source.origin, limits=limits), source, decoded)

    return reader


def _many(read: Callable[..., Drafts]) -> Callable[[Input, Limits], Drafts]:
    """A reader of many documents from text."""

    def reader(source: Input, limits: Limits) -> Drafts:
        decoded = _text(source, limits)
        for draft in read(decoded.text, source.origin, limits=limits):
            yield _placed(draft, None, decoded) if isinstance(draft, Draft) else draft

    return reader


def _raw(read: Callable[..., Draft]) -> Callable[[Input, Limits], Drafts]:
    """A reader of one document from bytes."""

    def reader(source: Input, limits: Limits) -> Drafts:
        draft = read(source.load(limits), source.origin, limits=limits)
        yield _placed(draft, source, Decoded("", ""))

    return reader


def _placed(draft: Draft, source: Input | None, decoded: Decoded) -> Draft:
    """`draft` with the warnings of its decoding and, if it states none, its address and outlet."""
    from renkei.documents.outlets import outlet

    warnings = (*decoded.warnings, *draft.warnings)
    address = draft.address or (source.address if source else "")
    return replace(
        draft, warnings=warnings, address=address, source=draft.source or outlet(address)
    )


def _html(source: Input, limits: Limits) -> Drafts:
    from renkei.documents.html import read_page

    decoded = _text(source, limits)
    yield _placed(read_page(decoded.text, source.origin, source.address, limits), source, decoded)


def _jsonl(source: Input, limits: Limits) -> Drafts:
    from renkei.documents.records import read_lines

    yield from read_lines(source.chunks(), source.origin, limits)


def _warc(source: Input, limits: Limits) -> Drafts:
    import io

    from renkei.documents.archive import answers

    with source.path.open("rb") if source.path else io.BytesIO(source.raw) as stream:
        for answer in answers(stream, source.origin, limits):
            yield from [answer] if isinstance(answer, Failure) else drafts(answer, limits)


def _late(module: str, name: str) -> Callable[..., Any]:
    """A function of a module of this room that is loaded when it is first called."""

    def call(*args: Any, **kwargs: Any) -> Any:
        from importlib import import_module

        return getattr(import_module(f"renkei.documents.{module}"), name)(*args, **kwargs)

    return call


_READERS: dict[str, Callable[[Input, Limits], Drafts]] = {
    "html": _html,
    "export": _one(_late("export", "read_export")),
    "plain": _one(_late("plain", "read_plain")),
    "markdown": _one(_late("plain", "read_markdown")),
    "feed": _many(_late("feeds", "read_feed")),
    "jsonfeed": _many(_late("feeds", "read_json_feed")),
    "json": _many(_late("records", "read_array")),
    "jsonl": _jsonl,
    "pdf": _raw(_late("pdf", "read_pdf")),
    "office": _raw(_late("office", "read_office")),
    "mhtml": _raw(_late("archive", "read_mhtml")),
    "warc": _warc,
}
