"""What is written like the name of a person in an English text, found in compiled code.

That is what the pattern `person` of ``data/en/subjects.yaml`` finds, but for a text as a whole.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.trie import trie
from renkei.reading.wordlist import Rows, classes


class Written(NamedTuple):
    """Where each begins and ends, and where a stranger's name begins in it, -1 if none does."""

    starts: list[int]
    ends: list[int]
    names: list[int]


class Writing(NamedTuple):
    """The words that tell what is a name: those that may open a sentence before one, those that
    stand in none, and `particles`, which stand in names without a capital."""

    opens: frozenset[str]
    others: frozenset[str]
    particles: frozenset[str]


def written(
    codes: NDArray[np.uint32], start: int, writing: Writing, spots: Rows, parts: NDArray[np.uint8]
) -> Written:
    """What is written like a name from `start` on, given the names of the pack in the text, and
    what each of its entries may be (see `renkei.reading.parts`)."""
    out = np.empty((3, (len(codes) - start) // 3 + 1), np.int64)
    words = _words(writing)
    count = kernel().written(codes, start, _signs(), *words, spots, parts, out)
    return Written(*out[:, :count].tolist())


def capitals(codes: NDArray[np.uint32]) -> tuple[list[int], list[int]]:
    """Where the words begin and end that the pattern `capitals` finds."""
    out = np.empty((2, len(codes) // 2 + 1), np.int64)
    starts, ends = out[:, : kernel().capitals(codes, _signs(), out)].tolist()
    return starts, ends


@cache
def _words(writing: Writing) -> tuple[Any, ...]:
    """A trie of the words, how many may open a sentence, and between which numbers those are that
    stand in no name."""
    opens, others, particles = writing
    first, both = opens - others, opens & others
    known = trie([*first, *both, *(others - both), *particles])
    return *known, len(opens), len(first), len(first) + len(others)


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
    out[ord("÷")] &= ~np.uint8(of.SMALL)
    return out
