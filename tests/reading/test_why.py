"""Reasons: each stands where it says, for the value that the statement has."""

from __future__ import annotations

from dataclasses import fields

import pytest

from renkei.nouns import Document, Kind, Polarity, Reason, Statement
from renkei.reading.why import why

from .samples import bare, names, read, sample_statements, samples

KNOWN = {field.name for field in fields(Statement)}


def reasons(one: Document, statement: Statement) -> list[Reason]:
    return why(one, names(), statement)


@pytest.mark.parametrize("label", sorted(samples()))
def test_reasons_stand_in_the_text_and_give_the_values(label: str) -> None:
    one = samples()[label]
    for s in sample_statements()[label]:
        found = reasons(one, s)
        for reason in found:
            assert reason.field in KNOWN
            assert reason.rule
            value = getattr(s, reason.field)
            if isinstance(value, str) and value:
                assert reason.value == value
            if reason.start >= 0:
                assert reason.cue
                assert one.text[reason.start : reason.end] == reason.cue
            else:
                assert (reason.cue, reason.end) == ("", -1)
        given = {reason.field for reason in found}
        assert {"kind", "speaker"} <= given
        assert ("status" in given) == (s.kind == Kind.COMMITMENT)
        assert ("likelihood" in given) == (s.kind == Kind.FORECAST)
        if s.polarity == Polarity.NEGATED:
            assert "polarity" in given


def test_the_verb_of_saying_is_the_reason_for_the_speaker() -> None:
    one = bare(
        "慶応大の山田一郎教授は「権限が移らなければ連携の改善は難しい」と話す。", language="ja"
    )
    (only,) = read(one)
    (speaker,) = [r for r in reasons(one, only) if r.field == "speaker"]
    assert speaker.value == "山田一郎"
    assert "話" in speaker.cue


def test_the_time_and_the_item_show_their_words() -> None:
    one = samples()["en-command"]
    first = sample_statements()["en-command"][0]
    shown = {r.field: r.cue for r in reasons(one, first)}
    assert shown["time"].endswith("March 24, 2025")
    assert "Joint Operations Command" in shown["topic"]


def test_the_words_that_carry_a_rung_are_among_its_reasons() -> None:
    one = bare("The Pentagon is considering giving its commander in Tokyo a fourth star.",
               language="en")  # fmt: skip
    (only,) = read(one)
    assert any("consider" in r.cue for r in reasons(one, only) if r.field == "status")


def test_why_does_not_depend_on_what_was_asked_before() -> None:
    one = samples()["hans-wire"]
    statements = sample_statements()["hans-wire"]
    once = [reasons(one, s) for s in statements]
    assert [reasons(one, s) for s in reversed(statements)] == once[::-1]


def test_a_statement_of_another_language_than_the_document_has_gives_no_reasons() -> None:
    (only,) = read(bare("Japan plans to buy missiles by 2027.", language="en"))
    assert reasons(bare("x" * 60, language="und"), only) == []


def test_what_wins_is_never_said_to_lose() -> None:
    """The reader took the label, so no rule may show it behind the one it was preferred to."""
    for name, one in samples().items():
        for statement in sample_statements()[name]:
            rules = [r.rule for r in reasons(one, statement) if r.field == "kind"]
            assert not any(" over I " in rule or " by -" in rule for rule in rules), rules
