"""The app: pages put together, what is refused said in style, everything else left out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, Form, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from renkei import __version__
from renkei.errors import RenkeiError
from renkei.ledger.store import Ledger
from renkei.packs.load import load_pack
from renkei.web import changes, i18n, security, warming
from renkei.web.heads import Heads
from renkei.web.page import mount
from renkei.web.pages import pages
from renkei.web.render import HERE, render
from renkei.web.security import Guard, Safety, admitted, local
from renkei.web.site import Site, wants_json

ABOUT = "What allies say, turned into a ledger: items, rungs, quotes, and people's corrections."


def create_app(
    ledger_path: str | Path | None = None,
    pack: str = "us_japan",
    *,
    read_only: bool = False,
    token: str = "",
    names: Sequence[str] = security.LOOPBACK,
    who: str = "user",
    warm: bool = False,
) -> FastAPI:
    """The web app on a ledger, which is made if there is none (not where it is read-only).

    `token` is what every request must show, empty for none; `names` are the host names that the
    app may be asked by; `who` signs corrections made without a name; `warm` has what first views
    wait for worked out as soon as the app starts.

    Raises
    ------
    LedgerError
        If the ledger cannot be opened.
    PackError
        If there is no such pack, or it is broken.
    """
    ledger = Ledger.open(ledger_path, readonly=read_only)
    site = Site(ledger, load_pack(pack), pack, read_only=read_only, who=who)
    safety = Safety(token=token, names=tuple(names), read_only=read_only)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if warm:
            warming.warm(site)
        yield
        ledger.close()

    app = FastAPI(
        title="Renkei",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    every = pages()
    app.state.site, app.state.safety = site, safety
    app.state.nav = [page for page in every if page.nav]
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for page in every:
        mount(app, page)
    app.include_router(changes.router, tags=["changes"])
    app.add_api_route("/api", _listing, include_in_schema=False)
    app.add_api_route("/enter", _enter, methods=["POST"], include_in_schema=False)
    for kind in (StarletteHTTPException, RequestValidationError, RenkeiError):
        app.add_exception_handler(kind, _refused)
    app.add_middleware(Guard, safety=safety, refuse=_refuse)
    app.add_middleware(Heads)
    return app


def _refused(request: Request, error: Exception) -> Response:
    """What went wrong on purpose, said."""
    status, why = _status(error)
    place = request.app.state.site.ledger.place
    return _refuse(request, status, why.replace(place, Path(place).name))


def _refuse(request: Request, status: int, why: str) -> Response:
    """What is not answered, as a page in style, or as JSON where data was asked for.

    `why` is a key of the words, or the message itself.
    """
    say = i18n.speaker(i18n.language_of(request))
    message = say(why) if why in i18n.words() else why
    if 300 <= status < 400:
        return RedirectResponse(quote(why), status)
    if wants_json(request) or request.url.path.endswith((".json", ".csv", ".svg")):
        return JSONResponse({"error": message}, status)
    return render(request, "error", status=status, code=status, message=message)


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, StarletteHTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        return 422, f"{'.'.join(str(p) for p in first['loc'][1:])}: {first['msg']}"
    return 400, str(error)


def _listing(request: Request) -> Response:
    """The addresses that answer with data, from the OpenAPI description."""
    grouped: dict[tuple[str, str, str], dict[str, Any]] = {}
    for path, operations in request.app.openapi()["paths"].items():
        for method, given in operations.items():
            about = given.get("description") or given["summary"]
            key = method, about, ",".join(given.get("tags", ()))
            row = {"method": method.upper(), "about": about, "paths": [], "parameters": []}
            row = grouped.setdefault(key, row)
            row["paths"].append(path)
            row["parameters"] = given.get("parameters", [])
    return render(request, "api", rows=list(grouped.values()))


def _enter(
    request: Request, token: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/"
) -> Response:
    """Lets in whoever gives the token in a form."""
    safety: Safety = request.app.state.safety
    if not safety.token or not safety.admits(token):
        raise HTTPException(401, "refused.token-wrong")
    return admitted(safety, request, local(back))
