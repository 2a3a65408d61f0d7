"""``renkei suggestions``: new things that several documents speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from renkei.cli.options import decided_options, looking, pack_option, reading, writing
from renkei.cli.screen import emit, show

if TYPE_CHECKING:
    from renkei.ledger import Decided, Ledger, Suggestion


@click.group(invoke_without_command=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most.")
@pack_option
@looking
@click.pass_context
def suggestions(
    ctx: click.Context, place: str | None, as_json: bool, limit: int, pack_name: str
) -> None:
    """Show what could become an item.

    Names that no pack knows and that occur in what two documents or more say, where those are not
    nearly the same; each in its own language, with its documents and quotes.
    """
    if ctx.invoked_subcommand:
        return
    with reading(place) as book:
        found = book.suggestions.found(_known(pack_name))[:limit]
    if as_json:
        from renkei.cli import shapes

        emit(map(shapes.suggestion, found))
        return
    from renkei.cli.views.statements import suggestion as view

    for one in found:
        show(*view(one, 3))
    if found:
        show("Make one an item with: renkei suggestions accept NAME --key KEY")
    else:
        show("Nothing new is spoken of by several documents.")


@suggestions.command()
@click.argument("name")
@click.option("--key", required=True, metavar="KEY", help="The key of the new item.")
@decided_options
@pack_option
@looking
def accept(
    place: str | None, as_json: bool, name: str, key: str, who: str, why: str, pack_name: str
) -> None:
    """Make an item of a suggestion.

    The statements that have its NAME are put under the new item. Undoing the decision frees them.
    """
    with writing(place) as book:
        one = _meant(book, name, pack_name)
        _told(book.suggestions.accept(one, key, who, why), as_json=as_json)


@suggestions.command()
@click.argument("name")
@decided_options
@pack_option
@looking
def reject(place: str | None, as_json: bool, name: str, who: str, why: str, pack_name: str) -> None:
    """Want no item for a name.

    It is not suggested again, unless the decision is undone.
    """
    with writing(place) as book:
        one = _meant(book, name, pack_name)
        _told(book.suggestions.refuse(one.name, who, why), as_json=as_json)


def _known(pack_name: str) -> list[str]:
    from renkei.packs.load import load_names

    return [name.text for name in load_names(pack_name)]


def _meant(book: Ledger, name: str, pack_name: str) -> Suggestion:
    """The suggestion that one of its forms names."""
    from renkei.errors import LedgerError
    from renkei.ledger.search import fold

    for one in book.suggestions.found(_known(pack_name)):
        if fold(name) in map(fold, one.forms):
            return one
    raise LedgerError(f"{name!r} is not suggested; renkei suggestions --limit 1000 lists what is")


def _told(one: Decided, *, as_json: bool) -> None:
    if as_json:
        from renkei.cli import shapes

        emit([shapes.decision(one)])
        return
    from renkei.cli.views.decisions import decision as view

    show(*view(one, orphan=False))
    click.echo(f"Take it back with: renkei undo {one.id}")
