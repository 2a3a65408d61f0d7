"""Who goes on speaking: answers in exchanges, short quotations, free indirect speech."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.nouns import Role
from renkei.packs.load import load_names
from renkei.reading.layout import lay_out
from renkei.reading.names import NameFinder
from renkei.reading.speech import spoken
from renkei.reading.voices import Voice

ENGLISH = """Questions at the pier

2024-05-06

Question: Will the pier be rebuilt?

Minister: We plan to rebuild it. The work starts in June.

Question: Who pays?

Minister: The ministry has set aside two million dollars.
"""
CHINESE = """码头问答

2024-05-06

问：码头会重建吗？

外务大臣：我们计划重建。工程六月开始。

问：由谁出钱？

外务大臣：外务省已拨出两百万元。
"""
LIST = """Notes on the pier

2024-05-06

Cost: The ministry has set aside two million dollars.

Date: The work starts in June.

Cost: Another million may be needed.
"""


def _clauses(text: str, language: str) -> Iterator[tuple[str, Voice | None]]:
    """Each clause with its voice, None for the author's."""
    document = assemble(read_plain(text, "pier.txt"))
    finder = NameFinder(load_names(), language)
    (layout,) = lay_out(document, lambda _: finder)
    places = zip(layout.starts.tolist(), layout.ends.tolist(), strict=True)
    for (start, end), voice in zip(places, spoken(layout, None).voices, strict=True):
        yield layout.text[start:end].strip(), voice


def _voices(text: str, language: str) -> dict[str, tuple[str, Role]]:
    """The name and role of whoever says each clause, by the clause."""
    return {
        said: (v.name, v.role) if v else ("", Role.AUTHOR) for said, v in _clauses(text, language)
    }


@pytest.mark.parametrize(
    ("text", "language", "said", "name"),
    [
        (ENGLISH, "en", "The work starts in June.", "Minister"),
        (ENGLISH, "en", "The ministry has set aside two million dollars.", "Minister"),
        (CHINESE, "zh", "工程六月开始。", "外务大臣"),
        (CHINESE, "zh", "外务省已拨出两百万元。", "外务大臣"),
    ],
)
def test_an_answer_is_whoevers_label_stands_before_it(
    text: str, language: str, said: str, name: str
) -> None:
    assert _voices(text, language)[said] == (name, Role.OFFICIAL)


def test_a_question_is_nobodys_answer() -> None:
    (asked,) = (role for said, (_, role) in _voices(ENGLISH, "en").items() if "rebuilt?" in said)
    assert asked is Role.AUTHOR


def test_labels_among_which_none_asks_are_no_exchange() -> None:
    assert {role for _, role in _voices(LIST, "en").values()} == {Role.AUTHOR}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("The tide may turn.", "Jane Roe"),
        ("We plan to rebuild the pier in June,", "Jane Roe"),
    ],
)
def test_a_short_sentence_in_quotation_marks_goes_on_in_its_voice(said: str, name: str) -> None:
    text = (
        "The pier\n\n2024-05-06\n\nFor Jane Roe, a research fellow at the Pier Institute, time "
        'is short. "We plan to rebuild the pier in June," Roe said. "The tide may turn."\n'
    )
    found = {key.strip('"“” '): voice for key, voice in _voices(text, "en").items()}
    key = next(k for k in found if k.startswith(said.rstrip(".,")))
    assert found[key] == (name, Role.ANALYST)


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("The ferry will probably stop.", Role.ANALYST),
        ("The ferry has two decks.", Role.AUTHOR),
    ],
)
def test_an_expert_goes_on_where_the_next_sentence_foretells(told: str, role: Role) -> None:
    text = (
        "The ferry\n\n2024-05-06\n\nThe town is too small, said Jane Roe, a research fellow at the "
        f"Pier Institute. {told} Few were seen.\n\n{told}\n"
    )
    found = [v.role if v else Role.AUTHOR for said, v in _clauses(text, "en") if said == told]
    assert found == [role, Role.AUTHOR]


def test_a_chinese_expert_goes_on_too() -> None:
    told = "渡船很可能停航。"
    text = f"渡船\n\n2024-05-06\n\n码头研究所研究员林海说，镇子太小。{told}\n\n{told}\n"
    found = [v.role if v else Role.AUTHOR for said, v in _clauses(text, "zh") if said == told]
    assert found == [Role.ANALYST, Role.AUTHOR]
