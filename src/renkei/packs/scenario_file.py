"""A scenario as a file by itself: reading and checking it, and starting a new one.

Every fault is told with its file, line and field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from renkei.errors import PackError
from renkei.packs.rules_scenarios import scenario_faults
from renkei.packs.scenario import Scenario
from renkei.packs.text import parse_file

if TYPE_CHECKING:
    from renkei.packs.pack import Pack

SAMPLE = Path(__file__).with_name("new_scenario.yaml")


@dataclass(frozen=True, slots=True)
class FaultAt:
    """What is wrong with a scenario, and where."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """As one line."""
        return f"{self.file}:{self.line}: {self.field or 'the file'}: {self.message}"


def read_scenario(path: Path, pack: Pack) -> Scenario:
    """The scenario in a file, to be run with `pack`.

    Raises
    ------
    PackError
        If it cannot be read or anything is wrong with it; the message lists where.
    """
    scenario, faults = check_scenario(path, pack)
    if faults or scenario is None:
        shown = "\n".join(f"  {fault}" for fault in faults[:20])
        raise PackError(f"{path} cannot be run:\n{shown}")
    return scenario


def check_scenario(path: Path, pack: Pack) -> tuple[Scenario | None, list[FaultAt]]:
    """The scenario in a file, and all that is wrong with it.

    Raises
    ------
    PackError
        If the file cannot be read, or is not YAML.
    """
    data = parse_file(path)
    lines = _lines(path)

    def at(field: str, message: str) -> FaultAt:
        known = field
        while known and known not in lines:
            known = known.rpartition(".")[0]
        return FaultAt(str(path), lines.get(known, 1), field, message)

    if not isinstance(data, dict):
        return None, [at("", "the file must hold a mapping of fields")]
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        return None, [at(field, message) for field, message in _faults(error)]
    return scenario, [at(field, message) for field, message in scenario_faults(pack, scenario)]


def new_scenario(path: Path, pack: Pack) -> None:
    """Write a scenario to begin from, in order as it stands, with posts of `pack`.

    Raises
    ------
    PackError
        If a file stands there already, it cannot be written, or the pack has no two posts.
    """
    posts = [post for post in pack.structure.posts if len(post.nations) == 1]
    nations = [
        nation for nation in pack.manifest.parties if any(nation in p.nations for p in posts)
    ]
    if not nations or not pack.lineups:
        raise PackError(f"{pack.manifest.key}: the pack has no posts or no line-ups to run")
    first, last = nations[0], nations[-1]
    lowest = {
        n: [p.key for p in posts if n in p.nations and p.type == "headquarters"] for n in nations
    }
    words = {
        "KEY": path.stem,
        "FIRST_POST": (lowest[first] or [p.key for p in posts if first in p.nations])[-1],
        "SECOND_POST": (lowest[last] or [p.key for p in posts if last in p.nations])[-1],
        "FIRST": first,
        "SECOND": last,
        "LINEUP": pack.lineups[0].key,
    }
    text = SAMPLE.read_text("utf-8")
    for word, value in words.items():
        text = text.replace(f"<{word}>", value)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise PackError(f"{path}: a file stands there already") from error
    except OSError as error:
        raise PackError(f"{path}: cannot be written ({error.strerror})") from error


def _faults(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Every fault; a list that is short only because its rows are at fault is not one."""
    faults = error.errors(include_url=False)
    places = [fault["loc"] for fault in faults]
    for fault in faults:
        at = fault["loc"]
        if fault["type"] == "too_short" and any(p != at and p[: len(at)] == at for p in places):
            continue
        given = fault["input"]
        shown = f" (stands there: {given!r})" if isinstance(given, str | int | float) else ""
        message = fault["msg"].removeprefix("Value error, ") + shown
        yield ".".join(str(part) for part in at), message


def _lines(path: Path) -> dict[str, int]:
    """The line, from 1, at which each dotted field of a YAML file stands."""
    import yaml

    found: dict[str, int] = {}

    def walk(node: Any, field: str) -> None:
        found.setdefault(field, node.start_mark.line + 1)
        pairs: Iterator[tuple[Any, Any]] = iter(())
        if isinstance(node, yaml.MappingNode):
            pairs = ((key.value, value) for key, value in node.value)
        elif isinstance(node, yaml.SequenceNode):
            pairs = iter(enumerate(node.value))
        for key, value in pairs:
            walk(value, f"{field}.{key}" if field else str(key))

    root = yaml.compose(path.read_text("utf-8"))
    if root is not None:
        walk(root, "")
    return found
