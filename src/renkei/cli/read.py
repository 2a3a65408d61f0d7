"""``renkei read`` and ``renkei sample``: documents into the ledger."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from renkei.cli.options import json_option, looking, nearest, pack_option, user
from renkei.cli.screen import console, emit, show
from renkei.cli.wrap import cut
from renkei.nouns import Failure

if TYPE_CHECKING:
    from renkei.intake import Progress, Taken

_STOPPED = 130
_NAME = 40


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--published", default="", metavar="DATE", help="The day of publication of them all.")
@click.option("-q", "--quiet", is_flag=True, help="Only what failed, and the sum.")
@pack_option
@looking
def read(
    place: str | None,
    as_json: bool,
    sources: tuple[str, ...],
    published: str,
    quiet: bool,
    pack_name: str,
) -> None:
    """Read documents into the ledger.

    Says what is new, what was known, what failed and why. A SOURCE is a file, a folder, a
    pattern, an http(s) address, a feed, or - for standard input. What is in the ledger already
    is passed over, so the same command goes on where it was stopped.
    """
    try:
        _read(place, sources, published, pack_name, as_json=as_json, quiet=quiet)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from error


@click.command()
@click.option(
    "--ledger",
    "place",
    metavar="FILE",
    default="sample.ledger",
    show_default=True,
    callback=nearest,
    help="The ledger to read it into.",
)
@json_option
def sample(place: str, as_json: bool) -> None:
    """Read the sample documents and show their ledger.

    They come with Renkei, which wrote them about facts with sources.
    """
    from renkei.cli.items import ledger
    from renkei.samples import folder

    _read(place, (str(folder()),), "", "us_japan", as_json=as_json, quiet=False)
    if not as_json:
        click.echo()
        click.get_current_context().invoke(ledger, place=place, as_json=False, pack_name="us_japan")
        click.echo()
        show("To see the quotes of an item:")
        click.echo(f"  renkei show joint-operations-command --ledger {place}")


def _read(
    place: str | None,
    sources: tuple[str, ...],
    published: str,
    pack_name: str,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Reads, says what became of each, and ends with 0, 1 (nothing was read) or 130 (stopped)."""
    from renkei.cli.views.documents import outcome, summary
    from renkei.intake import take_in
    from renkei.ledger import Ledger
    from renkei.packs.load import load_names

    counts: Counter[str] = Counter()
    stopped = False
    names = load_names(pack_name)
    with Ledger.open(place) as book, _progress(as_json=as_json) as progress:
        found = take_in(
            book, *sources, published=published, who=user(), names=names, progress=progress
        )
        try:
            for one in found:
                _count(counts, one)
                if as_json:
                    _emit(one)
                elif not quiet or isinstance(one, Failure):
                    show(*outcome(one))
        except KeyboardInterrupt:
            stopped = True
    if not as_json:
        show(summary(counts, book.place))
    if stopped:
        click.echo(
            "Stopped. What is listed is kept; run the same command again to go on.", err=True
        )
        raise SystemExit(_STOPPED)
    if counts["failed"] == counts.total():
        raise SystemExit(1)


def _emit(one: Taken | Failure) -> None:
    from renkei.cli import shapes

    emit([shapes.taken(one)])


def _count(counts: Counter[str], one: Taken | Failure) -> None:
    if isinstance(one, Failure):
        counts["failed"] += 1
        return
    counts[one.added.value] += 1
    counts["statements"] += one.statements or 0


@contextmanager
def _progress(*, as_json: bool) -> Iterator[Progress | None]:
    """A bar beneath what is printed, or on standard error if only that is a terminal."""
    if as_json or not (sys.stdout.isatty() or sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    screen = console() if sys.stdout.isatty() else Console(stderr=True)
    columns = (BarColumn(20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, total: int, origin: str) -> None:
            name = cut(origin.rstrip("/").rpartition("/")[2], _NAME)
            bar.update(task, completed=done, total=total, description=name)

        yield tell
