"""Whose words a document is, by its title, its source and the labels of those who speak in it."""

from __future__ import annotations

from functools import cache

import pytest

from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.packs.load import load_names
from renkei.reading.issuer import issuer
from renkei.reading.layout import lay_out
from renkei.reading.names import NameFinder
from renkei.reading.speech import spoken

AUTHOR = ("author", "author")
PLAIN = {
    "en": "The yard holds nine ships. Work on the pier has begun.",
    "zh": "船厂有九艘船。码头已经动工。",
    "ja": "造船所には船が9隻ある。桟橋の工事は始まった。",
}
LANGUAGES = {"en": "en", "zh": "zh-Hans", "ja": "ja"}


@cache
def finder(language: str) -> NameFinder:
    return NameFinder(load_names(), language)


def voice(language: str, clause: str, text: str, title: str, source: str) -> tuple[str, str]:
    """Name and role of the voice in which a clause is said."""
    head = f"title: {title}\nsource: {source}\npublished: 2025-05-01\nlang: {LANGUAGES[language]}"
    document = assemble(read_plain(f"{head}\n\n" + text.replace("\n", "\n\n"), "test"))
    (layout,) = lay_out(document, finder)
    heard = spoken(layout, issuer(document, layout, finder(language)))
    at = document.text.index(clause)
    one = next(
        voice
        for start, end, voice in zip(layout.starts, layout.ends, heard.voices, strict=True)
        if start <= at < end
    )
    return (one.name, str(one.role)) if one else AUTHOR


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Testimony of Dr. Hana Quill before the House panel on ports", ("Hana Quill", "analyst")),
        ("Statement of Captain (ret.) Otis Vane before a panel", ("Otis Vane", "analyst")),
        (
            "Testimony of former Governor Lee Orr before a panel",
            ("former Governor Lee Orr", "other"),
        ),
        (
            "Remarks by the Deputy Assistant Secretary at a harbour forum",
            ("Deputy Assistant Secretary", "official"),
        ),
        ("The Prime Minister's policy speech", ("Prime Minister", "official")),
        ("Remarks that were never made", AUTHOR),
        ("A speech nobody will forget", AUTHOR),
        ("Statement before a panel on ports", AUTHOR),
    ],
)
def test_a_title_names_who_speaks(title: str, expected: tuple[str, str]) -> None:
    assert voice("en", "Work on", PLAIN["en"], title, "Sample print") == expected


@pytest.mark.parametrize(
    ("language", "title", "role"),
    [
        ("en", "White paper, chapter 4: ports", "official"),
        ("en", "How to read the white paper", "author"),
        ("zh", "《防卫白皮书》第二章摘译", "official"),
        ("zh", "我看防卫白皮书", "author"),
        ("ja", "令和6年版防衛白書（抜粋）", "official"),
        ("ja", "防衛白書を読む", "author"),
    ],
)
def test_a_white_paper_speaks_for_a_state(language: str, title: str, role: str) -> None:
    clause = PLAIN[language].split("。" if language != "en" else ". ")[1][:4]
    assert voice(language, clause, PLAIN[language], title, "Sample")[1] == role


@pytest.mark.parametrize(
    ("source", "role"), [("Harbour Institute, brief no. 7", "author"), ("Two offices", "official")]
)
def test_numbered_paragraphs_are_a_communique_only_of_those_who_issue_one(
    source: str, role: str
) -> None:
    text = "\n".join(f"{i}. The pier will take {i + 3} ships." for i in range(1, 7))
    assert voice("en", "3. The pier", text, "The pier, point by point", source)[1] == role


RECORDS = {
    "en": """Senator OAKES. How many piers are there?
Admiral PERRY. There are nine piers. Two more will be built.
Senator OAKES. And the cost?
Admiral PERRY. The cost is borne by the fleet.
Mr. FINCH (Greens). My party would close them.""",
    "zh": """委员长：现在开会。
宫川议员（在野党）：码头有几座？
木原防卫大臣：码头有九座。将再建两座。
宫川议员（在野党）：费用呢？
木原防卫大臣：费用由防卫省负担。""",
    "ja": """○鳥越委員　桟橋はいくつありますか。
○木原国務大臣　桟橋は九つあります。さらに二つを造ります。
○鳥越委員　費用はどうなりますか。
○木原国務大臣　費用は防衛省が負担します。""",
}


@pytest.mark.parametrize(
    ("language", "clause", "name", "role"),
    [
        ("en", "Two more", "PERRY", "official"),
        ("en", "The cost is", "PERRY", "official"),
        ("en", "My party", "FINCH", "other"),
        ("zh", "将再建", "木原", "official"),
        ("zh", "费用由", "木原", "official"),
        ("ja", "さらに二つ", "木原", "official"),
        ("ja", "費用は防衛省", "木原", "official"),
    ],
)
def test_who_speaks_in_the_record_of_a_session(
    language: str, clause: str, name: str, role: str
) -> None:
    said = voice(language, clause, RECORDS[language], "Record", "Sample records")
    assert name in said[0] and said[1] == role


@pytest.mark.parametrize(
    ("opening", "role"),
    [
        ("本刊专访海洋大学的浦田真一教授。", "analyst"),
        ("受访人浦田真一，曾任驻外大使。", "other"),
    ],
)
def test_who_answers_under_a_bare_name_is_what_the_opening_says(opening: str, role: str) -> None:
    text = f"""{opening}
问：码头还在建吗？
浦田：还在建，明年完工。
问：谁出钱？
浦田：费用由两国分担。"""
    assert voice("zh", "费用由", text, "访谈", "《港口周刊》")[1] == role
