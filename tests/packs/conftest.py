"""A small pack that keeps every rule, written to a folder, so that a test can break one."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Files = dict[str, Any]
Break = Callable[[Files], object]


def _labels(en: str, zh: str, ja: str) -> dict[str, str]:
    return {"en": en, "zh": zh, "ja": ja}


def _source(number: int, official: bool) -> dict[str, Any]:
    return {
        "id": f"mod-{number}", "title": f"Release {number}", "publisher": "Ministry",
        "url": f"https://example.org/{number}", "date": "2024-04-10", "lang": "en",
        "official": official,
    }  # fmt: skip


def _item(key: str, names: tuple[str, str, str], parent: str = "none") -> dict[str, Any]:
    en, zh, ja = names
    return {
        "key": key, "kind": "mechanism", "domain": "command", "labels": _labels(*names),
        "aliases": {"en": [f"{en} forum"], "zh": [f"{zh}论坛"], "ja": [f"{ja}フォーラム"]},
        "parties": ["US", "JP"], "parent": parent,
        "target": {"what": "meet", "by": "none", "quantity": "none"},
        "history": [
            {"date": "2023", "status": "agreed", "what": "Agreed.", "source": "mod-1"},
            {"date": "2024-04-10", "status": "in-effect", "what": "Met.", "source": "mod-2"},
        ],
    }  # fmt: skip


def _post(key: str, names: tuple[str, str, str], parent: str = "none") -> dict[str, Any]:
    return {
        "key": key, "labels": _labels(*names), "nations": ["JP"], "type": "headquarters",
        "seat": {"name": "Tokyo", "lat": 35.7, "lon": 139.7, "source": "assumption"},
        "tz": "Asia/Tokyo", "rank": "unknown", "parent": parent, "since": "2020-01-01",
        "until": "none", "source": "mod-1",
    }  # fmt: skip


def _meeting(key: str, date: str) -> dict[str, Any]:
    return {
        "key": key, "date": date, "kind": "summit", "place": "Tokyo", "parties": ["US", "JP"],
        "held": True, "results": "Two deliverables.", "source": "mod-1",
    }  # fmt: skip


def _promised(item: dict[str, Any], number: int) -> dict[str, Any]:
    return item | {"deliverable_of": [{"meeting": "2024-summit", "numbers": [number]}]}


SOUND: Files = {
    "pack.yaml": {
        "key": "sample", "labels": _labels("Sample", "样本", "見本"), "parties": ["US", "JP"],
        "covers": "2021/2026",
        "domains": [{"key": "command", "labels": _labels("C", "指挥", "指揮"), "at_least": 2}],
    },
    "actors.yaml": {"people": [{"key": "Hana Mori", "state": "JP", "zh": ["森花奈艺"]}]},
    "sources.yaml": [_source(1, True), _source(2, False)],
    "items/command.yaml": [
        _promised(_item("harbour-dialogue", ("Harbour dialogue", "港口对话", "港湾対話")), 1),
        _promised(
            _item("signal-group", ("Signal group", "信号小组", "信号部会"), "harbour-dialogue"), 2
        ),
    ],
    "organisations.yaml": {
        "posts": [_post("hq", ("Main Headquarters (MHQ)", "总司令部", "総司令部")),
                  _post("fleet", ("Sample Fleet", "样本舰队", "見本艦隊"), "hq")],
        "holders": [
            {"post": "hq", "name": "Gen. First", "rank": "four-star", "since": "2020-01-01",
             "until": "2022-01-01", "source": "mod-1"},
            {"post": "hq", "name": "Gen. Second", "rank": "four-star", "since": "2022-01-01",
             "until": "none", "source": "mod-1"},
        ],
        "links": [{"subject": "hq", "relation": "commands", "object": "fleet",
                   "since": "2020-01-01", "until": "none", "source": "mod-1"}],
        "arrangements": [
            {"key": "no-fleet", "labels": _labels("No fleet", "无舰队", "艦隊なし"),
             "item": "signal-group", "first_discussed": "2024", "status": "floated",
             "voice": "analyst", "left_open": "Much.", "sources": ["mod-2"],
             "changes": [{"op": "end-link", "subject": "hq", "relation": "commands",
                          "object": "fleet"}]},
        ],
    },
    "series.yaml": [
        {"key": "staff", "labels": _labels("Staff", "人数", "人数"), "unit": "persons",
         "points": [{"date": "2023", "value": 1, "source": "mod-1"},
                    {"date": "FY2024", "value": 2, "source": "mod-1"}]},
    ],
    "meetings.yaml": [
        _meeting("2024-summit", "2024-04-10")
        | {"deliverables": {"count": 2, "source": "mod-1", "note": "Its paragraphs."}},
        _meeting("2023-talks", "2023-04-10"),
    ],
    "systems.yaml": [
        {"key": "harbours", "area": "Sea", "label": "Harbours", "items": ["harbour-dialogue"]},
        {"key": "command", "area": "Sea", "label": "Command", "posts": ["hq", "fleet"]},
    ],
    "hints.yaml": [{"key": "harbour-dialogue", "en": ["pier defense"], "zh": ["导弹码头"]},
                   {"key": "staff", "ja": ["定員"]}],
}  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes the sound pack, broken by the function given, and returns its folder."""

    def write(broken: Break | None = None) -> Path:
        files = copy.deepcopy(SOUND)
        if broken:
            broken(files)
        folder = tmp_path / "sample"
        for name, content in files.items():
            text = content if isinstance(content, str) else yaml.safe_dump(content)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return folder

    return write


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the user's cache."""
    folder = tmp_path / "cache"
    monkeypatch.setattr("renkei.packs.load.cache_folder", lambda: folder)
    return folder
