"""A quote begins with what was said, not with whom or when it was told."""

from __future__ import annotations

import pytest

from renkei.reading.units import cuts


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        ("told the Diet on 24 October that spending would rise", "spending would rise"),
        ("said on television on 26 October that Japan should pay", "Japan should pay"),
        ("said it would buy missiles that fly far", ""),
        ("said Japan bought missiles that fly far", ""),
        ("told reporters, that spending would rise", ""),
        ("told Japan it would buy missiles that fly far", ""),
    ],
)
def test_whom_and_when_are_left_off(said: str, cut: str) -> None:
    told = cuts("en").told
    assert told
    found = told.match(said, said.index(" ") + 1)
    assert (said[found.end() :] if found else "") == cut
