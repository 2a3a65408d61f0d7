"""`Ledger`: the one door to the store."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from sqlalchemy import Connection, Engine, func, select

from renkei.errors import LedgerError
from renkei.ledger import (
    citing,
    corrections,
    deriving,
    finding,
    histories,
    opening,
    queries,
    settling,
    standing,
    tables,
    writing,
)
from renkei.ledger.corrections import Corrections
from renkei.ledger.pages import Pages
from renkei.ledger.records import (
    Added,
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
    Turn,
)
from renkei.ledger.schema import decisions, readings
from renkei.ledger.suggesting import Suggestions
from renkei.ledger.trouble import explained
from renkei.nouns import Document, Failure, Kind, Reason, Statement
from renkei.reading.protocol import checked

if TYPE_CHECKING:
    import pyarrow

WAIT = 10.0
"""Seconds for which a writer waits until another has finished."""


def default_path() -> str:
    """Where the ledger is if no one says: `RENKEI_LEDGER`, or a file in the user's data folder."""
    if given := os.environ.get("RENKEI_LEDGER"):
        return given
    from platformdirs import user_data_path

    return str(user_data_path("renkei", appauthor=False) / "renkei.ledger")


class Ledger:
    """Statements with a dated history, and people's corrections, in a store that only grows.

    Open one with `Ledger.open`, and close it, or use it as a context manager. One process may
    write while others read; a second writer waits and is then refused. What a method reports as
    added is on the disk. Every method raises `LedgerError` if the store cannot do what is asked.
    """

    def __init__(self, engine: Engine, place: str, *, readonly: bool = False) -> None:
        """Use `Ledger.open`."""
        self.engine = engine
        self.place = place
        self.readonly = readonly
        self._touched = False
        self._dialect = opening.dialect_of(place)
        self._corrected: tuple[object, Corrections] | None = None

    @classmethod
    def open(
        cls, place: str | Path | None = None, *, readonly: bool = False, wait: float = WAIT
    ) -> Self:
        """Opens the ledger in a file or at a ``postgresql://`` address, made if there is none.

        Raises
        ------
        LedgerError
            If it cannot be opened, is something else, or was made by a newer Renkei.
        """
        where = str(place) if place else default_path()
        engine = opening.opened(where, readonly=readonly, wait=wait)
        return cls(engine, where, readonly=readonly)

    def close(self) -> None:
        """Lets go of the store, what was touched settled."""
        if self._touched:
            with suppress(LedgerError):  # whoever asks next will settle it
                self.settle()
        self.engine.dispose()

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()

    # --- putting in ---------------------------------------------------------------------------

    def add(
        self,
        document: Document,
        statements: Sequence[Statement],
        *,
        reader: str,
        version: str,
        names_digest: str = "",
        published_override: str = "",
        who: str = "user",
    ) -> Added:
        """Adds a document and what a reader read in it, whole or not at all.

        The same document read by the same version of the same reader with the same names
        (`names_digest`) changes nothing. `published_override` is the date of publication that
        `who` gives it, whatever the document states.

        Raises
        ------
        QuoteError
            If a statement's quote does not stand in the document.
        """
        read = checked(document, list(statements))
        with self._deriving(document.id) as connection:
            added = writing.add(
                connection,
                self._dialect,
                document,
                read,
                reader=reader,
                version=version,
                names_digest=names_digest,
            )
            if published_override:
                n = queries.document_number(connection, document.id)
                writing.amend(connection, n, published_override, who, "given when it was read")
        return added

    def has(
        self, document_id: str, reader: str, version: str, names_digest: str | None = None
    ) -> bool:
        """Whether this version of this reader has read the document, with these names if given."""
        with self._reading() as connection:
            return writing.read_before(connection, document_id, reader, version, names_digest)

    def amend(self, document_id: str, published: str, *, who: str, why: str = "") -> bool:
        """Records a document's date of publication (EDTF); False if it has that date already."""
        with self._deriving(document_id) as connection:
            n = queries.document_number(connection, document_id)
            return writing.amend(connection, n, published, who, why)

    def fail(self, failure: Failure) -> None:
        """Records what could not be read."""
        with self._writing() as connection:
            writing.fail(connection, failure)

    # --- asking -------------------------------------------------------------------------------

    def documents(self) -> list[DocumentRow]:
        """Every document, without its text, in the order in which they were added."""
        with self._reading() as connection:
            return queries.document_rows(connection)

    def failures(self) -> list[FailureRow]:
        """What could not be read and why, in the order of time."""
        with self._reading() as connection:
            return queries.failure_rows(connection)

    def document(self, document_id: str) -> Document:
        """A document with its text, by its id or a unique beginning of it."""
        with self._reading() as connection:
            return queries.document(connection, document_id)

    def statements(self, wanted: Filter | None = None) -> Iterator[Filed]:
        """The statements of current readings that meet a filter, in the order they were read."""
        with self._corrected_reading() as (connection, corrected):
            matching = self._dialect.matching
            found = queries.filed(connection, wanted or Filter(), corrected, matching)
            yield from citing.cited(connection, found)

    def statement(self, statement_id: str) -> Filed:
        """A statement of a current reading, by its id or a unique beginning of it."""
        with self._reading() as connection:
            found = queries.statement(connection, statement_id, self._corrections(connection))
            return next(citing.cited(connection, [found]))

    def reasons(self, statement_id: str) -> tuple[Reason, ...]:
        """Why the fields of a statement have their values: rules and the words they rest on."""
        with self._reading() as connection:
            return queries.reasons(connection, statement_id)

    def items(
        self,
        on: date | None = None,
        known_by: date | None = None,
        *,
        targets: Mapping[str, str] | None = None,
        keys: Sequence[str] | None = None,
    ) -> list[ItemState]:
        """How real each item was on the day `on` (today), by what was published by `known_by`.

        Without `known_by` one looks on the day itself. `targets` (an item's key → EDTF) says by
        when packs expect things to be done; `keys` picks items, also such as nothing is said of.
        See `renkei.ledger.histories` and `renkei.ledger.ladder`.
        """
        day = on or _today()
        with suppress(LedgerError):  # what is not settled is worked out below
            self.settle()
        with self._reading() as connection:
            source = standing if deriving.whole(connection) else histories
            return list(
                source.items(
                    connection,
                    self._corrections(connection),
                    on=day,
                    known_by=known_by or day,
                    targets=targets or {},
                    keys=keys,
                )
            )

    def history(
        self, item: str, on: date | None = None, known_by: date | None = None
    ) -> list[Turn]:
        """An item's ladder through time: each step with its quote, source, speaker and link."""
        day = on or _today()
        with self._reading() as connection:
            corrected = self._corrections(connection)
            by = known_by or day
            steps = histories.history(connection, item, corrected, on=day, known_by=by)
            return citing.cited_turns(connection, steps)

    def unfiled(
        self, kinds: Sequence[Kind] = (Kind.COMMITMENT,), *, limit: int = 2000
    ) -> list[Group]:
        """The newest statements that fit no item, grouped by what they seem to be about.

        `kinds` empty is every kind. At most `limit` statements are looked at.
        """
        with self._corrected_reading() as (connection, corrected):
            return histories.unfiled(connection, corrected, kinds=kinds, limit=limit)

    def made(self) -> Mapping[str, str]:
        """The items that people made here, with their names."""
        with self._corrected_reading() as (_, corrected):
            return corrected.made

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """The best sentences in which all parts of `query` occur, in Chinese, Japanese or English.

        Parts are set apart by white space; quotation marks keep one together.
        """
        with self._reading() as connection:
            return finding.found(connection, self._dialect, query, limit)

    def stamp(self) -> queries.Stamp:
        """A mark that another reading, decision, date or failure makes another one."""
        with self._reading() as connection:
            return queries.stamp(connection)

    @property
    def pages(self) -> Pages:
        """A screen at a time of the same, whatever the size of the ledger."""
        return Pages(self._asking, self._dialect)

    @property
    def suggestions(self) -> Suggestions:
        """New things that several documents speak of, and what people make of them."""
        return Suggestions(self._corrected_reading, self._recorrecting)

    def settle(self) -> None:
        """Works out anew how the items stand that were touched since, so that asking is quick.

        Whoever asks a ledger that may be written to does this first; a ledger opened for reading
        works it out for itself each time.
        """
        if self.readonly:
            return
        today = _today()
        with self._reading() as connection:
            if deriving.whole(connection) and settling.settled_by(connection, today):
                return
        with self._writing() as connection:
            deriving.ensure(connection)
            corrected = corrections.corrections(connection)
            settling.settle(connection, corrected, today)
        self._touched = False

    # --- correcting ---------------------------------------------------------------------------

    def decide(self, decision: Decision) -> Decided:
        """Records a person's correction; it survives a new reading and can be undone."""
        with self._recorrecting() as connection:
            return corrections.decide(connection, decision)

    def undo(self, decision_id: int, who: str, why: str = "") -> Decided:
        """Takes back a decision, by one more."""
        kind = DecisionKind.UNDO
        return self.decide(Decision(kind, value=str(decision_id), who=who, why=why))

    def decisions(self) -> list[Decided]:
        """All decisions in the order in which they were taken, undone ones too."""
        with self._reading() as connection:
            return corrections.recorded(connection)

    def orphaned_decisions(self) -> list[Decided]:
        """Decisions in force whose statement the current reading no longer has, nor one like it."""
        with self._reading() as connection:
            return list(self._corrections(connection).orphans)

    # --- tables -------------------------------------------------------------------------------

    def table(self, name: Literal["statements", "items", "documents"]) -> pyarrow.Table:
        """The statements, items or documents as an Arrow table (needs ``pyarrow``)."""
        if name == "statements":
            return tables.statements_table(self.statements())
        if name == "items":
            return tables.items_table(self.items())
        return tables.documents_table(self.documents())

    # --- inside -------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self.place), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _asking(self) -> Iterator[tuple[Connection, Corrections]]:
        """What is derived, whole and settled, and what people's decisions come to."""
        self.settle()
        with self._reading() as connection:
            if not deriving.whole(connection):
                raise LedgerError(f"ledger {self.place}: open it once for writing to bring it up")
            yield connection, self._corrections(connection)

    @contextmanager
    def _corrected_reading(self) -> Iterator[tuple[Connection, Corrections]]:
        with self._reading() as connection:
            yield connection, self._corrections(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self.engine.execution_options(writing=True)
        with explained(self.place), engine.begin() as connection:
            self._dialect.begin_writing(connection)
            yield connection

    @contextmanager
    def _deriving(self, document_id: str) -> Iterator[Connection]:
        """A change to one document, by its id or its beginning, with all that follows from it."""
        with self._writing() as connection:
            deriving.ensure(connection)
            yield connection
            if not deriving.whole(connection):
                deriving.redo(connection, queries.document_number(connection, document_id))
                deriving.mark(connection)
                self._touched = True

    @contextmanager
    def _recorrecting(self) -> Iterator[Connection]:
        """Decisions to be recorded, with all that follows from them."""
        with self._writing() as connection:
            deriving.ensure(connection)
            before = corrections.corrections(connection)
            yield connection
            deriving.recorrect(connection, before, corrections.corrections(connection))
            deriving.mark(connection)
            self._touched = True

    def _corrections(self, connection: Connection) -> Corrections:
        """What people's decisions come to, worked out anew when any or a reading was added."""
        state = connection.execute(
            select(
                select(func.max(decisions.c.n)).scalar_subquery(),
                select(func.max(readings.c.n)).scalar_subquery(),
            )
        ).one()
        if not self._corrected or self._corrected[0] != tuple(state):
            self._corrected = tuple(state), corrections.corrections(connection)
        return self._corrected[1]


def _today() -> date:
    """The date where the day begins first, so that no document of today lies in the future."""
    return datetime.now(timezone(timedelta(hours=14))).date()
