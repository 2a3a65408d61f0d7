"""Where a text quotes at length."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WHOLE = re.compile(r"[A-Z]\S* [^.!?]*[.!?]")
"""A sentence in Latin letters is speech however short it is."""
_PAIRS = {"“": "”", "「": "」", "『": "』", '"': '"'}
_PLAIN = '"'
"""The mark that opens and closes; its quotations end with their paragraph at the latest."""

LONG_QUOTE = {"zh": 10, "ja": 12, "en": 25}
"""How many characters make quoted words speech, and not a term, in each language."""


def quotations(text: str, shortest: int) -> list[tuple[int, int]]:
    """Where words are quoted at length: (first character inside, closing mark), in order.

    A quotation may run over several paragraphs; one that is never closed ends with its paragraph.
    Terms in quotation marks are not speech: what is shorter than `shortest` characters and no whole
    sentence is left out.
    """
    marks = [at for mark in _PAIRS for at in _places(text, mark)]
    if not marks:
        return []
    marks += [at for mark in _PAIRS.values() if mark != _PLAIN for at in _places(text, mark)]
    marks.sort()
    out: list[tuple[int, int]] = []
    opened, wanted, line = -1, "", len(text)

    def close(at: int) -> None:
        if at - opened >= shortest or _WHOLE.fullmatch(text, opened, at):
            out.append((opened, at))

    for at in marks:
        mark = text[at]
        if opened >= 0 and wanted == _PLAIN and line < at:
            close(line)
            opened = -1
        if opened >= 0 and mark == wanted:
            close(at)
            opened = -1
        elif mark in _PAIRS and (opened < 0 or (line < at and _PAIRS[mark] == wanted)):
            if opened >= 0:
                close(line)
            opened, wanted = at + 1, _PAIRS[mark]
            line = text.find("\n", opened)
            if line < 0 or (line == opened and wanted != _PLAIN):
                line = len(text)
    if opened >= 0:
        close(line)
    return out


def _places(text: str, mark: str) -> Iterator[int]:
    """Where a character stands in a text."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)
