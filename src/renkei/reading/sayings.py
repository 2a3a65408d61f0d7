"""The verbs of saying of an English text that may bring in a voice, found in compiled code."""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints
from renkei.reading.frames import REACH, ways
from renkei.reading.layout import Layout
from renkei.reading.lexicon import lexicon

_MARKS, _QUOTES = ";:—\n", '“”"'
"""A mark that parts if a blank follows, and one that always does."""
_SIGNS = 0x3001
"""All blanks are among so many characters."""


class Saying(NamedTuple):
    """A verb of saying: how it works (see `frames.Verb`), where it stands, the number of its
    sentence, and where its subject may begin: behind the last mark that parts."""

    way: int
    start: int
    end: int
    sentence: int
    opened: int


_saying = partial(tuple.__new__, Saying)


def sayings(layout: Layout) -> list[Saying]:
    """The verbs of saying outside names and quotations that are no infinitives, in order."""
    out = np.empty((len(layout.cues), 5), np.int64)
    count = kernel().verbs(
        layout.cues, _ways(), layout.spots, np.array(layout.quotes, np.int64).reshape(-1, 2),
        layout.starts, layout.ends, layout.owners, layout.codes, _signs(), _infinitive(), REACH,
        out,
    )  # fmt: skip
    return list(map(_saying, out[:count].tolist()))


@cache
def _ways() -> NDArray[np.int64]:
    """How each cue works, -1 if it is no verb of saying."""
    known = ways("en")
    return np.array([known.get(entry, -1) for entry in range(len(lexicon("en").ids))], np.int64)


@cache
def _infinitive() -> NDArray[np.uint32]:
    """What stands before a verb that nobody is the subject of."""
    return codepoints("to ")


@cache
def _signs() -> NDArray[np.uint8]:
    """What characters are (see `renkei.reading.kernel.telling`)."""
    of = kernel().telling
    bits = dict.fromkeys(_MARKS, of.MARK) | dict.fromkeys(_QUOTES, of.QUOTE)
    blanks = [of.BLANK if chr(code).isspace() else 0 for code in range(_SIGNS)]
    return np.array([bits.get(chr(i), 0) | blank for i, blank in enumerate(blanks)], np.uint8)
