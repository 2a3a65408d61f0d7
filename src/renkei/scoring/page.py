"""A score as a page for reading errors in their context: self-contained, without scripts.

The text of each document stands paragraph by paragraph, with what was coded and what was given
underlined in two colours and two shapes; beside each paragraph stands what went wrong in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from itertools import pairwise

from renkei.scoring.compare import Coded, Compared
from renkei.scoring.measures import Figures
from renkei.scoring.report import Error, Score, errors
from renkei.scoring.words import LABELS, field, said

_COLUMNS = ("f1", "precision", "recall", "rung", "polarity", "time", "speaker", "speaker_role")
_WHAT = ("missed", "invented", "mistaken")
_KEY = (
    '<p class="key quiet"><span class="gold">coded by hand</span> · '
    '<span class="given">given</span> · a number leads to what is wrong there</p>'
)


def page(score: Score) -> str:
    """The whole page, as HTML."""
    style = resources.files("renkei.scoring").joinpath("page.css").read_text("utf-8")
    title = escape(f"{score.by} against {score.gold}")
    body = "\n".join([*_head(score, title), *_documents(score)])
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _head(score: Score, title: str) -> Iterator[str]:
    yield f"<h1>{title}</h1>"
    for one in score.unscored:
        told = f"not scored: {one.document} ({one.statements} statements): {one.reason}"
        yield f"<p><strong>{escape(told)}</strong></p>"
    heads = "".join(f"<th>{escape(LABELS[name])}</th>" for name in _COLUMNS)
    yield f'<div class="scroll"><table><tr><th></th><th>coded</th><th>given</th>{heads}</tr>'
    yield _figures("all", score.overall)
    for name, figures in score.languages.items():
        yield _figures(escape(name), figures)
    for number, (name, figures) in enumerate(score.documents.items()):
        yield _figures(f'<a href="#d{number}">{escape(name)}</a>', figures)
    yield f"</table></div>\n{_KEY}"


def _figures(label: str, figures: Figures) -> str:
    values = (figures.shares[name].value for name in _COLUMNS)
    shares = "".join(f"<td>{'–' if v is None else f'{v:.2f}'}</td>" for v in values)
    return f"<tr><td>{label}</td><td>{figures.gold}</td><td>{figures.given}</td>{shares}</tr>"


def _documents(score: Score) -> Iterator[str]:
    for number, one in enumerate(score.compared):
        found = errors(one)
        counts = {what: sum(e.what == what for e in found) for what in _WHAT}
        yield f'<section id="d{number}" lang="{escape(one.language)}">'
        yield f"<h2>{escape(one.title or one.name)}</h2>"
        told = ", ".join(f"{count} {what}" for what, count in counts.items())
        yield f'<p class="quiet" lang="en">{escape(one.name)} · {told}</p>'
        yield from _paragraphs(one, found, f"d{number}")
        yield "</section>"


def _paragraphs(one: Compared, found: list[Error], prefix: str) -> Iterator[str]:
    numbered = [(f"{prefix}-{n}", error) for n, error in enumerate(found, 1)]
    lost = [(key, error) for key, error in numbered if _main(error).start < 0]
    if lost:
        yield f'<div class="row"><p class="quiet">Not in the clean text</p>{_cards(lost)}</div>'
    at = 0
    for line in one.text.split("\n"):
        end = at + len(line)
        here = [(key, error) for key, error in numbered if at <= _main(error).start <= end]
        if line.strip():
            text = "".join(_marked(one, here, at, end))
            yield f'<div class="row"><p class="text">{text}</p>{_cards(here)}</div>'
        at = end + 1


def _marked(one: Compared, here: list[tuple[str, Error]], start: int, end: int) -> Iterator[str]:
    """A paragraph, cut wherever a quote begins or ends, with a number behind each error."""
    edges = {start, end}
    for coded in (*one.gold, *one.given):
        edges |= {place for place in (coded.start, coded.end) if start < place < end}
    notes = {key: min(_main(error).end, end) for key, error in here}
    cuts = sorted(edges)
    for a, b in pairwise(cuts):
        names = [name for name, side in (("gold", one.gold), ("given", one.given)) if _in(side, a)]
        text = escape(one.text[a:b])
        yield f'<span class="{" ".join(names)}">{text}</span>' if names else text
        for key in (key for key, place in notes.items() if place == b):
            yield f'<sup id="t{key}"><a href="#{key}">{key.rpartition("-")[2]}</a></sup>'


def _in(side: Iterable[Coded], place: int) -> bool:
    return any(one.start <= place < one.end for one in side)


def _main(error: Error) -> Coded:
    """The statement that an error is shown at."""
    main = error.given if error.what == "invented" else error.gold
    assert main is not None
    return main


def _cards(here: list[tuple[str, Error]]) -> str:
    if not here:
        return ""
    return f'<ul class="cards" lang="en">{"".join(_card(key, error) for key, error in here)}</ul>'


def _card(key: str, error: Error) -> str:
    main = _main(error)
    number = key.rpartition("-")[2]
    head = f'<a href="#t{key}">{number}</a> <strong>{error.what}</strong> {escape(said(main))}'
    if error.what == "mistaken":
        rest = _differences(error)
    else:
        other = error.given if error.what == "missed" else error.gold
        rest = _whole(main)
        if other:
            as_what = "given" if error.what == "missed" else "coded"
            rest = f"<br>{as_what} as {escape(said(other))}{rest}"
    quote = f'<br><q class="quiet">{escape(main.quote)}</q>' if error.what != "mistaken" else ""
    return f'<li id="{key}" class="{error.what}">{head}{quote}{rest}</li>'


def _differences(error: Error) -> str:
    assert error.gold and error.given
    rows = "".join(
        f"<dt>{_label(name)}</dt><dd>"
        f'<span class="coded">{escape(field(error.gold, name) or "–")}</span> → '
        f'<span class="read">{escape(field(error.given, name) or "–")}</span></dd>'
        for name in error.fields
    )
    return f"<dl>{rows}</dl>"


def _label(name: str) -> str:
    return escape(LABELS[name].removesuffix(" (F1)"))


def _whole(one: Coded) -> str:
    parts = [", ".join(one.actors), one.speaker, one.time, one.quantity, one.topic]
    return f'<br><span class="quiet">{escape(" · ".join(part for part in parts if part))}</span>'
