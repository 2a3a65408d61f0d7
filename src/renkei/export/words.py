"""The words of drawings, by language, and the fonts that can show them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from renkei.packs.text import parse_file

FONTS = {
    "en": "Helvetica, Arial, 'Liberation Sans', 'Noto Sans CJK JP', sans-serif",
    "zh": "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    "zh-Hant": "'Noto Sans CJK TC', 'Noto Sans TC', 'PingFang TC', 'Microsoft JhengHei'",
    "ja": "'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, sans-serif",
}
"""Font lists for ``font-family``: Linux, the web, macOS, Windows, and whatever there is."""


def word(name: str, language: str, /, **filled: object) -> str:
    """A text of a drawing in ``en``, ``zh``, ``zh-Hant`` or ``ja``."""
    if language == "zh-Hant":
        from renkei.packs.variants import traditional

        return traditional(word(name, "zh", **filled))
    found: str = _words()[name][language]
    return found.format(**filled)


@cache
def _words() -> Any:
    return parse_file(Path(__file__).with_name("words.yaml"))
