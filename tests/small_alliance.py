"""A small alliance, made up for tests: six posts, one change on 1 June 2024, three proposals.

Until then `east` (Honolulu) coordinates with `west` (Tokyo); from then on with `new-hq`, which
`west` commands. `guest` belongs to a third state.
"""

from __future__ import annotations

from typing import Any

from renkei.packs.pack import Pack

CHANGE = "2024-06-01"


def _labels(en: str, zh: str, ja: str) -> dict[str, str]:
    return {"en": en, "zh": zh, "ja": ja}


def _source(name: str, day: str, official: bool | str) -> dict[str, Any]:
    return {
        "id": name, "title": f"Report {name}", "publisher": f"Publisher {name}",
        "url": f"https://{name}.example/a", "date": day, "lang": "en", "official": official,
    }  # fmt: skip


def seat(name: str, lat: float, lon: float) -> dict[str, Any]:
    """A seat."""
    return {"name": name, "lat": lat, "lon": lon, "source": "assumption"}


HONOLULU = seat("Camp Smith", 21.38, -157.91)
TOKYO = seat("Ichigaya", 35.69, 139.73)


def post(key: str, names: tuple[str, str, str], states: str, **more: Any) -> dict[str, Any]:
    """A post that was always there, has no seat and rests on `gazette`."""
    return {
        "key": key, "labels": _labels(*names), "nations": states.split(), "type": "headquarters",
        "seat": "none", "tz": "none", "rank": "unknown", "parent": "none", "since": "unknown",
        "until": "none", "source": "gazette", **more,
    }  # fmt: skip


def link(subject: str, relation: str, object_: str, **more: Any) -> dict[str, Any]:
    """A link that always held and rests on `gazette`."""
    return {
        "subject": subject, "relation": relation, "object": object_, "since": "unknown",
        "until": "none", "source": "gazette", **more,
    }  # fmt: skip


def item(key: str, names: tuple[str, str, str], by: str, *steps: str, **more: Any) -> Any:
    """An item; a step is written ``2024-05-01 agreed gazette``."""
    history = []
    for step in steps:
        day, rung, source = step.split()
        history.append({"date": day, "status": rung, "what": f"It was {rung}.", "source": source})
    return {
        "key": key, "kind": "programme", "domain": "command", "labels": _labels(*names),
        "aliases": {"en": [f"{names[0]} scheme"]}, "parties": ["US", "JP"], "parent": "none",
        "target": {"what": f"finish {key}", "by": by, "quantity": "none"},
        "history": history, **more,
    }  # fmt: skip


def proposal(key: str, day: str, *changes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A proposed arrangement about the item `bridge`."""
    return {
        "key": key, "labels": _labels(key.title(), "方案", "案"), "item": "bridge",
        "first_discussed": day, "status": "considered", "voice": "reported",
        "changes": list(changes), "left_open": "Who pays.", "sources": ["daily", "weekly"], **more,
    }  # fmt: skip


def _change(op: str, subject: str, relation: str, object_: str) -> dict[str, Any]:
    return {"op": op, "subject": subject, "relation": relation, "object": object_}


ROWS: dict[str, Any] = {
    "manifest": {
        "key": "small", "labels": _labels("Small alliance", "小同盟", "小同盟"),
        "parties": ["US", "JP"], "states": ["AU"], "covers": "2020/2026-06",
        "domains": [{"key": "command", "labels": _labels("C", "指挥", "指揮"), "at_least": 1}],
    },
    "sources": [
        _source("gazette", "2020-01-01", True), _source("daily", "2024-03", False),
        _source("weekly", "2024-07-01", False), _source("scroll", "unknown", "unknown"),
    ],
    "structure": {
        "posts": [
            post("crown", ("Crown Office", "王室", "王室"), "US"),
            post("east", ("East Command (EC)", "东部司令部", "東部司令部"), "US", seat=HONOLULU,
                 tz="Pacific/Honolulu", rank="three-star", parent="crown"),
            post("west", ("West Ministry", "西部省", "西部省"), "JP", seat=TOKYO, tz="Asia/Tokyo"),
            post("new-hq", ("New Headquarters", "新司令部", "新司令部"), "JP", seat=TOKYO,
                 tz="Asia/Tokyo", parent="west", since=CHANGE, source="weekly"),
            post("forum", ("Joint Forum", "联合论坛", "合同フォーラム"), "US JP", source="scroll"),
            post("guest", ("Guest Office", "客人办公室", "客員室"), "AU"),
        ],
        "holders": [
            {"post": "east", "name": "Adm. First", "rank": "three-star", "since": "2021-01-01",
             "until": "2024-05-03", "source": "gazette"},
            {"post": "east", "name": "Adm. Second", "rank": "three-star", "since": "2024-05-03",
             "until": "none", "source": "weekly"},
        ],
        "links": [
            link("crown", "commands", "east"),
            link("east", "reports-to", "crown"),
            link("east", "coordinates-with", "west", until=CHANGE),
            link("west", "commands", "new-hq", since=CHANGE, source="weekly"),
            link("east", "coordinates-with", "new-hq", since=CHANGE, source="weekly"),
            link("forum", "shares-information-with", "west", source="scroll"),
            link("guest", "coordinates-with", "east", source="daily", note="By letter."),
        ],
        "arrangements": [
            proposal(
                "raise-east", "2024-03",
                {"op": "set", "post": "east", "field": "rank", "value": "four-star"},
                {"op": "add-post", "post": {
                    "key": "office", "labels": _labels("Bridge Office", "桥办公室", "橋事務所"),
                    "nations": ["US", "JP"], "type": "coordination-body", "seat": "none",
                    "tz": "none", "rank": "unknown", "parent": "none"}},
                _change("add-link", "office", "coordinates-with", "east"),
                _change("add-link", "office", "coordinates-with", "new-hq"),
                _change("end-link", "east", "coordinates-with", "west"),
            ),
            proposal("raise-west", "2024-08-01",
                     {"op": "set", "post": "west", "field": "rank", "value": "four-star"}),
            proposal("keep", "2024-08-01",
                     _change("add-link", "crown", "commands", "east"),
                     _change("end-link", "east", "coordinates-with", "west")),
        ],
    },
    "items": [
        item("bridge", ("Bridge", "桥", "橋"), "2024-12", "2023-05-01 intended gazette",
             "2024-03 agreed daily", "2024-06-20 under-way weekly"),
        item("pier", ("Pier", "码头", "桟橋"), "2024-09", "2024-03-05 agreed daily",
             parent="bridge"),
        item("quay", ("Quay", "堤岸", "岸壁"), "2024-02", "2024-02-20 in-effect weekly",
             parent="bridge"),
        item("dock", ("Dock", "船坞", "ドック"), "2024-04", "2023-01-01 intended gazette",
             "2024-03-01 rejected gazette"),
        item("buoy", ("Buoy", "浮标", "浮標"), "none", "2024-03-01 floated daily"),
    ],
}  # fmt: skip


def pack(**other: Any) -> Pack:
    """The pack; `other` replaces whole parts of it."""
    return Pack.model_validate(ROWS | other)
