"""A quote of names and times alone claims nothing."""

from __future__ import annotations

import pytest

from renkei.reading.trim import blanked, only_named


@pytest.mark.parametrize(
    ("text", "names", "times", "nothing"),
    [
        ("防衛省は同日", [(0, 3)], [(4, 6)], True),
        ("防衛省は同日に発足させた", [(0, 3)], [(4, 6)], False),
        ("Japan, on Monday", [(0, 5)], [(7, 16)], True),
        ("Japan will pay", [(0, 5)], [], False),
        ("", [], [], True),
    ],
)
def test_what_is_left_without_names_and_times(
    text: str, names: list[tuple[int, int]], times: list[tuple[int, int]], nothing: bool
) -> None:
    padded = "前に。" + text
    moved = [[(a + 3, b + 3) for a, b in places] for places in (names, times)]
    bare = blanked(padded, sorted(moved[0] + moved[1]))
    assert only_named(bare, 3, len(padded)) is nothing


def test_places_that_overlap_are_blanked_once() -> None:
    assert blanked("abcdefgh", [(1, 4), (2, 3), (3, 6)]) == "a     gh"
