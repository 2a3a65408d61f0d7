"""A person's decision as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from renkei.cli.screen import Flow
from renkei.cli.views.words import short
from renkei.cli.wrap import plain
from renkei.ledger import DecisionKind

if TYPE_CHECKING:
    from rich.console import RenderableType

    from renkei.ledger import Decided

_SAID = {
    DecisionKind.FILE: "{statement} is filed under {value}",
    DecisionKind.SPLIT: "{statement} goes from {item} to {value}",
    DecisionKind.MERGE: "{item} is part of {value}",
    DecisionKind.WRONG: "{statement} is wrong",
    DecisionKind.RIGHT: "{statement} is right",
    DecisionKind.NOTE: "{about}: {value}",
    DecisionKind.UNDO: "takes back {value}",
    DecisionKind.NEW: "{item} is a new item: {value}",
    DecisionKind.ADOPT: "{statement} belongs to the item of decision {value}",
    DecisionKind.REFUSE: "{value} is to be no item",
}


def decision(one: Decided, *, orphan: bool) -> Iterator[RenderableType]:
    """Its number, what was decided, by whom, when and why; whether it is in force."""
    statement = short(one.statement)
    text = _SAID[one.kind].format(
        statement=statement,
        item=one.item,
        value=plain(one.value) or "nothing",
        about=statement or one.item,
    )
    state = " (taken back)" if not one.active else " (its statement is gone)" if orphan else ""
    style = "" if one.active and not orphan else "dim"
    yield Flow(text + state, style, indent=5, first=f"{one.id:>3}")
    why = f" · {plain(one.why)}" if one.why else ""
    yield Flow(f"{plain(one.who)}, {one.when[:16].replace('T', ' ')} UTC{why}", "dim", indent=5)
