"""A sentence that names two items is evidence of both, though a statement is filed under one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from renkei.alliance.dossier import dossier
from renkei.ledger import Ledger
from renkei.nouns import Document, Kind, Passage, Role, Rung, Statement
from renkei.packs.pack import Pack

TEXT = "The ministry agreed to build the river bridge and the east pier. Nobody asked the harbour."
DAY = date(2024, 12, 1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    first = TEXT.index(".") + 1
    passages = (Passage(0, first, "en", 0), Passage(first + 1, len(TEXT), "en", 0))
    document = Document("d" * 64, TEXT, passages, source="News", published="2024-05-01")
    quote = TEXT[: first - 1]
    said = Statement(
        document.id,
        0,
        len(quote),
        quote,
        Kind.COMMITMENT,
        Rung.AGREED,
        topic="bridge",
        speaker="the ministry",
        speaker_role=Role.OFFICIAL,
    )
    with Ledger.open(str(tmp_path / "book")) as ledger:
        ledger.add(document, [said], reader="by hand", version="1")
        yield ledger


def _renamed(pack: Pack, key: str, name: str) -> Pack:
    items = tuple(
        item.model_copy(update={"labels": item.labels.model_copy(update={"en": name})})
        if item.key == key
        else item
        for item in pack.items
    )
    return pack.model_copy(update={"items": items})


def test_what_is_filed_elsewhere_is_still_found_by_its_name(book: Ledger, small: Pack) -> None:
    pack = _renamed(small, "pier", "east pier")
    (hit,) = dossier(pack, "pier", book, DAY).named
    assert hit.text[hit.marks[0][0] : hit.marks[0][1]] == "east pier"


def test_a_sentence_that_a_statement_of_it_comes_from_is_not_told_twice(
    book: Ledger, small: Pack
) -> None:
    assert dossier(_renamed(small, "bridge", "river bridge"), "bridge", book, DAY).named == ()


def test_what_was_published_later_is_not_told(book: Ledger, small: Pack) -> None:
    pack = _renamed(small, "pier", "east pier")
    assert dossier(pack, "pier", book, date(2024, 4, 30)).named == ()


def test_a_word_that_may_mean_something_else_is_told_as_such(book: Ledger, small: Pack) -> None:
    pack = _renamed(small, "pier", "landing stage")
    pier = next(item for item in pack.items if item.key == "pier")
    aliases = pier.aliases.model_copy(update={"en": ("east pier",)})
    vague = pier.model_copy(update={"aliases": aliases, "weak": ("east pier",)})
    others = tuple(item for item in pack.items if item is not pier)
    found = dossier(pack.model_copy(update={"items": (*others, vague)}), "pier", book, DAY)
    assert len(found.named) == 1 and found.unsure
