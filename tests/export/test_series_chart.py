"""A chart of figures through time: places, scales and links, worked by hand."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.export.series_chart import Aim, Chart, Happening, Mark, Run, draw, steps

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2024, 1, 1)


def mark(year: int, value: float, title: str = "") -> Mark:
    return Mark(date(year, 1, 1), date(year, 1, 31), value, title or f"{year}: {value}", "#row")


def chart(**more: object) -> Chart:
    given: dict[str, object] = {
        "title": "Share <of> GDP",
        "unit": "per cent",
        "runs": (Run("one", (mark(2023, 1.0), mark(2024, 1.5))),),
        "start": date(2023, 1, 1),
        "end": date(2025, 1, 1),
    }
    return Chart(**(given | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "about", "wanted"),
    [(0, 100, 5, (0, 20, 40, 60, 80, 100)), (0, 2, 5, (0, 0.5, 1, 1.5, 2)),
     (0, 78.1, 5, (0, 20, 40, 60, 80)), (-3, 3, 4, (-4, -2, 0, 2, 4))],
)  # fmt: skip
def test_round_steps(low: float, high: float, about: int, wanted: tuple[float, ...]) -> None:
    assert steps(low, high, about) == pytest.approx(wanted)


@given(st.floats(-1e6, 0), st.floats(0.001, 1e6), st.integers(2, 8))
def test_steps_hold_what_they_are_for(low: float, high: float, about: int) -> None:
    found = steps(low, high, about)
    size = found[1] - found[0]
    assert found[0] <= low + size * 1e-6
    assert found[-1] >= high - size * 1e-6
    assert len(found) <= about + 3


def test_it_is_wellformed_and_says_what_it_shows() -> None:
    root = ET.fromstring(draw(chart()))
    assert root.findtext(f"{SVG}title") == "Share <of> GDP"
    titles = {t.text for a in root.iter(f"{SVG}a") for t in a.iter(f"{SVG}title")}
    assert titles == {"2023: 1.0", "2024: 1.5"}


def test_a_line_is_broken_over_a_long_gap() -> None:
    near = draw(chart(runs=(Run("x", (mark(2023, 1), mark(2024, 2))),)))
    far = draw(chart(runs=(Run("x", (mark(2021, 1), mark(2024, 2))),), start=date(2021, 1, 1)))
    joined = re.compile(r'<path d="M[\d.]+ [\d.]+L')
    assert joined.search(near)
    assert not joined.search(far)


def test_a_goal_lies_at_its_value_and_ends_on_its_day() -> None:
    aims = (Aim(1.5, date(2025, 1, 1), "goal"),)
    text = draw(chart(aims=aims), 520)
    line = re.search(r'class="aim" d="M[\d.]+ ([\d.]+)H([\d.]+)"', text)
    point = re.findall(r'class="mark" transform="translate\(([\d.]+) ([\d.]+)\)"', text)[1]
    assert line
    assert line[1] == point[1]
    assert float(line[2]) == 520 - 18


def test_numbers_of_events_do_not_stand_on_one_another() -> None:
    close = tuple(Happening(date(2024, 1, n), n, f"event {n}") for n in range(1, 4))
    places = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="middle" fill="#5c564b" font-size="11">',
        draw(chart(happenings=close)),
    )
    assert len(places) == 3
    assert len({y for _, y in places}) == 3


def test_a_picture_with_notes_stands_by_itself() -> None:
    plain, whole = draw(chart()), draw(chart(notes=("A caveat.",)))
    assert "A caveat." not in plain
    text = [t.text for t in ET.fromstring(whole).iter(f"{SVG}text")]
    assert "Share <of> GDP" in text
    assert "A caveat." in text
