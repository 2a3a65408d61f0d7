"""Where a series stands against its goal, worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from renkei.outlook.targets import standings
from renkei.packs.load import load_pack
from renkei.packs.schema import Series


def _series(goal: dict[str, object], *points: tuple[str, float]) -> tuple[Series, ...]:
    return (
        Series.model_validate(
            {
                "key": "share",
                "labels": {"en": "Share", "zh": "比重", "ja": "比率"},
                "unit": "per cent",
                "points": [{"date": d, "value": v, "source": "a-source"} for d, v in points],
                "goals": [{"set_by": "the cabinet", "source": "a-source", **goal}],
            }
        ),
    )


def test_the_pace_is_what_is_left_over_the_years_left() -> None:
    rows = _series({"value": 2.0, "by": "FY2027"}, ("FY2023", 1.4), ("FY2025", 1.8))
    (standing,) = standings(rows, date(2025, 12, 1))
    assert standing.latest is not None and standing.latest.value == 1.8
    assert standing.share == pytest.approx(0.9)
    assert standing.pace == pytest.approx(0.1, rel=0.01)
    assert standing.so_far == pytest.approx(0.2, rel=0.01)
    assert not standing.passed


def test_a_later_value_is_not_known_before_its_time() -> None:
    rows = _series({"value": 2.0, "by": "FY2027"}, ("FY2023", 1.4), ("FY2025", 1.8))
    (standing,) = standings(rows, date(2024, 6, 1))
    assert standing.latest is not None and standing.latest.value == 1.4
    assert standings(rows, date(2020, 1, 1))[0].latest is None


def test_a_goal_without_a_date_has_no_pace_and_one_that_passed_says_so() -> None:
    undated = _series({"value": 100, "by": "none"}, ("FY2022", 66), ("FY2023", 51))
    assert standings(undated, date(2026, 1, 1))[0].pace is None
    passed = _series({"value": 2.0, "by": "2024"}, ("2023", 1.0))
    (standing,) = standings(passed, date(2026, 1, 1))
    assert standing.passed and standing.pace is None


def test_a_goal_that_is_reached_needs_no_pace() -> None:
    (standing,) = standings(_series({"value": 2.0, "by": "2030"}, ("2023", 2.5)), date(2026, 1, 1))
    assert standing.pace is None and standing.share == pytest.approx(1.25)


def test_the_two_per_cent_goal_of_december_2022_is_followed() -> None:
    found = standings(load_pack("us_japan").series, date(2025, 6, 1))
    goals = {(s.goal.item, s.goal.value, s.goal.by) for s in found}
    assert ("defence-spending-2-percent", 2.0, "FY2027") in goals
