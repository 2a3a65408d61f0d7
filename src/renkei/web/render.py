"""From a view to a page. Everything is escaped; a template adds structure and words, no logic."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response

from renkei.documents.assemble import NO_DATE
from renkei.simulation.sentences import span
from renkei.web import charts, figures, i18n, pictures
from renkei.web.changes import done, signer
from renkei.web.glyphs import glyph
from renkei.web.markup import marked_controls, named, paragraphs
from renkei.web.security import Safety

if TYPE_CHECKING:
    from renkei.web.site import Site

HERE = Path(__file__).parent
WARNINGS = {NO_DATE: "reader.no-date"}
"""Warnings of documents that advise a command, and what a page says in their stead."""
_DAY = len("2024-04-10")


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """The page that a template makes of its context, in the language of the request."""
    language = i18n.language_of(request)
    safety: Safety = request.app.state.safety
    site: Site = request.app.state.site
    say = i18n.speaker(language)
    everywhere = {
        "t": say,
        "tongue": lambda tag: say(f"lang.{tag}") if f"lang.{tag}" in i18n.words() else tag,
        "lang": language,
        "languages": i18n.LANGUAGES,
        "site": site,
        "warned": lambda text: say(WARNINGS[text]) if text in WARNINGS else text,
        "read_only": site.read_only,
        "csrf": safety.form_token(request.state.session),
        "here": request.url.path,
        "query": dict(request.query_params),
        "nav": request.app.state.nav,
        "label": lambda labels, key="": i18n.label_in(labels, language) or key,
        "domain_label": lambda key: i18n.label_in(site.domains.get(key, {}), language) or key,
        "again": lambda **changes: again(request, **changes),
        "twin_of": lambda ending: twin_of(request, ending),
        "signer": signer(request),
        "done": done(site, request.query_params.get("done", "")),
        "page": None,
        "strange": (),
    }
    text = templates().get_template(f"{template}.html").render(everywhere | context)
    response = HTMLResponse(text, status)
    if request.query_params.get("lang") in i18n.LANGUAGES:
        response.set_cookie(i18n.COOKIE, language, max_age=31536000, samesite="lax", httponly=True)
    return response


@cache
def templates() -> Environment:
    """The templates; a name that is not given is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"glyph": glyph, "spark": charts.spark, "ladder": charts.ladder}
    made.globals |= {"structure": pictures.within, "goal_chart": figures.goal_chart}
    made.globals |= {"series_chart": figures.series_chart, "unit": figures.unit}
    made.filters |= {
        "shown": marked_controls,
        "paragraphs": paragraphs,
        "named": named,
        "numbered": numbered,
        "outward": outward,
        "readable": readable,
        "part": part,
        "when": when,
        "hours": span,
    }
    return made


def again(request: Request, **changes: object) -> str:
    """The address at hand with some parameters changed: None takes one away, a list repeats it."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changes]
    several = {k: v if isinstance(v, list) else [v] for k, v in changes.items()}
    new = [(k, str(v)) for k, vs in several.items() for v in vs if v is not None and v != ""]
    query = urlencode(kept + new)
    return request.url.path + (f"?{query}" if query else "")


def twin_of(request: Request, ending: str) -> str:
    """The address of the page's twin, with the parameters at hand."""
    path = "/home" if request.url.path == "/" else request.url.path
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("lang", "at")]
    return quote(path) + ending + (f"?{urlencode(kept)}" if kept else "")


def outward(address: str) -> str:
    """An address that a link may lead out to: http or https; empty for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def readable(address: str) -> str:
    """An address as one reads it: percent signs undone, the scheme left off."""
    return unquote(address).removeprefix("https://").removeprefix("http://")


def numbered(notes: Sequence[Any]) -> dict[int, Any]:
    """The notes of a reader's page by their numbers."""
    return {note.number: note for note in notes}


def part(text: str) -> str:
    """A key or an id as a part of a path."""
    return quote(text, safe="")


def when(time: str, day: object = "") -> str:
    """A time as stated, or the day that it is counted from if that is shorter."""
    return time if time and (len(time) <= _DAY or not day) else str(day or "")
