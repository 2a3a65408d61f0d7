"""Sentences that name a thing though nothing of them is filed under it; statements by their ids."""

from __future__ import annotations

import pytest
from makers import document, statement

from renkei.ledger import Decision, DecisionKind, Ledger, finding

FERRY = "The ferry needs the Long Tunnel. It rains. The Long Tunnel is planned."
NAMES = ("Long Tunnel", "長いトンネル")


def _fill(ledger: Ledger) -> str:
    one = document(FERRY)
    said = [
        statement(one, "The ferry needs", "agreed", topic="ferry"),
        statement(one, "The Long Tunnel is planned", "intended", topic="tunnel"),
    ]
    ledger.add(one, said, reader="r", version="1")
    again = document(f"{FERRY} Twice.", origin="again.txt", title="The Long Tunnel at last")
    ledger.add(again, [], reader="r", version="1")
    other = document("長いトンネルについて。", origin="ja.txt", title="Long tunnels", language="ja")
    ledger.add(other, [], reader="r", version="1")
    (plan,) = [f.id for f in ledger.statements() if f.item == "tunnel"]
    return plan


def _named(ledger: Ledger, limit: int = 9) -> list[str]:
    return [hit.text.strip() for hit in ledger.pages.named(NAMES, "tunnel", limit=limit)]


def test_what_is_filed_elsewhere_or_nowhere_is_found_once(ledger: Ledger) -> None:
    plan = _fill(ledger)
    want = ["長いトンネルについて。", "The Long Tunnel at last", "The Long Tunnel is planned."]
    want.append("The ferry needs the Long Tunnel.")
    assert sorted(_named(ledger)) == sorted(want)
    assert _named(ledger, limit=1) == want[:1]
    ledger.decide(Decision(DecisionKind.FILE, plan, value="ferry", who="t"))
    assert sorted(_named(ledger)) == sorted(want)
    assert ledger.pages.named(("nothing", "…"), "tunnel") == []
    assert ledger.pages.named(("…",), "tunnel") == []


def test_a_sentence_is_its_own_items_until_filed_elsewhere(ledger: Ledger) -> None:
    one = document("The Long Tunnel is planned.")
    ledger.add(
        one, [statement(one, "The Long Tunnel is planned", "intended")], reader="r", version="1"
    )
    (plan,) = [f.id for f in ledger.statements()]
    assert _named(ledger) == []
    ledger.decide(Decision(DecisionKind.FILE, plan, value="ferry", who="t"))
    assert _named(ledger) == ["The Long Tunnel is planned."]


def test_only_the_last_passages_are_looked_at(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(ledger)
    monkeypatch.setattr(finding, "NAMED", 1)
    assert len(_named(ledger)) == 1


def test_statements_come_by_their_ids_in_the_order_asked_for(ledger: Ledger) -> None:
    _fill(ledger)
    names = [f.id for f in ledger.statements()]
    assert [f.id for f in ledger.pages.those([*names[::-1], "0" * 20])] == names[::-1]
    assert ledger.pages.those([]) == []
