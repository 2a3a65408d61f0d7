"""An item: its ladder large, what it rests on, what speaks against it, all that is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from renkei.nouns import Kind
from renkei.packs.schema import Item
from renkei.web import ask, charts, i18n
from renkei.web.by_pack import ByPack, Cited, Differing, by_pack, cited, differing, held
from renkei.web.changes import Taken, taken
from renkei.web.hits import Found, found_in
from renkei.web.page import Page
from renkei.web.paging import Cut, Number, place
from renkei.web.site import Here, Site, today
from renkei.web.views import (
    Courses,
    Falls,
    Said,
    Stands,
    Step,
    courses,
    falls,
    said,
    stands,
    step,
    unmoved,
)

SIZE = 25
STEPS, ALL_STEPS = 60, 2000
"""Steps of the ladder that are shown: the newest, or as many as are asked for."""
POINTS = 120
"""Commitments, the newest, that the picture shows beside those that moved something."""
AGAINST = 50
NAMED = 6
"""Sentences that name the item though filed elsewhere that are shown."""
FARTHEST = 12 * 366
"""How many days the ladder reaches back at most, unless all that is said of an item is older."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What an item aims at, by when and how much, according to the pack."""

    what: str
    by: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Kin:
    """A related item: its parent, a part of it, or another part of the same parent."""

    item: str
    labels: dict[str, str]
    relation: str
    official: Stands | None
    reported: Stands | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement, and the decisions in force about it."""

    said: Said
    decisions: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """All that is known of an item. `names` are its three names.

    `steps` moved its ladder, oldest first; `earlier` tells whether there are older ones. `others`
    are its newest commitments that moved nothing; `undrawn` counts those that are in neither.
    `charted_from` is the day from which the picture runs; what is older lies at its edge. `by_pack`
    is how the pack has it, `differing` where the documents have it otherwise. `named` are sentences
    that name it though nothing of them is filed under it, the last that were read.
    """

    item: str
    day: date
    names: dict[str, str]
    domain: str
    kind: str
    parties: tuple[str, ...]
    aim: Aim | None
    note: str
    official: Stands | None
    reported: Stands | None
    due: Falls | None
    changed: date | None
    quotes: int
    sources: int
    against: tuple[Said, ...]
    steps: tuple[Step, ...]
    earlier: bool
    others: tuple[Step, ...]
    undrawn: int
    courses: Courses
    charted_from: date
    cited: tuple[Cited, ...]
    by_pack: ByPack
    differing: tuple[Differing, ...]
    named: tuple[Found, ...]
    more_named: bool
    kin: tuple[Kin, ...]
    kinds: dict[Kind, int]
    statements: Cut[Spoken]


def view(
    site: Here,
    key: str,
    kind: Annotated[Kind | str, Query(description="Only statements of this kind.")] = "",
    steps: Annotated[str, Query(description="`all` for more than the newest steps.")] = "",
    page: Number = 1,
) -> ItemView:
    """An item's ladder through time, quote by quote, and what people may correct in it."""
    state, row = ask.state(site, key), site.items.get(key)
    if state.key != key:
        raise HTTPException(307, f"/items/{state.key}")
    total = ask.item_count(site, key, None)
    if not (total or row):
        raise HTTPException(404, "item.unknown")
    most = ALL_STEPS if steps == "all" else STEPS
    changes = ask.steps(site, key, most + 1)
    moved = tuple(step(change.turn) for change in changes[-most:])
    names = {s.said.id for s in moved}
    committed = ask.item_statements(site, key, Kind.COMMITMENT, POINTS, 0, wrong=False)
    others = tuple(unmoved(f) for f in committed if f.statement.status and f.id not in names)
    kinds = ask.item_kinds(site, key)
    drawn = len(moved) + len(others) + sum(s.copies for s in moved)
    more = len(changes) > most or len(committed) == POINTS
    named = ask.named(site, key, NAMED + 1)
    end = today()
    pack = held(site, row, end)
    start = _start([s.day for s in (*moved, *others)], end)
    return ItemView(
        item=key,
        day=end,
        names=site.labels(key),
        domain=site.domain(key),
        kind=row.kind.value if row else "",
        parties=tuple(row.parties) if row else (),
        aim=Aim(row.target.what, row.target.by, row.target.quantity) if row else None,
        note=row.note if row else "",
        official=stands(state.official),
        reported=stands(state.reported),
        due=falls(state.due),
        changed=state.changed,
        quotes=state.quotes,
        sources=state.sources,
        against=tuple(map(said, ask.those(site, [w.id for w in state.contradictions[:AGAINST]]))),
        steps=moved,
        earlier=len(changes) > most,
        others=others,
        undrawn=max(kinds.get(Kind.COMMITMENT, 0) - drawn, 0) if more else 0,
        courses=courses(ask.courses(site, [key])[key], start, end),
        charted_from=start,
        cited=tuple(cited(site, row)) if row else (),
        by_pack=by_pack(pack),
        differing=tuple(differing(pack, state)) if total else (),
        named=tuple(map(found_in, named[:NAMED])),
        more_named=len(named) > NAMED,
        kin=tuple(_kin(site, row)) if row else (),
        kinds=kinds,
        statements=_spoken(site, key, Kind(kind) if kind else None, page),
    )


def table(found: ItemView) -> Iterator[dict[str, object]]:
    """The marks of the picture, as rows of the CSV."""
    for one in sorted((*found.steps, *found.others), key=lambda s: (s.day, s.said.day)):
        s = one.said
        yield {
            "item": found.item,
            "since": one.since,
            "day": one.day,
            "rung": s.rung,
            "denied": s.denied,
            "moved": one.moved,
            "official": one.official or "",
            "reported": one.reported or "",
            "speaker": s.speaker,
            "role": s.role,
            "quote": s.quote,
            "source": s.source,
            "published": s.published,
            "address": s.address,
            "statement": s.id,
            "document": s.document,
            "start": s.start,
            "end": s.end,
        }


def _start(days: list[date], end: date) -> date:
    earliest = date.fromordinal(end.toordinal() - FARTHEST)
    recent = [day for day in days if day >= earliest]
    return min(recent or days, default=earliest)


def _kin(site: Site, row: Item) -> Iterator[Kin]:
    """The item's parent, its parts, and the other parts of its parent."""
    states = ask.states(site)
    related = {row.parent: "parent"} if row.parent in site.items else {}
    for other in site.items.values():
        if other.parent == row.key:
            related[other.key] = "part"
        elif row.parent in site.items and other.parent == row.parent and other.key != row.key:
            related[other.key] = "sibling"
    for key, relation in related.items():
        state = states.get(key)
        yield Kin(
            item=key,
            labels=site.labels(key),
            relation=relation,
            official=stands(state.official if state else None),
            reported=stands(state.reported if state else None),
        )


def _spoken(site: Site, key: str, kind: Kind | None, number: int) -> Cut[Spoken]:
    total = ask.item_count(site, key, kind)
    at, pages = place(number, SIZE, total)
    found = ask.item_statements(site, key, kind, SIZE, (at - 1) * SIZE)
    decided = ask.decisions_on(site, {f.id for f in found})
    rows = (Spoken(said(f), tuple(map(taken, decided.get(f.id, ())))) for f in found)
    return Cut(tuple(rows), at, pages, total)


router = APIRouter()


@router.get("/items/{key}/ladder.{form}", response_class=Response)
def picture(
    request: Request,
    site: Here,
    key: str,
    form: Literal["svg", "png"],
    width: Annotated[int, Query(ge=300, le=2400, description="In units of the picture.")] = 1040,
) -> Response:
    """The ladder as a file; in an SVG its points link back to their quotes."""
    found = view(site, key)
    language = i18n.language_of(request)
    title = i18n.label_in(found.names, language) or key
    links = f"{request.url.scheme}://{request.url.netloc}"
    drawn = charts.ladder(found, title, i18n.speaker(language), width, links)
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-+") else "_" for c in key)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    if form == "svg":
        return Response(str(drawn), media_type="image/svg+xml", headers=headers)
    from renkei.export.png import png

    return Response(png(str(drawn)), media_type="image/png", headers=headers)


PAGE = Page("item", "/items/{key}", view, table=table, router=router)
