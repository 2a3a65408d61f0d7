"""Forecasts and their scores, worked by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from renkei.outlook.forecasts import CHANCES, brier, happened, records
from renkei.packs.load import load_pack
from renkei.packs.schema import Forecast


def _forecast(code: str, result: str, role: str = "analyst", who: str = "A") -> Forecast:
    return Forecast.model_validate(
        {
            "key": f"{who.lower()}-{code}-{result}",
            "who": who,
            "role": role,
            "made": "2024-04-03",
            "statement": "It may.",
            "likelihood": {"worded": "may", "code": code},
            "horizon": "none",
            "source": "a-source",
            "outcome": {"result": result, "date": "none", "what": "It did.", "source": "a-source"},
        }
    )


@pytest.mark.parametrize(
    ("code", "result", "came"),
    [
        ("likely", "yes", True),
        ("likely", "no", False),
        ("unlikely", "yes", False),
        ("very-unlikely", "no", True),
        ("possible", "partly", None),
        ("very-likely", "open", None),
    ],
)
def test_a_doubt_that_is_borne_out_means_that_it_did_not_happen(
    code: str, result: str, came: bool | None
) -> None:
    assert happened(_forecast(code, result)) is came


def test_the_score_is_the_squared_distance_from_what_happened() -> None:
    score = brier(_forecast("likely", "yes"))
    assert score == pytest.approx((0.325**2, 0.2**2, 0.45**2))
    assert brier(_forecast("unlikely", "yes")) == pytest.approx((0.325**2, 0.2**2, 0.45**2))
    assert brier(_forecast("possible", "no")) == pytest.approx((0.25, 0.45**2, 0.55**2))
    assert brier(_forecast("likely", "open")) is None


def test_records_count_every_forecast_once() -> None:
    given = [
        _forecast("likely", "yes"),
        _forecast("likely", "no"),
        _forecast("possible", "open"),
        _forecast("likely", "partly", role="media"),
    ]
    analysts, media = records(given)
    assert (analysts.who, analysts.forecasts, analysts.yes, analysts.no) == ("analyst", 3, 1, 1)
    assert analysts.brier == pytest.approx((0.325**2 + 0.675**2) / 2)
    assert (media.partly, media.brier) == (1, None)


def test_the_words_cover_the_chances_from_nearly_none_to_nearly_sure() -> None:
    ranges = sorted(CHANCES.values())
    assert ranges[0][0] == 0.01 and ranges[-1][1] == 0.99
    assert all(a[1] == b[0] for a, b in pairwise(ranges))


def test_every_forecast_of_the_pack_is_in_one_record() -> None:
    forecasts = load_pack("us_japan").forecasts
    made = records(forecasts)
    assert sum(r.yes + r.partly + r.no + r.open for r in made) == len(forecasts)
