"""What is kept of the items is what would be worked out from the record, whatever happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import FILLER, TIMES, document, statement
from sqlalchemy import delete, func, select, text

from renkei.errors import LedgerError
from renkei.ledger import Decision, DecisionKind, Filter, ItemState, Ledger, derived, histories
from renkei.nouns import Document, Role, Rung, Statement

READ = {"reader": "rules", "version": "1"}
ON = date(2024, 6, 1)
LATE = date(2031, 1, 1)

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
            time=draw(st.sampled_from(TIMES)),
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
            kept = {
                t.name: connection.execute(select(t)).all() for t in derived.derived.sorted_tables
            }
            ledger_tables = derived.derived.sorted_tables
            for table in ledger_tables:
                connection.execute(delete(table))
        same(ledger)
        with ledger._reading() as connection:
            for name in ("live", "shelf", "worked", "moves", "tallies"):
                again = connection.execute(select(derived.derived.tables[name])).all()
                assert sorted(again) == sorted(kept[name]), name


# --- noticing that it is not whole ----------------------------------------------------------------


def fill(ledger: Ledger) -> list[Document]:
    made = []
    for i, text_ in enumerate(TEXTS):
        more = FILLER if i < 2 else ""
        one = document(f"{text_} {more}", f"2024-0{i + 1}-10", source=f"Paper {i}")
        said = [
            statement(one, part, rung, topic=topic, actors=("JP",))
            for part, rung, topic in zip(
                one.text.split(". ")[:3],
                ("agreed", "", "floated"),
                ("tunnel", "ferry", ""),
                strict=True,
            )
        ]
        ledger.add(one, said, **READ)
        made.append(one)
    return made


def behind_its_back(ledger: Ledger) -> None:
    """Marks the newest statement of the tunnel wrong, as a program would that knows no cache."""
    from renkei.ledger import corrections

    (some,) = ledger.pages.statements(Filter(item="tunnel"), limit=1)
    with ledger._writing() as connection:
        corrections.decide(connection, Decision(DecisionKind.WRONG, some.id, who="Ito"))


def test_what_came_in_behind_its_back_is_noticed(open_ledger: Callable[..., Ledger]) -> None:
    ledger, reader = open_ledger(), open_ledger(readonly=True)
    fill(ledger)
    ledger.settle()
    assert reader.pages.count(Filter(item="tunnel")) == 4
    behind_its_back(ledger)
    (state,) = reader.items(LATE, keys=["tunnel"])
    assert [state] == from_the_record(reader, LATE, LATE, ["tunnel"])
    with pytest.raises(LedgerError, match="open it once for writing"):
        reader.pages.totals()
    assert ledger.pages.count(Filter(item="tunnel")) == 3
    assert reader.pages.count(Filter(item="tunnel")) == 3


def test_another_version_of_the_derivation_is_not_believed(ledger: Ledger) -> None:
    fill(ledger)
    before = ledger.items(LATE)
    with ledger._writing() as connection:
        connection.execute(text("UPDATE marks SET version = version + 1"))
        connection.execute(text("UPDATE worked SET state = 'nonsense'"))
        connection.execute(delete(derived.live))
    assert ledger.items(LATE) == before
    assert ledger.pages.totals().statements == 12


def test_a_reader_sees_what_is_not_settled_yet(open_ledger: Callable[..., Ledger]) -> None:
    ledger, reader = open_ledger(), open_ledger(readonly=True)
    fill(ledger)
    assert reader.items(LATE) == from_the_record(reader, LATE, LATE)


def test_what_fails_in_a_transaction_leaves_both_as_they_were(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from renkei.ledger import deriving

    fill(ledger)
    before = ledger.items(LATE), ledger.decisions()
    name = ledger.pages.statements(limit=1)[0].id

    def fails(*_: object) -> None:
        raise LedgerError("the power is gone")

    with monkeypatch.context() as patch, pytest.raises(LedgerError, match="power"):
        patch.setattr(deriving, "mark", fails)
        ledger.decide(Decision(DecisionKind.WRONG, name, who="Ito"))
    assert (ledger.items(LATE), ledger.decisions()) == before
    same(ledger)


def test_only_what_a_correction_touches_is_worked_out_anew(ledger: Ledger) -> None:
    fill(ledger)
    ledger.settle()
    name = ledger.pages.statements(Filter(item="ferry"), limit=1)[0].id
    ledger.decide(Decision(DecisionKind.FILE, name, value="crossing", who="Ito"))
    with ledger._reading() as connection:
        found = set(connection.scalars(select(derived.dirty.c.key)))
    assert found == {"ferry", "crossing"}


def test_an_older_ledger_without_these_tables_is_brought_up(tmp_path: Path) -> None:
    import sqlite3

    place = tmp_path / "old.ledger"
    with Ledger.open(place) as ledger:
        fill(ledger)
        before = ledger.items(LATE)
    with sqlite3.connect(place) as raw:
        for table in derived.derived.tables:
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP TRIGGER ledger_versions_no_delete")
        raw.execute("DELETE FROM ledger_versions WHERE version > 1")
    raw.close()
    with pytest.raises(LedgerError, match="open it once for writing"):
        Ledger.open(place, readonly=True)
    with Ledger.open(place) as ledger:
        assert ledger.items(LATE) == before
        same(ledger)


# --- a screen at a time ---------------------------------------------------------------------------


def test_statements_come_newest_first_and_a_page_at_a_time(ledger: Ledger) -> None:
    fill(ledger)
    pages = ledger.pages
    first, second = pages.statements(limit=7), pages.statements(limit=7, offset=7)
    assert [f.day.month for f in (*first, *second)] == [4, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1]
    assert [f.item for f in pages.statements(Filter(status=Rung.FLOATED))] == [""] * 4
    assert len(pages.statements(Filter(source="paper 3"))) == 3
    assert pages.count(Filter(actor="JP")) == 12 and pages.count(Filter(actor="J")) == 0
    assert pages.count(Filter(language="en"), most=5) == 5
    assert pages.count(Filter(text="mayor denies")) == 1
    assert pages.count(Filter(known_by=date(2024, 2, 10))) == 6
    assert pages.count(Filter(speaker="MINISTRY", until=date(2024, 3, 9))) == 6


def test_documents_outlets_and_copies(ledger: Ledger) -> None:
    made = fill(ledger)
    rows = ledger.pages.documents(limit=3)
    assert [row.id for row in rows] == [d.id for d in made[:0:-1]]
    assert ledger.pages.documents(source="paper 1")[0].near_duplicates == (made[0].id,)
    assert ledger.pages.document(made[2].id[:9]) == ledger.documents()[2]
    assert [[d.id for d in some] for some in ledger.pages.clusters()] == [[made[0].id, made[1].id]]
    outlets = {o.source: (o.documents, o.statements, o.copies) for o in ledger.pages.outlets()}
    assert outlets == {f"Paper {i}": (1, 3, int(i == 1)) for i in range(4)}
    totals = ledger.pages.totals()
    assert (totals.documents, totals.statements, totals.items, totals.unfiled) == (4, 12, 2, 4)


def test_moves_are_the_steps_of_the_history_that_moved_something(ledger: Ledger) -> None:
    story = [("considered", "2024-01-01"), ("floated", "2024-02-01"), ("agreed", "2024-03-01")]
    for rung, day in story:
        one = document(f"On {day} the board spoke of the tunnel.", day, source=day)
        ledger.add(one, [statement(one, "spoke of the tunnel", rung)], **READ)
    moves = ledger.pages.moves("tunnel")
    assert [(m.turn.day.isoformat(), m.before) for m in moves] == [
        ("2024-03-01", Rung.CONSIDERED),
        ("2024-01-01", None),
    ]
    history = [turn for turn in ledger.history("tunnel") if turn.moved]
    assert [m.turn for m in moves][::-1] == history
    assert [m.turn.day.month for m in ledger.pages.changes(since=date(2024, 2, 1))] == [3]
    assert ledger.pages.tallies("kind", item="tunnel") == {"tunnel": {"commitment": 3}}


def test_groups_lose_what_is_filed_and_get_it_back(ledger: Ledger) -> None:
    fill(ledger)
    (group,) = ledger.pages.unfiled(most=1)
    whole = {f.id for g in ledger.unfiled() for f in g.statements}
    assert len(group.statements) + group.more == len(whole) == 4
    made = ledger.decide(
        Decision(DecisionKind.FILE, group.statements[0].id, value="ferry", who="Ito")
    )
    (left,) = ledger.pages.unfiled()
    assert {f.id for f in left.statements} == whole - {group.statements[0].id}
    ledger.undo(made.id, "Ito")
    (back,) = ledger.pages.unfiled()
    assert {f.id for f in back.statements} == whole


def test_the_tables_hold_no_more_than_the_record(ledger: Ledger) -> None:
    one, *_ = fill(ledger)
    ledger.add(one, [], reader="rules", version="2")
    with ledger._reading() as connection:
        assert connection.scalar(select(func.count()).select_from(derived.live)) == 9
        assert connection.scalar(select(func.count()).select_from(derived.shelf)) == 4


def test_merges_in_a_row_and_their_undoing(ledger: Ledger) -> None:
    fill(ledger)
    first = ledger.decide(Decision(DecisionKind.MERGE, item="ferry", value="tunnel", who="Ito"))
    same(ledger)
    ledger.decide(Decision(DecisionKind.MERGE, item="tunnel", value="crossing", who="Ito"))
    same(ledger)
    assert ledger.pages.count(Filter(item="crossing")) == 8
    ledger.undo(first.id, "Ito")
    same(ledger)
    assert (
        ledger.pages.count(Filter(item="ferry")) == ledger.pages.count(Filter(item="tunnel")) == 4
    )
