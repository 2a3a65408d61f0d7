"""``renkei pack check``, ``new``, ``systems`` and ``deliverables``."""

from __future__ import annotations

from pathlib import Path

import click

from renkei.cli.options import json_option, pack_option
from renkei.cli.screen import Flow, emit, show, table


@click.group()
def pack() -> None:
    """Check, list or start a pack: an alliance as data."""


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


@pack.command()
@click.argument("where", default="us_japan", metavar="[PACK]")
@json_option
def systems(where: str, as_json: bool) -> None:
    """List what a pack promises to cover, and how much stands behind each.

    PACK is the name of one that ships with Renkei, or a folder.  [default: us_japan]
    """
    from renkei.packs.coverage import coverage
    from renkei.packs.load import load_pack

    rows = list(coverage(load_pack(where)))
    if as_json:
        from renkei.cli import shapes

        emit(map(shapes.system, rows))
        return
    made = table("system", "rows", "sources", "first", "last", right=(1, 2), whole=(1, 2, 3, 4))
    for row in rows:
        words = f"{row.system.area}: {row.system.label}"
        counts = str(row.facts), str(row.sources)
        made.add_row(Flow(words), *counts, day(row.first), day(row.last))
    show(made, "", f"{len(rows)} systems in {where}")


@pack.command()
@click.argument("meeting", default="2024-04-10-leaders-summit", metavar="[MEETING]")
@pack_option
@json_option
def deliverables(meeting: str, pack_name: str, as_json: bool) -> None:
    """List what a meeting promised, one by one, and what became of it.

    The number is the place in the text that lists them. [default: 2024-04-10-leaders-summit]
    """
    from renkei.packs.coverage import deliverables as promised
    from renkei.packs.load import load_pack

    rows = promised(load_pack(pack_name), meeting)
    if as_json:
        from renkei.cli import shapes

        emit(map(shapes.deliverable, rows))
        return
    made = table("no.", "item", "stands", "date", "by its last row", right=(0,), whole=(0, 2, 3))
    for row in rows:
        numbers = ",".join(map(str, row.numbers)) or "–"
        said = row.last.what if row.later else "Nothing later was found."
        name, when = Flow(row.item.labels.en), day(row.last.date)
        made.add_row(numbers, name, row.last.status, when, Flow(said))
    show(made, "", f"{len(rows)} items, {sum(row.later for row in rows)} of them with later rows")


def day(when: str) -> str:
    """The beginning of a time, which a narrow column can hold."""
    return when.partition("/")[0] or "–"
