"""The ledger: statements in, items with a dated history out, and people's corrections.

It knows nothing of how statements were read. A ledger only grows: what is in it is never changed
or taken away, and a correction is a further row.

>>> from renkei.ledger import Ledger
>>> with Ledger.open("my.ledger") as ledger:
...     for state in ledger.items():
...         print(state.key, state.official and state.official.rung)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from renkei.ledger.ladder import Due, Evidence, Standing
from renkei.ledger.records import (
    Added,
    Change,
    Decided,
    Decision,
    DecisionKind,
    DocumentRow,
    FailureRow,
    Filed,
    Filter,
    Group,
    Hit,
    ItemState,
    Outlet,
    Totals,
    Turn,
)
from renkei.ledger.suggest import Suggestion

if TYPE_CHECKING:
    from renkei.ledger.store import Ledger, default_path

__all__ = [
    "Added",
    "Change",
    "Decided",
    "Decision",
    "DecisionKind",
    "DocumentRow",
    "Due",
    "Evidence",
    "FailureRow",
    "Filed",
    "Filter",
    "Group",
    "Hit",
    "ItemState",
    "Ledger",
    "Outlet",
    "Standing",
    "Suggestion",
    "Totals",
    "Turn",
    "default_path",
]


def __getattr__(name: str) -> object:
    """Loads the store, and SQLAlchemy with it, when it is first asked for."""
    if name in ("Ledger", "default_path"):
        from renkei.ledger import store

        return getattr(store, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
