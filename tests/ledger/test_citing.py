"""The source behind the source: footnote marks lead to what their document names under them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from makers import document, statement

from renkei.documents.assemble import assemble
from renkei.documents.notes import behind
from renkei.documents.plain import read_plain
from renkei.ledger import Filter, Ledger
from renkei.nouns import Reference

TEXT = """港口的灯塔

2024-05-06

市政府计划在三年内翻新灯塔。［2］灯塔建于1931年。渡船公司宣布将增加两艘渡船。[1][3]码头没有变化。[7]

参考文献

[1] 渡船公司年报，2023年，第4页。
[2] 市议会记录，2024年3月。
[3] 航运局公告，2024年。
"""
READ = assemble(read_plain(TEXT, "lighthouse.txt"))


def _notes(quote: str) -> tuple[str, ...]:
    at = READ.text.index(quote)
    return next(p.notes for p in READ.passages if p.start <= at < p.end)


@pytest.mark.parametrize(
    ("quote", "entries"),
    [
        ("市政府计划", ("[2] 市议会记录，2024年3月。",)),
        ("灯塔建于1931年", ()),
        ("渡船公司宣布", ("[1] 渡船公司年报，2023年，第4页。", "[3] 航运局公告，2024年。")),
        ("码头没有变化", ()),
    ],
)
def test_a_sentence_leads_to_what_its_marks_name(quote: str, entries: tuple[str, ...]) -> None:
    assert behind(READ, _notes(quote)) == entries


def test_every_way_to_a_statement_shows_its_references(ledger: Ledger) -> None:
    marked = statement(READ, "市政府计划在三年内翻新灯塔", "intended", notes=("[2]",))
    plain = statement(READ, "渡船公司宣布将增加两艘渡船", "agreed", topic="ferry")
    ledger.add(READ, [marked, plain], reader="hand", version="1")
    want = ("[2] 市议会记录，2024年3月。",)
    (one,) = ledger.statements(Filter(item="tunnel"))
    assert one.references == want
    assert ledger.statement(one.id).references == want
    assert [turn.filed.references for turn in ledger.history("tunnel")] == [want]
    assert [f.references for f in ledger.statements(Filter(item="ferry"))] == [()]


def test_the_first_entry_of_a_mark_counts() -> None:
    made = document("One. Two.\n[1] first\n[1] second")
    first = made.text.index("[1] first")
    second = made.text.index("[1] second")
    entries = (
        Reference("[1]", first, first + len("[1] first")),
        Reference("[1]", second, second + len("[1] second")),
    )
    assert behind(replace(made, references=entries), ["[1]"]) == ("[1] first",)
