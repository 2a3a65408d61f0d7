"""Text in boxes: how wide it is, and how it breaks, reckoned without a font at hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WIDE = 1.0
_WIDTHS = {"narrow": 0.30, "space": 0.28, "upper": 0.70, "other": 0.56}
"""Advance of a character in ems: the mean of Helvetica's (Adobe AFM), with a little room."""
_NARROW = frozenset("iljtfrI.,:;'’!|()[]·-")
_WORD = re.compile(r"\S+\s*")


def width(text: str, size: float) -> float:
    """About how wide a line is, in the unit of `size`; rather too wide than too narrow."""
    return size * sum(map(_advance, text))


def lines(text: str, most: float, size: float) -> list[str]:
    """`text` in lines no wider than `most`, broken between words and between wide characters."""
    found, line = [], ""
    for piece in _pieces(text):
        if line and width((line + piece).rstrip(), size) > most:
            found.append(line.rstrip())
            line = ""
        line += piece
    return [*found, line.rstrip()] if line.strip() else found


def _pieces(text: str) -> Iterator[str]:
    """The runs between which a line may break; a stop stays with what it ends."""
    for match in _WORD.finditer(text):
        piece = ""
        for character in match[0]:
            closing = unicodedata.category(character) in ("Pe", "Pf", "Po", "Lm")
            opened = bool(piece) and unicodedata.category(piece[-1]) in ("Ps", "Pi")
            if piece and not closing and not opened and (is_wide(character) or is_wide(piece[-1])):
                yield piece
                piece = ""
            piece += character
        yield piece


def is_wide(character: str) -> bool:
    """Whether a character is as wide as it is high, as those of Chinese and Japanese are."""
    return unicodedata.east_asian_width(character) in "WF"


def _advance(character: str) -> float:
    if is_wide(character):
        return _WIDE
    if character.isspace():
        return _WIDTHS["space"]
    if character in _NARROW:
        return _WIDTHS["narrow"]
    return _WIDTHS["upper" if character.isupper() else "other"]
