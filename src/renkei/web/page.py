"""A page: one view, shown three ways.

A page's function takes the site and, as any FastAPI endpoint, what stands in the address; it gives
a frozen dataclass. From that one view come the page itself (its template), its ``.json`` twin and,
if the page says how, its ``.csv``. The parameters and the shape of the view are described in
``/openapi.json``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from inspect import signature
from typing import Any, get_type_hints

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.params import Depends as DependsParameter
from starlette.responses import Response

from renkei.web.render import render

EVERYWHERE = ("lang", "done", "token", "at", "pictures")
"""Parameters that any address may hold: they are for the page's looks, not for its view."""
Rows = Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page stands, what it shows, and how.

    `name` is that of its template and of its title among the words (``<name>.title``). `view` is
    its function; the docstring's first line describes it. `table` makes the rows of its CSV, of
    the whole list where the function takes a `page`.
    `router` holds what else belongs to it: changes, charts. `nav` puts it into the navigation.
    """

    name: str
    path: str
    view: Callable[..., Any]
    table: Callable[[Any], Rows] | None = None
    router: APIRouter | None = None
    nav: bool = False

    @property
    def twin(self) -> str:
        """The path of its JSON and CSV, without the ending."""
        return self.path if self.path != "/" else f"/{self.name}"


def mount(app: FastAPI, page: Page) -> None:
    """Adds a page with its twin, its table and its further routes."""
    asked = Depends(page.view)
    shape = get_type_hints(page.view)["return"]
    about = (page.view.__doc__ or "").partition("\n")[0]

    known = frozenset(parameters(page.view))

    def twin(request: Request, view: Any = asked) -> Any:
        if odd := strange(request, known):
            raise HTTPException(400, f"not known here: {', '.join(odd)}; {_listed(known)}")
        return view

    def show(request: Request, view: Any = asked) -> Response:
        odd = strange(request, known)
        return render(request, page.name, view=view, page=page, strange=odd)

    add = app.add_api_route
    if page.router:
        app.include_router(page.router, tags=[page.name])
    add(
        f"{page.twin}.json",
        twin,
        response_model=shape,
        name=f"{page.name}-json",
        summary=about,
        tags=[page.name],
    )
    if page.table:
        _mount_table(app, page, page.table, about)
    add(
        page.path,
        show,
        name=page.name,
        summary=about,
        tags=[page.name],
        response_class=Response,
        responses={200: {"content": {"text/html": {}}, "description": "The page."}},
    )


def parameters(view: Callable[..., Any]) -> Iterator[str]:
    """What a page's function understands of an address, by the names that stand there."""
    for name, hint in get_type_hints(view, include_extras=True).items():
        given = getattr(hint, "__metadata__", ())
        if not any(isinstance(one, DependsParameter) for one in given) and name != "return":
            yield next((one.alias for one in given if getattr(one, "alias", None)), name)


def strange(request: Request, known: Collection[str]) -> list[str]:
    """The parameters of an address that a page does not understand."""
    return [name for name in request.query_params if name not in known and name not in EVERYWHERE]


def _listed(known: Collection[str]) -> str:
    return f"there are: {', '.join(sorted(known))}" if known else "there are no parameters"


def _mount_table(app: FastAPI, page: Page, table: Callable[[Any], Rows], about: str) -> None:
    whole = {"page": 0} if "page" in signature(page.view).parameters else {}
    asked = Depends(partial(page.view, **whole))

    def as_csv(view: Any = asked) -> Response:
        headers = {"Content-Disposition": f'attachment; filename="renkei-{page.name}.csv"'}
        return Response(csv_of(table(view)), media_type="text/csv; charset=utf-8", headers=headers)

    app.add_api_route(
        f"{page.twin}.csv",
        as_csv,
        name=f"{page.name}-csv",
        summary=about,
        tags=[page.name],
        response_class=Response,
        responses={200: {"content": {"text/csv": {}}, "description": "The table."}},
    )


def csv_of(rows: Rows) -> str:
    """Rows as CSV with a heading and a byte order mark, so that spreadsheets see UTF-8.

    A cell that a spreadsheet would take for a formula is led by an apostrophe.
    """
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row))
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
