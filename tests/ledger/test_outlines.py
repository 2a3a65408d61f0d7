"""The outline of a ledger: where items stood, and who was first, against what was put in."""

from __future__ import annotations

from datetime import date

from makers import document, statement

from renkei.ledger import Decision, DecisionKind, Ledger
from renkei.nouns import Polarity, Role, Rung

OTHERS = {"speaker": "author", "speaker_role": Role.AUTHOR}


def _fill(ledger: Ledger) -> str:
    post = document("A tunnel is agreed. It is agreed twice.", "2024-01-10", source="Post")
    late = document("They say it is agreed.", "2024-02-10", source="Post", origin="b.txt")
    plan = document("We plan a tunnel. We deny a bridge.", "2024-03-10", source="Gazette")
    ledger.add(post, [
        statement(post, "A tunnel is agreed", "agreed", **OTHERS),
        statement(post, "It is agreed twice", "agreed", **OTHERS),
    ], reader="r", version="1")  # fmt: skip
    ledger.add(late, [statement(late, "it is agreed", "agreed", **OTHERS)], reader="r", version="1")
    ledger.add(plan, [
        statement(plan, "We plan a tunnel", "intended"),
        statement(plan, "We deny a bridge", "in-effect", polarity=Polarity.NEGATED),
        statement(plan, "a bridge", "floated", topic=""),
    ], reader="r", version="1")  # fmt: skip
    (plans,) = [f.id for f in ledger.statements() if f.statement.status is Rung.INTENDED]
    return plans


def test_the_courses_are_the_moves_in_order(ledger: Ledger) -> None:
    _fill(ledger)
    (course,) = ledger.pages.courses(["tunnel", "no such"]).values()
    assert [(o.day, o.official, o.reported) for o in course] == [
        (date(2024, 1, 10), None, Rung.AGREED),
        (date(2024, 3, 10), Rung.INTENDED, Rung.AGREED),
    ]


def test_the_firsts_are_the_earliest_of_each_outlet(ledger: Ledger) -> None:
    plan = _fill(ledger)
    found = {(f.item, f.rung, f.source, f.official): f for f in ledger.pages.firsts()}
    assert set(found) == {
        ("tunnel", Rung.AGREED, "post", False),
        ("tunnel", Rung.INTENDED, "gazette", True),
    }
    assert found["tunnel", Rung.AGREED, "post", False].day == date(2024, 1, 10)
    assert found["tunnel", Rung.INTENDED, "gazette", True].statement == plan
    ledger.decide(Decision(DecisionKind.WRONG, plan, who="t"))
    assert {f.source for f in ledger.pages.firsts()} == {"post"}


def test_a_part_of_a_document_has_the_statements_that_begin_in_it(ledger: Ledger) -> None:
    one = document("The north is planned. The south is planned. The east is planned.")
    quotes = ["north is planned", "south is planned", "east is planned"]
    said = [statement(one, quote, "intended") for quote in quotes]
    ledger.add(one, said[::-1], reader="r", version="1")
    starts = [s.start for s in said]

    def within(first: int, last: int, **more: int) -> list[str]:
        return [f.statement.quote for f in ledger.pages.within(one.id, first, last, **more)]

    assert within(0, len(one.text)) == quotes
    assert within(starts[1], starts[2]) == [quotes[1]]
    assert within(starts[0] + 1, starts[1]) == []
    assert within(0, len(one.text), limit=2) == quotes[:2]
