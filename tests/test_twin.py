"""What a twin makes is what the frozen class makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field
from typing import Any

import pytest

from renkei.nouns import Kind, Role, Statement
from renkei.twin import quick

GIVEN: dict[str, Any] = {
    "document": "d",
    "start": 1,
    "end": 5,
    "quote": "will",
    "kind": Kind.EVENT,
    "actors": ("JP",),
    "speaker_role": Role.OFFICIAL,
}


def test_the_same_statement_is_made() -> None:
    slow, fast = Statement(**GIVEN), quick(Statement)(**GIVEN)
    assert type(fast) is Statement
    assert fast == slow
    assert repr(fast) == repr(slow)
    assert hash(fast) == hash(slow)
    assert pickle.loads(pickle.dumps(fast)) == slow


def test_what_is_made_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        quick(Statement)(**GIVEN).start = 2  # type: ignore[misc]


def test_defaults_are_made_anew() -> None:
    @dataclass(frozen=True, slots=True)
    class Held:
        found: list[int] = field(default_factory=list)

    make = quick(Held)
    make().found.append(1)
    assert make().found == []


def test_a_class_without_slots_is_refused() -> None:
    @dataclass(frozen=True)
    class Loose:
        place: int

    with pytest.raises(TypeError, match="Loose has no slots"):
        quick(Loose)


def test_a_field_left_out_is_missed() -> None:
    with pytest.raises(TypeError, match="quote"):
        quick(Statement)("d", 1, 5, kind=Kind.EVENT)  # type: ignore[call-arg]
