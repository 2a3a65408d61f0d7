"""Structure: who commands and who coordinates on a day, and what differs from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from renkei.alliance.proposal import proposed_on
from renkei.edtf import bounds
from renkei.export.write import write_structure
from renkei.packs.structure import Holder, Link, Post
from renkei.web import i18n, pictures
from renkei.web.page import Page
from renkei.web.pictures import Look
from renkei.web.site import Here, Site, today
from renkei.web.structures import ChangeRow, LinkRow, PostRow, Rows

FIRST = date(2021, 1, 1)
"""Where the slider begins."""

Day = date | Literal[""] | None
On = Annotated[Day, Query(description="The day that is looked at; today if left out.")]
With = Annotated[Day, Query(alias="with", description="Another day to compare it with.")]
Proposed = Annotated[
    str, Query(max_length=200, description="A proposed arrangement, laid over that day.")
]
KnownBy = Annotated[Day, Query(description="Only what rests on sources public by this day.")]
Month = Annotated[
    int | None,
    Query(ge=0, le=1200, description="In place of `on`: months since January 2021."),
]


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposed arrangement that one may lay over a day."""

    arrangement: str
    labels: dict[str, str]
    first_discussed: str
    status: str
    voice: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A day on which rows of the structure began or ended, how many, and the day `before`."""

    day: date
    before: date
    rows: int


@dataclass(frozen=True, slots=True)
class StructureView:
    """Posts in the order of command, links, and what differs from `against`.

    `chosen` is the day that was asked for, `month` of `months` its place on the slider. With an
    `arrangement` the proposal is laid over `against`. `withheld` counts the rows that are left out
    because no source showed them by `known_by`.
    """

    chosen: date
    on: date
    against: date | None
    arrangement: str
    known_by: date | None
    month: int
    months: int
    posts: tuple[PostRow, ...]
    links: tuple[LinkRow, ...]
    compared: bool
    changes: tuple[ChangeRow, ...]
    withheld: int
    left_open: str
    remarks: tuple[str, ...]
    offers: tuple[Offer, ...]
    turned: tuple[Turned, ...]
    labels: dict[str, dict[str, str]]


def asked(
    site: Here,
    on: On = None,
    with_: With = None,
    arrangement: Proposed = "",
    known_by: KnownBy = None,
    month: Month = None,
) -> Look:
    """What is looked at; of two days the later one against the earlier."""
    day = on or None if month is None else _of_month(month)
    if arrangement:
        return Look(site.pack_name, day, None, arrangement, known_by or None)
    day = day or today()
    earlier, later = sorted((day, with_ or day))
    against = earlier if with_ and earlier != later else None
    return Look(site.pack_name, later, against, "", known_by or None)


def view(
    site: Here,
    on: On = None,
    with_: With = None,
    arrangement: Proposed = "",
    known_by: KnownBy = None,
    month: Month = None,
) -> StructureView:
    """Who commands and who coordinates on a day, and what differs from another or as proposed."""
    at = asked(site, on, with_, arrangement, known_by, month)
    shown = pictures.shown(site.pack, at)
    rows = Rows(site, shown)
    posts = tuple(rows.tree())
    chosen = shown.whole.on
    if at.against is not None:
        chosen = (on or today()) if month is None else _of_month(month)
    return StructureView(
        chosen=chosen,
        on=shown.whole.on,
        against=shown.against,
        arrangement=shown.laid.proposal.key if shown.laid else "",
        known_by=at.known_by,
        month=_month_of(chosen),
        months=_month_of(today()),
        posts=posts,
        links=tuple(rows.beside()),
        compared=shown.difference is not None,
        changes=tuple(rows.changes()),
        withheld=len(shown.whole.withheld),
        left_open=shown.laid.proposal.left_open if shown.laid else "",
        remarks=shown.laid.remarks if shown.laid else (),
        offers=tuple(_offers(site)),
        turned=tuple(_turned(site)),
        labels={row.post: row.labels for row in posts},
    )


def table(found: StructureView) -> Iterator[dict[str, object]]:
    """The links and posts as rows of the CSV."""
    for post in found.posts:
        if not post.again:
            yield _flat("post", post.post, "", post.above, post)
    links = [post.link for post in found.posts if post.link]
    for link in (*links, *found.links):
        yield _flat("link", link.subject, link.relation.value, link.object, link)


def _flat(
    row: str, subject: str, relation: str, other: str, one: PostRow | LinkRow
) -> dict[str, object]:
    return {
        "row": row,
        "subject": subject,
        "relation": relation,
        "object": other,
        "since": one.since,
        "until": one.until,
        "change": one.change,
        "note": one.note,
        "sources": " ".join(source.source for source in one.sources),
        "addresses": " ".join(source.url for source in one.sources),
    }


def _offers(site: Site) -> Iterator[Offer]:
    for row in sorted(site.pack.structure.arrangements, key=proposed_on):
        labels = {tag: getattr(row.labels, tag) for tag in ("en", "zh", "ja")}
        yield Offer(row.key, labels, row.first_discussed, row.status.value, row.voice.value)


def _turned(site: Site) -> Iterator[Turned]:
    """The days on which anything began or ended, as exactly as the sources date it."""
    structure = site.pack.structure
    rows: list[Post | Holder | Link] = [
        *structure.posts,
        *structure.holders,
        *structure.links,
    ]
    ends = [(row.since, row.until) for row in rows]
    times = [t for pair in ends for t in pair if t not in ("unknown", "none")]
    days = Counter(day for time in times if (day := bounds(time)[0]))
    for day in sorted(days):
        if FIRST <= day <= today():
            yield Turned(day, day - timedelta(days=1), days[day])


def _month_of(day: date) -> int:
    return max((day.year - FIRST.year) * 12 + day.month - FIRST.month, 0)


def _of_month(month: int) -> date:
    return date(FIRST.year + month // 12, month % 12 + 1, 1)


router = APIRouter()
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "graphml": "application/graphml+xml"}


@router.get("/structure/picture.{form}", response_class=Response)
def picture(
    request: Request,
    site: Here,
    form: Literal["svg", "png", "graphml"],
    on: On = None,
    with_: With = None,
    arrangement: Proposed = "",
    known_by: KnownBy = None,
    month: Month = None,
    side: Annotated[Literal["", "before", "after"], Query(description="One of two alone.")] = "",
) -> Response:
    """The structure as a drawing (SVG, PNG) or as a graph (GraphML)."""
    at = replace(asked(site, on, with_, arrangement, known_by, month), side=side)
    language = pictures.in_pictures(i18n.language_of(request))
    if form == "svg":
        made = str(pictures.drawn(at, language)).encode()
    else:
        with pictures.GRAPHVIZ:
            seen = pictures.shown(site.pack, at)
            made = write_structure(site.pack, seen, language, form, command=False)
    name = "-".join(filter(None, ("structure", at.arrangement, str(at.on or ""), side)))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(made, media_type=_TYPES[form], headers=headers)


PAGE = Page("structure", "/structure", view, table=table, router=router, nav=True)
