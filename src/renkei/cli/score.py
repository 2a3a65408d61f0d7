"""``renkei score``: how well statements are read, against a hand coding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from renkei.cli.options import json_option, pack_option
from renkei.cli.screen import emit, show

if TYPE_CHECKING:
    from renkei.scoring.report import Score

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("gold", type=_PATH)
@click.option("--documents", type=_PATH, metavar="DIR", help="Where the coded documents lie.")
@click.option("--against", type=_PATH, metavar="CODING", help="Score this coding, not the reader.")
@click.option("--only", multiple=True, metavar="DOC", help="Only this document; give it again.")
@click.option("--errors", is_flag=True, help="List what was missed, invented and mistaken.")
@click.option("--html", type=_PATH, metavar="FILE", help="Write the errors as a page, in context.")
@pack_option
@json_option
def score(
    gold: Path,
    documents: Path | None,
    against: Path | None,
    only: tuple[str, ...],
    errors: bool,
    html: Path | None,
    pack_name: str,
    as_json: bool,
) -> None:
    """Say how well statements are read.

    GOLD is a hand coding: JSON Lines with the codebook's fields, whose documents lie in
    --documents; or a marked text, or a folder of them, such as corpus/en. With --against, two
    coders are compared. --only takes a document's name, or a file that lists names.
    """
    from renkei.packs.load import load_names
    from renkei.scoring import report

    found = report.score(
        gold,
        documents,
        names=None if against else load_names(pack_name),
        coding=against,
        only=_listed(only),
    )
    if html:
        from renkei.scoring.page import page

        try:
            html.write_text(page(found), "utf-8")
        except OSError as error:
            raise click.ClickException(f"{html} cannot be written ({error.strerror})") from error
    _tell(found, as_json, errors)


def _listed(only: Sequence[str]) -> list[str]:
    """The names given, with those in a file for the name of a file that lists some."""
    names = []
    for name in only:
        file = Path(name)
        names += file.read_text("utf-8").split() if file.is_file() else [name]
    return names


def _tell(found: Score, as_json: bool, errors: bool) -> None:
    if as_json:
        from renkei.scoring.shape import as_json as shape

        emit([shape(found)])
        return
    from renkei.cli.views import scores

    show(*scores.summary(found))
    if errors:
        show(*scores.errors(found))
