"""Every rule of the check is shown to fail on a pack that breaks it, and only there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renkei.packs.check import RULES, check_folder
from renkei.packs.load import pack_folder

Files = dict[str, Any]
Write = Callable[..., Path]


def put(*path: Any, value: Any) -> Callable[[Files], None]:
    """A function that puts `value` where `path` leads to."""

    def broken(files: Files) -> None:
        target: Any = files
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return broken


def add(*path: Any, value: Any) -> Callable[[Files], None]:
    """A function that appends to the list that `path` leads to."""

    def broken(files: Files) -> None:
        target: Any = files
        for step in path:
            target = target[step]
        target.append(value)

    return broken


ITEM = ("items/command.yaml", 0)
ORGANISATIONS = "organisations.yaml"
TWIN = {"id": "mod-3", "title": "Other", "publisher": "Agency", "url": "https://example.org/1/",
        "date": "2024", "lang": "en", "official": False}  # fmt: skip

FLOOD = {
    "key": "flood",
    "labels": {"en": "Flood", "zh": "洪水", "ja": "洪水"},
    "what": "Water.",
    "caveat": "None.",
    "start": "2025-06-02",
    "weeks": 1,
    "nations": ["US"],
    "lineups": ["no-fleet"],
    "roles": {"watch": {"US": ["nobody"]}},
    "parameters": [
        {"key": "often", "what": "How often", "value": 1, "unit": "per-day", "source": "mod-1"}
    ],
    "streams": [
        {
            "key": "wave",
            "what": "A wave",
            "rates": [{"since": 0, "rate": "often"}],
            "urgent": True,
            "steps": [{"step": "see", "do": "detect", "at": "watch"}],
        }
    ],
}
LINEUP = {
    "key": "dry",
    "labels": {"en": "Dry", "zh": "干", "ja": "乾"},
    "base": "2025",
    "lay": ["nothing"],
}

BREAKS: list[tuple[str, str, Callable[[Files], object]]] = [
    ("source", "harbour-dialogue", put(*ITEM, "history", 0, "source", value="nowhere")),
    ("source", "hq", put(ORGANISATIONS, "posts", 0, "seat", "source", value="nowhere")),
    ("source", "no-fleet", put(ORGANISATIONS, "arrangements", 0, "sources", value=["nowhere"])),
    ("source-unused", "mod-3", add("sources.yaml", value=TWIN | {"url": "https://example.org/3"})),
    ("source-twice", "mod-3", add("sources.yaml", value=TWIN)),
    ("key-twice", "signal-group", put(*ITEM, "key", value="signal-group")),
    ("reference", "harbour-dialogue", put(*ITEM, "parent", value="nobody")),
    ("reference", "harbour-dialogue", put(*ITEM, "parties", value=["US", "FR"])),
    ("reference", "fleet", put(ORGANISATIONS, "posts", 1, "parent", value="nobody")),
    ("reference", "hq commands nobody", put(ORGANISATIONS, "links", 0, "object", value="nobody")),
    ("reference", "nobody", put(ORGANISATIONS, "holders", 0, "post", value="nobody")),
    ("reference", "no-fleet", put(ORGANISATIONS, "arrangements", 0, "item", value="nothing")),
    ("conduct", "", put("conduct.yaml", value={"work": [{"work": "assess", "time": "long"}]})),
    ("schema", "", put("conduct.yaml", value={"like": "us_moon"})),
    ("lineup", "dry", put("lineups.yaml", value=[LINEUP])),
    ("scenario", "flood", put("scenarios/flood.yaml", value=FLOOD)),
    ("parent-loop", "harbour-dialogue", put(*ITEM, "parent", value="signal-group")),
    ("order", "harbour-dialogue", put(*ITEM, "history", 0, "date", value="2025-01")),
    ("order", "staff", put("series.yaml", 0, "points", 1, "date", value="FY2021")),
    ("interval", "hq", put(ORGANISATIONS, "posts", 0, "until", value="2019-12-31")),
    ("holders", "hq", put(ORGANISATIONS, "holders", 1, "since", value="2021-06-01")),
    ("holders", "hq", put(ORGANISATIONS, "holders", 0, "since", value="2019-01-01")),
    ("end-link", "no-fleet",
     put(ORGANISATIONS, "arrangements", 0, "changes", 0, "relation", value="reports-to")),
    ("seat", "hq", put(ORGANISATIONS, "posts", 0, "tz", value="Asia/Tokio")),
    ("seat", "hq", put(ORGANISATIONS, "posts", 0, "seat", "lat", value=135.7)),
    ("seat", "hq", put(ORGANISATIONS, "posts", 0, "seat", "lon", value=-181)),
    ("deliverable", "harbour-dialogue",
     put(*ITEM, "deliverable_of", 0, "meeting", value="2024-no-meeting")),
    ("deliverable", "harbour-dialogue",
     put(*ITEM, "deliverable_of", 0, "meeting", value="2023-talks")),
    ("deliverable", "harbour-dialogue", put(*ITEM, "deliverable_of", 0, "numbers", value=[1, 3])),
    ("deliverable", "2024-summit", put(*ITEM, "deliverable_of", 0, "numbers", value=[])),
    ("deliverable", "2024-summit", put("meetings.yaml", 0, "deliverables", "count", value=3)),
    ("source", "2024-summit", put("meetings.yaml", 0, "deliverables", "source", value="nowhere")),
    ("system", "harbours", put("systems.yaml", 0, "items", value=["nothing"])),
    ("system", "harbours", put("systems.yaml", 0, "items", value=["hq"])),
    ("system", "harbours", put("systems.yaml", 0, "series", value=["nothing"])),
    ("system", "command", put("systems.yaml", 1, "posts", value=[])),
    ("key-twice", "harbours", put("systems.yaml", 1, "key", value="harbours")),
    ("schema", "harbour-dialogue", put(*ITEM, "deliverable_of", 0, "numbers", value=[0])),
    ("alias", "harbour-dialogue", put(*ITEM, "aliases", "en", value=["pier talk", "pier talk"])),
    ("alias", "harbour-dialogue", put(*ITEM, "aliases", "zh", value=["港"])),
    ("alias", "harbour-dialogue", put(*ITEM, "aliases", "zh", value=["“港口对话论坛"])),
    ("alias", "harbour-dialogue", put(*ITEM, "weak", value=["never an alias"])),
    ("hint", "harbour-dialogue", put("hints.yaml", 0, "zh", value=["港"])),
    ("hint", "harbour-dialogue", put("hints.yaml", 0, "en", value=["pier", "pier"])),
    ("reference", "nothing", put("hints.yaml", 0, "key", value="nothing")),
    ("alias-collision", "harbour-dialogue",
     put(*ITEM, "aliases", "en", value=["Signal group forum"])),
    ("alias-collision", "harbour-dialogue", put(*ITEM, "aliases", "zh", value=["信號小組論壇"])),
    ("languages", "harbour-dialogue", put(*ITEM, "aliases", "ja", value=[])),
    ("languages", "harbour-dialogue", put(*ITEM, "labels", "zh", value="Port")),
    ("languages", "harbour-dialogue", put(*ITEM, "labels", "en", value="港湾対話")),
    ("forms", "harbour-dialogue", put(*ITEM, "labels", "zh", value="港口對話")),
    ("forms", "harbour-dialogue", put(*ITEM, "labels", "ja", value="港湾对话")),
    ("forms", "harbour-dialogue", put(*ITEM, "aliases", "ja", value=["港湾协议"])),
    ("same-item", "harbour-dialogue",
     put(*ITEM, "labels", value={"en": "Signal Group", "zh": "信号小组", "ja": "信号部会"})),
    ("at-least", "command", put("pack.yaml", "domains", 0, "at_least", value=3)),
    ("official-source", "harbour-dialogue", put(*ITEM, "history", 0, "source", value="mod-2")),
    ("exception-unused", "signal-group", put("exceptions.yaml", value={
        "excused": [{"rule": "official-source", "rows": ["signal-group"], "why": "Because."}]})),
    ("exception-unused", "signal-group", put("exceptions.yaml", value={
        "shared": [{"names": ["Harbour dialogue"], "owners": ["harbour-dialogue", "signal-group"],
                    "means": "harbour-dialogue", "why": "Because."}]})),
    ("file", "harbour-dialogue", put(*ITEM, "domain", value="posture")),
    ("file", "", put("sorces.yaml", value=[])),
    ("file", "", lambda files: files.pop("actors.yaml")),
    ("schema", "harbour-dialogue", put(*ITEM, "history", 0, "date", value="10 April 2024")),
    ("schema", "harbour-dialogue", put(*ITEM, "history", 0, "date", value="2023-02-30")),
    ("schema", "harbour-dialogue", put(*ITEM, "parent", value=None)),
    ("schema", "harbour-dialogue", put(*ITEM, "colour", value="blue")),
    ("schema", "harbour-dialogue", put(*ITEM, "labels", value={"en": "Only English"})),
    ("schema", "", put("events.yaml", value={"not": "a list"})),
]  # fmt: skip


def test_the_sound_pack_is_clean(written: Write) -> None:
    assert check_folder(written()) == []


@pytest.mark.parametrize(("rule", "row", "broken"), BREAKS)
def test_a_broken_rule_is_found(
    written: Write, rule: str, row: str, broken: Callable[[Files], object]
) -> None:
    found = [f for f in check_folder(written(broken)) if f.rule == rule]
    assert row in [f.row for f in found]
    assert all(f.file and f.message for f in found)


def test_every_rule_is_shown_to_fail() -> None:
    assert set(RULES) <= {rule for rule, _, _ in BREAKS}


@pytest.mark.parametrize("name", ["us_japan", "us_rok"])
def test_the_packs_that_ship_are_clean(name: str) -> None:
    assert [str(finding) for finding in check_folder(pack_folder(name))] == []


def test_an_excuse_takes_the_finding_away(written: Write) -> None:
    def broken(files: Files) -> None:
        put(*ITEM, "history", 0, "source", value="mod-2")(files)
        excuse = {"rule": "official-source", "rows": ["harbour-dialogue"], "why": "None was found."}
        files["exceptions.yaml"] = {"excused": [excuse]}

    assert check_folder(written(broken)) == []


def test_a_declared_name_does_not_collide_and_means_one_item(written: Write) -> None:
    def broken(files: Files) -> None:
        put(*ITEM, "aliases", "en", value=["Signal group forum"])(files)
        files["exceptions.yaml"] = {"shared": [{
            "names": ["Signal group forum"], "owners": ["harbour-dialogue", "signal-group"],
            "means": "signal-group", "why": "The group is older.",
        }]}  # fmt: skip

    from renkei.packs.load import load_names

    folder = written(broken)
    assert check_folder(folder) == []
    named = {n.key for n in load_names(folder) if n.text == "Signal group forum"}
    assert named == {"signal-group"}


def test_a_finding_says_where_and_what() -> None:
    from renkei.packs.finding import Finding

    line = str(Finding("order", "items/a.yaml", "thing", "history", "2024 stands after 2025"))
    assert line == "items/a.yaml · thing · history: 2024 stands after 2025 [order]"
