"""What is assumed: its rules, its ends and its middle."""

from datetime import date

import numpy as np
import pytest
from made_up import DETECT, conduct, parameter, scenario
from pydantic import ValidationError
from scipy.stats import loguniform, triang

from renkei.errors import SimulationError
from renkei.packs.scenario import Choice, Hours, Parameter
from renkei.simulation.assumptions import answer, space, spread_over
from renkei.simulation.outline import opening

ASSUMED = {"source": "assumption", "why": "Because.", "range": [5, 90]}
SHARES = (0.0, 0.1, 0.5, 0.77, 1.0)


def figure(**more):
    return Parameter.model_validate(parameter("x", 20, **(ASSUMED | more)))


def test_a_loguniform_figure_is_scipys():
    law = loguniform(5, 90)
    for u in SHARES:
        assert spread_over(figure(), u) == pytest.approx(law.ppf(u))


def test_a_triangular_figure_is_scipys():
    law = triang(c=(20 - 5) / 85, loc=5, scale=85)
    for u in SHARES:
        assert spread_over(figure(shape="triangular"), u) == pytest.approx(law.ppf(u))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"range": None}, "needs a `range`"),
        ({"why": ""}, "needs a `range` and a `why`"),
        ({"range": [30, 90]}, "outside its range"),
        ({"range": [0, 90]}, "above 0"),
    ],
)
def test_an_assumption_without_range_or_reason_is_refused(wrong, said):
    fields = {k: v for k, v in (ASSUMED | wrong).items() if v is not None}
    with pytest.raises(ValidationError, match=said):
        Parameter.model_validate(parameter("x", 20, **fields))


def choice(**more):
    fields = {"key": "c", "what": "c", "options": ["a", "b", "c"], "weights": [0.5, 0.3, 0.2]}
    return Choice.model_validate(fields | {"value": "a", "source": "made-up"} | more)


def test_answers_come_as_often_as_their_weights():
    found = [answer(choice(), u) for u in (np.arange(1000) + 0.5) / 1000]
    assert [found.count(option) for option in "abc"] == [500, 300, 200]
    assert answer(choice(), 1.0) == "c"


def test_weights_that_do_not_sum_to_one_are_refused():
    with pytest.raises(ValidationError, match="sum to 1"):
        choice(weights=[0.5, 0.3, 0.1])


def test_what_is_set_otherwise_is_in_its_own_unit_and_known():
    known = space(conduct(), scenario(DETECT))
    assert known.guess({"review": 90}).values["review"] == pytest.approx(1.5)
    assert known.guess({"rate": "12"}).values["rate"] == pytest.approx(0.5)
    with pytest.raises(SimulationError, match="nothing that is assumed is called 'rewiew'"):
        known.guess({"rewiew": 90})
    with pytest.raises(SimulationError, match="review is a number"):
        known.guess({"review": "long"})


OFFICE = Hours(days=("mon", "tue", "wed", "thu", "fri"), since="s", until="u")


def test_hours_in_tokyo_in_a_week_that_begins_in_utc():
    """8 to 18 in Tokyo is 23 to 9 UTC; Monday's first hour is still Sunday in UTC."""
    spans = opening(OFFICE, "Asia/Tokyo", date(2025, 6, 2), {"s": 8.0, "u": 18.0})
    assert spans == ((0, 9), (23, 33), (47, 57), (71, 81), (95, 105), (167, 168))


def test_hours_in_hawaii_run_into_saturday_utc():
    spans = opening(OFFICE, "Pacific/Honolulu", date(2025, 6, 2), {"s": 8.0, "u": 18.0})
    assert spans[0] == (18, 28)
    assert spans[-1] == (114, 124)


def test_hours_follow_summer_time_within_the_week():
    """Clocks in New York went forward on Sunday 9 March 2025."""
    daily = OFFICE.model_copy(update={"days": ("sat", "sun")})
    spans = opening(daily, "America/New_York", date(2025, 3, 3), {"s": 8.0, "u": 18.0})
    assert spans == ((133, 143), (156, 166))


def test_hours_over_midnight_join():
    daily = OFFICE.model_copy(update={"days": ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
    assert opening(daily, "Asia/Tokyo", date(2025, 6, 2), {"s": 0.0, "u": 24.0}) == ((0, 168),)


def test_a_clock_that_is_not_there_is_an_error():
    with pytest.raises(SimulationError, match="'Tokyo' is no time zone"):
        opening(OFFICE, "Tokyo", date(2025, 6, 2), {"s": 8.0, "u": 18.0})
