"""Words as a trie, in arrays: what the compiled parts of the reader look words up in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.features import codepoints


class Trie(NamedTuple):
    """Words by their beginnings. Each beginning is a node; the root, number 0, is the empty one.

    `roots` has the node of each code point that a word begins with, 0 for others. The nodes one
    letter longer than node `i` are those from ``first[i]`` up to ``first[i + 1]``, in order of
    their last letter, which `letters` has. `words` has the word that a node is, -1 if it is none.
    """

    roots: NDArray[np.int32]
    first: NDArray[np.int32]
    letters: NDArray[np.uint32]
    words: NDArray[np.int32]


def trie(words: Sequence[str]) -> Trie:
    """The trie of `words`, none of them empty and no two alike, by their place in the list."""
    order = sorted(range(len(words)), key=words.__getitem__)
    lengths = np.fromiter((len(words[i]) for i in order), np.int64, len(order))
    longest = int(lengths.max(initial=0))
    codes = np.zeros((len(order), longest), np.uint32)
    codes[np.arange(longest) < lengths[:, None]] = codepoints("".join(words[i] for i in order))
    shared = np.zeros(len(order), np.int64)
    shared[1:] = (codes[1:] == codes[:-1]).cumprod(axis=1).sum(axis=1)
    sizes = np.arange(1, longest + 1)[:, None]
    depths, rows = np.nonzero((shared < sizes) & (sizes <= lengths))
    keys = depths * len(order) + rows
    parents = np.searchsorted(keys, keys - len(order), side="right") * (depths > 0)
    letters = np.append(np.uint32(0), codes[rows, depths])
    ends = np.full(len(keys) + 1, -1, np.int32)
    ends[np.searchsorted(keys, (lengths - 1) * len(order) + np.arange(len(order))) + 1] = order
    roots = np.zeros(int(codes.max(initial=0)) + 1, np.int32)
    heads = np.flatnonzero(depths == 0) + 1
    roots[letters[heads]] = heads
    first = np.searchsorted(parents, np.arange(len(keys) + 2)) + 1
    return Trie(roots, first.astype(np.int32), letters, ends)
