"""People's corrections through the command line: what they change, and that they can be undone."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

from .conftest import rows

Tell = Callable[..., Result]


def _under(tell: Tell, item: str) -> set[str]:
    return {row["id"] for row in rows(tell("statements", "--item", item, "--json"))}


def _loose(tell: Tell) -> str:
    (row,) = rows(tell("statements", "--item", "none", "--json"))
    return str(row["id"])


def test_a_statement_is_filed_and_taken_back(tell: Tell) -> None:
    one = _loose(tell)
    filed = tell("file", one[:10], "战斧", "--why", "it is about the missiles")
    assert filed.exit_code == 0
    assert "renkei undo 1" in filed.output
    assert one in _under(tell, "tomahawk-purchase")
    assert tell("undo", "1").exit_code == 0
    assert one not in _under(tell, "tomahawk-purchase")
    shown = tell("decisions").output
    assert "tester" in shown and "it is about the missiles" in shown and "taken back" in shown


def test_a_new_item_must_be_meant(tell: Tell) -> None:
    one = _loose(tell)
    assert tell("file", one, "harbour-master").exit_code == 1
    assert tell("file", one, "harbour-master", "--new").exit_code == 0
    assert _under(tell, "harbour-master") == {one}


def test_an_item_is_split_and_another_merged(tell: Tell) -> None:
    first, *rest = sorted(_under(tell, "joint-operations-command"))
    assert tell("split", "joint-op", "joint-staff", first).exit_code == 0
    assert _under(tell, "joint-staff") == {first}
    assert tell("merge", "joint-staff", "joint-operations-command").exit_code == 0
    assert _under(tell, "joint-operations-command") == {first, *rest}


def test_what_is_wrong_counts_no_more(tell: Tell) -> None:
    highest = rows(tell("statements", "--rung", "in-effect", "--role", "official", "--json"))
    assert tell("wrong", highest[0]["id"]).exit_code == 0
    states = {row["item"]: row["official"] for row in rows(tell("ledger", "--json"))}
    assert states["joint-operations-command"]["rung"] == "intended"
    assert len(rows(tell("statements", "--wrong", "--json"))) == 1


def test_a_note_stands_beside_its_statement(tell: Tell) -> None:
    one = _loose(tell)
    assert tell("note", one, "ask the archive").exit_code == 0
    assert "note: ask the archive" in tell("why", one).output
    assert tell("note", "tomahawk", "see the budget").exit_code == 0


def test_what_makes_no_sense_is_refused_in_one_line(tell: Tell) -> None:
    for words in (("wrong", "0123456789"), ("undo", "99"), ("merge", "tomahawk", "tomahawk")):
        result = tell(*words)
        assert result.exit_code == 1
        assert len(result.output.splitlines()) == 1
