"""The ledger as a table, and an item's ladder through time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from renkei.cli.screen import ONE_LINE, Flow, table
from renkei.cli.views.words import behind, count, origin, rung_style, said_as, speaker, voice, when

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from renkei.ledger import Evidence, Filed, ItemState, Turn

_MARKS = {"official": "●", "reported": "○", "": "·"}
_WORD = 17
TABLE_LEGEND = "● officials say so  ○ only others do  ✕ someone denies it  quotes/sources"
STEPS_LEGEND = "● moved what officials say  ○ moved what only others say  · moved neither"


def ledger_table(states: Iterable[ItemState], words: Mapping[str, Filed]) -> Table:
    """One row an item, with a line for each voice that says something.

    `words` are the statements that the standings rest on, by their ids.
    """
    columns = "item", "rung", "since", "on whose word", "due", "quotes"
    made = table(*columns, right=[5], whole=[1, 2, 3, 4])
    for state in states:
        due = when(state.due.time, state.due.day.isoformat()) if state.due else ""
        made.add_row(
            Flow(state.key, "bold"), *_voices(state, words), due, f"{state.quotes}/{state.sources}"
        )
    return made


def _voices(state: ItemState, words: Mapping[str, Filed]) -> Iterator[RenderableType]:
    """Three cells: rungs, since when, and on whose word; a line each for every voice."""
    from rich.console import Group

    rows = [
        (_MARKS[name], one.rung.value, when(one.since, one.day.isoformat()), one.word)
        for name, one in (("official", state.official), ("reported", state.reported))
        if one
    ]
    against = {w.speaker: w for w in state.contradictions}
    rows += [("✕", "denied", w.said.isoformat(), w) for w in against.values()]
    styles = ["red" if r[0] == "✕" else rung_style(r[3].rung) for r in rows]
    who = [_speaker(word, words) for *_, word in rows]
    yield Group(*(Flow(f"{m} {rung}", st) for (m, rung, *_), st in zip(rows, styles, strict=True)))
    yield Group(*(Flow(since, st) for (*_, since, _), st in zip(rows, styles, strict=True)))
    yield Group(*(Flow(w, st, most=_WORD) for w, st in zip(who, styles, strict=True)))


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
    head = f"{day:<10}  {said_as(s):<14}  {speaker(s)}"
    style = rung_style(s.status) if turn.moved else "dim"
    yield ""
    yield Flow(head, style, indent=2, first=_MARKS[turn.moved], most=ONE_LINE)
    yield Flow(s.quote, indent=4)
    yield from origin(turn.filed, turn.filed.id)
    yield from behind(turn.filed)
    if turn.copies:
        copies = ", ".join(dict.fromkeys(c.source or c.title for c in turn.copies))
        yield Flow(f"also in {copies}", "dim", indent=4)


def against(state: ItemState, words: Mapping[str, Filed]) -> Iterator[RenderableType]:
    """What speaks against how an item stands."""
    if state.contradictions:
        yield ""
        yield Flow("What speaks against it:", "red")
    for word in state.contradictions:
        filed = words[word.id]
        head = f"{word.said}  {said_as(filed.statement)}  {voice(filed)}"
        yield Flow(head, "red", indent=2)
        yield Flow(filed.statement.quote, indent=4)


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
