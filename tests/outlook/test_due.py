"""What falls due and what is overdue, by cases worked by hand."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.ledger import Filed
from renkei.nouns import Kind, Role, Rung, Statement
from renkei.outlook.due import due, months_later
from small_alliance import item, pack

DAY = date(2024, 10, 1)


def listed(found):
    return [(d.item.key, d.day.isoformat(), d.overdue) for d in found]


def said(
    key: str, rung: str, time: str, day: date, role: Role = Role.OFFICIAL, n: int = 0
) -> Filed:
    s = Statement("doc", 0, 1, "x", Kind.COMMITMENT, Rung(rung), time=time, speaker_role=role)
    return Filed(f"{key}-{n}-{day}", s, key, "", "", "", "", day.isoformat(), day, True, 1)


def ledger(*filed):
    """What stands in for a ledger with these statements, published by the day that is asked."""
    return SimpleNamespace(statements=lambda wanted: (f for f in filed if f.day <= wanted.known_by))


def items(*rows):
    return pack(items=list(rows), structure={})


def test_targets_of_the_pack(small):
    # quay is done, dock rejected by an official, buoy has no date; the year ends on 31 December.
    assert listed(due(small, None, DAY, 12)) == [
        ("pier", "2024-09-30", True),
        ("bridge", "2024-12-31", False),
    ]
    assert listed(due(small, None, DAY, 1)) == [("pier", "2024-09-30", True)]


def test_a_thing_is_overdue_when_its_day_is_over_and_not_on_it(small):
    def pier(day):
        return [d.overdue for d in due(small, None, day, 1) if d.item.key == "pier"]

    assert pier(date(2024, 9, 30)) == [False]
    assert pier(date(2024, 10, 1)) == [True]


def test_progress_is_law_budget_contract_or_more_and_no_less(small):
    pier, bridge = due(small, None, DAY, 12)
    assert pier.progress is None
    assert pier.last.evidence.rung is Rung.AGREED
    assert pier.last.source.id == "daily"
    assert (bridge.progress.evidence.rung, bridge.progress.since) == (Rung.UNDER_WAY, "2024-06-20")


def test_only_what_was_public_by_the_day_counts(small):
    # The report of 1 July, that quay is done and bridge under way, is not out yet.
    found = due(small, None, date(2024, 6, 25), 12)
    assert listed(found) == [
        ("quay", "2024-02-29", True),
        ("pier", "2024-09-30", False),
        ("bridge", "2024-12-31", False),
    ]
    assert not any(d.progress for d in found)


@pytest.mark.parametrize(
    ("step", "kept"),
    [
        ("2024-06-01 in-effect scroll", True),
        ("2024-06-01 under-way gazette", False),
        ("2022-06-01 in-effect gazette", False),
    ],
    ids=["by any source", "not yet", "long before the target"],
)
def test_what_keeps_a_target(step, kept):
    found = due(items(item("mole", ("Mole", "堤", "堤"), "2024-08", step)), None, DAY, 12)
    assert (found == ()) is kept


def test_what_only_begins_is_kept_once_it_is_under_way():
    begun = item("mole", ("Mole", "堤", "堤"), "2024-01/..", "2024-06-01 under-way weekly")
    assert due(items(begun), None, DAY, 12) == ()
    idle = item("mole", ("Mole", "堤", "堤"), "2024-01/..", "2024-03 agreed daily")
    assert listed(due(items(idle), None, DAY, 12)) == [("mole", "2024-01-31", True)]


def test_the_last_word_of_documents_on_a_date_counts(small):
    book = ledger(
        said("buoy", "intended", "2024-08", date(2024, 2, 1)),
        said("buoy", "agreed", "2025-03", date(2024, 4, 1)),
        said("buoy", "considered", "2024-11", date(2024, 5, 1)),
    )
    found = [d for d in due(small, book, DAY, 12) if d.item.key == "buoy"]
    assert listed(found) == [("buoy", "2025-03-31", False)]
    assert found[0].promises[0].filed.day == date(2024, 4, 1)


def test_a_time_that_was_past_when_it_was_said_sets_no_date(small):
    book = ledger(said("buoy", "agreed", "2024-02", date(2024, 4, 1)))
    assert "buoy" not in {d.item.key for d in due(small, book, DAY, 12)}


def test_documents_can_keep_what_the_pack_promises(small):
    report = said("pier", "in-effect", "2024-08-15", date(2024, 9, 1), Role.MEDIA)
    assert "pier" not in {d.item.key for d in due(small, ledger(report), DAY, 12)}


def test_what_was_so_before_documents_set_a_date_is_no_answer(small):
    book = ledger(
        said("buoy", "in-effect", "2024-01", date(2024, 1, 20)),
        said("buoy", "intended", "2024-08", date(2024, 4, 1), n=1),
    )
    found = [d for d in due(small, book, DAY, 12) if d.item.key == "buoy"]
    assert listed(found) == [("buoy", "2024-08-31", True)]


def test_pack_and_documents_that_name_one_day_are_one_row(small):
    book = ledger(said("bridge", "intended", "2024-12", date(2024, 7, 1)))
    (bridge,) = [d for d in due(small, book, DAY, 12) if d.item.key == "bridge"]
    assert [p.filed is None for p in bridge.promises] == [True, False]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_are_counted_as_on_a_calendar(day, months):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or later.day < day.day
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
