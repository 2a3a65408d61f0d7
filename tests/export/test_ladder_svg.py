"""The drawn ladder: places by hand, whole XML whatever the words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.export.ladder_svg import Chart, Point, Words, ladder, spark
from renkei.nouns import LADDER, Rung

WORDS = Words({r: r.value for r in LADDER}, "off", "today", "due")
SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2024, 1, 1)
DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))
TEXT = st.text("<>&\"' a同", max_size=9)
POINTS = st.builds(
    Point,
    DAYS,
    st.sampled_from(Rung),
    st.sampled_from(["official", "reported", "pack"]),
    TEXT,
    TEXT,
)
COURSE = st.lists(st.tuples(DAYS, st.sampled_from([*Rung, None])), max_size=6).map(
    lambda rows: tuple(sorted(rows, key=lambda row: row[0]))
)


def _chart(**more: object) -> Chart:
    given: dict[str, object] = {
        "title": "x", "points": (), "official": (), "reported": (), "start": DAY,
        "end": DAY + timedelta(days=100), "today": DAY + timedelta(days=100), **more,
    }  # fmt: skip
    return Chart(**given)  # type: ignore[arg-type]


def _place(svg: str) -> tuple[float, float]:
    dot = next(ElementTree.fromstring(svg).iter(f"{SVG}circle"))
    return float(dot.attrib["cx"]), float(dot.attrib["cy"])


def test_later_lies_to_the_right_and_higher_rungs_above() -> None:
    def at(days: int, rung: Rung) -> tuple[float, float]:
        day = DAY + timedelta(days=days)
        return _place(ladder(_chart(points=(Point(day, rung, "official", "t"),)), WORDS))

    assert at(0, Rung.AGREED)[0] < at(50, Rung.AGREED)[0] < at(100, Rung.AGREED)[0]
    heights = [at(50, rung)[1] for rung in LADDER]
    assert heights == sorted(heights, reverse=True)
    assert at(50, Rung.REJECTED)[1] > at(50, Rung.FLOATED)[1]
    halfway = (at(0, Rung.AGREED)[0] + at(100, Rung.AGREED)[0]) / 2
    assert abs(at(50, Rung.AGREED)[0] - halfway) < 0.2


def test_what_is_older_lies_at_the_edge() -> None:
    old = Point(date(1960, 1, 19), Rung.IN_EFFECT, "official", "t")
    new = Point(DAY, Rung.IN_EFFECT, "official", "t")
    places = [_place(ladder(_chart(points=(p,)), WORDS))[0] for p in (old, new)]
    assert places[0] == places[1]


def test_a_course_is_level_then_steps() -> None:
    days = [DAY, DAY + timedelta(days=50), DAY + timedelta(days=75)]
    rungs = [Rung.INTENDED, Rung.IN_EFFECT, None]
    svg = ladder(_chart(official=tuple(zip(days, rungs, strict=True))), WORDS)
    (course,) = (p for p in ElementTree.fromstring(svg).iter(f"{SVG}path")
                 if p.get("class") == "course official")  # fmt: skip
    assert re.sub(r"[\d. ]+", "", course.attrib["d"]) == "MHVH"


def test_a_voice_and_a_denial_have_a_shape_of_their_own() -> None:
    def shape(**more: object) -> str:
        point = Point(DAY, Rung.AGREED, **{"voice": "official", "title": "t", **more})  # type: ignore[arg-type]
        svg = ladder(_chart(points=(point,)), WORDS)
        return re.findall(r'class="(dot official|dot reported|pack|denied)"', svg)[0]

    shapes = [shape(), shape(voice="reported"), shape(voice="pack"), shape(denied=True)]
    assert len(set(shapes)) == 4


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(POINTS, max_size=9), COURSE, COURSE, DAYS, st.integers(0, 6000), TEXT,
)  # fmt: skip
def test_it_is_whole_whatever_it_shows(
    points: list[Point],
    official: tuple[tuple[date, Rung | None], ...],
    reported: tuple[tuple[date, Rung | None], ...],
    start: date,
    span: int,
    title: str,
) -> None:
    end = start + timedelta(days=span)
    chart = Chart(title, tuple(points), official, reported, start, end, end, due=end)
    drawn = ElementTree.fromstring(ladder(chart, WORDS, 400))
    assert drawn.findtext(f"{SVG}title") == title
    assert len(list(drawn.iter(f"{SVG}title"))) == 1 + len(points)
    for dot in drawn.iter(f"{SVG}circle"):
        assert 0 <= float(dot.attrib["cx"]) <= 400
    ElementTree.fromstring(spark(chart))
