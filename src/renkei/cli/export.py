"""``renkei export``: the ledger as tables for other tools."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

import click

from renkei.cli.options import looking, pack_option, reading

if TYPE_CHECKING:
    import pyarrow

    from renkei.ledger import Ledger

_TABLES = ("statements", "items", "documents")
_FORMATS = ("jsonl", "csv", "parquet", "arrow")


@click.command()
@click.argument("table", type=click.Choice(_TABLES), default="statements")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="jsonl", show_default=True, help="How."
)
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="Where to.  [default: the screen]"
)
@pack_option
@looking
def export(
    place: str | None, table: str, form: str, output: str, pack_name: str, as_json: bool
) -> None:
    """Write tables for other tools.

    The statements, items or documents as JSON Lines (--json), CSV, Parquet or Arrow. All but JSON
    Lines need `python -m pip install pyarrow`. In CSV a list is written as JSON.
    """
    form = "jsonl" if as_json else form
    if form in ("parquet", "arrow") and output == "-":
        raise click.UsageError(f"{form} is not text: name a file with --output")
    with reading(place) as book:
        if form == "jsonl":
            with click.open_file(output, "w", encoding="utf-8") as file:
                _write_lines(book, table, pack_name, file)
            return
        made = _table(book, table, pack_name)
        with click.open_file(output, "wb") as file:
            _write(made, form, file)


def _write_lines(book: Ledger, table: str, pack_name: str, file: IO[str]) -> None:
    from renkei.cli import shapes
    from renkei.cli.items import described, targets
    from renkei.packs.load import load_pack

    rows: Iterable[dict[str, Any]]
    if table == "statements":
        rows = map(shapes.statement, book.statements())
    elif table == "documents":
        rows = map(shapes.document, book.documents())
    else:
        pack = load_pack(pack_name)
        states = book.items(targets=targets(pack))
        rows = (shapes.item(state, *described(pack, state.key)) for state in states)
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _table(book: Ledger, table: str, pack_name: str) -> pyarrow.Table:
    from renkei.cli.items import targets
    from renkei.ledger import tables
    from renkei.packs.load import load_pack

    if table == "statements":
        return tables.statements_table(book.statements())
    if table == "documents":
        return tables.documents_table(book.documents())
    return tables.items_table(book.items(targets=targets(load_pack(pack_name))))


def _write(table: pyarrow.Table, form: str, file: IO[Any]) -> None:
    if form == "parquet":
        from pyarrow import parquet

        parquet.write_table(table, file)
    elif form == "arrow":
        from pyarrow import feather

        feather.write_feather(table, file)
    else:
        from pyarrow import csv

        csv.write_csv(_flat(table), file)


def _flat(table: pyarrow.Table) -> pyarrow.Table:
    """`table` with each list as JSON, for CSV has none."""
    import pyarrow as pa

    for i, column in enumerate(table.schema):
        if pa.types.is_list(column.type):
            texts = [json.dumps(row, ensure_ascii=False) for row in table[i].to_pylist()]
            table = table.set_column(i, column.name, pa.array(texts, pa.string()))
    return table
