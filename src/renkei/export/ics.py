"""Days as a calendar file (iCalendar, RFC 5545), for any calendar program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_FOLD = 73
"""Octets of a line before it goes on in the next; RFC 5545 allows 75."""


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day: a name that stays the same, what is due, what is known of it, where."""

    uid: str
    day: date
    summary: str
    description: str
    url: str = ""


def calendar(events: Iterable[Event], name: str, made: datetime | None = None) -> str:
    """The file. `made` is when it was made; now, if left out."""
    stamp = (made or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Renkei//EN",
        f"X-WR-CALNAME:{_safe(name)}",
    ]
    for one in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_safe(one.uid)}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_safe(one.summary)}",
            f"DESCRIPTION:{_safe(one.description)}",
            *([f"URL:{one.url}"] if one.url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _safe(text: str) -> str:
    for mark, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(mark, safe)
    return "".join(c for c in text if c.isprintable())


def _folded(line: str) -> Iterator[str]:
    """The line in parts of so many octets, no character torn apart."""
    part, size, lead = "", 0, ""
    for character in line:
        octets = len(character.encode())
        if size + octets > _FOLD:
            yield lead + part
            part, size, lead = "", 0, " "
        part += character
        size += octets
    yield lead + part
