"""People's corrections, each a command, and ``renkei decisions``, which lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from renkei.cli.options import decided_options, item_key, looking, pack_option, reading, writing
from renkei.cli.screen import emit, show

if TYPE_CHECKING:
    from renkei.ledger import Decided, Decision, Ledger

_STATEMENT = re.compile("[0-9a-f]{6,20}")
_new = click.option("--new", is_flag=True, help="ITEM is the key of a new item.")


@click.command()
@click.argument("statement")
@click.argument("item")
@_new
@decided_options
@pack_option
@looking
def file(
    place: str | None,
    as_json: bool,
    statement: str,
    item: str,
    new: bool,
    who: str,
    why: str,
    pack_name: str,
) -> None:
    """Put a statement under an item.

    STATEMENT is an id, or how it begins. ITEM is a key, a name, or how one begins; 'none' puts the
    statement under nothing.
    """
    from renkei.ledger import Decision, DecisionKind

    with writing(place) as book:
        key = item if new else "" if item == "none" else item_key(book, pack_name, item)
        decision = Decision(DecisionKind.FILE, statement=statement, value=key, who=who, why=why)
        _decide(book, [decision], as_json=as_json)


@click.command()
@click.argument("item")
@click.argument("new")
@click.argument("statements", nargs=-1, required=True, metavar="STATEMENT...")
@decided_options
@pack_option
@looking
def split(
    place: str | None,
    as_json: bool,
    item: str,
    new: str,
    statements: tuple[str, ...],
    who: str,
    why: str,
    pack_name: str,
) -> None:
    """Take statements out of an item.

    Each STATEMENT of ITEM goes to the item NEW, which need not be there yet.
    """
    from renkei.ledger import Decision, DecisionKind

    with writing(place) as book:
        key = item_key(book, pack_name, item)
        given = (
            Decision(DecisionKind.SPLIT, statement=s, item=key, value=new, who=who, why=why)
            for s in statements
        )
        _decide(book, given, as_json=as_json)


@click.command()
@click.argument("item")
@click.argument("into")
@decided_options
@pack_option
@looking
def merge(
    place: str | None, as_json: bool, item: str, into: str, who: str, why: str, pack_name: str
) -> None:
    """Make one item part of another.

    All that is said of ITEM counts for the item INTO from now on.
    """
    from renkei.ledger import Decision, DecisionKind

    with writing(place) as book:
        old, value = (item_key(book, pack_name, text) for text in (item, into))
        decision = Decision(DecisionKind.MERGE, item=old, value=value, who=who, why=why)
        _decide(book, [decision], as_json=as_json)


@click.command()
@click.argument("statements", nargs=-1, required=True, metavar="STATEMENT...")
@decided_options
@looking
def wrong(
    place: str | None, as_json: bool, statements: tuple[str, ...], who: str, why: str
) -> None:
    """Mark statements as wrongly read.

    They count no more.
    """
    _judge(place, "wrong", statements, who, why, as_json=as_json)


@click.command()
@click.argument("statements", nargs=-1, required=True, metavar="STATEMENT...")
@decided_options
@looking
def right(
    place: str | None, as_json: bool, statements: tuple[str, ...], who: str, why: str
) -> None:
    """Mark statements as rightly read."""
    _judge(place, "right", statements, who, why, as_json=as_json)


@click.command()
@click.argument("target")
@click.argument("text")
@decided_options
@pack_option
@looking
def note(
    place: str | None, as_json: bool, target: str, text: str, who: str, why: str, pack_name: str
) -> None:
    """Keep a remark beside a statement or an item.

    TARGET is a statement's id, or how it begins, or an item.
    """
    from renkei.ledger import Decision, DecisionKind

    with writing(place) as book:
        statement = target if _STATEMENT.fullmatch(target) else ""
        item = "" if statement else item_key(book, pack_name, target)
        decision = Decision(DecisionKind.NOTE, statement, item, text, who, why)
        _decide(book, [decision], as_json=as_json)


@click.command()
@click.argument("decision", type=click.IntRange(1))
@decided_options
@looking
def undo(place: str | None, as_json: bool, decision: int, who: str, why: str) -> None:
    """Take back a decision, by its number.

    An undo can be taken back in turn. `renkei decisions` shows the numbers.
    """
    with writing(place) as book:
        _told([book.undo(decision, who, why)], as_json=as_json)


@click.command()
@looking
def decisions(place: str | None, as_json: bool) -> None:
    """List what people decided.

    Who, when, what and why, and whether it is in force.
    """
    with reading(place) as book:
        taken = book.decisions()
        orphans = {d.id for d in book.orphaned_decisions()}
    if as_json:
        from renkei.cli import shapes

        emit(map(shapes.decision, taken))
        return
    from renkei.cli.views.decisions import decision as view

    for one in taken:
        show(*view(one, orphan=one.id in orphans))
    if not taken:
        show("Nobody has decided anything yet.")


def _judge(
    place: str | None, verdict: str, statements: Iterable[str], who: str, why: str, *, as_json: bool
) -> None:
    from renkei.ledger import Decision, DecisionKind

    kind = DecisionKind(verdict)
    with writing(place) as book:
        given = (Decision(kind, statement=s, who=who, why=why) for s in statements)
        _decide(book, given, as_json=as_json)


def _decide(book: Ledger, given: Iterable[Decision], *, as_json: bool) -> None:
    """Records each, and says so at once: what is said is on the disk."""
    _told((book.decide(one) for one in given), as_json=as_json)


def _told(taken: Iterable[Decided], *, as_json: bool) -> None:
    if as_json:
        from renkei.cli import shapes

        emit(map(shapes.decision, taken))
        return
    from renkei.cli.views.decisions import decision as view

    for one in taken:
        show(*view(one, orphan=False))
        click.echo(f"Take it back with: renkei undo {one.id}")
