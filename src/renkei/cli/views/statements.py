"""Statements, reasons, groups and search results as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from renkei.cli.screen import Flow
from renkei.cli.views.words import behind, count, origin, rung_style, said_as, short, speaker, voice
from renkei.cli.wrap import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from renkei.ledger import Filed, Group, Hit, Suggestion
    from renkei.nouns import Reason

_LEAD = 4


def statement(filed: Filed) -> Iterator[RenderableType]:
    """A statement: what it is, its quote, who, when and how much, where it stands."""
    s = filed.statement
    kind = f"{s.kind} {said_as(s)}".strip()
    head = "  ".join(t for t in (kind, filed.item or "unfiled", filed.state) if t)
    yield Flow(head, rung_style(s.status))
    yield Flow(s.quote, indent=_LEAD)
    facts = [speaker(s), ", ".join(s.actors), s.time, plain(s.quantity)]
    yield Flow(" · ".join(f for f in facts if f), indent=_LEAD)
    yield from origin(filed, filed.id)
    yield from behind(filed)
    for remark in filed.remarks:
        yield Flow(f"note: {plain(remark)}", "yellow", indent=_LEAD)
    yield ""


def reasons(given: Sequence[Reason]) -> Iterator[RenderableType]:
    """Why each field has its value."""
    for one in given:
        cue = f" (“{plain(one.cue)}”)" if one.cue else ""
        yield Flow(f"{one.value or '–'}: {one.rule}{cue}", indent=14, first=one.field)
    if not given:
        yield Flow("Its reader gave no reasons.")


def group(one: Group, sample: int) -> Iterator[RenderableType]:
    """Statements that fit no item: the term that they share, and the first `sample` of them."""
    size = count(len(one.statements), "statement")
    yield Flow(f"{one.term or 'the rest'}: {size}", "bold")
    yield from _quoted(one.statements, sample)


def suggestion(one: Suggestion, sample: int) -> Iterator[RenderableType]:
    """What could become an item: its name, where it comes from, and the first quotes."""
    said = count(len(one.documents), "document"), count(len(one.statements), "statement")
    yield Flow(f"{plain(one.name)}: {', '.join((*one.languages, *said))}", "bold")
    if one.forms[1:]:
        yield Flow(f"also {', '.join(map(plain, one.forms[1:]))}", "dim", indent=2)
    yield from _quoted(one.statements, sample)


def _quoted(statements: Sequence[Filed], sample: int) -> Iterator[RenderableType]:
    for filed in statements[:sample]:
        s = filed.statement
        text = (
            f"{said_as(s) or s.kind} · {s.quote} · {voice(filed)}, {filed.published or 'no date'}"
        )
        yield Flow(plain(text), indent=12, first=f"  {short(filed.id)}")
    if len(statements) > sample:
        yield Flow(f"and {len(statements) - sample:,} more", "dim", indent=12)
    yield ""


def hit(found: Hit) -> Iterator[RenderableType]:
    """A sentence that was found, its hits marked, between its neighbours."""
    if found.before:
        yield Flow(found.before, "dim", indent=2)
    yield Flow(found.text, indent=2, first=">", marks=found.marks)
    if found.after:
        yield Flow(found.after, "dim", indent=2)
    yield from origin(found, found.document)
    yield ""
