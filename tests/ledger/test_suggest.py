"""New things that several documents speak of, and what people make of the suggestion."""

from __future__ import annotations

from itertools import count

import pytest
from makers import document, statement

from renkei.errors import LedgerError
from renkei.ledger import Filter, Ledger, Suggestion

_NUMBER = count()


def _read(ledger: Ledger, text: str, language: str = "en") -> None:
    """A document of its own whose one statement, filed nowhere, is `text`."""
    source = f"Outlet {next(_NUMBER)}"
    made = document(text, source=source, language=language)
    ledger.add(made, [statement(made, text, topic="", language=language)], reader="r", version="1")


def _names(ledger: Ledger, *known: str) -> list[str]:
    return [one.name for one in ledger.suggestions.found(known)]


@pytest.mark.parametrize(
    ("language", "first", "second", "name"),
    [
        ("zh-Hans", "两国宣布设立灯塔维修中心", "议员批评灯塔维修中心花费过大", "灯塔维修中心"),
        ("zh-Hant", "雙方同意啟動「候鳥航線」", "他認為「候鳥航線」太長", "候鳥航線"),
        ("ja", "政府は灯台補修機構を設ける", "灯台補修機構には反対の声もある", "灯台補修機構"),
        ("ja", "ボート網計画を進める", "市長はボート網計画に賛成した", "ボート網計画"),
        ("en", "they opened a lighthouse repair fund", "the lighthouse repair fund is too small",
         "lighthouse repair fund"),
        ("en", "The Blue Heron Corridor opens soon", "few ships use the Blue Heron Corridor",
         "Blue Heron Corridor"),
        ("zh-Hans", "渡船将改用Zephyrline系统", "Zephyrline价格昂贵", "Zephyrline"),
    ],
)  # fmt: skip
def test_a_thing_of_two_documents_is_suggested_in_its_own_language(
    ledger: Ledger, language: str, first: str, second: str, name: str
) -> None:
    _read(ledger, first, language)
    assert _names(ledger) == []
    _read(ledger, second, language)
    (one,) = ledger.suggestions.found()
    assert one.name == name
    assert one.languages == (language,)
    assert len(one.documents) == len(one.statements) == 2


def test_what_one_report_says_in_ten_outlets_is_one_voice(ledger: Ledger) -> None:
    report = (
        "The harbour master told the council on Tuesday that the Blue Heron Corridor would open "
        "before the winter. He counted the ships by hand, and wrote each of them on a card. The "
        "council thanked him, asked about the ferries, and went home when the tide came in."
    )
    for _ in range(3):
        _read(ledger, report)
    assert _names(ledger) == []


def test_what_is_known_filed_or_a_person_is_not_suggested(ledger: Ledger) -> None:
    for end in ("opens", "closes"):
        _read(ledger, f"The Blue Heron Corridor {end}")
        _read(ledger, f"President Jane Roe {end} it")
        _read(ledger, f"Northland and Southland {end} it, the fund {end}")
    assert _names(ledger, "BLUE HERON corridor", "Northland", "Southland") == []
    made = document("The Grey Seal Treaty holds. It is old.")
    again = document("The Grey Seal Treaty fails. It is new.", source="Other")
    for one in (made, again):
        quote = one.text[: one.text.index(".")]
        ledger.add(one, [statement(one, quote, topic="seal")], reader="r", version="1")
    assert "Grey Seal Treaty" not in _names(ledger)


def test_a_form_in_brackets_is_the_same_thing(ledger: Ledger) -> None:
    _read(ledger, "两国设立灯塔维修中心（LRC）", "zh-Hans")
    _read(ledger, "LRC明年启用", "zh-Hans")
    _read(ledger, "议员批评灯塔维修中心", "zh-Hans")
    (one,) = ledger.suggestions.found()
    assert (one.name, one.forms) == ("灯塔维修中心", ("灯塔维修中心", "LRC"))
    assert len(one.statements) == 3


def _two(ledger: Ledger) -> Suggestion:
    _read(ledger, "the harbour has a lighthouse repair fund")
    _read(ledger, "the lighthouse repair fund is too small")
    (one,) = ledger.suggestions.found()
    return one


def test_accepting_makes_an_item_and_undoing_frees_its_statements(ledger: Ledger) -> None:
    one = _two(ledger)
    ids = {f.id for f in one.statements}
    decided = ledger.suggestions.accept(one, "lighthouse-fund", "Kim", "asked for")
    assert {f.id for f in ledger.statements(Filter(item="lighthouse-fund"))} == ids
    assert ledger.made() == {"lighthouse-fund": "lighthouse repair fund"}
    assert [state.key for state in ledger.items()] == ["lighthouse-fund"]
    assert _names(ledger) == []
    taken_back = ledger.undo(decided.id, "Kim")
    assert list(ledger.statements(Filter(item="lighthouse-fund"))) == []
    assert ledger.made() == {} and _names(ledger) == ["lighthouse repair fund"]
    ledger.undo(taken_back.id, "Kim")
    assert {f.id for f in ledger.statements(Filter(item="lighthouse-fund"))} == ids


def test_what_was_refused_is_not_asked_again_until_that_is_undone(ledger: Ledger) -> None:
    one = _two(ledger)
    no = ledger.suggestions.refuse(one.name, "Kim")
    _read(ledger, "a third voice on the Lighthouse Repair Fund")
    assert _names(ledger) == []
    ledger.undo(no.id, "Kim")
    assert len(_names(ledger)) == 1


@pytest.mark.parametrize("key", ["", "Big Fund", "fund_", "tunnel", "-a"])
def test_a_key_must_be_one_and_free(ledger: Ledger, key: str) -> None:
    made = document("A tunnel is planned. It is long.")
    ledger.add(made, [statement(made, "A tunnel is planned", "intended")], reader="r", version="1")
    one = _two(ledger)
    with pytest.raises(LedgerError):
        ledger.suggestions.accept(one, key, "Kim")
    assert ledger.decisions() == []
