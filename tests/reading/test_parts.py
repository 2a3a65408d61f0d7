"""What a name may be to the voices of a text."""

from __future__ import annotations

import pytest

from renkei.nouns import Name
from renkei.reading.compiled import kernel
from renkei.reading.parts import CALLED, NOBODY_ELSE, OFFICE, PERSON, SPEAKS, TURNED_TO, part

PARTS = [
    (["item"], "", 0),
    (["state"], "", SPEAKS),
    (["title"], "official", SPEAKS | OFFICE),
    (["outlet"], "media", SPEAKS | TURNED_TO),
    (["person"], "official", SPEAKS | PERSON | CALLED | TURNED_TO | NOBODY_ELSE),
    (["item", "person"], "", SPEAKS | CALLED),
    (["role", "person"], "poll", SPEAKS | OFFICE | CALLED | TURNED_TO),
]


@pytest.mark.parametrize(("kinds", "role", "bits"), PARTS)
def test_the_first_of_the_names_counts_for_most(kinds: list[str], role: str, bits: int) -> None:
    assert part([Name("名", kind, "key", "zh", "", role) for kind in kinds]) == bits


def test_the_kernel_means_the_same_bits() -> None:
    calling, naming = kernel().calling, kernel().naming
    assert (calling.SPEAKS, calling.PERSON) == (SPEAKS, PERSON)
    assert (naming.PERSON, naming.NOBODY_ELSE) == (PERSON, NOBODY_ELSE)
