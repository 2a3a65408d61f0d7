"""``renkei ledger`` and ``renkei show``: the items, and one item's ladder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from renkei.cli.options import item_key, looking, on_options, pack_option, reading
from renkei.cli.screen import emit
from renkei.cli.screen import show as print_

if TYPE_CHECKING:
    from renkei.ledger import Filed, ItemState, Ledger
    from renkei.packs.pack import Pack
    from renkei.packs.schema import Item, Series


@click.command()
@on_options
@click.option("--domain", metavar="KEY", help="Only the items of this field of the pack.")
@pack_option
@looking
def ledger(
    place: str | None,
    as_json: bool,
    on: date | None,
    known_by: date | None,
    domain: str | None,
    pack_name: str,
) -> None:
    """Show the items and how real each is.

    Its rung, since when, on whose word, what falls due, and how much was said of it. The quotes
    are counted as quotes/sources. With --on one looks at a day from that very day; an earlier
    --known-by looks from before, a later one with hindsight.
    """
    from renkei.cli import shapes
    from renkei.packs.load import load_pack

    pack = load_pack(pack_name)
    keys = in_domain(pack, domain)
    with reading(place) as book:
        states = [
            state
            for state in book.items(on, known_by, targets=targets(pack))
            if keys is None or state.key in keys
        ]
        states.sort(key=lambda s: (s.changed or date.min, s.quotes), reverse=True)
        if as_json:
            emit(shapes.item(s, *described(pack, s.key)) for s in states)
        elif states:
            from renkei.cli.views import items as view

            print_(view.ledger_table(states, words_of(book, states)), "", view.TABLE_LEGEND)
        else:
            print_("Nothing is said of any item yet.")


@click.command()
@click.argument("item")
@click.option("--moves", is_flag=True, help="Only the steps that moved something.")
@on_options
@pack_option
@looking
def show(
    place: str | None,
    as_json: bool,
    item: str,
    moves: bool,
    on: date | None,
    known_by: date | None,
    pack_name: str,
) -> None:
    """Show an item's ladder through time.

    Each step comes with its quote, speaker, source and link. ITEM is a key, a name in Chinese,
    Japanese or English, or the beginning of one.
    """
    from renkei.cli import shapes
    from renkei.packs.load import load_pack

    pack = load_pack(pack_name)
    with reading(place) as book:
        key = item_key(book, pack_name, item)
        turns = [t for t in book.history(key, on, known_by) if t.moved or not moves]
        if as_json:
            emit(shapes.step(key, turn) for turn in turns)
            return
        from renkei.cli.views import items as view
        from renkei.ledger import Filter

        (state,) = book.items(on, known_by, targets=targets(pack), keys=[key])
        words = words_of(book, [state])
        made = book.made().get(key)
        labels = [made] if made else described(pack, key)[1].values()
        print_(*view.header(state, list(labels), words))
        print_(*view.steps(turns), *view.against(state, words), "")
        print_(view.STEPS_LEGEND if turns else "Nobody has committed to it yet.")
        print_(*view.beside(book.statements(Filter(item=key, known_by=known_by or on)), key))


def words_of(book: Ledger, states: Iterable[ItemState]) -> dict[str, Filed]:
    """The statements that standings and contradictions rest on, by their ids."""
    found: dict[str, Filed] = {}
    for state in states:
        standings = [s.word for s in (state.official, state.reported) if s]
        for word in (*standings, *state.contradictions):
            found[word.id] = book.statement(word.id)
    return found


def targets(pack: Pack) -> dict[str, str]:
    """By when the pack says that each item is to be done."""
    return {item.key: item.target.by for item in pack.items if item.target.by != "none"}


def described(pack: Pack, key: str) -> tuple[str, dict[str, str]]:
    """The field of an item and its labels by language; empty if the pack does not have it."""
    rows: list[Item | Series] = [*pack.items, *pack.series]
    row = next((row for row in rows if row.key == key), None)
    if row is None:
        return "", {}
    labels = {"en": row.labels.en, "zh": row.labels.zh, "ja": row.labels.ja}
    return getattr(row, "domain", ""), labels


def in_domain(pack: Pack, domain: str | None) -> set[str] | None:
    """The keys of a field's items; None for all fields."""
    if not domain:
        return None
    fields = [d.key for d in pack.manifest.domains]
    if domain not in fields:
        raise click.BadParameter(
            f"no {domain!r}; there are {', '.join(fields)}", param_hint="--domain"
        )
    return {item.key for item in pack.items if item.domain == domain}
