"""The outline of a ledger: where items stood, what outlets claimed, against what was put in."""

from __future__ import annotations

from datetime import date

from makers import document, statement

from renkei.ledger import Decision, DecisionKind, Filter, Ledger
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


def test_an_outlets_claims_are_kept_as_corrections_come(ledger: Ledger) -> None:
    _fill(ledger)
    late = document("It was agreed, they say.", "2024-05-10", source="Gazette", origin="d.txt")
    ledger.add(late, [statement(late, "It was agreed", "agreed")], reader="r", version="1")
    (word,) = [f.id for f in ledger.statements() if f.statement.quote == "It was agreed"]
    (record,) = ledger.pages.records(["post", "gazette", "no such"]).values()
    assert (record.claims, record.borne_out) == (1, 1)
    (claim,) = record.examples
    assert (claim.item, claim.rung, claim.source) == ("tunnel", Rung.AGREED, "post")
    assert (claim.said, claim.confirmed) == (date(2024, 1, 10), date(2024, 5, 10))
    assert claim.confirming == word
    ledger.decide(Decision(DecisionKind.WRONG, word, who="t"))
    (record,) = ledger.pages.records(["post"]).values()
    assert (record.claims, record.borne_out, record.examples) == (1, 0, ())


def test_values_are_counted_by_items(ledger: Ledger) -> None:
    _fill(ledger)
    assert ledger.pages.values("source") == {"post": 1, "gazette": 1}
    assert ledger.pages.having("source", "post") == {"tunnel"}
    assert ledger.pages.having("source", "no such") == set()


def test_documents_are_found_by_their_titles(ledger: Ledger) -> None:
    for n, title in enumerate(("臺灣海峽的和平", "The tunnel, again", "100% sure")):
        one = document(f"Text {n}.", origin=f"{n}.txt", title=title)
        ledger.add(one, [], reader="r", version="1")

    def titles(wanted: str) -> list[str]:
        found = ledger.pages.documents(title=wanted)
        assert ledger.pages.count_documents(title=wanted) == len(found)
        return [row.title for row in found]

    assert titles("海峡 和平") == ["臺灣海峽的和平"]
    assert titles("TUNNEL again") == ["The tunnel, again"]
    assert titles("%") == ["100% sure"]
    assert titles("tunnel 和平") == []


def test_an_actor_is_found_by_its_whole_name(ledger: Ledger) -> None:
    one = document("We plan a tunnel. We deny a bridge. They differ.")
    quotes = {"We plan a tunnel": ("JP", "US"), "We deny a bridge": ("JP",), "They differ": ()}
    said = [statement(one, quote, "intended", actors=who) for quote, who in quotes.items()]
    ledger.add(one, said, reader="r", version="1")

    def of(actor: str) -> set[str]:
        return {f.statement.quote for f in ledger.pages.statements(Filter(actor=actor))}

    assert of("JP") == {"We plan a tunnel", "We deny a bridge"}
    assert of("US") == {"We plan a tunnel"}
    assert of("J") == of("XX") == set()


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
