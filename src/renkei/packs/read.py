"""Reading a pack's folder row by row, so that every fault is told with its file, row and field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from renkei.errors import PackError
from renkei.packs.finding import Finding
from renkei.packs.pack import Exceptions, Manifest, Pack
from renkei.packs.scenario import Conduct, Lineup, Scenario
from renkei.packs.schema import (
    Forecast,
    Hints,
    Item,
    Meeting,
    PoliticalEvent,
    Series,
    Source,
    System,
)
from renkei.packs.structure import Arrangement, Holder, Link, Measure, Post, Structure
from renkei.packs.text import parse_file
from renkei.packs.values import Row

R = TypeVar("R", bound=Row)

LISTS: dict[str, tuple[str, type[Row]]] = {
    "sources.yaml": ("sources", Source),
    "meetings.yaml": ("meetings", Meeting),
    "series.yaml": ("series", Series),
    "forecasts.yaml": ("forecasts", Forecast),
    "events.yaml": ("events", PoliticalEvent),
    "hints.yaml": ("hints", Hints),
    "lineups.yaml": ("lineups", Lineup),
    "systems.yaml": ("systems", System),
}
PARTS: dict[str, type[Row]] = {
    "posts": Post,
    "holders": Holder,
    "links": Link,
    "arrangements": Arrangement,
    "measures": Measure,
}
MANIFEST, STRUCTURE, EXCEPTIONS, ACTORS, CONDUCT = (
    "pack.yaml",
    "organisations.yaml",
    "exceptions.yaml",
    "actors.yaml",
    "conduct.yaml",
)


def read_pack(folder: Path) -> tuple[Pack | None, list[Finding]]:
    """The pack in `folder`, and what in its files departs from the schema.

    The pack holds the rows that are well formed; it is None only if ``pack.yaml`` is not.

    Raises
    ------
    PackError
        If the folder or a file cannot be read at all, or is not YAML.
    """
    if not (folder / MANIFEST).is_file():
        raise PackError(f"{folder}: not a pack: it has no {MANIFEST}")
    findings = list(_strangers(folder))
    rows: dict[str, Any] = {
        field: _rows(folder, name, model, findings) for name, (field, model) in LISTS.items()
    }
    rows["items"] = _items(folder, findings)
    rows["structure"] = _structure(folder, findings)
    rows["scenarios"] = _scenarios(folder, findings)
    rows["conduct"] = _conduct(folder, findings)
    exceptions = _whole(folder, EXCEPTIONS, Exceptions, findings)
    manifest = _whole(folder, MANIFEST, Manifest, findings)
    if manifest is None:
        return None, findings
    return Pack(manifest=manifest, exceptions=exceptions or Exceptions(), **rows), findings


def _item_files(folder: Path) -> list[Path]:
    """The files of items, in order of name."""
    return sorted((folder / "items").glob("*.yaml"))


def _strangers(folder: Path) -> Iterator[Finding]:
    known = {MANIFEST, STRUCTURE, EXCEPTIONS, ACTORS, CONDUCT, *LISTS}
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in known:
            yield Finding(
                "file", path.name, "", "", f"no such file in a pack; it may be {sorted(known)}"
            )
    if not (folder / ACTORS).is_file():
        yield Finding("file", ACTORS, "", "", "is missing; write {} into it if it names nobody")


def _items(folder: Path, findings: list[Finding]) -> tuple[Item, ...]:
    found: list[Item] = []
    for path in _item_files(folder):
        name = f"items/{path.name}"
        for item in _rows(folder, name, Item, findings):
            found.append(item)
            if item.domain != path.stem:
                message = f"the item says {item.domain!r}: move it to items/{item.domain}.yaml"
                findings.append(Finding("file", name, item.key, "domain", message))
    return tuple(found)


def _scenarios(folder: Path, findings: list[Finding]) -> tuple[Scenario, ...]:
    found: list[Scenario] = []
    for path in sorted((folder / "scenarios").glob("*.yaml")):
        name = f"scenarios/{path.name}"
        scenario = _whole(folder, name, Scenario, findings)
        if scenario is not None:
            found.append(scenario)
            if scenario.key != path.stem:
                message = f"the scenario says {scenario.key!r}: call the file {scenario.key}.yaml"
                findings.append(Finding("file", name, scenario.key, "key", message))
    return tuple(found)


def _conduct(folder: Path, findings: list[Finding]) -> Conduct:
    """The conduct of a pack, with what it takes over from the pack that it is `like`."""
    own = _whole(folder, CONDUCT, Conduct, findings) or Conduct()
    if not own.like:
        return own
    place = Path(__file__).parent / own.like
    if not (place / CONDUCT).is_file():
        message = f"no pack {own.like!r} that ships with Renkei has a {CONDUCT}"
        findings.append(Finding("schema", CONDUCT, "", "like", message))
        return own
    other = _whole(place, CONDUCT, Conduct, findings) or Conduct()
    known = {parameter.key for parameter in own.parameters}
    taken = tuple(row for row in other.parameters if row.key not in known)
    asked = {key for row in other.crossings for key in row.given} - {c.key for c in own.choices}
    return own.model_copy(
        update={
            "parameters": own.parameters + taken,
            "choices": own.choices + tuple(row for row in other.choices if row.key in asked),
            "desks": own.desks + other.desks,
            "work": own.work + other.work,
            "delays": own.delays + other.delays,
            "crossings": own.crossings + other.crossings,
        }
    )


def _structure(folder: Path, findings: list[Finding]) -> Structure:
    data = _content(folder, STRUCTURE, dict, findings)
    parts: dict[str, Any] = {}
    for part, rows in data.items():
        if part not in PARTS or not isinstance(rows, list):
            message = f"{part!r} is not one of the lists {', '.join(PARTS)}"
            findings.append(Finding("schema", STRUCTURE, "", str(part), message))
        else:
            parts[part] = _valid(rows, PARTS[part], STRUCTURE, findings)
    return Structure(**parts)


def _rows(folder: Path, name: str, model: type[R], findings: list[Finding]) -> tuple[R, ...]:
    return _valid(_content(folder, name, list, findings), model, name, findings)


def _whole(folder: Path, name: str, model: type[R], findings: list[Finding]) -> R | None:
    rows = _valid([_content(folder, name, dict, findings)], model, name, findings)
    return rows[0] if rows else None


def _content(folder: Path, name: str, shape: type[Any], findings: list[Finding]) -> Any:
    path = folder / name
    data = parse_file(path) if path.exists() else None
    if data is None:
        return shape()
    if not isinstance(data, shape):
        wanted = "a list of rows" if shape is list else "a mapping of fields"
        findings.append(Finding("schema", name, "", "", f"the file must hold {wanted}"))
        return shape()
    return data


def _valid(rows: list[Any], model: type[R], name: str, findings: list[Finding]) -> tuple[R, ...]:
    valid: list[R] = []
    for place, row in enumerate(rows, 1):
        try:
            valid.append(model.model_validate(row))
        except ValidationError as error:
            findings += _faults(error, row, name, place)
    return tuple(valid)


def _faults(error: ValidationError, row: Any, name: str, place: int) -> Iterator[Finding]:
    label = (
        next((str(row[k]) for k in ("key", "id") if k in row), "") if isinstance(row, dict) else ""
    )
    for fault in error.errors(include_url=False):
        field = ".".join(str(part) for part in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        given = fault["input"]
        shown = f" (stands there: {given!r})" if isinstance(given, str | int | float | bool) else ""
        yield Finding("schema", name, label or f"row {place}", field, message + shown)
