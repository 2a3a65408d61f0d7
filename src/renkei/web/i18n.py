"""The interface's own words, in English, Chinese and Japanese. Source text is never translated.

``words/*.yaml`` hold one row a phrase: a key and its three forms. Chinese is written in simplified
characters; the traditional forms are worked out. A form may hold ``{named}`` places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request

LANGUAGES = {"en": "English", "zh-Hans": "简体", "zh-Hant": "繁體", "ja": "日本語"}
COOKIE = "renkei-lang"
_FORMS = ("en", "zh", "ja")
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")

Say = Callable[..., str]


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Every phrase: its key → its form in each of `LANGUAGES`.

    Raises
    ------
    ValueError
        If a key is given twice, or lacks a language.
    """
    from renkei.packs.text import parse
    from renkei.packs.variants import traditional

    found: dict[str, dict[str, str]] = {}
    for path in sorted((Path(__file__).parent / "words").glob("*.yaml")):
        for key, row in parse(path.read_text("utf-8")).items():
            if key in found or set(row) != set(_FORMS):
                raise ValueError(f"{path.name}: {key}: needs en, zh and ja, once")
            zh = str(row["zh"])
            found[key] = {
                "en": str(row["en"]),
                "zh-Hans": zh,
                "zh-Hant": traditional(zh),
                "ja": str(row["ja"]),
            }
    return found


def speaker(language: str) -> Say:
    """The function that says a phrase in a language: ``t("nav.items")``, ``t("n.quotes", n=3)``.

    Raises
    ------
    KeyError
        If there is no such phrase.
    """
    table = words()

    def say(key: str, **places: Any) -> str:
        text = table[key][language]
        return text.format(**places) if places else text

    return say


def language_of(request: Request) -> str:
    """The language for a request: ``?lang=``, the cookie, what the browser asks for, English."""
    for given in (request.query_params.get("lang", ""), request.cookies.get(COOKIE, "")):
        if given in LANGUAGES:
            return given
    return accepted(request.headers.get("accept-language", ""))


def accepted(header: str) -> str:
    """The first of our languages by the weights of an ``Accept-Language`` header."""
    ranges: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.lower().split(",")[:20]):
        tag, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=")
        try:
            ranges.append((-float(weight or 1), place, tag))
        except ValueError:
            continue
    for weighed, _, tag in sorted(ranges):
        if weighed and (known := _known(tag)):
            return known
    return "en"


def label_in(labels: Mapping[str, str], language: str) -> str:
    """The form of a pack's label for a language of the interface; empty if there is none."""
    if language == "zh-Hant" and (zh := labels.get("zh", "")):
        from renkei.packs.variants import traditional

        return traditional(zh)
    return labels.get(language.partition("-")[0]) or labels.get("en", "")


def _known(tag: str) -> str:
    if tag.startswith("zh"):
        return "zh-Hant" if tag.startswith(_TRADITIONAL) else "zh-Hans"
    base = tag.partition("-")[0]
    return base if base in LANGUAGES else ""
