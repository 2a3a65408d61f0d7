from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import document, statement

from renkei.errors import LedgerError
from renkei.ledger import Decision, DecisionKind, Filter, Ledger
from renkei.ledger.corrections import Corrections, Place, combine
from renkei.ledger.records import Decided
from renkei.nouns import Document

TEXT = "The ports agreed to dig a tunnel. They plan a new lighthouse by 2027. The ferry is old."
READ = {"reader": "rules", "version": "1"}
ON = date(2024, 6, 1)


def fill(ledger: Ledger) -> Document:
    one = document(TEXT)
    said = [
        statement(one, "agreed to dig a tunnel", "agreed", topic="tunnel"),
        statement(one, "plan a new lighthouse by 2027", "intended", topic="", time="2027"),
        statement(one, "The ferry is old", topic="ferry"),
    ]
    ledger.add(one, said, **READ)
    return one


def ids(ledger: Ledger) -> list[str]:
    return [f.id for f in ledger.statements(Filter(wrong=None))]


def view(ledger: Ledger) -> object:
    """All that a correction can change."""
    return (
        list(ledger.statements(Filter(wrong=None))),
        ledger.items(ON),
        [ledger.history(key, ON) for key in ("tunnel", "lighthouse", "ferry")],
        ledger.unfiled(),
    )


def tell(ledger: Ledger, kind: DecisionKind, **more: str) -> Decided:
    return ledger.decide(Decision(kind, who="Ito", why="I was there", **more))


def test_filing_a_statement_makes_it_part_of_an_items_ladder(ledger: Ledger) -> None:
    fill(ledger)
    lighthouse = ids(ledger)[1]
    assert [g.statements[0].id for g in ledger.unfiled()] == [lighthouse]
    made = tell(ledger, DecisionKind.FILE, statement=lighthouse[:6], value="lighthouse")
    assert (made.statement, made.who, made.why, made.active) == (
        lighthouse,
        "Ito",
        "I was there",
        True,
    )
    (state,) = ledger.items(ON, keys=["lighthouse"])
    assert state.official and state.due and state.due.time == "2027"
    assert ledger.unfiled() == []
    assert [f.item for f in ledger.statements(Filter(item="lighthouse"))] == ["lighthouse"]
    tell(ledger, DecisionKind.FILE, statement=lighthouse, value="")
    assert [s.key for s in ledger.items(ON)] == ["ferry", "tunnel"]


def test_a_wrong_statement_no_longer_counts_but_can_be_seen(ledger: Ledger) -> None:
    fill(ledger)
    tunnel = ids(ledger)[0]
    tell(ledger, DecisionKind.WRONG, statement=tunnel)
    assert ledger.items(ON, keys=["tunnel"])[0].official is None
    assert ledger.history("tunnel", ON) == []
    assert tunnel not in [f.id for f in ledger.statements()]
    (shown,) = ledger.statements(Filter(wrong=True))
    assert (shown.id, shown.state) == (tunnel, "wrong")
    tell(ledger, DecisionKind.RIGHT, statement=tunnel)
    assert ledger.items(ON, keys=["tunnel"])[0].official
    assert next(ledger.statements()).state == "right"


def test_merging_and_splitting_items(ledger: Ledger) -> None:
    fill(ledger)
    tunnel, _, ferry = ids(ledger)
    tell(ledger, DecisionKind.MERGE, item="ferry", value="tunnel")
    (state,) = ledger.items(ON)
    assert (state.key, state.quotes) == ("tunnel", 2)
    assert [f.id for f in ledger.statements(Filter(item="ferry"))] == [tunnel, ferry]
    assert len(ledger.history("ferry", ON)) == 1
    with pytest.raises(LedgerError, match="one item already"):
        tell(ledger, DecisionKind.MERGE, item="tunnel", value="ferry")
    tell(ledger, DecisionKind.SPLIT, item="tunnel", statement=ferry, value="old-ferry")
    assert [(s.key, s.quotes) for s in ledger.items(ON)] == [("old-ferry", 1), ("tunnel", 1)]
    with pytest.raises(LedgerError, match="filed under old-ferry, not under tunnel"):
        tell(ledger, DecisionKind.SPLIT, item="tunnel", statement=ferry, value="x")


def test_notes_stand_beside_a_statement(ledger: Ledger) -> None:
    fill(ledger)
    tunnel = ids(ledger)[0]
    tell(ledger, DecisionKind.NOTE, statement=tunnel, value="see the minutes")
    tell(ledger, DecisionKind.NOTE, statement=tunnel, value="and the map")
    tell(ledger, DecisionKind.NOTE, item="tunnel", value="about the item")
    assert next(ledger.statements()).remarks == ("see the minutes", "and the map")
    assert len(ledger.decisions()) == 3


@pytest.mark.parametrize(
    ("decision", "complaint"),
    [
        (Decision(DecisionKind.WRONG, statement="a"), "name of the person"),
        (Decision(DecisionKind.WRONG, statement="zzz", who="I"), "no statement"),
        (Decision(DecisionKind.WRONG, who="I"), "needs a statement"),
        (Decision(DecisionKind.FILE, value="x", who="I"), "needs a statement"),
        (Decision(DecisionKind.MERGE, value="x", who="I"), "the item it starts from"),
        (Decision(DecisionKind.MERGE, item="x", who="I"), "needs a value"),
        (Decision(DecisionKind.MERGE, item="x", value="x", who="I"), "one item already"),
        (Decision(DecisionKind.NOTE, value="x", who="I"), "a statement or an item"),
        (Decision(DecisionKind.UNDO, value="7", who="I"), "no decision '7'"),
        (Decision(DecisionKind.UNDO, value="x", who="I"), "no decision 'x'"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: Ledger, decision: Decision, complaint: str) -> None:
    fill(ledger)
    with pytest.raises(LedgerError, match=complaint):
        ledger.decide(decision)
    assert ledger.decisions() == []


def test_an_undo_can_be_undone_but_not_repeated(ledger: Ledger) -> None:
    fill(ledger)
    tunnel = ids(ledger)[0]
    before = view(ledger)
    wrong = tell(ledger, DecisionKind.WRONG, statement=tunnel)
    after = view(ledger)
    undone = ledger.undo(wrong.id, "Sato", "misread")
    assert view(ledger) == before != after
    with pytest.raises(LedgerError, match="undone already"):
        ledger.undo(wrong.id, "Sato")
    ledger.undo(undone.id, "Ito", "it was right after all")
    assert view(ledger) == after
    assert [(d.kind, d.active) for d in ledger.decisions()] == [
        (DecisionKind.WRONG, True),
        (DecisionKind.UNDO, False),
        (DecisionKind.UNDO, True),
    ]


def test_corrections_survive_a_new_reading(ledger: Ledger) -> None:
    one = fill(ledger)
    tunnel, lighthouse, ferry = ids(ledger)
    tell(ledger, DecisionKind.WRONG, statement=tunnel)
    tell(ledger, DecisionKind.FILE, statement=lighthouse, value="lighthouse")
    lost = tell(ledger, DecisionKind.NOTE, statement=ferry, value="very old")
    again = [
        statement(one, "The ports agreed", "floated", topic="tunnel"),
        statement(one, "agreed to dig a tunnel", topic="tunnel"),
        statement(one, "dig a tunnel", "agreed", topic="tunnel"),
        statement(one, "They plan a new lighthouse", "considered", topic=""),
    ]
    ledger.add(one, again, reader="rules", version="2")
    now = {f.statement.quote: f for f in ledger.statements(Filter(wrong=None))}
    assert {q: f.state for q, f in now.items() if f.state} == {"dig a tunnel": "wrong"}
    assert now["They plan a new lighthouse"].item == "lighthouse"
    (orphan,) = ledger.orphaned_decisions()
    assert (orphan.id, orphan.value) == (lost.id, "very old")
    assert orphan.active and len(ledger.decisions()) == 3
    ledger.add(one, [statement(one, "ferry is old")], reader="rules", version="3")
    assert next(ledger.statements()).remarks == ("very old",)
    assert [d.kind for d in ledger.orphaned_decisions()] == [DecisionKind.WRONG, DecisionKind.FILE]


def test_corrections_are_there_when_the_ledger_is_opened_again(
    open_ledger: Callable[..., Ledger],
) -> None:
    first = open_ledger()
    fill(first)
    tell(first, DecisionKind.MERGE, item="ferry", value="tunnel")
    other = open_ledger(readonly=True)
    assert [s.key for s in other.items(ON)] == ["tunnel"]
    tell(first, DecisionKind.MERGE, item="tunnel", value="crossing")
    assert [s.key for s in other.items(ON)] == ["crossing"]


# --- laws ---------------------------------------------------------------------------------------

ITEMS = st.sampled_from(["tunnel", "ferry", "lighthouse", "crossing"])


@st.composite
def sensible(draw: st.DrawFn) -> dict[str, object]:
    """A decision about the statement with that number, or about items."""
    kind = draw(st.sampled_from([k for k in DecisionKind if k is not DecisionKind.UNDO]))
    return {"kind": kind, "which": draw(st.integers(0, 2)), "item": draw(ITEMS), "to": draw(ITEMS)}


@settings(deadline=None, max_examples=25)
@given(st.lists(sensible(), max_size=4), sensible())
def test_to_decide_and_to_undo_is_as_before(
    earlier: list[dict[str, object]], last: dict[str, object]
) -> None:
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "x.ledger") as ledger:
        fill(ledger)

        def take(d: dict[str, object]) -> Decided | None:
            aim = "" if d["kind"] is DecisionKind.MERGE else ids(ledger)[int(str(d["which"]))]
            kind, item, to = DecisionKind(str(d["kind"])), str(d["item"]), str(d["to"])
            try:
                return ledger.decide(Decision(kind, aim, item, to, who="Ito"))
            except LedgerError:
                return None

        for decision in earlier:
            take(decision)
        before = view(ledger)
        if made := take(last):
            ledger.undo(made.id, "Ito")
        assert view(ledger) == before


merges = st.lists(st.tuples(ITEMS, ITEMS), max_size=8)


@given(merges, ITEMS)
def test_merges_in_a_circle_come_to_an_end(pairs: list[tuple[str, str]], item: str) -> None:
    """Undoing an undo may close a circle that `decide` would have refused."""
    corrected = Corrections(merged=dict(pairs))
    assert corrected.became(item) in {"tunnel", "ferry", "lighthouse", "crossing"}


spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1]))


@given(spans, st.lists(st.tuples(spans, st.sampled_from(["event", "position"])), max_size=6))
def test_a_decision_goes_to_the_largest_overlap_of_its_kind_or_is_an_orphan(
    span: tuple[int, int], others: list[tuple[tuple[int, int], str]]
) -> None:
    places = [Place(f"p{i}", "d", *s, kind) for i, (s, kind) in enumerate(others)]
    gone = Decided(
        DecisionKind.WRONG, "gone", document="d", start=span[0], end=span[1], statement_kind="event"
    )
    overlap = {
        p.id: len(set(range(*span)) & set(range(p.start, p.end)))
        for p in places
        if p.kind == "event"
    }
    result = combine([gone], places)
    if max(overlap.values(), default=0) == 0:
        assert result.orphans == (gone,) and not result.verdicts
    else:
        (name,) = result.verdicts
        assert overlap[name] == max(overlap.values())
    here = replace(gone, statement="p0")
    if places:
        assert list(combine([here], places).verdicts) == ["p0"]
