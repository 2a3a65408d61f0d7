"""What is kept of the items is what would be worked out from the record, whatever happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import FILLER, document, statement
from sqlalchemy import delete, func, select, text

from renkei.errors import LedgerError
from renkei.ledger import Decision, DecisionKind, Filter, ItemState, Ledger, derived, histories
from renkei.ledger.ladder import Evidence, rank, since, stand
from renkei.ledger.sifting import Told, sifted
from renkei.nouns import Document, Role, Rung, Statement

READ = {"reader": "rules", "version": "1"}
ON = date(2024, 6, 1)
LATE = date(2031, 1, 1)

# --- what may be left out of a ladder -------------------------------------------------------------

days = st.integers(0, 400).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
times = st.sampled_from(["", "", "2023", "2024-02", "2024-06-15", "2025", "2027", "../2026", "x"])


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence]:
    many = draw(st.lists(st.tuples(st.sampled_from(Rung), days, st.booleans(), times), max_size=40))
    return [
        Evidence(
            id=f"s{draw(st.integers(0, 99)):02}-{i}",
            rung=rung,
            role=Role.OFFICIAL if official else Role.MEDIA,
            said=said,
            affirmed=draw(st.integers(0, 4)) > 0,
            time=time,
        )
        for i, (rung, said, official, time) in enumerate(many)
    ]


def told(n: int, e: Evidence) -> Told:
    from renkei.ledger.ladder import days as bounds

    first, last = bounds(e.time)
    over = last or first
    place = rank(e.rung, e.official)
    at = since(e)[1].isoformat(), e.said.isoformat(), place, e.id, n
    return Told(*at, e.rung.value, e.official, e.affirmed, over.isoformat() if over else "")


@settings(max_examples=300)
@given(evidence(), days)
def test_what_is_sifted_out_makes_no_difference(story: list[Evidence], on: date) -> None:
    held = [e for e in story if since(e)[1] <= on]
    kept = sifted([told(n, e) for n, e in enumerate(held)], on.isoformat())
    assert stand([held[t.n] for t in kept], on) == stand(held, on)


def test_a_long_story_is_sifted_to_a_few() -> None:
    start = date(2024, 1, 1)
    ladder = [Rung.CONSIDERED, Rung.INTENDED, Rung.AGREED]
    story = [
        Evidence(f"s{i:04}", ladder[i // 400], Role.OFFICIAL, start + timedelta(days=i // 3))
        for i in range(1200)
    ]
    kept = sifted([told(n, e) for n, e in enumerate(story)], LATE.isoformat())
    assert {t.n for t in kept} == {0, 400, 800, 399, 799, 1199}


# --- kept and worked out are the same -------------------------------------------------------------


def from_the_record(
    ledger: Ledger, on: date, known_by: date, keys: list[str] | None = None
) -> list[ItemState]:
    with ledger._reading() as connection:
        corrected = ledger._corrections(connection)
        found = histories.items(
            connection, corrected, on=on, known_by=known_by, targets={"ferry": "2029"}, keys=keys
        )
        return list(found)


def same(ledger: Ledger) -> None:
    """Everything that is kept, held against the record."""
    for on in (None, ON, date(2024, 3, 1), date(2026, 1, 1)):
        day = on or date(2030, 1, 1)
        for by in (None, date(2024, 5, 1)):
            asked = ledger.items(day, by, targets={"ferry": "2029"})
            assert asked == from_the_record(ledger, day, by or day)
    today = ledger.items(targets={"ferry": "2029"}, keys=["ferry", "nothing"])
    tomorrow = date.today() + timedelta(days=1)
    assert today == from_the_record(ledger, tomorrow, tomorrow, ["ferry", "nothing"])
    listed = ledger.pages.statements(Filter(wrong=None), limit=1000)
    every = list(ledger.statements(Filter(wrong=None)))
    assert sorted(listed, key=lambda f: f.id) == sorted(every, key=lambda f: f.id)
    assert [f.day for f in listed] == sorted((f.day for f in every), reverse=True)
    for item in ("", *ITEMS):
        wanted = Filter(item=item)
        listed = ledger.pages.statements(wanted, limit=1000)
        assert {f.id for f in listed} == {f.id for f in ledger.statements(wanted)}
        assert ledger.pages.count(wanted) == len(listed)
    rows = {row.id: row for row in ledger.documents()}
    assert {row.id: row for row in ledger.pages.documents(limit=1000)} == rows


ITEMS = ("tunnel", "ferry", "lighthouse", "crossing")
TEXTS = tuple(
    f"Report {i}: {said} The clerk of port {i} keeps {i + 2} boats for the winter."
    for i, said in enumerate(
        (
            "The ports agreed to dig a tunnel. They plan a new lighthouse by 2027.",
            "The ports agreed to dig a tunnel. They plan a new lighthouse by 2027.",
            "The tunnel was opened in March. The old ferry will be sold.",
            "The mayor denies that a lighthouse was agreed. The crossing has stalled.",
        )
    )
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Document, list[Statement]]:
    which = draw(st.integers(0, len(TEXTS) - 1))
    published = draw(st.sampled_from(["2024-01-10", "2024-04-10", "2024-05", "2025-01-01", ""]))
    one = document(f"{TEXTS[which]} {FILLER}", published, source=f"Paper {which}")
    said = [
        statement(
            one,
            p,
            draw(st.sampled_from(["", *Rung])),
            topic=draw(st.sampled_from(["", *ITEMS])),
            speaker_role=draw(st.sampled_from([Role.OFFICIAL, Role.MEDIA])),
            time=draw(times),
        )
        for p in one.text.split(". ")[:3]
    ]
    return one, said


@st.composite
def acts(draw: st.DrawFn) -> tuple[object, ...]:
    kind = draw(st.sampled_from(["add", "add", "decide", "decide", "undo", "amend", "ask"]))
    item, to = draw(st.sampled_from(["", *ITEMS])), draw(st.sampled_from(["", *ITEMS]))
    which, decision = draw(st.integers(0, 20)), draw(st.sampled_from(DecisionKind))
    return kind, which, decision, item, to, draw(stories()) if kind == "add" else None


def act(ledger: Ledger, what: tuple[object, ...]) -> None:
    kind, which, decision, item, to, story = what
    assert isinstance(which, int)
    every = list(ledger.statements(Filter(wrong=None)))
    rows = ledger.documents()
    try:
        if kind == "add":
            assert isinstance(story, tuple)
            ledger.add(*story, reader="rules", version=str(which % 3))
        elif kind == "decide":
            assert isinstance(decision, DecisionKind)
            about = every[which % len(every)].id if every else ""
            aim = "" if decision is DecisionKind.MERGE else about
            ledger.decide(Decision(decision, aim, str(item), str(to), who="Ito"))
        elif kind == "undo":
            ledger.undo(which % 8 + 1, "Ito")
        elif kind == "amend" and rows:
            ledger.amend(rows[which % len(rows)].id, "2024-02-02", who="Ito")
        else:
            ledger.items()
    except LedgerError:
        return  # what makes no sense is refused, and changes nothing


@settings(deadline=None, max_examples=40)
@given(st.lists(acts(), min_size=3, max_size=9))
def test_after_whatever_happened_what_is_kept_is_what_the_record_says(
    happened: list[tuple[object, ...]],
) -> None:
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "x.ledger") as ledger:
        for what in happened:
            act(ledger, what)
        same(ledger)
        with ledger._writing() as connection:
            kept = {t.name: connection.execute(select(t)).all() for t in derived.derived.sorted_tables}
            ledger_tables = derived.derived.sorted_tables
            for table in ledger_tables:
                connection.execute(delete(table))
        same(ledger)
        with ledger._reading() as connection:
            for name in ("live", "shelf", "worked", "moves", "tallies"):
                again = connection.execute(select(derived.derived.tables[name])).all()
                assert sorted(again) == sorted(kept[name]), name
