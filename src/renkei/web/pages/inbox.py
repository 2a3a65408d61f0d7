"""Inbox: what wants a person's eye. What is decided is kept, can be undone, and not asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from renkei.errors import PackError
from renkei.ledger import Decided, Decision, DecisionKind, Filed, Group, Suggestion
from renkei.ledger.apart import Apart
from renkei.nouns import Name
from renkei.packs.resolve import find_item
from renkei.web import ask, ask_inbox
from renkei.web.changes import LONGEST, Back, Taken, Who, Why, signer, taken
from renkei.web.page import Page
from renkei.web.paging import Cut, Number, cut
from renkei.web.security import changing, local
from renkei.web.site import Here, Site, wants_json
from renkei.web.views import Said, said

SIZE = 20
GROUPS = 500
SHOWN = 6
"""Statements of an entry that are shown."""
_TOLD = ("done", "since", "until")


class Matter(StrEnum):
    """What is asked: the lists of the inbox."""

    UNFILED = "unfiled"
    UNSURE = "unsure"
    NEW = "new"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Entry:
    """One question. Which fields are filled hangs on the list it is in.

    `name` is the term of a group, the name of a suggestion, or of a pair how it is refused;
    `statements` are what it is about, `more` how many others there are. Of an uncertain reading
    `field` was nearly `rival`. `items` are the two under which the same words are filed.
    """

    name: str
    statements: tuple[Said, ...]
    more: int = 0
    field: str = ""
    rival: str = ""
    lead: float = 0.0
    forms: tuple[str, ...] = ()
    key: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbox:
    """The entries of one list, how long each list is, and what was decided last.

    `working` is True while uncertain readings are still looked for.
    """

    matter: Matter
    counts: dict[Matter, int]
    entries: Cut[Entry]
    labels: dict[str, dict[str, str]]
    made: dict[str, str]
    last: tuple[Taken, ...]
    working: bool


def view(
    site: Here,
    matter: Annotated[Matter | Literal[""], Query(description="Which list.")] = "",
    page: Number = 1,
    since: Annotated[int, Query(ge=0, description="The first of the decisions just taken.")] = 0,
    until: Annotated[int, Query(ge=0, description="The last of the decisions just taken.")] = 0,
) -> Inbox:
    """What fits no item, what was read with doubt, what seems new, what is filed apart."""
    doubted = ask_inbox.unsure(site)
    lists: dict[Matter, Sequence[Entry]] = {
        Matter.UNFILED: [_group(g.term, g.statements, g.more) for g in _unfiled(site)],
        Matter.UNSURE: [_unsure(u) for u in doubted or ()],
        Matter.NEW: [_new(s) for s in ask_inbox.suggestions(site)],
        Matter.APART: [_apart(site, a) for a in ask_inbox.filed_apart(site)],
    }
    first = next((m for m, found in lists.items() if found), Matter.UNFILED)
    chosen = Matter(matter) if matter else first
    entries = cut(lists[chosen], page, SIZE)
    keys = {s.item for e in entries.rows for s in e.statements} | {
        key for e in entries.rows for key in e.items
    }
    made = dict(site.ledger.made())
    labels = {key: site.labels(key) or {"en": made.get(key, key)} for key in sorted(keys) if key}
    return Inbox(
        matter=chosen,
        counts={m: len(found) for m, found in lists.items()},
        entries=entries,
        labels=labels,
        made=made,
        last=tuple(taken(d) for d in ask.decisions(site) if since <= d.id <= until and d.active),
        working=doubted is None,
    )


def table(found: Inbox) -> Iterator[dict[str, object]]:
    """The statements that are asked about, as rows of the CSV."""
    for entry in found.entries.rows:
        for s in entry.statements:
            yield {
                "list": found.matter,
                "name": entry.name,
                "statement": s.id,
                "quote": s.quote,
                "kind": s.kind,
                "rung": s.rung or "",
                "item": s.item,
                "field": entry.field,
                "rival": entry.rival,
                "lead": round(entry.lead, 3),
                "source": s.source,
                "published": s.published,
                "address": s.address,
            }


def _unfiled(site: Site) -> Iterator[Group]:
    """The groups, and what belongs to none of them one by one."""
    for group in ask_inbox.unfiled(site, GROUPS):
        if group.term:
            yield group
        else:
            yield from (Group("", (one,)) for one in group.statements)


def _group(term: str, statements: Sequence[Filed], more: int) -> Entry:
    return Entry(term, tuple(said(f) for f in statements), more)


def _unsure(one: ask_inbox.Unsure) -> Entry:
    return Entry("", (said(one.filed),), 0, one.field, one.rival, one.lead)


def _new(one: Suggestion) -> Entry:
    shown = tuple(said(f) for f in one.statements[:SHOWN])
    more = len(one.statements) - len(shown)
    return Entry(one.name, shown, more, forms=one.forms, key=_slug(one.forms))


def _apart(site: Site, one: Apart) -> Entry:
    pairs = one.pairs[: SHOWN // 2]
    shown = tuple(said(site.ledger.statement(name)) for pair in pairs for name in pair)
    more = len(one.pairs) - len(pairs)
    items = (one.one, one.other)
    return Entry(ask_inbox.pair(one.one, one.other), shown, more, items=items)


def _slug(forms: Sequence[str]) -> str:
    """A key made of the first form in Latin letters; empty if there is none."""
    for form in forms:
        slug = re.sub(r"[^a-z0-9]+", "-", form.lower()).strip("-")
        if len(slug) > 1 and form.isascii():
            return slug
    return ""


router = APIRouter(dependencies=[Depends(changing)])
Ids = Annotated[list[str], Form(description="Statements, by their ids.")]
Text = Annotated[str, Form(max_length=LONGEST)]


@router.post("/inbox/file", response_model=list[Taken])
def file(
    request: Request,
    site: Here,
    statement: Ids,
    value: Annotated[str, Form(max_length=LONGEST, description="The item; none if empty.")] = "",
    why: Why = "",
    who: Who = "",
    back: Back = "",
) -> Response:
    """Files statements under an item, or under none for good."""
    item = _item(site, value)
    who = who or signer(request)
    made = [
        site.ledger.decide(Decision(DecisionKind.FILE, s, value=item, who=who, why=why))
        for s in statement
    ]
    return _answer(request, made, back)


@router.post("/inbox/split", response_model=list[Taken])
def split(
    request: Request,
    site: Here,
    statement: Ids,
    item: Text,
    value: Text,
    why: Why = "",
    who: Who = "",
    back: Back = "",
) -> Response:
    """Splits statements off from an item to another."""
    goal, who = _item(site, value), who or signer(request)
    if not goal:
        raise HTTPException(422, "inbox.no-item")
    made = [
        site.ledger.decide(Decision(DecisionKind.SPLIT, s, item, goal, who=who, why=why))
        for s in statement
    ]
    return _answer(request, made, back)


@router.post("/inbox/merge", response_model=list[Taken])
def merge(
    request: Request,
    site: Here,
    item: Text,
    value: Text,
    why: Why = "",
    who: Who = "",
    back: Back = "",
) -> Response:
    """Makes all of one item part of another."""
    goal = _item(site, value)
    if not goal:
        raise HTTPException(422, "inbox.no-item")
    decision = Decision(
        DecisionKind.MERGE, item=_item(site, item), value=goal, who=who or signer(request), why=why
    )
    return _answer(request, [site.ledger.decide(decision)], back)


@router.post("/inbox/accept", response_model=list[Taken])
def accept(
    request: Request,
    site: Here,
    name: Text,
    key: Text,
    why: Why = "",
    who: Who = "",
    back: Back = "",
) -> Response:
    """Makes an item of a suggestion, its statements with it."""
    meant = next((s for s in ask_inbox.suggestions(site) if s.name == name), None)
    if meant is None:
        raise HTTPException(422, "inbox.gone")
    made = site.ledger.suggestions.accept(meant, key.strip(), who or signer(request), why)
    return _answer(request, [made], back)


@router.post("/inbox/refuse", response_model=list[Taken])
def refuse(
    request: Request, site: Here, name: Text, why: Why = "", who: Who = "", back: Back = ""
) -> Response:
    """Never asks again about a name, a group or a pair of items."""
    made = site.ledger.suggestions.refuse(name, who or signer(request), why)
    return _answer(request, [made], back)


@router.post("/inbox/undo", response_model=list[Taken])
def undo(
    request: Request,
    site: Here,
    decision: Annotated[list[int], Form(description="The decisions to take back.")],
    who: Who = "",
    back: Back = "",
) -> Response:
    """Takes several decisions back, the last one first."""
    made = [site.ledger.undo(n, who or signer(request)) for n in sorted(decision, reverse=True)]
    return _answer(request, made, back)


def _answer(request: Request, made: Sequence[Decided], back: str) -> Response:
    if wants_json(request):
        fields = Taken.__dataclass_fields__
        shown = [{name: getattr(taken(d), name) for name in fields} for d in made]
        return JSONResponse(shown)
    parts = urlsplit(local(back or "/inbox"))
    kept = [(k, v) for k, v in parse_qsl(parts.query) if k not in _TOLD]
    first, last = min(d.id for d in made), max(d.id for d in made)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    several = [("since", str(first)), ("until", str(last))]
    told = several if last > first else [("done", str(last))]
    return RedirectResponse(f"{parts.path}?{urlencode([*kept, *told])}{fragment}", 303)


def _item(site: Site, text: str) -> str:
    """The key of the item that is meant; empty for none, if nothing at all is given."""
    if not text:
        return ""
    if not text.strip():
        raise HTTPException(422, "inbox.no-item")
    own = site.ledger.made()
    names = (*site.names, *(Name(name, "item", key) for key, name in own.items()))
    try:
        return find_item(text, names, {*ask.states(site), *own})
    except PackError as error:
        raise HTTPException(422, str(error)) from error


PAGE = Page("inbox", "/inbox", view, table=table, router=router, nav=True)
