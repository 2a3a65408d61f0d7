"""What the model sees of a text: the n-grams of its tokens, by number.

Tokens are characters in Chinese and Japanese and words in English; an n-gram is a hash, so that a
whole document is looked up at once. All arrays are in the order of the text.
"""

from __future__ import annotations

import re
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

BITS = 18
"""An n-gram is a number below ``2**BITS``; two may share one, which costs little."""

LONGEST = {"zh": 4, "ja": 5, "en": 3}
"""The longest n-gram of each language, in tokens."""

_MIX = np.uint32(0x9E3779B1)
_STEP = np.uint32(0x85EBCA6B)
_WORD = re.compile(r"[a-z]+(?:[.'’-][a-z]+)*|\d+|[^\w\s]")
_DIGITS = str.maketrans("123456789", "000000000")


@cache
def _word(word: str) -> int:
    return zlib.crc32(word.translate(_DIGITS).encode())


def tokens(folded: str, language: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Token numbers and the offset at which each token starts; all digits count as 0."""
    if language != "en":
        raw = folded.translate(_DIGITS).encode("utf-32-le", "surrogatepass")
        codes = np.frombuffer(raw, dtype=np.uint32)
        return codes, np.arange(len(codes))
    found = [(_word(m[0]), m.start()) for m in _WORD.finditer(folded)]
    if not found:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    ids, starts = zip(*found, strict=True)
    return np.array(ids, np.uint32), np.array(starts, np.int64)


def ngrams(ids: NDArray[np.uint32], longest: int) -> list[NDArray[np.uint32]]:
    """For n = 1, 2, …, `longest`, the number of the n-gram that starts at each token."""
    out = []
    h = ids * _MIX
    for n in range(1, longest + 1):
        if n > 1:
            if len(ids) < n:
                break
            h = (h[:-1] ^ (h[:-1] >> np.uint32(13))) * _STEP + ids[n - 1 :]
        out.append(((h ^ (h >> np.uint32(16))) * _MIX) >> np.uint32(32 - BITS))
    return out
