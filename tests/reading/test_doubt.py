"""How nearly a statement was read otherwise."""

from __future__ import annotations

import pytest

from renkei.documents import read
from renkei.nouns import Document, Kind, Rung
from renkei.packs.load import load_names
from renkei.reading.doubt import Doubter
from renkei.reading.reader import ClauseReader

TEXTS = [
    "<p lang=en>The ministry said it will buy 400 missiles by 2027. Talks may fail next year.</p>",
    "<p lang=ja>防衛省は統合作戦司令部を2025年3月までに設置する計画だ。首相は反対しなかった。</p>",
    "<p lang=zh>日本防卫省计划在2027年前购买四百枚导弹。专家认为这不太可能实现。</p>",
]


@pytest.mark.parametrize("text", TEXTS)
def test_each_statement_has_its_doubt(text: str) -> None:
    (document,) = read(text.encode())
    assert isinstance(document, Document)
    names = load_names()
    doubts = list(Doubter(names).doubts(document))
    said = ClauseReader().read(document, names)
    assert said
    for one in said:
        (doubt,) = [d for d in doubts if d.start <= one.start and one.end <= d.end]
        value = one.kind if doubt.field == "kind" else one.status
        assert doubt.label == value
        assert doubt.rival != doubt.label
        assert doubt.lead >= 0
        assert doubt.rival in {"O", *Kind, *Rung}


def test_an_empty_page_has_none() -> None:
    assert list(Doubter(()).doubts(Document("a", "", ()))) == []
