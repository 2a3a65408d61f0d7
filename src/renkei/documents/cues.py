"""What marks furniture, captions and bylines: the tables of ``data/furniture.yaml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORDS = re.compile(r"[^\s]+")
_PARTS = re.compile(r"[a-z]+(?:-[a-z]+)?", re.ASCII)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORT = 120


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled tables; see the comments of ``data/furniture.yaml``."""

    classes: frozenset[str]
    captions: frozenset[str]
    enders: re.Pattern[str]
    phrases: re.Pattern[str]
    bylines: tuple[re.Pattern[str], ...]
    desk: re.Pattern[str]


@cache
def cues() -> Cues:
    """The tables, loaded once."""
    import yaml

    data = (files("renkei.documents") / "data" / "furniture.yaml").read_text("utf-8")
    table = yaml.safe_load(data)
    return Cues(
        frozenset(table["classes"]),
        frozenset(table["captions"]),
        _any(table["enders"]),
        _any(table["phrases"]),
        tuple(re.compile(pattern) for pattern in table["bylines"]),
        _any(table["desk"]),
    )


@lru_cache(maxsize=4096)
def role_of(names: str) -> str:
    """``furniture``, ``caption`` or nothing, by an element's class and id."""
    known = cues()
    for word in _WORDS.findall(names):
        hyphenated = _HUMP.sub("-", word).lower().replace("_", "-")
        for part in {hyphenated, *hyphenated.split("-"), *_PARTS.findall(hyphenated)}:
            if part in known.captions:
                return "caption"
            if part in known.classes:
                return "furniture"
    return ""


def opens_list(text: str) -> bool:
    """Whether a block is the heading of a list of other pages (*Related stories*)."""
    return len(text) <= 40 and bool(
        cues().enders.fullmatch(text.casefold().strip(" :：■●▼▶>»【】[]|"))
    )


def promotes(text: str) -> bool:
    """Whether a short block promotes, credits or licenses rather than tells."""
    if len(text) > _SHORT:
        return False
    known, text = cues(), text.casefold()
    return bool(known.phrases.search(text) or known.desk.fullmatch(text.strip("()（）[]【】 ")))


def byline(text: str) -> str:
    """The author whom a block names if it is a byline, else nothing."""
    if len(text) > 60:
        return ""
    for pattern in cues().bylines:
        if match := pattern.fullmatch(text.strip("()（）[]【】 ")):
            return match[1].strip()
    return ""


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
