"""Folding text for matching: the same length as the original, so that offsets hold.

Full-width forms become ASCII, capitals small in English, traditional Chinese simplified. Quotes are
always cut from the original, never from the folded text. A lone surrogate, which no automaton can
encode, becomes the replacement character.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_NARROW = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",?!:;()"}
_NARROW["\u3000"] = " "
_WIDE = re.compile(f"[{''.join(_NARROW)}\ud800-\udfff]")
_STRAY = "\ufffd"


@cache
def _t2s() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def fold(text: str, language: str) -> str:
    """`text` as cues and names are matched in it; ``len`` is kept.

    `language` is ``zh``, ``ja`` or ``en``.
    """
    folded = _WIDE.sub(lambda wide: _NARROW.get(wide[0], _STRAY), text)
    if language == "zh":
        simple = _t2s().convert(folded)
        return simple if len(simple) == len(text) else _each(folded)
    lower = folded.lower()
    return (
        lower
        if len(lower) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    )


def _each(text: str) -> str:
    """Simplified character by character, for the rare text whose length would change."""
    out = []
    for char in text:
        simple = _t2s().convert(char)
        out.append(simple if len(simple) == 1 else char)
    return "".join(out)
