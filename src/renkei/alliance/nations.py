"""What the states of a pack are called, in Chinese, Japanese and English."""

from __future__ import annotations

from functools import cache

from renkei.packs.load import HERE
from renkei.packs.text import parse_file
from renkei.packs.values import Labels


@cache
def nations() -> dict[str, Labels]:
    """The name of each state by its ISO 3166-1 code: the first of those that every pack knows."""
    rows = parse_file(HERE / "common" / "states.yaml")["states"]
    return {row["code"]: Labels(en=row["en"][0], zh=row["zh"][0], ja=row["ja"][0]) for row in rows}


def in_language(labels: Labels, language: str) -> str:
    """A label in ``en``, ``ja``, ``zh`` (simplified) or ``zh-Hant`` (traditional characters)."""
    if language == "zh-Hant":
        return labels.zh_hant
    found: str = getattr(labels, language)
    return found
