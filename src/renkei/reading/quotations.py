"""Where a text quotes at length."""

from __future__ import annotations

import re

_MARKS = re.compile('[“”「」『』"\\n]')
_WHOLE = re.compile(r"[A-Z]\S* [^.!?]*[.!?]")
"""A sentence in Latin letters is speech however short it is."""
_PAIRS = {"“": "”", "「": "」", "『": "』", '"': '"'}

LONG_QUOTE = {"zh": 10, "ja": 12, "en": 25}
"""How many characters make quoted words speech, and not a term, in each language."""


def quotations(text: str, shortest: int) -> list[tuple[int, int]]:
    """Where words are quoted at length: (first character inside, closing mark), in order.

    A quotation may run over several paragraphs; one that is never closed ends with its paragraph.
    Terms in quotation marks are not speech: what is shorter than `shortest` characters and no whole
    sentence is left out.
    """
    out: list[tuple[int, int]] = []
    opened, wanted, line = -1, "", -1

    def close(at: int) -> None:
        if at - opened >= shortest or _WHOLE.fullmatch(text, opened, at):
            out.append((opened, at))

    for m in _MARKS.finditer(text):
        mark, at = m[0], m.start()
        if mark == "\n":
            line = at if opened >= 0 and line < opened else line
            if wanted == '"' and opened >= 0:
                close(at)
                opened = -1
        elif opened >= 0 and mark == wanted:
            close(at)
            opened = -1
        elif mark in _PAIRS and (
            opened < 0 or (line > opened and mark != '"' and _PAIRS[mark] == wanted)
        ):
            if opened >= 0:
                close(line)
            opened, wanted = m.end(), _PAIRS[mark]
    if opened >= 0:
        close(line if line > opened else len(text))
    return out
