from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import document, statement

from renkei.errors import LedgerError
from renkei.ledger import Filter, Ledger
from renkei.ledger.search import marks, phrases, words

READ = {"reader": "rules", "version": "1"}

SENTENCES = {
    "hans": "两港商定在台湾海峡北口设立联络处。",
    "hant": "兩港商定在臺灣海峽北口設立聯絡處。",
    "ja": "両港は同盟の抑止力としてﾄﾏﾎｰｸ400発を倉庫に置くと決めた。",
    "kana": "トンネルの工事は来年から始まる。",
    "en": "The Café Board's U/S office moved to Straße 9, command and control stay.",
    "mixed": "AUKUS第二支柱與核政策無關,見第3頁。",
    "rare": "𠮷野町長は葛󠄀城で挨拶した。",
}


@pytest.fixture
def found(ledger: Ledger) -> Callable[[str], set[str]]:
    names = {}
    for name, text in SENTENCES.items():
        one = document(f"Nothing here. {text} Nor here.", source=name)
        ledger.add(one, [statement(one, text[2:9])], **READ)
        names[one.id] = name

    def search(query: str) -> set[str]:
        return {names[hit.document] for hit in ledger.search(query)}

    return search


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("同盟", {"ja"}),
        ("盟の", {"ja"}),
        ("海峡", {"hans", "hant"}),
        ("臺灣海峽", {"hans", "hant"}),
        ("台湾海峡", {"hans", "hant"}),
        ("湾海", {"hans", "hant"}),
        ("湾峡", set()),
        ("核", {"mixed"}),
        ("力", {"ja"}),
        ("処", set()),
        ("处", {"hans", "hant"}),
        ("トマホーク", {"ja"}),
        ("ﾄﾏﾎｰｸ", {"ja"}),
        ("400発", {"ja"}),
        ("400", {"ja"}),
        ("40", set()),
        ("トンネル", {"kana"}),
        ("トン", {"kana"}),
        ("aukus第二", {"mixed"}),
        ("第二aukus", set()),
        ("第二支柱 AUKUS", {"mixed"}),
        ("command and control", {"en"}),
        ('"command and control"', {"en"}),
        ('"control and command"', set()),
        ("control command", {"en"}),
        ("COMMAND", {"en"}),
        ("comm", set()),
        ("cafe board", {"en"}),
        ("U.S.", {"en"}),
        ("us", set()),
        ("𠮷野", {"rare"}),
        ("吉野", set()),
        ("台湾海峡 联络处", {"hans", "hant"}),
        ("台湾海峡 同盟", set()),
        ('OR "', set()),
        ("NOT command*", set()),
        ("office : 'x", set()),
        ("nothing", set(SENTENCES)),
    ],
)
def test_what_a_query_finds(found: Callable[[str], set[str]], query: str, where: set[str]) -> None:
    assert found(query) == where


def test_a_hit_is_a_sentence_in_its_context_with_marks(ledger: Ledger) -> None:
    text = f"Before it. {SENTENCES['hant']} After it."
    one = document(text, title="Two ports", address="https://harbour.example/2", language="zh-Hant")
    ledger.add(one, [], **READ)
    (hit,) = ledger.search("台湾海峡 联络")
    assert hit.text == one.text[hit.start : hit.end]
    assert hit.text.strip() == SENTENCES["hant"]
    assert (hit.before.strip(), hit.after.strip()) == ("Before it.", "After it.")
    assert [hit.text[a:b] for a, b in hit.marks] == ["臺灣海峽", "聯絡"]
    assert (hit.document, hit.title, hit.address) == (one.id, one.title, one.address)
    assert (hit.published, hit.source, hit.language) == ("2024-04-10", one.source, "zh-Hant")


def test_marks_are_code_points_of_the_text_as_it_stands() -> None:
    text = "𠮷野のﾄﾏﾎｰｸ、Ｕ．Ｓ． Cafe\u0301 ㎞ が\u3099"
    for query, shown in [
        ("トマホーク", "ﾄﾏﾎｰｸ"),
        ("U.S.", "Ｕ．Ｓ"),
        ("café", "Cafe\u0301"),
        ("km", "㎞"),
        ("吉", None),
    ]:
        assert [text[a:b] for a, b in marks(text, query)] == ([shown] if shown else [])


@pytest.mark.parametrize("query", ["", " ", "、。", '""', "***"])
def test_a_query_without_a_letter_is_refused(ledger: Ledger, query: str) -> None:
    with pytest.raises(LedgerError, match="at least one letter"):
        ledger.search(query)


def test_the_best_come_first_and_no_more_than_wanted(ledger: Ledger) -> None:
    ledger.add(document("Pier, pier and pier. " + "A pier is long. " * 8), [], **READ)
    hits = ledger.search("pier", limit=3)
    assert len(hits) == 3
    assert hits[0].text.startswith("Pier, pier")
    assert [h.score for h in hits] == sorted(h.score for h in hits)


def test_a_statement_is_found_by_the_words_of_its_sentence(ledger: Ledger) -> None:
    one = document("The board met. It agreed to paint the pier green, said Ito. All left.")
    said = [statement(one, "agreed to paint the pier green"), statement(one, "The board met")]
    ledger.add(one, said, **READ)
    quotes = [f.statement.quote for f in ledger.statements(Filter(text="Ito pier"))]
    assert quotes == ["agreed to paint the pier green"]


HAN = st.text(alphabet="台海峡同盟核力的了国", min_size=1, max_size=12)


@given(HAN, HAN)
def test_in_chinese_a_word_is_found_where_it_stands_and_nowhere_else(text: str, word: str) -> None:
    index = words(text)
    (phrase,) = phrases(word)
    size = len(phrase.words)
    runs = [index[i : i + size] for i in range(len(index) - size + 1)]
    if phrase.prefix:
        hit = any(run[0].startswith(word) for run in runs)
    else:
        hit = list(phrase.words) in runs
    assert hit == (word in text)


@given(st.text(max_size=40), st.text(max_size=4))
def test_marks_stay_inside_the_text_and_in_order(text: str, query: str) -> None:
    last = 0
    for start, end in marks(text, query):
        assert last <= start < end <= len(text)
        last = end


@given(HAN, HAN)
def test_what_is_found_is_marked(text: str, word: str) -> None:
    shown = marks(text, word)
    assert bool(shown) == (word in text)
    assert all(word in text[start:end] for start, end in shown)


@given(st.text(max_size=30))
def test_how_accents_are_written_does_not_matter(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(text)
