"""Finding the item that a person means."""

from __future__ import annotations

import pytest

from renkei.errors import PackError
from renkei.nouns import Name
from renkei.packs.resolve import find_item

NAMES = (
    Name("Harbour Tunnel", "item", "harbour-tunnel", "en"),
    Name("港湾隧道", "item", "harbour-tunnel", "zh-Hans"),
    Name("Harbour Ferry", "item", "harbour-ferry", "en"),
    Name("Tunnel", "item", "old-tunnel", "en"),
    Name("Minister", "title", "minister", "en"),
)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("harbour-tunnel", "harbour-tunnel"),
        ("HARBOUR TUNNEL", "harbour-tunnel"),
        ("Ｈarbour tunnel", "harbour-tunnel"),
        ("港湾", "harbour-tunnel"),
        ("harbour-f", "harbour-ferry"),
        ("tunnel", "old-tunnel"),
        ("new-", "new-pier"),
    ],
)
def test_a_key_a_name_or_its_beginning_will_do(text: str, item: str) -> None:
    assert find_item(text, NAMES, ["new-pier"]) == item


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("harbour", "may mean harbour-ferry, harbour-tunnel; give more"),
        ("harbor-tunel", "did you mean harbour-tunnel"),
        ("港灣隧道", "did you mean harbour-tunnel"),
        ("minister", "no item 'minister'"),
        ("", "no item ''"),
        ("¿", "renkei ledger lists"),
    ],
)
def test_what_is_not_one_item_is_refused_with_help(text: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        find_item(text, NAMES)
