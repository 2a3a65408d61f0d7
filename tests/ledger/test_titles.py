"""Titles are searched as sentences are."""

from __future__ import annotations

from makers import document, statement

from renkei.ledger import Filter, Ledger


def test_a_title_is_found_by_its_words(ledger: Ledger) -> None:
    made = document("The ferries are counted by hand.", title="灯塔維修中心揭牌")
    ledger.add(made, [], reader="r", version="1")
    (hit,) = ledger.search("灯塔维修")
    assert (hit.document, hit.text, hit.start, hit.end) == (made.id, "灯塔維修中心揭牌", 0, 0)
    assert hit.marks == ((0, 4),)
    assert (hit.before, hit.after, hit.language) == ("", "", "en")


def test_a_word_in_title_and_text_is_found_in_both(ledger: Ledger) -> None:
    made = document("The ferries are counted. The clerk sleeps.", title="Ferries")
    said = statement(made, "The ferries are counted")
    ledger.add(made, [said], reader="r", version="1")
    assert {hit.text for hit in ledger.search("ferries")} == {
        "Ferries",
        "The ferries are counted.",
    }
    assert [f.statement.quote for f in ledger.statements(Filter(text="ferries"))] == [said.quote]


def test_a_title_gives_no_statement_its_words(ledger: Ledger) -> None:
    made = document("The clerk sleeps.", title="Ferries")
    ledger.add(made, [statement(made, "The clerk sleeps")], reader="r", version="1")
    assert list(ledger.statements(Filter(text="ferries"))) == []
