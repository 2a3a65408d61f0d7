"""Calendar files by RFC 5545: lines, folding, escapes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from renkei.export.ics import Event, calendar

MADE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_day() -> None:
    event = Event(
        "a@renkei", date(2027, 12, 31), "Tomahawk; 400, all", "one\ntwo\\three", "http://x/"
    )
    lines = unfolded(calendar([event], "Due", MADE))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "DTSTAMP:20260102T030405Z" in lines
    assert "DTSTART;VALUE=DATE:20271231" in lines
    assert "DTEND;VALUE=DATE:20280101" in lines
    assert r"SUMMARY:Tomahawk\; 400\, all" in lines
    assert r"DESCRIPTION:one\ntwo\\three" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


@given(st.text(max_size=300))
def test_no_line_is_longer_than_allowed_nor_a_character_torn(text: str) -> None:
    made = calendar([Event("u", date(2026, 1, 1), text, text)], "x", MADE)
    for line in made.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert sum(line.startswith("BEGIN:") for line in unfolded(made)) == 2
