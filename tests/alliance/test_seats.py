"""How far apart two seats are. Known answers are from geometry and from published figures."""

from __future__ import annotations

from datetime import date
from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.alliance.arrangement import arrangement
from renkei.alliance.seats import EARTH_RADIUS_KM, apart, clock_difference, distance, zones_apart
from renkei.errors import PackError
from renkei.packs.load import load_pack
from renkei.packs.structure import Seat
from small_alliance import HONOLULU, TOKYO, seat

SUMMER, WINTER = date(2024, 7, 1), date(2024, 1, 15)
HALF = pi * EARTH_RADIUS_KM

seats = st.builds(
    lambda lat, lon: Seat.model_validate(seat("x", lat, lon)),
    st.floats(-90, 90),
    st.floats(-180, 180),
)


def at(lat, lon):
    return Seat.model_validate(seat("x", lat, lon))


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 90), HALF / 2),
        ((90, 0), (-90, 0), HALF),
        ((0, 179.5), (0, -179.5), HALF / 180),
        ((45, 10), (45, 10), 0),
    ],
)
def test_distances_that_geometry_gives(one, other, km):
    assert distance(at(*one), at(*other)) == pytest.approx(km, abs=1e-6)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        # Airport to airport, geodesic on WGS 84, as route planners give it.
        ((51.4775, -0.4614), (40.6398, -73.7789), 5555),
        ((35.5533, 139.7811), (21.3187, -157.9225), 6195),
        ((-33.9461, 151.1772), (35.7647, 140.3864), 7809),
    ],
    ids=["London–New York", "Tokyo–Honolulu", "Sydney–Tokyo"],
)
def test_distances_that_are_published_come_out_within_half_a_percent(one, other, km):
    assert distance(at(*one), at(*other)) == pytest.approx(km, rel=0.005)


@given(seats, seats, seats)
def test_distance_is_a_distance(a, b, c):
    ab, bc, ac = distance(a, b), distance(b, c), distance(a, c)
    assert ab == pytest.approx(distance(b, a), abs=1e-6)
    assert 0 <= ab <= HALF + 1e-6
    assert ac <= ab + bc + 1e-6
    assert distance(a, a) == pytest.approx(0, abs=1e-6)


def test_a_seat_without_a_place_is_at_no_distance():
    nowhere = Seat(name="not named", lat="unknown", lon="unknown")
    assert distance(nowhere, at(0, 0)) is None


@pytest.mark.parametrize("day", [SUMMER, WINTER])
def test_hawaii_is_nineteen_hours_behind_tokyo_and_five_zones_away(day):
    assert clock_difference("Asia/Tokyo", "Pacific/Honolulu", day) == -19
    assert zones_apart(-19) == 5


def test_summer_time_counts():
    assert clock_difference("America/New_York", "Asia/Tokyo", SUMMER) == 13
    assert clock_difference("America/New_York", "Asia/Tokyo", WINTER) == 14
    assert clock_difference("Australia/Sydney", "Asia/Tokyo", WINTER) == -2
    assert clock_difference("Asia/Tokyo", "Asia/Kolkata", WINTER) == -3.5


@given(st.integers(-26, 26))
def test_zones_do_not_care_for_the_date(hours):
    assert 0 <= zones_apart(hours) <= 12
    assert zones_apart(hours) == zones_apart(-hours) == zones_apart(hours + 24)


def test_no_zone_no_difference_and_a_wrong_one_says_so():
    assert clock_difference("none", "Asia/Tokyo", SUMMER) is None
    with pytest.raises(PackError, match="Asia/Tokyo"):
        clock_difference("Asia/Edo", "Asia/Tokyo", SUMMER)
    with pytest.raises(PackError, match=r"\.\./etc"):
        clock_difference("../etc", "Asia/Tokyo", SUMMER)


def test_two_posts_far_apart(small):
    posts = {p.key: p for p in small.structure.posts}
    far = apart(posts["west"], posts["east"], SUMMER)
    assert (round(far.km), far.hours, far.zones) == (6193, -19, 5)
    assert apart(posts["west"], posts["forum"], SUMMER).km is None
    assert HONOLULU["lat"] < TOKYO["lat"]


def test_what_the_documents_say_of_tokyo_and_hawaii_comes_out():
    """VOA, 3 April 2024: over 6,000 km and five time zones; the FT: 6,200 km, 19 hours."""
    posts = {p.key: p for p in arrangement(load_pack("us_japan"), date(2024, 4, 3)).posts}
    far = apart(posts["us-forces-japan"], posts["indopacom"], date(2024, 4, 3))
    assert far.km > 6000
    assert far.km == pytest.approx(6200, rel=0.01)
    assert (far.hours, far.zones) == (-19, 5)
