"""What falls due and what is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from renkei.cli.screen import Flow
from renkei.cli.views.cited import uncovered
from renkei.cli.views.words import count, origin, voice, when
from renkei.cli.wrap import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from renkei.ledger import Filed
    from renkei.outlook.due import Due, Promise, Seen
    from renkei.packs.pack import Pack

_LEAD = 12


def due(
    pack: Pack, found: Sequence[Due], on: date, months: int, *, ledger: bool
) -> Iterator[RenderableType]:
    """What is overdue, what falls due, and how far what is known reaches."""
    overdue = [one for one in found if one.overdue]
    idle = sum(one.progress is None for one in overdue)
    head = f"Overdue on {on}: {count(len(overdue), 'item')}"
    yield Flow(f"{head}, {idle} with no evidence of progress", "bold underline")
    for one in overdue:
        yield from _one(one, on)
    coming = [one for one in found if not one.overdue]
    yield ""
    head = f"Falls due within {count(months, 'month')} of {on}: {count(len(coming), 'item')}"
    yield Flow(head, "bold underline")
    for one in coming:
        yield from _one(one, on)
    yield ""
    yield Flow(
        "Overdue: the day has passed and no source seen has it in effect. Progress: law, budget, "
        "contract, or under way." + ("" if ledger else " No ledger: by the pack alone."),
        "dim",
    )
    yield from uncovered(pack, on)


def _one(one: Due, on: date) -> Iterator[RenderableType]:
    yield ""
    style = "red" if one.overdue and one.progress is None else "yellow" if one.overdue else "bold"
    yield Flow(f"{one.item.key}  {_left(one, on)}", style)
    yield Flow(f"{one.item.labels.en} · {one.item.labels.zh} · {one.item.labels.ja}", indent=2)
    for promise in one.promises:
        yield from _promise(one, promise)
    if one.progress is None:
        yield Flow(
            "no evidence seen", "red" if one.overdue else "", indent=_LEAD, first="  progress"
        )
    else:
        yield from _seen(one.progress, "  progress")
    if one.last is not None and one.last != one.progress:
        yield from _seen(one.last, "  last word")


def _left(one: Due, on: date) -> str:
    days = abs((one.day - on).days)
    return f"{one.day}, {count(days, 'day')} {'ago' if one.overdue else 'left'}"


def _promise(one: Due, promise: Promise) -> Iterator[RenderableType]:
    if promise.filed is None:
        parts = [f"by {promise.by}, the pack’s target", one.item.target.what]
        if one.item.target.quantity != "none":
            parts.append(one.item.target.quantity)
        yield Flow(" · ".join(parts), indent=_LEAD, first="  due")
        return
    s = promise.filed.statement
    said = f"by {promise.by}, {voice(promise.filed)} on {promise.filed.day}: {plain(s.quote)}"
    yield Flow(said, indent=_LEAD, first="  due")
    yield from _origin(promise.filed)


def _seen(seen: Seen, name: str) -> Iterator[RenderableType]:
    mark = "●" if seen.evidence.official else "○"
    who = plain(seen.evidence.speaker) if seen.filed is None else voice(seen.filed)
    day = when(seen.since, seen.day.isoformat())
    text = f"{mark} {seen.evidence.rung} {day}, {who}: {plain(seen.what)}"
    yield Flow(text, indent=_LEAD, first=name)
    if seen.source is not None:
        url = "" if seen.source.url == "unknown" else seen.source.url
        yield Flow(" · ".join(p for p in (seen.source.id, url) if p), "dim", indent=_LEAD)
    elif seen.filed is not None:
        yield from _origin(seen.filed)


def _origin(filed: Filed) -> Iterator[Flow]:
    yield from (Flow(line.text, line.style, indent=_LEAD) for line in origin(filed, filed.id))
