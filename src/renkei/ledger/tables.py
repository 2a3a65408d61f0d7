"""The ledger as Arrow tables, for pandas, polars, DuckDB and Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from renkei.errors import LedgerError
from renkei.ledger.records import DocumentRow, Filed, ItemState

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 10_000
_STATEMENT = "document quote kind status likelihood polarity actors speaker speaker_role time"
_STATEMENT += " quantity topic language notes start end"
_FILED = "id item title source address origin published day dated cluster state remarks"
_DOCUMENT = "id title source address published day dated language origin warnings recorded_at"
_DOCUMENT += " reader version statements cluster near_duplicates"
_TYPES = {"start": "int32", "end": "int32", "cluster": "int64", "dated": "bool_"}
_TYPES |= {"statements": "int32", "quotes": "int32", "sources": "int32", "contradictions": "int32"}
_LISTS = {"actors", "notes", "remarks", "warnings", "near_duplicates"}
_DAYS = {"day", "changed", "due_day", "official_day", "reported_day"}


def statements_table(rows: Iterable[Filed]) -> pyarrow.Table:
    """One row a statement: the codebook's fields, its place, where it is filed and whose it is."""
    names = [*_FILED.split(), *_STATEMENT.split()]
    return _table(names, (_filed(row) for row in rows))


def items_table(rows: Iterable[ItemState]) -> pyarrow.Table:
    """One row an item: its standings, what it rests on and what falls due."""
    names = ["key"]
    for voice in ("official", "reported"):
        names += [f"{voice}_rung", f"{voice}_since", f"{voice}_day", f"{voice}_speaker"]
    names += ["changed", "due", "due_day", "quotes", "sources", "contradictions"]
    return _table(names, (_item(row) for row in rows))


def documents_table(rows: Iterable[DocumentRow]) -> pyarrow.Table:
    """One row a document, without its text."""
    names = _DOCUMENT.split()
    return _table(names, ({n: getattr(row, n) for n in names} for row in rows))


def _filed(row: Filed) -> dict[str, Any]:
    said = {name: getattr(row.statement, name) for name in _STATEMENT.split()}
    return {name: getattr(row, name) for name in _FILED.split()} | said


def _item(row: ItemState) -> dict[str, Any]:
    flat: dict[str, Any] = {"key": row.key, "changed": row.changed, "quotes": row.quotes}
    flat |= {"sources": row.sources, "contradictions": len(row.contradictions)}
    for voice, standing in (("official", row.official), ("reported", row.reported)):
        if standing:
            flat |= {
                f"{voice}_rung": standing.rung,
                f"{voice}_since": standing.since,
                f"{voice}_day": standing.day,
                f"{voice}_speaker": standing.word.speaker,
            }
    return flat | ({"due": row.due.time, "due_day": row.due.day} if row.due else {})


def _table(names: list[str], rows: Iterable[dict[str, Any]]) -> pyarrow.Table:
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise LedgerError("tables need pyarrow: python -m pip install pyarrow") from None

    def kind(name: str) -> Any:
        if name in _LISTS:
            return pa.list_(pa.string())
        return pa.date32() if name in _DAYS else getattr(pa, _TYPES.get(name, "string"))()

    schema = pa.schema([(name, kind(name)) for name in names])
    batches = []
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        columns = {name: [row.get(name) for row in some] for name in names}
        batches.append(pa.RecordBatch.from_pydict(columns, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)
