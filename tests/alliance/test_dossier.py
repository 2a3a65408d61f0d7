"""What pack and documents say of an item, side by side."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from renkei.alliance.dossier import dossier
from renkei.errors import PackError
from renkei.ledger import Due, Evidence, ItemState, Standing
from renkei.nouns import Role, Rung

DAY = date(2024, 12, 1)


def said(rung: str, day: date, role: Role = Role.OFFICIAL) -> Standing:
    word = Evidence("s1", Rung(rung), role, day)
    return Standing(Rung(rung), day.isoformat(), day, word)


def ledger(official=None, reported=None, due=None, quotes=1):
    """What stands in for a ledger that says one thing of every item."""

    def items(*_days, keys):
        return [ItemState(keys[0], official, reported, DAY, due, quotes, 1, ())]

    pages = SimpleNamespace(named=lambda *_, **__: [])
    return SimpleNamespace(items=items, history=lambda *_: [], pages=pages)


def test_the_packs_rows_make_a_ladder_of_two_voices(small):
    found = dossier(small, "bridge", None, DAY)
    assert (found.pack.official.rung, found.pack.official.since) == (Rung.INTENDED, "2023-05-01")
    assert (found.pack.reported.rung, found.pack.reported.since) == (Rung.UNDER_WAY, "2024-06-20")
    assert [s.step.status.value for s in found.steps] == ["intended", "agreed", "under-way"]
    assert found.documents is None and found.turns == ()


def test_what_was_published_later_is_not_known(small):
    found = dossier(small, "bridge", None, date(2024, 6, 25))
    assert [s.step.status.value for s in found.steps] == ["intended", "agreed"]
    hindsight = dossier(small, "bridge", None, date(2024, 6, 25), DAY)
    assert [s.step.status.value for s in hindsight.steps] == ["intended", "agreed", "under-way"]


def test_relations(small):
    bridge, pier = (dossier(small, key, None, DAY) for key in ("bridge", "pier"))
    assert [i.key for i in bridge.below] == ["pier", "quay"]
    assert [i.key for i in pier.above] == ["bridge"]
    assert [i.key for i in pier.beside] == ["quay"]
    assert [p.key for p in bridge.proposals] == ["raise-east", "raise-west", "keep"]


def test_going_further_is_no_contradiction_and_being_refused_is(small):
    book = ledger(official=said("agreed", date(2024, 5, 1)), reported=said("ended", DAY))
    found = dossier(small, "bridge", book, DAY).disagreements
    assert [(d.field, d.kind) for d in found] == [
        ("official", "further"),
        ("reported", "contradiction"),
    ]
    assert found[0].pack == "intended since 2023-05-01"
    assert found[0].documents == "agreed since 2024-05-01"


def test_dates_that_exclude_each_other_contradict(small):
    def kinds(time, day):
        due = Due(time, day, said("intended", date(2024, 5, 1)).word)
        return [d.kind for d in dossier(small, "bridge", ledger(due=due), DAY).disagreements]

    assert kinds("2025-03", date(2025, 3, 31)) == ["contradiction"]
    assert kinds("2024", date(2024, 12, 31)) == []


def test_agreement_is_silent_and_so_is_a_ledger_that_says_nothing(small):
    book = ledger(official=said("intended", date(2024, 5, 1)))
    assert dossier(small, "bridge", book, DAY).disagreements == ()
    assert dossier(small, "bridge", ledger(quotes=0), DAY).documents is None


def test_an_item_that_the_pack_does_not_have(small):
    with pytest.raises(PackError, match="no item 'tunnel'"):
        dossier(small, "tunnel", None, DAY)
