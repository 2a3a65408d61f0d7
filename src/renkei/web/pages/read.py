"""Add documents: drop files or paste addresses, see how far it is and what could not be read."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse, RedirectResponse, Response

from renkei.documents.dates import declared
from renkei.documents.limits import DEFAULT, MB
from renkei.web import taking_in
from renkei.web.changes import signer
from renkei.web.jobs import Busy, Told, jobs
from renkei.web.page import Page
from renkei.web.security import changing, local
from renkei.web.site import Here, wants_json
from renkei.web.taking_in import FailedRow, ReadRow, Report

MOST_BYTES = 128 * MB
MOST_FILES = 500
MOST_ADDRESSES = 20_000


@dataclass(frozen=True, slots=True)
class ReadView:
    """How far the reading is and what came of it; the last one, if none is asked for.

    `largest` and `most` are what a file and all files together may have, in megabytes.
    """

    job: Told | None
    read: tuple[ReadRow, ...]
    failed: tuple[FailedRow, ...]
    stopped: bool
    statements: int
    largest: int
    most: int


def view(
    site: Here,
    job: Annotated[str, Query(max_length=64, description="Which reading; the last if empty.")] = "",
) -> ReadView:
    """What was read into the ledger through this page, and what could not be read."""
    mine = jobs(site, "read")
    told = mine.told(job) if job else mine.last()
    report = cast("Report | None", mine.result(told.id)) if told else None
    return ReadView(
        job=told,
        read=tuple(report.read) if report else (),
        failed=tuple(report.failed) if report else (),
        stopped=bool(report and report.stopped),
        statements=sum(row.statements or 0 for row in report.read) if report else 0,
        largest=DEFAULT.input_bytes // MB,
        most=MOST_BYTES // MB,
    )


def table(found: ReadView) -> Iterator[dict[str, object]]:
    """The report as rows of the CSV."""
    yield from taking_in.rows(Report(list(found.read), list(found.failed)))


class Sized(APIRoute):
    """A route that looks at how much comes before it takes any of it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, behind the question of size."""
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            stated = request.headers.get("content-length", "")
            if not stated.isdigit():
                raise HTTPException(411, "read.no-length")
            if int(stated) > MOST_BYTES:
                raise HTTPException(413, "read.too-large")
            return await inner(request)

        return handler


router = APIRouter()
sized = APIRouter(route_class=Sized)


@sized.post("/read", dependencies=[Depends(changing)], response_class=Response)
def start(
    request: Request,
    site: Here,
    files: Annotated[list[UploadFile], File(description="The files.")] = [],  # noqa: B006
    addresses: Annotated[
        str, Form(max_length=MOST_ADDRESSES, description="Addresses, one a line.")
    ] = "",
    published: Annotated[
        str, Form(max_length=40, description="When all of them were published, if they do not say.")
    ] = "",
    who: Annotated[str, Form(max_length=200, description="Who gives that date.")] = "",
) -> Response:
    """Reads files and addresses into the ledger, beside the requests."""
    if published and not declared(published):
        raise HTTPException(422, "read.no-date")
    if len(files) > MOST_FILES:
        raise HTTPException(413, "read.too-many")
    uploads = [(file.filename or "", file.file.read(MOST_BYTES)) for file in files]
    what = taking_in.given(uploads, addresses)
    if not (what.uploads or what.addresses or what.strange):
        raise HTTPException(422, "read.nothing")
    name, giver = secrets.token_hex(8), who or signer(request)
    with suppress(Busy):  # the page says so
        told = jobs(site, "read").start(
            name,
            lambda progress: taking_in.take(site, what, published, giver, progress),
        )
        if wants_json(request):
            return JSONResponse(asdict(told), 202)
        return RedirectResponse(f"/read?job={name}", 303)
    raise HTTPException(409, "read.busy")


@router.post("/read/cancel", dependencies=[Depends(changing)], response_class=Response)
def cancel(
    site: Here,
    job: Annotated[str, Form(max_length=64)],
    back: Annotated[str, Form(max_length=4000)] = "/read",
) -> Response:
    """Stops a reading; what is read already stays."""
    jobs(site, "read").cancel(job)
    return RedirectResponse(local(back), 303)


@router.get("/read/jobs/{job}.json", response_model=Told)
def progress(site: Here, job: str) -> Told:
    """How far a reading is."""
    told = jobs(site, "read").told(job)
    if told is None:
        raise HTTPException(404, "read.gone")
    return told


router.include_router(sized)
PAGE = Page("read", "/read", view, table=table, router=router, nav=True)
