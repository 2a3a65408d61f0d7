"""When two values of a field agree."""

from __future__ import annotations

import pytest

from renkei.scoring.fields import near_rung, same_quantity, same_speaker, same_time


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2024-12~", "2024-12", True),
        ("2024-07-01/2024-09-30", "2024-35", True),
        ("FY2024", "2024-04-01/2025-03-31", True),
        ("2024", "2024-12", False),
        ("", "2024", False),
        ("", "", True),
        ("no time", "2024", False),
        ("../2025", "2025", False),
    ],
)
def test_times_agree_as_intervals(a: str, b: str, same: bool) -> None:
    assert same_time(a, b) is same_time(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("石破", "石破茂首相", True),
        ("石破氏", "石破", True),
        ("Hegseth", "Pete Hegseth", True),
        ("a U.S. official", "US official", True),
        ("日美联合声明", "日美聯合聲明", True),
        ("丹尼尔·罗", "丹尼尔・罗", True),
        ("NHK", "NHK世論調査", True),
        ("A Ministry; B Ministry", "B Ministry; A Ministry", True),
        ("A Ministry; B Ministry", "A Ministry", False),
        ("US", "Russia", False),
        ("author", "co-author", False),
        ("", "author", False),
        ("Kishida", "Biden", False),
    ],
)
def test_speakers_agree_by_name_not_by_spelling(a: str, b: str, same: bool) -> None:
    assert same_speaker(a, b) is same_speaker(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("agreed", "intended", True),
        ("agreed", "agreed", True),
        ("agreed", "proposed", False),
        ("stalled", "ended", False),
        ("in-effect", "rejected", False),
        ("stalled", "stalled", True),
        ("agreed", "", False),
    ],
)
def test_rungs_off_the_ladder_have_no_neighbours(a: str, b: str, near: bool) -> None:
    assert near_rung(a, b) is near_rung(b, a) is near


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("400枚", "400 missiles", True),
        ("２％", "2%", True),
        ("三国", "三个国家", True),
        ("double", "Double", True),
        ("double", "", False),
        ("400枚", "500枚", False),
        ("", "", True),
    ],
)
def test_quantities_agree_in_their_numbers(a: str, b: str, same: bool) -> None:
    assert same_quantity(a, b) is same_quantity(b, a) is same
