"""``renkei pack check`` and ``renkei pack new``."""

from __future__ import annotations

from pathlib import Path

import click

from renkei.cli.options import json_option
from renkei.cli.screen import emit, show


@click.group()
def pack() -> None:
    """Check or start a pack: an alliance as data."""


@pack.command()
@click.argument("where", default="us_japan", metavar="[PACK]")
@json_option
def check(where: str, as_json: bool) -> None:
    """Say what is wrong with a pack.

    The status is 1 if anything is. PACK is the name of one that ships with Renkei, or a folder.
    [default: us_japan]
    """
    from renkei.packs.check import check_folder
    from renkei.packs.load import pack_folder

    findings = check_folder(pack_folder(where))
    if as_json:
        from renkei.cli import shapes

        emit(map(shapes.finding, findings))
    elif findings:
        show(*map(str, findings), "", f"{len(findings)} findings in {where}")
    else:
        show(f"{where} is in order.")
    if findings:
        raise SystemExit(1)


@pack.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--key", help="Its name.  [default: the folder's]")
@click.option(
    "--parties",
    nargs=2,
    default=("US", "JP"),
    show_default=True,
    metavar="CODE CODE",
    help="The allies, as ISO codes.",
)
@json_option
def new(folder: Path, key: str | None, parties: tuple[str, str], as_json: bool) -> None:
    """Start a pack in a folder.

    Every file is written into FOLDER, with one row of each sort to write over.
    """
    from renkei.packs.new import new_pack

    written = new_pack(folder, key or folder.resolve().name, parties)
    if as_json:
        emit({"file": str(path)} for path in written)
        return
    show(*map(str, written), "", f"Write over its rows, then: renkei pack check {folder}")
