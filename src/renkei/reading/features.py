"""What the model sees of a text: the n-grams of its tokens, by number.

Tokens are characters in Chinese and Japanese and words in English; an n-gram is a hash, so that a
whole document is looked up at once. All arrays are in the order of the text.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel

BITS = 18
"""An n-gram is a number below ``2**BITS``; two may share one, which costs little."""

LONGEST = {"zh": 4, "ja": 5, "en": 3}
"""The longest n-gram of each language, in tokens."""

_MIX = np.uint32(0x9E3779B1)
_STEP = np.uint32(0x85EBCA6B)
_PLANE, _ALL = 0x10000, 0x110000
"""How many characters the first plane of Unicode holds, with which most texts do, and Unicode."""


@cache
def _kinds(size: int) -> NDArray[np.uint8]:
    """What each of the first `size` characters is in a word (see `kernel.words`)."""
    k = kernel()
    kinds = np.zeros(size, np.uint8)
    every = np.arange(size, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    for pattern, kind in (("[a-z]+", k.LETTER), (r"\d+", k.DIGIT), (r"[^\w\s]+", k.SIGN)):
        for m in re.finditer(pattern, every):
            kinds[m.start() : m.end()] = kind
    return kinds


@cache
def _check_sums() -> NDArray[np.int64]:
    """The table of CRC-32 (ISO 3309): the check sum of each byte."""
    table = np.arange(256)
    for _ in range(8):
        table = table >> 1 ^ 0xEDB88320 * (table & 1)
    return table


def codepoints(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


@cache
def _counted(bits: int) -> NDArray[np.int64]:
    """All numbers of so many bits."""
    return np.arange(1 << bits)


def tokens(
    codes: NDArray[np.uint32], language: str
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Token numbers and the offset at which each token starts, in a folded text of these code
    points; all digits count as 0."""
    ids = np.empty(len(codes), np.uint32)
    if language != "en":
        kernel().single(codes, ids)
        return ids, _counted(len(codes).bit_length())[: len(codes)]
    starts = np.empty(len(codes), np.int64)
    size = kernel().tokenise(codes, _kinds(_PLANE), _check_sums(), ids, starts)
    if size < 0:
        size = kernel().tokenise(codes, _kinds(_ALL), _check_sums(), ids, starts)
    return ids[:size], starts[:size]


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
