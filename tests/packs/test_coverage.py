"""What a pack promises: the list of April 2024 against the text that gives it, and the systems."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renkei.errors import PackError
from renkei.packs.coverage import Covered, coverage, deliverables
from renkei.packs.load import load_pack

Files = dict[str, Any]
Write = Callable[..., Path]

ROOT = Path(__file__).parents[2]
SUMMIT = "2024-04-10-leaders-summit"
ENTRIES = {
    "defence and security": 12,
    "space": 5,
    "commercial deals": 1,
    "private investment, listed under them": 10,
    "government and private sector, listed under them": 3,
    "other economic cooperation": 3,
    "critical and emerging technology": 9,
    "climate and clean energy": 11,
    "biotechnology and health": 5,
    "diplomacy, development, relief": 10,
    "people": 9,
}
"""The entries of each section of the White House's fact sheet of that day, as counted there."""

PLACES = {
    1: "command-control-upgrade",
    2: "aukus-pillar-ii-japan",
    12: "usfj-environmental-cooperation",
    13: "pressurised-lunar-rover",
    17: "qzss-hosted-payloads",
    19: "microsoft-japan-investment",
    20: "google-north-pacific-connect",
    23: "toyota-north-carolina-battery-plant",
    28: "fujifilm-cell-therapy-us",
    31: "quantinuum-riken",
    34: "epcc-economic-2plus2",
    35: "ai-research-partnerships",
    43: "open-ran-third-countries",
    47: "fusion-energy-partnership",
    54: "texas-high-speed-rail",
    57: "cdc-tokyo-office",
    62: "fmct-friends",
    69: "sustainable-agriculture-dialogue",
    70: "mineta-ambassadors-program",
    77: "global-entry-japan",
    78: "democratic-resilience-dialogue",
}
"""Where some of them stand in it: the ends of its sections, and the best known."""


def test_the_list_is_as_long_as_the_text_makes_it() -> None:
    meeting = next(m for m in load_pack().meetings if m.key == SUMMIT)
    assert meeting.deliverables
    assert meeting.deliverables.count == sum(ENTRIES.values()) == 78


def test_every_entry_has_an_item_and_the_known_ones_stand_where_they_do() -> None:
    rows = deliverables(load_pack(), SUMMIT)
    taken = {number for row in rows for number in row.numbers}
    assert taken == set(range(1, 79))
    by_key = {row.item.key: row.numbers for row in rows}
    assert {key for number, key in PLACES.items() if number not in by_key[key]} == set()


def test_every_deliverable_rests_on_an_official_row_of_the_day() -> None:
    pack = load_pack()
    official = {source.id for source in pack.sources if source.official is True}
    for row in deliverables(pack, SUMMIT):
        steps = [s for s in row.item.history if s.source in official and s.date <= "2024-04-10"]
        assert steps, row.item.key


def test_a_later_row_is_told_from_that_of_the_day() -> None:
    rows = {row.item.key: row for row in deliverables(load_pack(), SUMMIT)}
    texas = rows["texas-high-speed-rail"]
    assert (texas.last.status.value, texas.last.date, texas.later) == ("ended", "2025-04-14", True)
    assert not rows["usfj-environmental-cooperation"].later


def test_an_unknown_meeting_is_refused_with_those_there_are(written: Write) -> None:
    pack = load_pack(written())
    with pytest.raises(PackError, match=r"no deliverables of '2023-talks'.*2024-summit"):
        deliverables(pack, "2023-talks")


def test_what_stands_outside_the_list_comes_last(written: Write) -> None:
    def broken(files: Files) -> None:
        files["meetings.yaml"][0]["deliverables"]["count"] = 1
        first, second = files["items/command.yaml"]
        first["deliverable_of"] = [{"meeting": "2024-summit"}]
        second["deliverable_of"] = [{"meeting": "2024-summit", "numbers": [1]}]

    rows = deliverables(load_pack(written(broken)), "2024-summit")
    assert [(row.numbers, row.item.key) for row in rows] == [
        ((1,), "signal-group"),
        ((), "harbour-dialogue"),
    ]
    assert not any(row.later for row in rows)


def test_a_system_counts_dated_facts_and_their_sources(written: Write) -> None:
    def broken(files: Files) -> None:
        files["systems.yaml"][0]["series"] = ["staff"]
        files["systems.yaml"][0]["measures"] = ["way"]
        files["organisations.yaml"]["measures"] = [
            {"key": "way", "what": "miles", "values": [{"value": "5", "source": "assumption"}]}
        ]

    harbours, command = coverage(load_pack(written(broken)))
    # two steps of a history, two points of a series, one value of a measure without a source
    assert _told(harbours) == (5, 2, "2023", "2024-04-10")
    # two posts, two holders of the first, one link that both posts share
    assert _told(command) == (5, 1, "2020-01-01", "2022-01-01")


def _told(row: Covered) -> tuple[int, int, str, str]:
    return row.facts, row.sources, row.first, row.last


def test_every_system_of_the_packs_that_ship_has_a_dated_fact() -> None:
    for name, least in (("us_japan", 85), ("us_rok", 4)):
        rows = list(coverage(load_pack(name)))
        assert len(rows) >= least
        assert [row.system.key for row in rows if not (row.first and row.sources)] == []


@pytest.mark.parametrize("name", ["systems.md", "deliverables.md"])
def test_the_published_page_is_up_to_date(name: str) -> None:
    spec = importlib.util.spec_from_file_location("systems", ROOT / "tools" / "systems.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert (ROOT / "docs" / name).read_text("utf-8") == tool.pages()[name], "run: make docs"
