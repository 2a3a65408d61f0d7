"""``renkei due``: what falls due, and what is overdue."""

from __future__ import annotations

import re
from datetime import date

import click

from renkei.cli.options import day_option, looking, pack_option, reading_if_any
from renkei.cli.screen import emit, show

_MONTHS_A_YEAR = 12


def _months(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    found = re.fullmatch(r"(\d{1,4})\s*([my]?)", value.strip().lower(), re.ASCII)
    if not found:
        raise click.BadParameter(f"{value!r} is no time; write 12m for months, 2y for years")
    return int(found[1]) * (_MONTHS_A_YEAR if found[2] == "y" else 1)


@click.command()
@click.option(
    "--within",
    "months",
    default="12m",
    show_default=True,
    metavar="TIME",
    callback=_months,
    help="How far ahead: 12m is twelve months, 2y two years.",
)
@day_option("--on", "As seen on this day, by what was published by it.  [default: today]")
@pack_option
@looking
def due(place: str | None, as_json: bool, months: int, on: date | None, pack_name: str) -> None:
    """Show what falls due, and what is overdue.

    By the targets of the pack and by what the documents in the ledger say, with the evidence of
    progress, or none. Without a ledger, the pack's part alone.
    """
    from renkei.outlook.due import due as dues
    from renkei.packs.load import load_pack

    pack, day = load_pack(pack_name), on or date.today()
    with reading_if_any(place) as book:
        found = dues(pack, book, day, months)
    if as_json:
        from renkei.cli import alliance_shapes as shapes

        emit(map(shapes.due, found))
        return
    from renkei.cli.views.due import due as view

    show(*view(pack, found, day, months, ledger=book is not None))
