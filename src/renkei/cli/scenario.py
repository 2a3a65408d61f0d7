"""``renkei scenario``: contingencies that can be run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from renkei.cli.options import json_option, pack_option
from renkei.cli.screen import emit, show, table

if TYPE_CHECKING:
    from renkei.packs.scenario import Choice, Parameter


@click.group()
def scenario() -> None:
    """List, look at, check or start a contingency."""


@scenario.command("list")
@pack_option
@json_option
def list_all(pack_name: str, as_json: bool) -> None:
    """List the contingencies of a pack, and the line-ups that each names."""
    from renkei.cli.screen import Flow
    from renkei.packs.load import load_pack

    found = load_pack(pack_name).scenarios
    if as_json:
        emit({**s.labels.model_dump(), "key": s.key, "lineups": list(s.lineups)} for s in found)
        return
    made = table("contingency", "what", "line-ups", whole=[0])
    for one in found:
        made.add_row(Flow(one.key, "bold"), Flow(one.labels.en), Flow(", ".join(one.lineups)))
    show(made)


@scenario.command("show")
@click.argument("contingency")
@pack_option
@json_option
def show_one(contingency: str, pack_name: str, as_json: bool) -> None:
    """Show every figure that a contingency rests on, and where it is from."""
    from renkei.cli.views.runs import assumed
    from renkei.packs.load import load_pack
    from renkei.simulation.assumptions import space
    from renkei.simulation.contest import find_scenario

    pack = load_pack(pack_name)
    known = space(pack.conduct, find_scenario(pack, contingency))
    rows: list[Parameter | Choice] = [*known.parameters.values(), *known.choices.values()]
    if as_json:
        emit(row.model_dump(mode="json") for row in rows)
        return
    show(assumed(rows))


@scenario.command()
@click.argument("file", type=click.Path(path_type=Path))
@pack_option
@json_option
def check(file: Path, pack_name: str, as_json: bool) -> None:
    """Say what is wrong with a contingency in a file.

    The status is 1 if anything is.
    """
    from dataclasses import asdict

    from renkei.packs.load import load_pack
    from renkei.simulation.checking import check_file

    faults = check_file(file, load_pack(pack_name))
    if as_json:
        emit(map(asdict, faults))
    else:
        show(*(map(str, faults) if faults else [f"{file} is in order."]))
    if faults:
        raise SystemExit(1)


@scenario.command()
@click.argument("name")
@pack_option
@json_option
def new(name: str, pack_name: str, as_json: bool) -> None:
    """Start a contingency: write NAME.yaml, in order as it stands, to write over."""
    from renkei.packs.load import load_pack
    from renkei.packs.scenario_file import new_scenario

    path = Path(name if name.endswith(".yaml") else f"{name}.yaml")
    new_scenario(path, load_pack(pack_name))
    if as_json:
        emit([{"file": str(path)}])
        return
    show(str(path), "", f"Write over it, then: renkei scenario check {path}")
