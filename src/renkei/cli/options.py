"""Options and arguments that several commands share."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from renkei.ledger import Ledger

F = TypeVar("F", bound=Callable[..., Any])


def nearest(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """What the command is told, else what was told before it, else `value`."""
    for told in (ctx, ctx.find_root()):
        if told.get_parameter_source(str(param.name)) is ParameterSource.COMMANDLINE:
            return value if told is ctx else told.params[str(param.name)]
    return value


ledger_option = click.option(
    "--ledger",
    "place",
    metavar="FILE",
    callback=nearest,
    envvar="RENKEI_LEDGER",
    show_envvar=True,
    help="The ledger: a file, or a postgresql:// address.  [default: a file in your data folder]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
pack_option = click.option(
    "--pack",
    "pack_name",
    metavar="PACK",
    envvar="RENKEI_PACK",
    show_envvar=True,
    default="us_japan",
    show_default=True,
    help="The pack whose items and names are used: its name or its folder.",
)


def day_option(name: str, text: str, *, last: bool = True) -> Callable[[F], F]:
    """An option that takes a day; a month or a year stands for its first or its last."""

    def convert(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
        from renkei.edtf import bounds

        if value is None:
            return None
        try:
            day = bounds(value)[last]
        except ValueError:
            day = None
        if day is None:
            raise click.BadParameter(f"{value!r} is no date; write 2024-04-10, 2024-04 or 2024")
        return day

    return click.option(name, metavar="DATE", callback=convert, help=text)


def looking(command: F) -> F:
    """Adds ``--ledger`` and ``--json`` to a command."""
    return ledger_option(json_option(command))


def on_options(command: F) -> F:
    """Adds ``--on`` and ``--known-by``."""
    known = day_option(
        "--known-by", "By what was published by this day.  [default: the day of --on]"
    )
    return day_option("--on", "As things stood on this day.  [default: today]")(known(command))


def decided_options(command: F) -> F:
    """Adds ``--who`` and ``--why``, for whoever decides something."""
    who = click.option(
        "--who",
        envvar="RENKEI_WHO",
        show_envvar=True,
        default=lambda: user(),
        show_default="your user name",
        help="Who decides.",
    )
    return who(click.option("--why", default="", help="Why, in a few words.")(command))


def user() -> str:
    """The name of whoever sits at the keyboard, as far as the machine knows it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "user"


def reading(place: str | None) -> Ledger:
    """The ledger at `place`, for looking at.

    Raises
    ------
    LedgerError
        If there is none, or it cannot be opened.
    """
    from renkei.ledger import Ledger

    return Ledger.open(place, readonly=True)


def reading_if_any(place: str | None) -> AbstractContextManager[Ledger | None]:
    """The ledger at `place`, for looking at; None if no place is named and there is none yet.

    Raises
    ------
    LedgerError
        If a place is named and there is no ledger, or it cannot be opened.
    """
    from renkei.ledger import default_path

    if place is None and not Path(default_path()).exists():
        return nullcontext()
    return reading(place)


def writing(place: str | None) -> Ledger:
    """The ledger at `place` for a person's correction; it must be there already."""
    from renkei.ledger import Ledger

    Ledger.open(place, readonly=True).close()
    return Ledger.open(place)


def item_key(ledger: Ledger, pack_name: str, text: str) -> str:
    """The key of the item that `text` means, of the pack or of the ledger.

    Raises
    ------
    PackError
        If none or several are meant; the message suggests some.
    """
    from renkei.nouns import Name
    from renkei.packs.load import load_names
    from renkei.packs.resolve import find_item

    made = (Name(name, "item", key) for key, name in ledger.made().items())
    keys = [state.key for state in ledger.items()]
    return find_item(text, (*load_names(pack_name), *made), keys)
