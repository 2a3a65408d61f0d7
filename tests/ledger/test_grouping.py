from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import document, statement

from renkei.ledger import Filed, Ledger
from renkei.ledger.grouping import grouped
from renkei.nouns import Kind

READ = {"reader": "rules", "version": "1"}


def loose(quotes: Sequence[str]) -> list[Filed]:
    made = []
    for i, quote in enumerate(quotes):
        said = statement(document(f"{quote}。"), quote, "agreed", topic="")
        day = date(2024, 4, 10)
        made.append(Filed(f"s{i}", said, "", "", "", "", "", "2024-04-10", day, True, i))
    return made


def terms(quotes: Sequence[str]) -> list[tuple[str, int]]:
    return [(g.term, len(g.statements)) for g in grouped(loose(quotes))]


@pytest.mark.parametrize(
    ("quotes", "groups"),
    [
        (
            [
                "the North Pier Authority will hire divers",
                "talks with the North Pier Authority began",
                "the ferry is late",
            ],
            [("north pier authority", 2), ("", 1)],
        ),
        (
            ["両港は「海底回廊」を掘る", "「海底回廊」の費用は未定", "灯台を塗り替える"],
            [("海底回廊", 2), ("", 1)],
        ),
        (["两港将共建深水码头", "深水码头明年动工", "灯塔需要粉刷"], [("深水码头", 2), ("", 1)]),
        (["兩港將共建深水碼頭", "深水码头明年动工"], [("深水码头", 2)]),
        (["ホバークラフトを買う", "新しいホバークラフトの試験"], [("ホバークラフト", 2)]),
        ([], []),
    ],
)
def test_statements_about_one_thing_are_grouped_by_what_they_share(
    quotes: list[str], groups: list[tuple[str, int]]
) -> None:
    assert terms(quotes) == groups


def test_a_term_in_nearly_everything_groups_nothing() -> None:
    quotes = [f"the Harbour Board item {chr(97 + i) * 3}" for i in range(20)]
    assert terms(quotes) == [("", 20)]


def test_bodies_among_the_actors_are_terms(ledger: Ledger) -> None:
    one = document("It will hire divers. The new head takes over soon. Rain is expected.")
    body = {"topic": "", "actors": ("JP", "Pier Authority")}
    ledger.add(
        one,
        [
            statement(one, "It will hire divers", "intended", **body),
            statement(one, "The new head takes over soon", "intended", **body),
            statement(one, "Rain is expected", kind=Kind.FORECAST, topic=""),
        ],
        **READ,
    )
    assert [(g.term, len(g.statements)) for g in ledger.unfiled()] == [("pier authority", 2)]
    everything = ledger.unfiled(kinds=())
    assert [(g.term, len(g.statements)) for g in everything] == [("pier authority", 2), ("", 1)]
    assert sum(len(g.statements) for g in ledger.unfiled(kinds=(), limit=2)) == 2


@given(st.lists(st.text(alphabet="深水码头灯塔 ABab「」", min_size=1, max_size=12), max_size=12))
def test_every_statement_is_in_one_group_and_order_does_not_matter(quotes: list[str]) -> None:
    made = loose(quotes)
    groups = grouped(made)
    assert sorted(f.id for g in groups for f in g.statements) == sorted(f.id for f in made)
    assert all(len(g.statements) > 1 for g in groups if g.term)
    back = grouped(made[::-1])
    assert [(g.term, {f.id for f in g.statements}) for g in groups] == [
        (g.term, {f.id for f in g.statements}) for g in back
    ]
