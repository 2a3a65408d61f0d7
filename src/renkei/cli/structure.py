"""``renkei structure``: who commands, who reports and who coordinates, on any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from renkei.cli.options import day_option, json_option, pack_option
from renkei.cli.screen import emit, show

if TYPE_CHECKING:
    from renkei.alliance.shown import Shown
    from renkei.packs.pack import Pack

LANGUAGES = ("en", "zh", "zh-Hant", "ja")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@day_option("--on", "As things stood on this day.  [default: today]")
@day_option("--diff", "Compare with how they stood on this day.")
@click.option(
    "--arrangement",
    metavar="NAME",
    help="A proposed arrangement, against the day it was proposed or that of --on.",
)
@day_option("--known-by", "Only what rests on sources that were public by this day.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="What posts are called in.",
)
@click.option("--sources", "listed", is_flag=True, help="List the sources and the pack's notes.")
@click.option("--svg", type=_FILE, metavar="FILE", help="Draw it into this file.")
@click.option("--png", type=_FILE, metavar="FILE", help="Draw it into this file, as pixels.")
@click.option("--graphml", type=_FILE, metavar="FILE", help="Write it as a graph for other tools.")
@pack_option
@json_option
def structure(
    as_json: bool,
    pack_name: str,
    on: date | None,
    diff: date | None,
    arrangement: str | None,
    known_by: date | None,
    language: str,
    listed: bool,
    svg: Path | None,
    png: Path | None,
    graphml: Path | None,
) -> None:
    """Show who commands, who reports and who coordinates.

    As a tree of posts, then the links of coordination and information with the distance and the
    time difference between their seats. An unambiguous beginning of an arrangement's NAME will do.
    """
    if arrangement is not None and diff is not None:
        raise click.UsageError("--arrangement is compared with its own day: give --on, not --diff")
    from renkei.alliance.proposal import find_proposal
    from renkei.alliance.shown import look
    from renkei.packs.load import load_pack

    pack = load_pack(pack_name)
    proposal = None if arrangement is None else find_proposal(pack, arrangement)
    shown = look(pack, on, against=diff, proposal=proposal, known_by=known_by)
    files = {"svg": svg, "png": png, "graphml": graphml}
    wanted = {kind: path for kind, path in files.items() if path is not None}
    if wanted:
        _write(pack, shown, language, wanted)
    if as_json:
        from renkei.cli import alliance_shapes as shapes

        emit(shapes.structure(pack, shown))
    elif wanted:
        show(*map(str, wanted.values()))
    else:
        from renkei.cli.views import structure as view

        show(*view.structure(pack, shown, language, listed=listed))


def _write(pack: Pack, shown: Shown, language: str, files: dict[str, Path]) -> None:
    from renkei.export.write import write_structure

    for kind, path in files.items():
        try:
            path.write_bytes(write_structure(pack, shown, language, kind))
        except OSError as error:
            raise click.FileError(str(path), error.strerror or "cannot be written") from error
