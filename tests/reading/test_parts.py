"""What a name may be to the voices of a text."""

from __future__ import annotations

import pytest

from renkei.nouns import Name
from renkei.reading.parts import CALLED, OFFICE, PERSON, SPEAKS, TURNED_TO, part

PARTS = [
    (["item"], "", 0),
    (["state"], "", SPEAKS),
    (["title"], "official", SPEAKS | OFFICE),
    (["outlet"], "media", SPEAKS | TURNED_TO),
    (["person"], "official", SPEAKS | PERSON | CALLED | TURNED_TO),
    (["item", "person"], "", SPEAKS | CALLED),
    (["role", "person"], "poll", SPEAKS | OFFICE | CALLED | TURNED_TO),
]


@pytest.mark.parametrize(("kinds", "role", "bits"), PARTS)
def test_the_first_of_the_names_counts_for_most(kinds: list[str], role: str, bits: int) -> None:
    assert part([Name("名", kind, "key", "zh", "", role) for kind in kinds]) == bits
