from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from renkei.edtf import bounds

# Worked out by hand from ISO 8601-2:2019 and from the fiscal years as law has them.
KNOWN = {
    "2024-04-10": ("2024-04-10", "2024-04-10"),
    "2024-04-10T09:30:00+09:00": ("2024-04-10", "2024-04-10"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2023-02": ("2023-02-01", "2023-02-28"),
    "2025": ("2025-01-01", "2025-12-31"),
    "196X": ("1960-01-01", "1969-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "2024-XX": ("2024-01-01", "2024-12-31"),
    "2024-1X": ("2024-10-01", "2024-12-31"),
    "2024-02-XX": ("2024-02-01", "2024-02-29"),
    "196X-02-29": ("1960-02-29", "1968-02-29"),
    "2025-21": ("2025-03-01", "2025-05-31"),
    "2025-22": ("2025-06-01", "2025-08-31"),
    "2025-23": ("2025-09-01", "2025-11-30"),
    "2025-24": ("2025-12-01", "2026-02-28"),
    "2024-33": ("2024-01-01", "2024-03-31"),
    "2024-36": ("2024-10-01", "2024-12-31"),
    "2024-38": ("2024-05-01", "2024-08-31"),
    "2024-40": ("2024-01-01", "2024-06-30"),
    "2024-41": ("2024-07-01", "2024-12-31"),
    "2024-01~": ("2024-01-01", "2024-01-31"),
    "2024?-%04": ("2024-04-01", "2024-04-30"),
    "2024-04-08/2024-04-14": ("2024-04-08", "2024-04-14"),
    "2024/2025-03": ("2024-01-01", "2025-03-31"),
    "../2025": (None, "2025-12-31"),
    "/2025": (None, "2025-12-31"),
    "2024-05-20/..": ("2024-05-20", None),
    "../..": (None, None),
    "": (None, None),
    "FY2027": ("2027-04-01", "2028-03-31"),
    "USFY2027": ("2026-10-01", "2027-09-30"),
    "../FY2027": (None, "2028-03-31"),
    "FY2025/FY2027": ("2025-04-01", "2028-03-31"),
    "2024-03-31/FY2024": ("2024-03-31", "2025-03-31"),
}

WRONG = ["soon", "2023-02-29", "2024-13", "2024-19", "2024-00", "2024-04-31", "0000", "24-04-10"]
WRONG += ["2024-4-1", "2024/04", "2025/2024", "2024-04-10/2024-04-09", "FY27", "2024-21-03", "a/b"]
WRONG += ["9999-24", "2024-04-10x", "２０２４", "20X4-45"]


@pytest.mark.parametrize(("value", "days"), KNOWN.items())
def test_known_forms(value: str, days: tuple[str | None, str | None]) -> None:
    assert bounds(value) == tuple(d and date.fromisoformat(d) for d in days)


@pytest.mark.parametrize("value", WRONG)
def test_what_is_no_time_is_refused_and_quoted(value: str) -> None:
    with pytest.raises(ValueError, match="not an EDTF time") as error:
        bounds(value)
    assert repr(value) in str(error.value)


years = st.integers(1000, 9998).map(lambda y: f"{y:04}")
days = st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(date.isoformat)
months = days.map(lambda d: d[:7])
decades = years.map(lambda y: y[:3] + "X")
parts = st.tuples(years, st.sampled_from(["21", "22", "23", "33", "34", "35", "36", "40", "41"]))
singles = st.one_of(days, months, years, decades, parts.map("-".join))


def as_date(moment: time.struct_time) -> date:
    return date(*moment[:3])


@given(singles)
def test_agrees_with_the_edtf_package(value: str) -> None:
    theirs = parse_edtf(value)
    assert bounds(value) == (as_date(theirs.lower_strict()), as_date(theirs.upper_strict()))


@given(singles, singles)
def test_an_interval_runs_from_the_first_day_of_one_to_the_last_of_the_other(
    a: str, b: str
) -> None:
    first, last = bounds(a)[0], bounds(b)[1]
    assert first and last
    if first <= last:
        assert bounds(f"{a}/{b}") == (first, last)
    else:
        with pytest.raises(ValueError, match="ends before it begins"):
            bounds(f"{a}/{b}")


@given(years)
def test_four_quarters_and_two_halves_make_a_year(year: str) -> None:
    for names in (("33", "34", "35", "36"), ("37", "38", "39"), ("40", "41")):
        spans = [bounds(f"{year}-{name}") for name in names]
        assert (spans[0][0], spans[-1][1]) == bounds(year)
        for (_, last), (first, _) in pairwise(spans):
            assert first and last and first - last == timedelta(days=1)


@given(st.text(alphabet="0123456789X-/.~?%FYUSTZ:+", max_size=14))
def test_any_other_text_is_refused_or_in_order(value: str) -> None:
    try:
        first, last = bounds(value)
    except ValueError:
        return
    assert first is None or last is None or first <= last
