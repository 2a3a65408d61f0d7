"""A score as tables that fit 80 columns, and its errors as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from renkei.cli import wrap
from renkei.cli.screen import Flow, table
from renkei.cli.views.words import count
from renkei.nouns import Kind, Rung
from renkei.scoring.measures import Figure, Figures
from renkei.scoring.words import LABELS, field, said

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from renkei.scoring.report import Error, Score

_FOUND = ("precision", "recall", "f1", "place_f1", "letters")
_RIGHT = (
    *("rung", "rung_near", "polarity", "likelihood", "time"),
    *("speaker", "speaker_role", "actors", "quantity", "topic"),
)
_SHORT = ("rung", "±1", "pol.", "lik.", "time", "spk.", "role", "act.", "qty.", "topic")
_NAME = 18


def summary(score: Score) -> Iterator[RenderableType]:
    """What was scored and every figure of it."""
    yield f"{score.by} against {score.gold}"
    yield from _left_out(score)
    yield from ("", "Over all, with 95 % intervals", _overall(score.overall))
    rows = {"all": score.overall, **score.languages, **score.documents, **score.kinds}
    yield from ("", "Statements found", _found(rows))
    yield from ("", "Of the matched, right in", _right(rows))
    yield from ("", "Rungs: down as coded, across as given", _confusion(score.rungs(), list(Rung)))
    yield from ("", "Kinds, by place: down as coded, across as given")
    yield _confusion(score.confused(), list(Kind))


def errors(score: Score) -> Iterator[RenderableType]:
    """What was missed, invented and mistaken, with quotes."""
    found = score.errors
    for what in ("missed", "invented", "mistaken"):
        some = [error for error in found if error.what == what]
        yield from ("", Flow(f"{what.capitalize()}: {len(some)}", "bold"))
        for error in some:
            yield from _error(error)


def _left_out(score: Score) -> Iterator[RenderableType]:
    for one in score.unscored:
        lost = count(one.statements, "statement")
        yield Flow(f"not scored: {one.document} ({lost}): {one.reason}", "yellow")
    for name, gold in score.astray():
        yield Flow(f"{name}: a coded quote is not in the clean text: {gold.quote}", "yellow")


def _overall(figures: Figures) -> Table:
    shown = table("", "share", "interval", "of", right=(1, 2, 3))
    for name, figure in figures.shares.items():
        between = "" if figure.low is None else f"{_two(figure.low)}–{_two(figure.high)}"
        shown.add_row(LABELS[name], _two(figure.value), between, str(figure.counted))
    shown.caption = f"drawn again: {count(_units(figures), figures.drawn.removesuffix('s'))}"
    shown.caption_justify = "left"
    return shown


def _units(figures: Figures) -> int:
    if figures.drawn == "documents":
        return figures.documents
    return figures.gold + figures.given - figures.matched


def _found(rows: Mapping[str, Figures]) -> Table:
    shown = table(
        "", "coded", "given", *("prec.", "rec.", "F1", "place", "letters"), right=range(1, 8)
    )
    for name, figures in rows.items():
        shares = _shares(figures.shares, _FOUND)
        shown.add_row(_name(name), str(figures.gold), str(figures.given), *shares)
    return shown


def _right(rows: Mapping[str, Figures]) -> Table:
    shown = table("", *_SHORT, right=range(1, 11))
    for name, figures in rows.items():
        shown.add_row(_name(name), *_shares(figures.shares, _RIGHT))
    for column in shown.columns:
        column.no_wrap = True
    shown.padding = (0, 1, 0, 0)
    return shown


def _confusion(counts: Counter[tuple[str, str]], values: Sequence[str]) -> Table:
    used = [value for value in values if any(value in pair for pair in counts)]
    shown = table("", *(value[:4] for value in used), right=range(1, len(used) + 1))
    for gold in used:
        numbers = [counts[gold, given] for given in used]
        shown.add_row(gold, *(str(n) if n else "·" for n in numbers))
    return shown


def _error(error: Error) -> Iterator[RenderableType]:
    main, other = (
        (error.given, error.gold) if error.what == "invented" else (error.gold, error.given)
    )
    assert main is not None
    yield Flow(f"{error.document}  {said(main)}", "dim", indent=2)
    yield Flow(wrap.plain(main.quote), indent=4)
    if other and error.what != "mistaken":
        as_what = "given" if error.what == "missed" else "coded"
        yield Flow(f"{as_what} as {said(other)}", indent=4)
    elif other:
        for name in error.fields:
            coded, given = field(main, name) or "–", field(other, name) or "–"
            yield Flow(f"{LABELS[name]}: {coded} | given: {given}", indent=4)


def _shares(shares: Mapping[str, Figure], names: Iterable[str]) -> list[str]:
    return [_two(shares[name].value) if name in shares else "" for name in names]


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _name(name: str) -> str:
    return wrap.cut(name.removesuffix(".txt"), _NAME)
