"""Home: what is in the ledger, what moved lately, what falls due, where sources disagree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from renkei.nouns import Rung
from renkei.web import ask
from renkei.web.page import Page
from renkei.web.site import Here, today
from renkei.web.views import Falls, Move, Stands, falls, stands

MOVES = 12
DUE = 12
DISPUTED = 10


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is, and from when to when it was published."""

    documents: int
    statements: int
    items: int
    sources: int
    languages: dict[str, int]
    rungs: dict[Rung, int]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ComingDue:
    """An item that falls due, and where it stands."""

    item: str
    labels: dict[str, str]
    due: Falls
    official: Stands | None
    reported: Stands | None


@dataclass(frozen=True, slots=True)
class Disputed:
    """An item whose sources disagree: what officials say, what others do, how many deny it."""

    item: str
    labels: dict[str, str]
    official: Stands | None
    reported: Stands | None
    denials: int


@dataclass(frozen=True, slots=True)
class Home:
    """The state of the ledger at a glance. `labels` are the names of the items that moved."""

    day: date
    holdings: Holdings
    moved: tuple[Move, ...]
    due: tuple[ComingDue, ...]
    disputed: tuple[Disputed, ...]
    labels: dict[str, dict[str, str]]


def view(site: Here) -> Home:
    """What is in the ledger, what moved lately, what falls due, where sources disagree."""
    followed = ask.followed(site)
    moved = sorted(
        (m for one in followed.values() for m in one.moves),
        key=lambda m: (m.day, m.said.day, m.item),
        reverse=True,
    )[:MOVES]
    states = [one.state for one in followed.values()]
    due = sorted((s for s in states if s.due), key=lambda s: (s.due and s.due.day, s.key))
    disputed = sorted(
        (s for s in states if s.contradictions or (s.official and s.reported)),
        key=lambda s: (-len(s.contradictions), -(s.changed or date.min).toordinal(), s.key),
    )
    return Home(
        day=today(),
        holdings=_holdings(site),
        moved=tuple(moved),
        due=tuple(
            ComingDue(s.key, site.labels(s.key), d, stands(s.official), stands(s.reported))
            for s in due[:DUE]
            if (d := falls(s.due))
        ),
        disputed=tuple(
            Disputed(
                s.key,
                site.labels(s.key),
                stands(s.official),
                stands(s.reported),
                len(s.contradictions),
            )
            for s in disputed[:DISPUTED]
        ),
        labels={m.item: site.labels(m.item) for m in moved},
    )


def _holdings(site: Here) -> Holdings:
    documents = ask.documents(site)
    states = [one.state for one in ask.followed(site).values()]
    standing = Counter((s.official or s.reported) for s in states if s.official or s.reported)
    rungs = Counter(one.rung for one in standing.elements() if one)
    return Holdings(
        documents=len(documents),
        statements=sum(d.statements for d in documents),
        items=len(states),
        sources=len({d.source for d in documents if d.source}),
        languages=dict(Counter(d.language for d in documents).most_common()),
        rungs={rung: rungs[rung] for rung in Rung if rungs[rung]},
        first=min((d.day for d in documents), default=None),
        last=max((d.day for d in documents), default=None),
    )


PAGE = Page("home", "/", view)
