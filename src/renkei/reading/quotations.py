"""Where a text quotes at length."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel

_WHOLE = re.compile(r"[A-Z]\S* [^.!?]*[.!?]")
"""A sentence in Latin letters is speech however short it is."""
LONG_QUOTE = {"zh": 10, "ja": 12, "en": 25}
"""How many characters make quoted words speech, and not a term, in each language."""


def quotations(text: str, codes: NDArray[np.uint32], shortest: int) -> list[tuple[int, int]]:
    """Where words are quoted at length: (first character inside, closing mark), in order.

    A quotation may run over several paragraphs; one that is never closed ends with its paragraph.
    Terms in quotation marks are not speech: what is shorter than `shortest` characters and no whole
    sentence is left out. `codes` are the code points of `text`.
    """
    out = np.empty((len(codes), 2), np.int64)
    return [
        (start, end)
        for start, end in out[: kernel().quote(codes, out)].tolist()
        if end - start >= shortest or _WHOLE.fullmatch(text, start, end)
    ]
