"""The ledger as a table, and an item's ladder through time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from renkei.cli.screen import ONE_LINE, Flow, table
from renkei.cli.views.words import count, origin, rung_style, said_as, voice, when

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from renkei.ledger import Evidence, Filed, ItemState, Turn
    from renkei.nouns import Rung

_MARKS = {"official": "●", "reported": "○", "": "·"}
_WORD = 18
TABLE_LEGEND = "● officials say so  ○ only others do  ✕ someone denies it  quotes/sources"
STEPS_LEGEND = "● moved what officials say  ○ moved what only others say  · moved neither"


def ledger_table(states: Iterable[ItemState], words: Mapping[str, Filed]) -> Table:
    """One row an item; a second one where others say more than officials do, a third for denials.

    `words` are the statements that the standings rest on, by their ids.
    """
    columns = "item", "rung", "since", "on whose word", "due", "quotes"
    made = table(*columns, right=[5], whole=[1, 2, 3, 4])
    for state in states:
        key, *others = _rows(state, words)
        due = when(state.due.time, state.due.day.isoformat()) if state.due else ""
        made.add_row(Flow(state.key, "bold"), *key, due, f"{state.quotes}/{state.sources}")
        for row in others:
            made.add_row("", *row, "", "")
    return made


def _rows(state: ItemState, words: Mapping[str, Filed]) -> list[tuple[RenderableType, ...]]:
    """Rung, since when and on whose word, for each voice that says something."""
    rows = [
        _row(_MARKS[name], one.rung, when(one.since, one.day.isoformat()), one.word, words)
        for name, one in (("official", state.official), ("reported", state.reported))
        if one
    ]
    against = {w.speaker: w for w in state.contradictions}
    rows += [_row("✕", None, w.said.isoformat(), w, words) for w in against.values()]
    return rows or [("  –", "", "")]


def _row(
    mark: str, rung: Rung | None, since: str, word: Evidence, words: Mapping[str, Filed]
) -> tuple[RenderableType, ...]:
    style = rung_style(rung) if rung else "red"
    said = rung.value if rung else said_as(words[word.id].statement)
    who = Flow(_speaker(word, words), style, most=_WORD)
    return Flow(f"{mark} {said}", style), Flow(since, style), who


def header(state: ItemState, labels: Sequence[str], words: Mapping[str, Filed]) -> Iterator[Flow]:
    """An item's names, and how it stands now."""
    yield Flow(state.key, "bold")
    if labels:
        yield Flow(" · ".join(labels))
    for name, standing in (("official", state.official), ("reported", state.reported)):
        if standing:
            since = when(standing.since, standing.day.isoformat())
            who = _speaker(standing.word, words)
            yield Flow(
                f"{standing.rung} since {since}, on the word of {who}",
                rung_style(standing.rung),
                indent=10,
                first=name,
            )
    if state.due:
        by = "by its pack" if state.due.word is None else f"said {state.due.word.said}"
        yield Flow(f"{state.due.time} ({by})", indent=10, first="due")


def steps(turns: Iterable[Turn]) -> Iterator[RenderableType]:
    """Each step: when, the rung, whose voice; its quote; where it stands."""
    for turn in turns:
        yield from _step(turn)


def _step(turn: Turn) -> Iterator[RenderableType]:
    s = turn.filed.statement
    day = when(turn.since, turn.day.isoformat())
    head = f"{day:<10}  {said_as(s):<14}  {voice(turn.filed)} ({s.speaker_role})"
    style = rung_style(s.status) if turn.moved else "bright_black"
    yield ""
    yield Flow(head, style, indent=2, first=_MARKS[turn.moved], most=ONE_LINE)
    yield Flow(s.quote.replace("\n", " "), indent=4)
    yield from origin(turn.filed, turn.filed.id)
    if turn.copies:
        copies = ", ".join(dict.fromkeys(c.source or c.title for c in turn.copies))
        yield Flow(f"also in {copies}", "bright_black", indent=4)


def against(state: ItemState, words: Mapping[str, Filed]) -> Iterator[RenderableType]:
    """What speaks against how an item stands."""
    if state.contradictions:
        yield ""
        yield Flow("What speaks against it:", "red")
    for word in state.contradictions:
        filed = words[word.id]
        head = f"{word.said}  {said_as(filed.statement)}  {voice(filed)}"
        yield Flow(head, "red", indent=2)
        yield Flow(filed.statement.quote.replace("\n", " "), indent=4)


def beside(said: Iterable[Filed], key: str) -> Iterator[RenderableType]:
    """How many other things were said of an item."""
    kinds = Counter(f.statement.kind.value for f in said)
    kinds.pop("commitment", None)
    if kinds:
        counted = ", ".join(count(n, kind) for kind, n in kinds.most_common())
        yield Flow(f"Also said of it: {counted}. See")
        yield f"  renkei statements --item {key}"


def _speaker(word: Evidence, words: Mapping[str, Filed]) -> str:
    return voice(words[word.id]) if word.id in words else word.speaker
