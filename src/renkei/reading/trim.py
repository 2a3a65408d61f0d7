"""Where a quote begins and ends: at words, not at the marks and small words around them."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.contents import characters, spelling
from renkei.reading.features import codepoints
from renkei.reading.lexicon import load_yaml
from renkei.reading.tally import Table

_ALWAYS = ' \t\n　,，、;；:：。"—–'
_UNLESS_PAIRED = ".“”「」『』‘’"
"""Quotation marks, which may pair inside, and the point, which may belong to an abbreviation."""


class Leads(NamedTuple):
    """What is left off the front of quotes in one language (see its ``units.yaml``)."""

    words: NDArray[np.uint32]
    points: NDArray[np.uint32]
    spaces: int


def trimmed(
    text: str, folded: NDArray[np.uint32], starts: Table, ends: Table, language: str
) -> Table:
    """Starts and ends moved in past punctuation, keeping quotation marks that pair inside: two
    rows. `folded` are the code points of the folded text.

    Left off the front, too, are small words that join a clause to what introduces it, and numbers
    of items of lists.
    """
    out = np.empty((2, len(starts)), np.int64)
    kernel().trim(
        starts, ends, codepoints(text), folded, _marks(), characters(language),
        *_leads(language), out,
    )  # fmt: skip
    return out


def behind_what_leads_up(
    text: str, start: int, end: int, leads: Container[int], told: re.Pattern[str]
) -> int:
    """`start`, moved past whom and when a verb of saying right before it told.

    `leads` are the places behind such verbs, `told` matches what may stand behind one.
    """
    verb = start - 1 if start and text[start - 1].isspace() else start
    m = told.match(text, start, end) if verb in leads else None
    return m.end() if m else start


@cache
def _marks() -> NDArray[np.uint8]:
    """What is left off of each character, by code point."""
    k = kernel()
    marks = np.zeros(max(map(ord, _ALWAYS + _UNLESS_PAIRED)) + 1, np.uint8)
    marks[[ord(char) for char in _ALWAYS]] = k.ALWAYS
    marks[[ord(char) for char in _UNLESS_PAIRED]] = k.UNLESS_PAIRED
    return marks


@cache
def _leads(language: str) -> Leads:
    data = load_yaml(language, "units.yaml")["lead"]
    return Leads(
        spelling(data.get("words", [])), codepoints("".join(data["points"])), data["spaces"]
    )
