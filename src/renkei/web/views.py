"""What views are made of: a statement, a standing, a move. Frozen; they serve pages and twins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from renkei.ledger import Due, Evidence, Filed, Standing, Turn
from renkei.ledger.ladder import since
from renkei.ledger.records import Change, Outline
from renkei.nouns import Kind, Likelihood, Polarity, Role, Rung


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its quote, whose it is, and what people made of it.

    `references` are the sources behind it: what the footnote marks of its sentence lead to.
    """

    id: str
    document: str
    start: int
    end: int
    quote: str
    kind: Kind
    rung: Rung | None
    likelihood: Likelihood | None
    denied: bool
    actors: tuple[str, ...]
    speaker: str
    role: Role
    time: str
    quantity: str
    language: str
    item: str
    title: str
    source: str
    address: str
    published: str
    day: date
    dated: bool
    state: str
    remarks: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def official(self) -> bool:
        """Whether officials say it."""
        return self.role is Role.OFFICIAL


@dataclass(frozen=True, slots=True)
class Stands:
    """A rung, since when (as stated, and the day it is counted from), and on whose word."""

    rung: Rung
    since: str
    day: date
    speaker: str
    role: Role
    statement: str


@dataclass(frozen=True, slots=True)
class Falls:
    """When a thing falls due, and by which statement; by the pack where that is empty."""

    time: str
    day: date
    statement: str


@dataclass(frozen=True, slots=True)
class Move:
    """A change in how real an item is: of what officials say, or of what only others do.

    `before` and `after` are None where that voice says nothing. `fell` is true of a lower rung and
    of a refusal.
    """

    item: str
    voice: str
    before: Rung | None
    after: Rung | None
    fell: bool
    since: str
    day: date
    said: Said


@dataclass(frozen=True, slots=True)
class Step:
    """A statement in its place on the ladder, and where the two voices stand after it.

    `moved` names the voice that it moved, if any (the standings are not given where it moved none);
    `copies` counts its near-duplicates.
    """

    said: Said
    since: str
    day: date
    moved: str
    official: Rung | None
    reported: Rung | None
    copies: int


@dataclass(frozen=True, slots=True, eq=False)
class Courses:
    """Where each voice stood: from each day on, the rung, or None where it says nothing.

    One is equal to itself alone, so that what is drawn of it can be kept.
    """

    official: tuple[tuple[date, Rung | None], ...]
    reported: tuple[tuple[date, Rung | None], ...]
    start: date
    end: date


def said(filed: Filed) -> Said:
    """A statement of the ledger, as pages show it."""
    s = filed.statement
    return Said(
        id=filed.id,
        document=s.document,
        start=s.start,
        end=s.end,
        quote=s.quote,
        kind=s.kind,
        rung=s.status,
        likelihood=s.likelihood,
        denied=s.polarity is Polarity.NEGATED,
        actors=s.actors,
        speaker=s.speaker,
        role=s.speaker_role,
        time=s.time,
        quantity=s.quantity,
        language=s.language,
        item=filed.item,
        title=filed.title,
        source=filed.source,
        address=filed.address,
        published=filed.published,
        day=filed.day,
        dated=filed.dated,
        state=filed.state,
        remarks=filed.remarks,
        references=filed.references,
    )


def stands(one: Standing | None) -> Stands | None:
    """A standing, as pages show it."""
    if one is None:
        return None
    return Stands(one.rung, one.since, one.day, one.word.speaker, one.word.role, one.word.id)


def falls(due: Due | None) -> Falls | None:
    """When it falls due, as pages show it."""
    return Falls(due.time, due.day, due.word.id if due.word else "") if due else None


def step(turn: Turn) -> Step:
    """A turn of an item's history, as pages show it."""
    return Step(
        said=said(turn.filed),
        since=turn.since,
        day=turn.day,
        moved=turn.moved,
        official=turn.official.rung if turn.official else None,
        reported=turn.reported.rung if turn.reported else None,
        copies=len(turn.copies),
    )


def courses(turns: Sequence[Outline], start: date, end: date) -> Courses:
    """Where the two voices stood through time."""
    return Courses(
        official=_course((t.day, t.official) for t in turns),
        reported=_course((t.day, t.reported) for t in turns),
        start=start,
        end=end,
    )


def _course(
    points: Iterable[tuple[date, Rung | None]],
) -> tuple[tuple[date, Rung | None], ...]:
    """The changes only."""
    found: list[tuple[date, Rung | None]] = []
    for day, rung in points:
        if (found[-1][1] if found else None) is not rung:
            found.append((day, rung))
    return tuple(found)


def unmoved(filed: Filed) -> Step:
    """A commitment in its place on the ladder, where it moved neither voice."""
    s = filed.statement
    assert s.status
    word = Evidence(filed.id, s.status, s.speaker_role, filed.day, time=s.time)
    stated, day = since(word)
    return Step(said(filed), stated, day, "", None, None, 0)


def move(change: Change) -> Move:
    """What moved an item, as pages show it."""
    turn = change.turn
    standing = turn.official if turn.moved == "official" else turn.reported
    after = standing.rung if standing else None
    return Move(
        item=change.item,
        voice=turn.moved,
        before=change.before,
        after=after,
        fell=_fell(change.before, after),
        since=turn.since,
        day=turn.day,
        said=said(turn.filed),
    )


def _fell(before: Rung | None, after: Rung | None) -> bool:
    if after is None or after.height is None:
        return True
    return before is not None and before.height is not None and after.height < before.height
