"""The room's tables of language knowledge: the YAML files of ``documents/data``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name` (a file's name without ``.yaml``), read once a process.

    Every scalar is a string: ``No`` and ``On`` are words here, not truth values.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = files("renkei.documents").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=loader)
    return loaded


def patterns(lines: str) -> str:
    """One regular expression for any of those in a block of lines, tried in their order."""
    return "|".join(line for line in map(str.strip, lines.splitlines()) if line)


def alternatives(words: list[str]) -> str:
    """A regular expression for any of `words`, taken literally, the longest first."""
    import re

    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
