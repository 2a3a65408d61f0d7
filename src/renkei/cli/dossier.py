"""``renkei item`` and ``renkei sources``: what is known of a thing, and who says it."""

from __future__ import annotations

from datetime import date

import click

from renkei.cli.options import (
    day_option,
    json_option,
    looking,
    on_options,
    pack_option,
    reading_if_any,
)
from renkei.cli.screen import emit, show


@click.command()
@click.argument("item")
@on_options
@pack_option
@looking
def item(
    place: str | None,
    as_json: bool,
    item: str,
    on: date | None,
    known_by: date | None,
    pack_name: str,
) -> None:
    """Show all that is known of an item.

    Its names, what it belongs to, its target, its history in the pack with the sources, the ladder
    that the documents in the ledger give, and where the two differ. Without a ledger, the pack's
    part alone. ITEM is a key, a name in any language, or the beginning of one. The key of anything
    else in the pack (a post, a series, a system) shows what the pack says of that.
    """
    from renkei.alliance.dossier import dossier
    from renkei.alliance.facts import under
    from renkei.packs.load import load_names, load_pack
    from renkei.packs.resolve import find_item

    pack = load_pack(pack_name)
    keys, others = under(pack, item)
    if not keys and not others:
        keys = (find_item(item, load_names(pack_name)),)
    day = on or date.today()
    with reading_if_any(place) as book:
        found = [dossier(pack, key, book, day, known_by) for key in keys]
    if as_json:
        from renkei.cli import alliance_shapes as shapes

        emit([*map(shapes.dossier, found), *(shapes.entry(pack, row) for row in others)])
        return
    from renkei.cli.views import dossier as views

    for one in found:
        show(*views.dossier(pack, one, day, ledger=book is not None), "")
    if others:
        show(*views.entries(pack, others))


@click.command()
@click.option("--domain", metavar="KEY", help="Only what the items of this field rest on.")
@click.option("--item", metavar="ITEM", help="Only what this item rests on.")
@day_option("--on", "How old they are on this day.  [default: today]")
@pack_option
@json_option
def sources(
    as_json: bool, pack_name: str, domain: str | None, item: str | None, on: date | None
) -> None:
    """Show who says what the pack holds.

    Each source with its date, how old it is, whether it is official, and what rests on it.
    """
    from renkei.alliance.evidence import backing
    from renkei.cli.items import in_domain
    from renkei.packs.load import load_names, load_pack
    from renkei.packs.resolve import find_item

    pack = load_pack(pack_name)
    keys = in_domain(pack, domain)
    if item is not None:
        keys = {find_item(item, load_names(pack_name))} & (keys or {i.key for i in pack.items})
    found = backing(pack, on or date.today(), keys)
    if as_json:
        from renkei.cli import alliance_shapes as shapes

        emit(map(shapes.backing, found))
        return
    from renkei.cli.views.dossier import sources as view

    show(*view(found))
