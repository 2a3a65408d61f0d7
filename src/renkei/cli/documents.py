"""``renkei documents``: what is in the ledger, what is not, and why."""

from __future__ import annotations

import click

from renkei.cli.options import looking, reading
from renkei.cli.screen import emit, show


@click.command()
@click.option("--failed", is_flag=True, help="Only what could not be read.")
@looking
def documents(place: str | None, as_json: bool, failed: bool) -> None:
    """List the documents, and what was not read.

    Also which documents are near-duplicates, and why others could not be read.
    """
    from renkei.cli import shapes
    from renkei.cli.views import documents as view

    with reading(place) as book:
        rows = [] if failed else book.documents()
        lost = book.failures()
    if as_json:
        emit(map(shapes.document, rows))
        emit(map(shapes.failure, lost))
        return
    if rows:
        show(view.documents_table(rows), *view.near_duplicates(rows))
    show(*view.failures(lost))
    if not rows and not lost:
        show("Everything was read." if failed else "Nothing was read yet.")
