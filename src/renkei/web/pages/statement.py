"""A statement by itself: leads on to its place in its document, and tells why it was read so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import HTTPException

from renkei.errors import LedgerError
from renkei.nouns import Document, Reason, Statement
from renkei.reading.why import why
from renkei.web import ask
from renkei.web.ask_inbox import SURE
from renkei.web.changes import Taken, taken
from renkei.web.page import Page
from renkei.web.site import Here
from renkei.web.views import Said, said


@dataclass(frozen=True, slots=True)
class ReadAs:
    """The least certain of kind and rung: what was read, what came next, and by how much.

    `barely` tells that a person should look, as the inbox does.
    """

    field: str
    label: str
    rival: str
    lead: float
    barely: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement, the words around it, why its fields have their values, what people decided.

    `read_as` is None where its reader does not weigh one reading against another.
    """

    said: Said
    read_as: ReadAs | None
    before: str
    after: str
    reasons: tuple[Reason, ...]
    decisions: tuple[Taken, ...]
    labels: dict[str, str]


_WEIGHED = ("kind", "status")
_MARGIN = re.compile(r"model: \S* over (\S*) by (-?[\d.]+)")
"""How `renkei.reading.why` words what decided."""
AROUND = 240
"""Characters that are shown on either side, and the rest of the sentence where they end."""


def view(site: Here, statement: str) -> StatementView:
    """A statement in its context, why it was read so, and what people made of it."""
    try:
        filed = ask.statement(site, statement)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
    s = filed.statement
    document = site.ledger.document(s.document)
    first, last = _around(document, s)
    given = site.ledger.reasons(filed.id)
    if not given:
        given = tuple(why(document, site.names, s))
    return StatementView(
        said=said(filed),
        read_as=read_as(given),
        before=document.text[first : s.start],
        after=document.text[s.end : last],
        reasons=given,
        decisions=tuple(taken(d) for d in ask.decisions_on(site, {filed.id}).get(filed.id, ())),
        labels=site.labels(filed.item),
    )


def read_as(reasons: Sequence[Reason]) -> ReadAs | None:
    """The least certain of the kind and the rung, by the margins that its reasons state."""
    weighed = [
        ReadAs(r.field, r.value, found[1], float(found[2]), float(found[2]) < SURE)
        for r in reasons
        if r.field in _WEIGHED and (found := _MARGIN.match(r.rule))
    ]
    return min(weighed, key=lambda one: one.lead, default=None)


def _around(document: Document, s: Statement) -> tuple[int, int]:
    """From where to where its context runs: whole sentences, unless one is very long."""
    first, last = max(0, s.start - AROUND), s.end + AROUND
    start = next((p.start for p in document.passages if p.start <= first < p.end), first)
    end = next((p.end for p in document.passages if p.start < last <= p.end), last)
    return max(start, first - AROUND), min(end, last + AROUND)


PAGE = Page("statement", "/statements/{statement}", view)
