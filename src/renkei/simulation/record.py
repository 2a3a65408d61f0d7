"""A comparison as rows, for files and other programs, and what is needed to run it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from math import isfinite
from pathlib import Path
from typing import Any

from renkei.errors import SimulationError
from renkei.simulation.comparison import Comparison, Setting
from renkei.simulation.spread import Sensitivity

TABLES = ("streams", "entrants", "times", "late", "parts", "posts", "pairs", "losses", "curves")
ABOUT = ("key", "label", "label_zh", "label_ja", "what", "caveat", "replications", "rule")
ABOUT_END = ("warm_up", "sentences")
SPREAD = ("shares", "indices", "sways")
TABLE, SETTING, GROUND = "table", "setting", "ground"


def rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """A row for the setting, one for what it stood on, then every row of every table.

    `table` says which table a row belongs to; what is endless or not a number is None.
    """
    yield {TABLE: SETTING, **plain(asdict(comparison.setting))}
    told = {name: getattr(comparison, name) for name in (*ABOUT, *ABOUT_END)}
    yield {TABLE: GROUND, **plain(asdict(comparison.ground)), **plain(told)}
    for name in TABLES:
        yield from table(comparison, name)


def spread_rows(spread: Sensitivity) -> Iterator[dict[str, Any]]:
    """A row for the analysis as a whole, then every row of its tables."""
    whole = {f.name: getattr(spread, f.name) for f in fields(spread) if f.name not in SPREAD}
    yield {TABLE: "sensitivity", **plain(whole)}
    for name in SPREAD:
        yield from table(spread, name)


def table(result: Comparison | Sensitivity, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one table; an estimate takes three columns."""
    for row in getattr(result, name):
        found: dict[str, Any] = {TABLE: name}
        for field, value in asdict(row).items():
            found |= value if field == "difference" else {field: value}
        yield plain(found)


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row that JSON can hold."""
    return {
        name: None if isinstance(value, float) and not isfinite(value) else value
        for name, value in row.items()
    }


def read(path: Path) -> tuple[Setting, list[dict[str, Any]]]:
    """The setting of a comparison that was kept with ``--json``, and all its rows.

    Raises
    ------
    SimulationError
        If the file cannot be read or is no such record.
    """
    try:
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        asked = dict(next(row for row in found if row[TABLE] == SETTING))
        del asked[TABLE]
        asked["arrangements"] = tuple(asked["arrangements"])
        asked["overrides"] = tuple((key, value) for key, value in asked["overrides"])
        return Setting(**asked), found
    except OSError as error:
        raise SimulationError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, StopIteration) as error:
        raise SimulationError(
            f"{path}: not a record of a run; make one with renkei run … --json"
        ) from error


def departures(comparison: Comparison, kept: list[dict[str, Any]]) -> list[str]:
    """The tables in which a comparison departs from the rows kept of an earlier one."""
    now = [json.loads(json.dumps(row)) for row in rows(comparison)]
    names = dict.fromkeys(row[TABLE] for row in now)
    return [
        name
        for name in names
        if [r for r in now if r[TABLE] == name] != [r for r in kept if r[TABLE] == name]
    ]
