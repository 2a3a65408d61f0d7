"""Documents that come in through the page: uploads and addresses into the ledger, one at a time.

A file's name is a label and nothing more: its bytes stay in memory, and no path that comes from
outside is opened. Addresses are fetched as `renkei.documents.fetch` does it, which goes to no
private network, on redirects neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from renkei.documents.inputs import Input
from renkei.documents.walk import is_address
from renkei.intake import Taken, take_in
from renkei.web.jobs import Cancelled, Progress
from renkei.web.site import Site

_LONGEST = 120
NOT_AN_ADDRESS = "only http and https addresses are read"


@dataclass(frozen=True, slots=True)
class Given:
    """What was given: uploads, addresses, and lines that are neither."""

    uploads: tuple[Input, ...]
    addresses: tuple[str, ...]
    strange: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A document that is in the ledger now. `statements` is None if it had been read before."""

    document: str
    title: str
    origin: str
    language: str
    published: str
    added: str
    statements: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailedRow:
    """What could not be read, and why."""

    origin: str
    reason: str
    advice: str


@dataclass(slots=True)
class Report:
    """What came of it. `stopped` is True if it was stopped before the end."""

    read: list[ReadRow] = field(default_factory=list)
    failed: list[FailedRow] = field(default_factory=list)
    stopped: bool = False


def given(uploads: Sequence[tuple[str, bytes]], lines: str) -> Given:
    """Uploads, each a name and its bytes, and a text with an address a line.

    An upload with neither name nor bytes is a field of the form that was left empty.
    """
    asked = list(dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip()))
    return Given(
        tuple(Input(label(name), raw) for name, raw in uploads if name or raw),
        tuple(line for line in asked if is_address(line)),
        tuple(line for line in asked if not is_address(line)),
    )


def label(name: str) -> str:
    """A file's name without its folders and without what cannot be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c for c in last if c.isprintable()).strip()
    return seen[-_LONGEST:] or "upload"


def take(site: Site, what: Given, published: str, who: str, progress: Progress) -> Report:
    """Reads what was given into the ledger, and reports on each document."""
    report = Report(failed=[FailedRow(line[:200], NOT_AN_ADDRESS, "") for line in what.strange])

    def told(done: int, total: int, name: str) -> None:
        progress(done / max(total, 1), name)

    sources: list[Input | str] = [*what.uploads, *what.addresses]
    try:
        for one in take_in(
            site.ledger, *sources, published=published, who=who, names=site.names, progress=told
        ):
            if isinstance(one, Taken):
                report.read.append(_row(one))
            else:
                report.failed.append(FailedRow(one.origin, one.reason, one.advice))
    except Cancelled:
        report.stopped = True
    return report


def _row(one: Taken) -> ReadRow:
    d = one.document
    return ReadRow(
        document=d.id,
        title=d.title,
        origin=d.origin,
        language=d.language,
        published=d.published,
        added=one.added.value,
        statements=one.statements,
        warnings=tuple(d.warnings),
    )


def rows(report: Report) -> Iterator[dict[str, object]]:
    """The report as rows of a table."""
    for row in report.read:
        yield {"origin": row.origin, "document": row.document, "title": row.title,
               "published": row.published, "added": row.added, "statements": row.statements,
               "reason": "; ".join(row.warnings)}  # fmt: skip
    for one in report.failed:
        yield {"origin": one.origin, "document": "", "title": "", "published": "",
               "added": "failed", "statements": "", "reason": one.reason}  # fmt: skip
