"""Small runs of text that several views share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from renkei.cli.screen import Flow
from renkei.cli.wrap import plain
from renkei.nouns import Polarity, Role, Rung, Statement

if TYPE_CHECKING:
    from renkei.ledger import DocumentRow, Filed, Hit

SHORT = 8
_QUIET = "dim"
_DAY = len("2024-04-10")
_STYLES = {
    Rung.FLOATED: "dim",
    Rung.CONSIDERED: "dim",
    Rung.PROPOSED: "cyan",
    Rung.INTENDED: "cyan",
    Rung.AGREED: "blue",
    Rung.AUTHORISED: "blue",
    Rung.UNDER_WAY: "green",
    Rung.IN_EFFECT: "bold green",
    Rung.REJECTED: "red",
    Rung.STALLED: "yellow",
    Rung.ENDED: "yellow",
}


def short(name: str) -> str:
    """The beginning of a statement's or document's id, as commands take it."""
    return name[:SHORT]


def rung_style(rung: Rung | None) -> str:
    """The colour of a rung."""
    return _STYLES[rung] if rung else ""


def when(time: str, day: str) -> str:
    """A time as stated, or the day that it is counted from, if it takes more room than a day."""
    return time if time and len(time) <= _DAY else day


def voice(filed: Filed) -> str:
    """Who says it: the speaker, or the outlet where the article itself does."""
    s = filed.statement
    if s.speaker_role is Role.AUTHOR:
        return plain(filed.source or filed.title or "author")
    return plain(s.speaker)


def speaker(statement: Statement) -> str:
    """Who says it, and in what role."""
    if statement.speaker_role is Role.AUTHOR:
        return "the author"
    return f"{plain(statement.speaker)} ({statement.speaker_role})"


def said_as(statement: Statement) -> str:
    """The rung or likelihood that a statement gives, and whether it denies it."""
    given = statement.status or statement.likelihood
    text = given.value if given else ""
    if statement.polarity is Polarity.NEGATED:
        return f"not {text}" if text else "denied"
    return text


def origin(one: Filed | DocumentRow | Hit, name: str) -> Iterator[Flow]:
    """Where it stands: outlet, title, date, `name` (an id); the address on a line of its own."""
    parts = (plain(one.source), plain(one.title), one.published or "no date", short(name))
    yield Flow(" · ".join(part for part in parts if part), _QUIET, indent=4)
    if one.address:
        yield Flow(plain(unquote(one.address)), _QUIET, indent=4)


def behind(filed: Filed) -> Iterator[Flow]:
    """The sources behind the source: the references that its sentence's footnote marks lead to."""
    for text in filed.references:
        yield Flow(f"after: {plain(text)}", _QUIET, indent=4)


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 quote``, ``1,200 quotes``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
