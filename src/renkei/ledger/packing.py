"""How an item stands, as text to keep and back. Pure; what goes in comes out equal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from renkei.ledger.ladder import Due, Evidence, Standing, State, targeted
from renkei.ledger.records import ItemState
from renkei.ledger.rows import pack
from renkei.nouns import Role, Rung

NEVER = "9999-12-31"

_RUNGS = {rung.value: rung for rung in Rung}


@dataclass(frozen=True, slots=True)
class Result:
    """How an item stands, and what that rests on; `settled` leaves no room for a pack's target.

    It holds for the days from `first_day` to the one before `until` (ISO).
    """

    state: State
    quotes: int
    sources: int
    settled: bool
    first_day: str
    until: str


def item_state(key: str, result: Result | None, on: date, target: str) -> ItemState:
    """The state of an item on a day, given when its pack says that it is to be done."""
    if result is None:
        return ItemState(key, None, None, None, targeted(target, on), 0, 0, ())
    state = result.state
    return ItemState(
        key=key,
        official=state.official,
        reported=state.reported,
        changed=state.changed,
        due=state.due or (None if result.settled else targeted(target, on)),
        quotes=result.quotes,
        sources=result.sources,
        contradictions=state.contradictions,
    )


def packed(result: Result) -> str:
    """A result as text."""
    state, due = result.state, result.state.due
    assert due is None or due.word
    return pack(
        {
            "official": _standing(state.official),
            "reported": _standing(state.reported),
            "changed": state.changed and state.changed.isoformat(),
            "due": due and due.word and [due.time, due.day.isoformat(), _evidence(due.word)],
            "against": [_evidence(word) for word in state.contradictions],
            "counts": [result.quotes, result.sources],
            "settled": result.settled,
            "days": [result.first_day, result.until],
        }
    )


def unpacked(text: str) -> Result:
    """The result that `packed` was given."""
    row = json.loads(text)
    due = row["due"]
    state = State(
        official=_as_standing(row["official"]),
        reported=_as_standing(row["reported"]),
        changed=date.fromisoformat(row["changed"]) if row["changed"] else None,
        due=Due(due[0], date.fromisoformat(due[1]), _as_evidence(due[2])) if due else None,
        contradictions=tuple(map(_as_evidence, row["against"])),
    )
    quotes, sources = row["counts"]
    first_day, until = row["days"]
    return Result(state, quotes, sources, row["settled"], first_day, until)


def packed_standings(official: Standing | None, reported: Standing | None) -> str:
    """Both voices' standings as text."""
    return pack([_standing(official), _standing(reported)])


def unpacked_standings(text: str) -> tuple[Standing | None, Standing | None]:
    """The standings that `packed_standings` was given."""
    official, reported = json.loads(text)
    return _as_standing(official), _as_standing(reported)


def unpacked_rungs(text: str) -> tuple[Rung | None, Rung | None]:
    """The rungs alone of what `packed_standings` was given, which is much quicker."""
    official, reported = json.loads(text)
    return _RUNGS[official[0]] if official else None, _RUNGS[reported[0]] if reported else None


def _standing(s: Standing | None) -> list[Any] | None:
    return [s.rung.value, s.since, s.day.isoformat(), _evidence(s.word)] if s else None


def _as_standing(row: list[Any] | None) -> Standing | None:
    if row is None:
        return None
    rung, since, day, word = row
    return Standing(Rung(rung), since, date.fromisoformat(day), _as_evidence(word))


def _evidence(e: Evidence) -> list[Any]:
    first = [e.id, e.rung.value, e.role.value, e.said.isoformat()]
    return [*first, e.speaker, e.affirmed, e.time, e.dated, e.place]


def _as_evidence(row: list[Any]) -> Evidence:
    name, rung, role, said, *rest = row
    return Evidence(name, Rung(rung), Role(role), date.fromisoformat(said), *rest)
