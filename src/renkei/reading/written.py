"""What is written like the name of a person in an English text, found in compiled code.

That is what the pattern `person` of ``data/en/subjects.yaml`` finds, but for a text as a whole.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints
from renkei.reading.trie import Trie, trie
from renkei.reading.wordlist import classes


class Written(NamedTuple):
    """Where each begins and ends, and whether it ends as a name may."""

    starts: list[int]
    ends: list[int]
    may_be: list[int]


def written(text: str, others: frozenset[str], particles: frozenset[str]) -> Written:
    """What is written like a name in `text`.

    No name holds one of the `others`; `particles` stand in names without a capital.
    """
    out = np.empty((3, len(text) // 3 + 1), np.int64)
    words = _words(others, particles)
    count = kernel().written(codepoints(text), _signs(), *words, len(others), out)
    return Written(*out[:, :count].tolist())


@cache
def _words(others: frozenset[str], particles: frozenset[str]) -> Trie:
    return trie([*others, *particles])


@cache
def _signs() -> NDArray[np.uint8]:
    """What each character is (see `renkei.reading.kernel.naming`), those beyond the table last."""
    of = kernel()
    out = np.where(classes() & of.finding.WORD, of.WITHIN | of.IN_WORD, 0).astype(np.uint8)
    out[ord("_")] = of.WITHIN | of.IN_WORD
    out[[ord("’"), ord("'")]] = of.WITHIN
    out[ord("A") : ord("Z") + 1] |= of.CAPITAL
    out[ord("a") : ord("z") + 1] |= of.SMALL
    out[ord("à") : ord("ÿ") + 1] |= of.SMALL
    return out
