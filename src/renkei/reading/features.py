"""What the model sees of a text: the n-grams of its tokens, by number.

Tokens are characters in Chinese and Japanese and words in English; an n-gram is a hash, so that a
whole document is looked up at once. All arrays are in the order of the text.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BITS = 18
"""An n-gram is a number below ``2**BITS``; two may share one, which costs little."""

LONGEST = {"zh": 4, "ja": 5, "en": 3}
"""The longest n-gram of each language, in tokens."""

_MIX = np.uint32(0x9E3779B1)
_STEP = np.uint32(0x85EBCA6B)
_WORD = re.compile(r"([a-z]+(?:[.'’-][a-z]+)*|\d+|[^\w\s])")
_DIGITS = str.maketrans("123456789", "000000000")


@lru_cache(1 << 16)
def _word(word: str) -> int:
    return zlib.crc32(word.translate(_DIGITS).encode("utf-8", "surrogatepass"))


def codepoints(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def tokens(folded: str, language: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Token numbers and the offset at which each token starts; all digits count as 0."""
    if language != "en":
        codes = codepoints(folded)
        digit = (codes > ord("0")) & (codes <= ord("9"))
        return np.where(digit, np.uint32(ord("0")), codes), np.arange(len(codes))
    parts = _WORD.split(folded)
    words = parts[1::2]
    ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)))
    return np.fromiter(map(_word, words), np.uint32, len(words)), ends[:-1:2]


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
