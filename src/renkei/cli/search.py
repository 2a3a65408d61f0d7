"""``renkei search``: full-text in all three languages."""

from __future__ import annotations

import click

from renkei.cli.options import looking, reading
from renkei.cli.screen import emit, show


@click.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most.")
@looking
def search(place: str | None, as_json: bool, query: str, limit: int) -> None:
    """Find sentences in all three languages.

    All parts of QUERY occur in each. Parts are set apart by spaces; quotation marks keep one
    together. Traditional and simplified characters, capitals and widths are one.
    """
    with reading(place) as book:
        hits = book.search(query, limit)
    if as_json:
        from renkei.cli import shapes

        emit(map(shapes.hit, hits))
        return
    from renkei.cli.views.statements import hit as view

    for found in hits:
        show(*view(found))
    if not hits:
        show(f"Nothing in the ledger says {query!r}.")
