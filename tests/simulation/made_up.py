"""An alliance that is not there: two nations of three levels each, whose work takes set times."""

from __future__ import annotations

from datetime import date
from typing import Any

from renkei.alliance.arrangement import Arrangement
from renkei.packs.pack import Pack
from renkei.packs.scenario import Conduct, Lineup, Scenario
from renkei.packs.structure import Link, Post

DAY = date(2025, 6, 2)
RANKS = {"unit": "three-star", "hq": "four-star", "minister": "civilian minister"}
MINUTES = {
    "detect": 7,
    "relay": 2,
    "assess": 30,
    "forward": 11,
    "decide": 13,
    "concur": 17,
    "order": 5,
    "message": 3,
    "abroad": 4,
    "review": 50,
    "translate": 20,
    "room": 6,
}


def post(key: str, nations: str | list[str], rank: str = "unknown", **more: Any) -> Post:
    fields: dict[str, Any] = {
        "key": key,
        "labels": {"en": key, "zh": key, "ja": key},
        "nations": [nations] if isinstance(nations, str) else nations,
        "type": "headquarters",
        "seat": "none",
        "tz": "none",
        "rank": rank,
        "parent": "none",
        "since": "unknown",
        "until": "none",
        "source": "assumption",
    }
    return Post.model_validate(fields | more)


def link(subject: str, relation: str, other: str) -> Link:
    return Link.model_validate(
        {
            "subject": subject,
            "relation": relation,
            "object": other,
            "since": "unknown",
            "until": "none",
            "source": "assumption",
        }
    )


def nation(code: str, tz: str = "none") -> tuple[list[Post], list[Link]]:
    """A unit under a headquarters under a minister."""
    low = code.lower()
    posts = [post(f"{low}-{name}", code, rank, tz=tz) for name, rank in RANKS.items()]
    links = [
        link(f"{low}-minister", "commands", f"{low}-hq"),
        link(f"{low}-unit", "reports-to", f"{low}-hq"),
    ]
    return posts, links


def two_nations(*links: Link, more: tuple[Post, ...] = (), tz: tuple[str, str] = ("none",) * 2):
    """Both nations, whose units share information, and the links given."""
    (posts, own), (others, theirs) = nation("AA", tz[0]), nation("BB", tz[1])
    shared = link("aa-unit", "shares-information-with", "bb-unit")
    return Arrangement(DAY, (*posts, *others, *more), (), (*own, *theirs, shared, *links))


def parameter(key: str, value: float, unit: str = "minutes", **more: Any) -> dict[str, Any]:
    return {"key": key, "what": key, "value": value, "unit": unit, "source": "made-up"} | more


def conduct(*authority: tuple[str, str], hours: dict[str, Any] | str = "always") -> Conduct:
    """Desks that never close (or keep `hours`), without limit; (post, decision) may decide."""
    figures = [parameter(key, value) for key, value in MINUTES.items()]
    figures += [parameter("none-at-all", 0, "log"), parameter("many", 500, "count")]
    figures += [parameter("eight", 8, "clock"), parameter("six", 18, "clock")]
    works = ["detect", "relay", "assess", "forward", "decide", "concur", "order"]
    relations = ("commands", "reports-to", "coordinates-with", "shares-information-with")
    desk = {"desk": "desk", "posts": ["any"], "work": works, "hours": hours}
    return Conduct.model_validate(
        {
            "parameters": figures,
            "spread_work": "none-at-all",
            "spread_link": "none-at-all",
            "levels": [
                {"rank": rank, "level": i, "source": "assumption"}
                for i, rank in enumerate(RANKS.values())
            ],
            "desks": [desk | {"wake": "none", "at_once": "many"}],
            "work": [{"work": work, "time": work} for work in works],
            "delays": [
                {"relation": r, "border": b, "time": "abroad" if b else "message"}
                for r in relations
                for b in (True, False)
            ],
            "crossings": [
                {"kind": "remote", "steps": ["review", "translate"]},
                {"kind": "co-located", "steps": ["room"]},
                {"kind": "agreed"},
                {"kind": "principals", "steps": ["review", "translate"]},
                {"kind": "internal"},
            ],
            "authority": [
                {"posts": [one], "decisions": [kind], "source": "made-up"}
                for one, kind in authority
            ],
        }
    )


DETECT = {"step": "detect", "do": "detect", "at": "unit", "nations": ["AA"]}
SHARE = {"step": "share", "do": "inform", "to": "unit", "after": ["detect"]}
ASSESS = {"step": "assess", "do": "assess", "after": ["share"]}
DECIDE = {"step": "decide", "do": "decide", "decision": "matter", "after": ["assess"]}
AGREE = {"step": "agree", "do": "concur", "after_all": ["decide"]}
ORDER = {"step": "order", "do": "order", "to": "unit", "after": ["agree"]}
ALL = (DETECT, SHARE, ASSESS, DECIDE, AGREE, ORDER)


def scenario(*steps: dict[str, Any], **more: Any) -> Scenario:
    fields: dict[str, Any] = {
        "key": "made-up",
        "labels": {"en": "Made up", "zh": "虚构", "ja": "架空"},
        "what": "Something.",
        "caveat": "Nothing of it is so.",
        "start": "2025-06-02",
        "weeks": 1,
        "nations": ["AA", "BB"],
        "lineups": ["as-it-is"],
        "roles": {"unit": {"AA": ["aa-unit"], "BB": ["bb-unit"]}},
        "parameters": [parameter("rate", 3, "per-day"), parameter("due", 3, "hours")],
        "streams": [
            {
                "key": "matter",
                "what": "A matter",
                "rates": [{"since": 0, "rate": "rate"}],
                "deadline": "due",
                "urgent": True,
                "steps": list(steps),
            }
        ],
    }
    return Scenario.model_validate(fields | more)


def pack(arrangement: Arrangement, how: Conduct, *scenarios: Scenario, **lineups: Any) -> Pack:
    """A pack that holds it: the line-up ``as-it-is``, and others with the changes given."""
    rows = [("as-it-is", [])] + [(key.replace("_", "-"), value) for key, value in lineups.items()]
    return Pack.model_validate(
        {
            "manifest": {
                "key": "made_up",
                "labels": {"en": "Made up", "zh": "虚构", "ja": "架空"},
                "parties": ["AA", "BB"],
                "covers": "2025",
                "domains": [
                    {"key": "d", "labels": {"en": "d", "zh": "d", "ja": "d"}, "at_least": 0}
                ],
            },
            "sources": [
                {
                    "id": "made-up",
                    "title": "Made up",
                    "publisher": "Nobody",
                    "url": "unknown",
                    "date": "2025",
                    "lang": "en",
                    "official": False,
                }
            ],
            "structure": {
                "posts": [p.model_dump(exclude_none=True) for p in arrangement.posts],
                "links": [k.model_dump(exclude_none=True) for k in arrangement.links],
            },
            "conduct": how.model_dump(exclude_none=True),
            "lineups": [
                Lineup(
                    key=key,
                    labels={"en": key, "zh": key, "ja": key},
                    base="2025-06-02",
                    changes=changes,
                ).model_dump(exclude_none=True)
                for key, changes in rows
            ],
            "scenarios": [s.model_dump(exclude_none=True) for s in scenarios],
        }
    )
