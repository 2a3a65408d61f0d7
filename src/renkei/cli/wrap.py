"""Breaking text into lines by the width that a terminal gives it, Chinese and Japanese included.

Words of Latin letters stay whole, or break after a hyphen between letters. Between wide characters
a line may break anywhere, save before what may not begin a line and after what may not end one
(kinsoku).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOT_FIRST = "、。，．,.;；:：?？!！)）]］}」』】〉》”’…‥ー々・%％"
_NOT_LAST = "(（[［{「『【〈《“‘"
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
_WIDE += "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
_PIECE = re.compile(
    f"[{re.escape(_NOT_LAST)}]*"
    f"(?:[{_WIDE}]|(?:[^\\s\\-{_WIDE}{re.escape(_NOT_LAST)}]|-(?![a-z]))+-*|-+)?"
    f"[{re.escape(_NOT_FIRST)}]*\\s*"
)
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAK = re.compile(r"\s")
_SPACE = re.compile(r"\s+")


def harmless(text: str) -> str:
    """`text` as one line of the same length, that neither moves the cursor nor turns about."""
    return _HIDDEN.sub("\ufffd", _BREAK.sub(" ", text))


def plain(text: str) -> str:
    """`text` as one harmless line, each run of white space one space."""
    return harmless(_SPACE.sub(" ", text)).strip()


def width(text: str) -> int:
    """How many cells of a terminal `text` takes."""
    from rich.cells import cell_len

    return cell_len(text)


def lines(text: str, cells: int) -> list[str]:
    """`text` in lines of at most `cells` cells; a word that is longer is cut."""
    found, line = [], ""
    for piece in _pieces(text, cells):
        if line and width(line + piece.rstrip()) > cells:
            found.append(line.rstrip())
            line = ""
        line += piece
    return [*found, line.rstrip()]


def cut(text: str, cells: int) -> str:
    """`text`, if it fits; else its beginning and an ellipsis."""
    from rich.cells import set_cell_size

    if width(text) <= cells:
        return text
    return set_cell_size(text, max(cells - 1, 0)).rstrip() + "…"


def _pieces(text: str, cells: int) -> Iterator[str]:
    """The runs between which a line may break, none wider than `cells`."""
    for match in _PIECE.finditer(text):
        piece = match[0]
        while width(piece.rstrip()) > cells:
            head = _head(piece, cells)
            yield head
            piece = piece[len(head) :]
        if piece:
            yield piece


def _head(piece: str, cells: int) -> str:
    size = 1
    while size < len(piece) and width(piece[: size + 1]) <= cells:
        size += 1
    return piece[:size]
