"""Suggested items in a ledger: finding them, and making one an item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from sqlalchemy import Connection

from renkei.ledger import corrections, histories
from renkei.ledger.corrections import Corrections
from renkei.ledger.records import Decided, Decision, DecisionKind
from renkei.ledger.suggest import Suggestion, suggested

Asking = Callable[[], AbstractContextManager[tuple[Connection, Corrections]]]
Deciding = Callable[[], AbstractContextManager[Connection]]

NEWEST = 5000
"""How many statements that fit no item are looked at, the newest ones."""


class Suggestions:
    """Use `Ledger.suggestions`. Every method raises `LedgerError` as the ledger's own do."""

    def __init__(self, asking: Asking, deciding: Deciding) -> None:
        """`asking` gives a connection and the decisions in force, `deciding` one to decide on."""
        self._asking = asking
        self._deciding = deciding

    def found(self, known: Iterable[str] = (), *, limit: int = NEWEST) -> list[Suggestion]:
        """New things that several documents speak of and no item has yet, most spoken of first.

        `known` are names that mean something already, a pack's for instance. What people made
        items of, or refused, is left out too.
        """
        with self._asking() as (connection, corrected):
            loose = histories.loose(connection, corrected, kinds=(), limit=limit)
            return suggested(loose, (*known, *corrected.made.values()), corrected.refused)

    def accept(self, one: Suggestion, key: str, who: str, why: str = "") -> Decided:
        """Makes an item of a suggestion, its statements with it; undoing it frees them all.

        Raises
        ------
        LedgerError
            If `key` is no key or is taken.
        """
        with self._deciding() as connection:
            new = Decision(DecisionKind.NEW, item=key, value=one.name, who=who, why=why)
            made = corrections.decide(connection, new)
            for filed in one.statements:
                adopt = Decision(DecisionKind.ADOPT, filed.id, value=str(made.id), who=who)
                corrections.decide(connection, adopt)
        return made

    def refuse(self, name: str, who: str, why: str = "") -> Decided:
        """Wants no item for a name; it is not suggested again unless this is undone."""
        with self._deciding() as connection:
            no = Decision(DecisionKind.REFUSE, value=name, who=who, why=why)
            return corrections.decide(connection, no)
