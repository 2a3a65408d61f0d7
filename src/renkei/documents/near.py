"""Near-duplicates: the same report in two outlets, a lightly edited copy, another script.

MinHash (Broder 1997) over the character 3-grams of the folded text: letters and digits only, in
one case, traditional characters as simplified ones. Two signatures estimate the share of 3-grams
that two texts have in common (Jaccard), with a standard error of at most 0.045 for `PERMUTATIONS`.
A ledger stores a text's `bands` in a table and looks candidates up there, then asks `similar`.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from struct import pack, unpack
from typing import Any
from unicodedata import normalize

PERMUTATIONS = 126
BANDS = 42
"""Bands of three rows: a pair at 0.5 shares a band with probability 0.997, one at 0.1 with 0.04."""
THRESHOLD = 0.5
"""From here on two texts count as one. In `tests/documents/test_near.py` a report with another
introduction, an edited copy and the other script lie above 0.6; two writers' reports of one meeting
below 0.3."""
SHORTEST = 60
"""Letters below which a text has too few 3-grams to be anything's copy."""

_SEED = 1
_NOT_LETTERS = re.compile(r"[\W_]+")
_ROWS = PERMUTATIONS // BANDS


def fold(text: str) -> str:
    """The letters and digits of `text` in one width, one case and simplified characters."""
    letters = _NOT_LETTERS.sub("", normalize("NFKC", text).casefold())
    return letters if letters.isascii() else str(_simplify().convert(letters))


def signature(text: str) -> bytes:
    """The text's MinHash, 4 bytes a permutation; empty if the text is too short to compare."""
    from rensa import RMinHash

    folded = fold(text)
    if len(folded) < SHORTEST:
        return b""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(list({folded[i : i + 3] for i in range(len(folded) - 2)}))
    return pack(f"<{PERMUTATIONS}I", *sketch.digest())


def similar(a: bytes, b: bytes) -> float:
    """The estimated share of 3-grams that two signed texts have in common, 0 to 1."""
    if not a or not b:
        return 0.0
    layout = f"<{PERMUTATIONS}I"
    equal: int = sum(x == y for x, y in zip(unpack(layout, a), unpack(layout, b), strict=True))
    return float(equal / PERMUTATIONS)


def bands(signed: bytes) -> list[int]:
    """The keys under which to look for near-duplicates: similar texts share at least one.

    Each is below 2**38 and holds its band's number, so that all may stand in one column.
    """
    width = 4 * _ROWS
    return [
        band << 32 | zlib.crc32(signed[band * width : (band + 1) * width])
        for band in range(BANDS if signed else 0)
    ]


@cache
def _simplify() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
