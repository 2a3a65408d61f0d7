"""``renkei statements``, ``unfiled`` and ``why``: the statements themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from renkei.cli.options import day_option, item_key, looking, pack_option, reading
from renkei.cli.screen import emit, show
from renkei.nouns import Kind, Reason, Role, Rung

if TYPE_CHECKING:
    from renkei.ledger import Filed, Filter

_KINDS = click.Choice([kind.value for kind in Kind])


@click.command()
@click.option("--kind", type=_KINDS, help="What it claims.")
@click.option("--rung", type=click.Choice([r.value for r in Rung]), help="How real it says it is.")
@click.option("--actor", default="", metavar="NAME", help="Who acts: a code (JP) or a body.")
@click.option("--speaker", default="", metavar="NAME", help="Who speaks; a part of the name.")
@click.option("--role", type=click.Choice([r.value for r in Role]), help="Whose voice it is.")
@click.option("--item", metavar="ITEM", help="What it is filed under; 'none' for nothing.")
@day_option("--since", "It is about this day or later.", last=False)
@day_option("--until", "It is about this day or earlier.")
@click.option("--source", default="", metavar="NAME", help="The outlet; a part of the name.")
@click.option("--language", default="", metavar="TAG", help="zh, zh-Hans, zh-Hant, ja or en.")
@click.option("--document", default="", metavar="ID", help="The document, or how its id begins.")
@click.option("--text", default="", metavar="QUERY", help="Words that stand in its sentence.")
@click.option("--wrong", is_flag=True, help="Only what people marked wrong.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@pack_option
@looking
def statements(
    place: str | None,
    as_json: bool,
    item: str | None,
    limit: int | None,
    pack_name: str,
    **given: Any,
) -> None:
    """List statements, filtered.

    All conditions given must hold; the order is that in which they were read.
    """
    with reading(place) as book:
        key = "" if item == "none" else item and item_key(book, pack_name, item)
        _print(islice(book.statements(_filter(key, **given)), limit), as_json=as_json)


@click.command()
@click.option("--kind", type=_KINDS, default="commitment", show_default=True, help="Which kind.")
@click.option("--all", "every", is_flag=True, help="Every kind.")
@looking
def unfiled(place: str | None, as_json: bool, kind: str, every: bool) -> None:
    """Show what fits no item, grouped.

    Statements are grouped by what they seem to be about.

    Put one where it belongs with `renkei file STATEMENT ITEM`.
    """
    with reading(place) as book:
        groups = book.unfiled(() if every else (Kind(kind),))
    if as_json:
        from renkei.cli import shapes

        emit(shapes.group(group) for group in groups)
        return
    from renkei.cli.views.statements import group as view

    for group in groups:
        show(*view(group, 5))
    if not groups:
        show("Every such statement is filed.")


@click.command()
@click.argument("statement")
@pack_option
@looking
def why(place: str | None, as_json: bool, statement: str, pack_name: str) -> None:
    """Show why a statement was read as it was.

    Each field of STATEMENT is shown with its reason. STATEMENT is an id, or how it begins. What the
    reader noted is shown; if it noted nothing, it is worked out anew from the document.
    """
    with reading(place) as book:
        filed = book.statement(statement)
        given = book.reasons(filed.id)
        if not given:
            from renkei.packs.load import load_names
            from renkei.reading.why import why as worked_out

            document = book.document(filed.statement.document)
            given = tuple(worked_out(document, load_names(pack_name), filed.statement))
    if as_json:
        from renkei.cli import shapes

        rule = "a footnote mark of its sentence leads to it"
        sources = (Reason("reference", text, rule) for text in filed.references)
        emit(shapes.reason(filed.id, one) for one in (*given, *sources))
        return
    from renkei.cli.views import statements as view

    show(*view.statement(filed), *view.reasons(given))


def _filter(
    item: str | None,
    kind: str | None,
    rung: str | None,
    role: str | None,
    wrong: bool,
    since: date | None,
    until: date | None,
    **texts: Any,
) -> Filter:
    from renkei.ledger import Filter

    return Filter(
        kind=Kind(kind) if kind else None,
        status=Rung(rung) if rung else None,
        role=Role(role) if role else None,
        item=item,
        since=since,
        until=until,
        wrong=wrong,
        **texts,
    )


def _print(found: Iterator[Filed], *, as_json: bool) -> None:
    if as_json:
        from renkei.cli import shapes

        emit(map(shapes.statement, found))
        return
    from renkei.cli.views.statements import statement as view

    none = True
    for filed in found:
        none = False
        show(*view(filed))
    if none:
        show("No statement meets all of that.")
