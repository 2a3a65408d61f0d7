"""Home: what is in the ledger, what moved lately, what falls due, where sources disagree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from renkei.nouns import Rung
from renkei.web import ask
from renkei.web.page import Page
from renkei.web.site import Here, Site, today
from renkei.web.views import Falls, Move, Stands, falls, move, stands

MOVES = 12
DUE = 12
DISPUTED = 10


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is, and from when to when it was published; `unfiled` fits no item."""

    documents: int
    statements: int
    items: int
    unfiled: int
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
    moved = tuple(map(move, ask.moved(site, MOVES)))
    states = list(ask.states(site).values())
    due = sorted((s for s in states if s.due), key=lambda s: (s.due and s.due.day, s.key))
    disputed = sorted(
        (s for s in states if s.contradictions or (s.official and s.reported)),
        key=lambda s: (-len(s.contradictions), -(s.changed or date.min).toordinal(), s.key),
    )
    return Home(
        day=today(),
        holdings=_holdings(site),
        moved=moved,
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


def _holdings(site: Site) -> Holdings:
    totals, outlets = ask.totals(site), ask.outlets(site)
    standings = ((s.official or s.reported) for s in ask.states(site).values())
    rungs = Counter(one.rung for one in standings if one)
    languages: Counter[str] = Counter()
    for outlet in outlets:
        languages[outlet.language] += outlet.documents
    return Holdings(
        documents=totals.documents,
        statements=totals.statements,
        items=totals.items,
        unfiled=totals.unfiled,
        sources=sum(map(bool, ask.outlet_names(site))),
        languages=dict(languages.most_common()),
        rungs={rung: rungs[rung] for rung in Rung if rungs[rung]},
        first=min((outlet.first for outlet in outlets), default=None),
        last=max((outlet.last for outlet in outlets), default=None),
    )


PAGE = Page("home", "/", view)
