"""The tables of a comparison as Parquet or CSV, a file a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renkei.errors import SimulationError
from renkei.simulation import record

if TYPE_CHECKING:
    from renkei.simulation.comparison import Comparison
    from renkei.simulation.spread import Sensitivity


def need_arrow() -> None:
    """Nothing, if tables and steps can be written.

    Raises
    ------
    SimulationError
        If pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise SimulationError("tables need pyarrow: python -m pip install pyarrow")


def write_tables(
    folder: Path, found: Comparison, spread: Sensitivity | None, form: str
) -> list[Path]:
    """Write every table that has rows into a folder as ``parquet`` or ``csv``; gives the files.

    What was asked for and what it stood on is ``run.jsonl``, with which it can be run again.

    Raises
    ------
    SimulationError
        If the folder cannot be written, or pyarrow is not installed.
    """
    need_arrow()
    import pyarrow as pa
    from pyarrow import csv, parquet

    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in _tables(found, spread):
            path = folder / f"{name}.{form}"
            table = pa.Table.from_pylist(rows)
            if form == "parquet":
                parquet.write_table(table, path)
            else:
                csv.write_csv(table, path)
            written.append(path)
        path = folder / "run.jsonl"
        lines = [json.dumps(row, ensure_ascii=False) for row in record.rows(found)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        written.append(path)
    except OSError as error:
        raise SimulationError(f"{folder}: cannot be written ({error.strerror})") from error
    return written


def _tables(
    found: Comparison, spread: Sensitivity | None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for result, names in ((found, record.TABLES), (spread, record.SPREAD)):
        for name in names if result else ():
            assert result
            rows = [_flat(row) for row in record.table(result, name)]
            if rows:
                yield name, rows


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the name of its table; what is a list as JSON, for CSV has none."""
    return {
        key: json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple) else value
        for key, value in row.items()
        if key != record.TABLE
    }
