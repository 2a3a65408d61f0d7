"""How far apart two seats are: over the globe, and by the clock.

Distances are great circles on a sphere of the mean radius of the Earth, R1 = 6371.0088 km
(H. Moritz, *Geodetic Reference System 1980*, Journal of Geodesy 74, 2000): within half a percent of
the ellipsoid. Clocks are those of the IANA time zone database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from renkei.errors import PackError

if TYPE_CHECKING:
    from renkei.packs.structure import ProposedPost, Seat

EARTH_RADIUS_KM = 6371.0088
_DAY = 24.0


@dataclass(frozen=True, slots=True)
class Apart:
    """How far one post is from another. None: a seat or a zone is not known, or there is none.

    `hours` is what the other's clock shows more (less, if negative) than the one's at the same
    moment; `zones` how many hours apart they are whatever the date: 19 hours behind is five zones
    the other way round, with the date changed.
    """

    km: float | None
    hours: float | None
    zones: float | None


def apart(one: ProposedPost, other: ProposedPost, on: date) -> Apart:
    """How far `other` is from `one` on a day.

    Raises
    ------
    PackError
        If a post's time zone is not one of the IANA database.
    """
    km = None
    if one.seat != "none" and other.seat != "none":
        km = distance(one.seat, other.seat)
    hours = clock_difference(one.tz, other.tz, on)
    return Apart(km, hours, None if hours is None else zones_apart(hours))


def distance(one: Seat, other: Seat) -> float | None:
    """The great circle between two seats, in km; None if a source gives no place."""
    degrees = (one.lat, one.lon, other.lat, other.lon)
    if "unknown" in degrees:
        return None
    lat_a, lon_a, lat_b, lon_b = (radians(float(d)) for d in degrees)
    # The haversine formula, which keeps its digits over short distances.
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, h)))


def clock_difference(one: str, other: str, on: date) -> float | None:
    """What the clock of the zone `other` shows more than that of `one` at noon UTC of a day."""
    if {one, other} & {"none", "unknown"}:
        return None
    noon = datetime.combine(on, time(12), UTC)
    here, there = (noon.astimezone(_zone(name)).utcoffset() for name in (one, other))
    assert here is not None and there is not None
    return (there - here).total_seconds() / 3600


def zones_apart(hours: float) -> float:
    """How many hours two clocks differ if the date does not count: 0 to 12."""
    within = abs(hours) % _DAY
    return min(within, _DAY - within)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PackError(
            f"no time zone {name!r}; write one of the IANA database, such as Asia/Tokyo"
        ) from error
