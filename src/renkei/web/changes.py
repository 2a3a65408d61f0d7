"""What people change: a statement judged, filed elsewhere or noted; a decision undone.

Each change is a form that is answered with the way back, or JSON that is answered with the decision
where JSON is asked for. All are rows of the ledger that say who, when and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from renkei.errors import PackError
from renkei.ledger import Decided, Decision, DecisionKind
from renkei.packs.resolve import find_item
from renkei.web import ask
from renkei.web.security import changing, local
from renkei.web.site import Here, Site, wants_json

LONGEST = 2000
SIGNER = "renkei-who"
Why = Annotated[str, Form(max_length=LONGEST, description="Why, in a few words.")]
Who = Annotated[str, Form(max_length=200, description="Who decides; whoever serves, if empty.")]
Back = Annotated[str, Form(description="The page to go back to.")]

router = APIRouter(dependencies=[Depends(changing)])


class Verdict(StrEnum):
    """What can be said of a statement in a page."""

    RIGHT = "right"
    WRONG = "wrong"
    FILE = "file"
    NONE = "none"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision, as it was recorded."""

    id: int
    kind: DecisionKind
    statement: str
    item: str
    value: str
    who: str
    why: str
    when: str
    active: bool


def taken(one: Decided) -> Taken:
    """A decision of the ledger, as pages show it."""
    return Taken(
        one.id, one.kind, one.statement, one.item, one.value, one.who, one.why, one.when, one.active
    )


@router.post("/statements/{statement}/decide", response_model=Taken)
def decide(
    request: Request,
    site: Here,
    statement: str,
    kind: Annotated[Verdict, Form(description="What is decided.")],
    value: Annotated[
        str, Form(max_length=LONGEST, description="The item that it is filed under, or the note.")
    ] = "",
    why: Why = "",
    who: Who = "",
    back: Back = "",
) -> Response:
    """Judges a statement, files it elsewhere or under no item, or leaves a note beside it."""
    made = Decision(
        DecisionKind.FILE if kind is Verdict.NONE else DecisionKind(kind.value),
        statement=statement,
        value=_value(site, kind, value),
        who=who or signer(request),
        why=why,
    )
    return _answer(request, site.ledger.decide(made), back or f"/statements/{statement}")


@router.post("/decisions/{decision}/undo", response_model=Taken)
def undo(
    request: Request, site: Here, decision: int, why: Why = "", who: Who = "", back: Back = ""
) -> Response:
    """Takes a decision back, by one more."""
    return _answer(
        request, site.ledger.undo(decision, who or signer(request), why), back or "/decisions"
    )


@router.post("/who", status_code=303)
def sign(
    who: Annotated[
        str, Form(max_length=200, description="The name; empty for the app's own.")
    ] = "",
    back: Back = "/",
) -> Response:
    """Keeps the name that signs the corrections made in this browser."""
    answer = RedirectResponse(local(back), 303)
    answer.set_cookie(
        SIGNER, quote(who.strip()), max_age=31536000, samesite="strict", httponly=True
    )
    return answer


def signer(request: Request) -> str:
    """The name that signs what is corrected in this browser: its own, or the app's."""
    site: Site = request.app.state.site
    return unquote(request.cookies.get(SIGNER, "")).strip()[:200] or site.who


def done(site: Site, number: str) -> Taken | None:
    """The decision that a page was led back from, to say so."""
    if not number.isdigit():
        return None
    return next((taken(d) for d in site.ledger.decisions() if d.id == int(number)), None)


def _answer(request: Request, made: Decided, back: str) -> Response:
    if wants_json(request):
        shown = taken(made)
        return JSONResponse({name: getattr(shown, name) for name in Taken.__dataclass_fields__})
    parts = urlsplit(local(back))
    query = [(k, v) for k, v in parse_qsl(parts.query) if k != "done"] + [("done", str(made.id))]
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return RedirectResponse(f"{parts.path}?{urlencode(query)}{fragment}", 303)


def _value(site: Site, kind: Verdict, text: str) -> str:
    """What a verdict is about: the key of the item that is meant, or a note; else nothing.

    Raises
    ------
    HTTPException
        422, if it lacks one, or if none or several items are meant, with the likely ones.
    """
    if kind not in (Verdict.FILE, Verdict.NOTE):
        return ""
    if not text.strip():
        raise HTTPException(422, f"correct.no-{'item' if kind is Verdict.FILE else 'note'}")
    if kind is Verdict.NOTE:
        return text
    try:
        return find_item(text, site.names, ask.states(site))
    except PackError as error:
        raise HTTPException(422, str(error)) from error
