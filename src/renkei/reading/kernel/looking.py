"""What a text holds that the model weighs: its n-grams, and what its clauses and sentences bear."""

from __future__ import annotations

from typing import Any

import numpy as np

from renkei.jit import inline, jit

_MIX, _STEP = np.uint64(0x9E3779B1), np.uint64(0x85EBCA6B)
_THIRTEEN, _SIXTEEN = np.uint64(13), np.uint64(16)
_WORD = np.uint64(0xFFFFFFFF)
"""The hash is one of 32 bits, worked out in 64, where nothing overflows."""

LEFT, RIGHT, START, END, MARKED, ROLE, POINT, CLOSES, QUOTED = range(9)
"""What is known of a clause: its first token and the one behind its last, its first character and
the one behind its last, where its marks begin, its role, what the character before it and its last
one say as punctuation, and whether it is quoted."""
CLAUSE = 9
FIRST, OPENS = range(2)
"""What is known of a sentence: its first clause, and whether it opens its block."""
SENTENCE = 2


@jit
def look_up(ids: Any, kept: Any, bits: Any, longest: Any, rows: Any) -> None:
    """Fill `rows`, `longest` entries a token, with the row of weights of the n-gram of each size
    that begins there, 0 where the model keeps none (see `renkei.reading.features.ngrams`).

    `kept` is the set of all numbers that are kept (see `renkei.reading.model.Model`).
    """
    size, at, shift = len(ids), 0, np.uint64(32 - bits)
    for i in range(size):
        h = (np.uint64(ids[i]) * _MIX) & _WORD
        for n in range(longest):
            if i + n >= size:
                rows[at] = 0
            else:
                if n:
                    h = ((h ^ (h >> _THIRTEEN)) * _STEP + np.uint64(ids[i + n])) & _WORD
                rows[at] = _row(kept, np.int64((((h ^ (h >> _SIXTEEN)) * _MIX) & _WORD) >> shift))
            at += 1


@inline
def _row(kept: Any, number: Any) -> Any:
    """The row of a number: how many not above it are kept, if it is, or 0."""
    word, place = kept[number >> 5], number & 31
    return (word >> place & 1) * ((word >> 32) + _ones(word & ((1 << place) - 1)) + 1)


@inline
def _ones(word: Any) -> Any:
    """How many bits of 32 are set, by sums of neighbours."""
    word -= word >> 1 & 0x55555555
    word = (word & 0x33333333) + (word >> 2 & 0x33333333)
    word = word + (word >> 4) & 0x0F0F0F0F
    return (word * 0x01010101 & 0xFFFFFFFF) >> 24


@jit
def gather(
    places: Any, starts: Any, ends: Any, owners: Any, dense: Any, blocks: Any, codes: Any,
    roles: Any, quoted: Any, said: Any, clauses: Any, sentences: Any, marks: Any,
) -> None:  # fmt: skip
    """Fill in what `score` wants to know of a text.

    `clauses` has a row for each clause and one more, `sentences` for each sentence and one more;
    ``marks[clauses[i, MARKED]:clauses[i + 1, MARKED]]`` is what is marked in row i of `dense`.
    `said` says what each character is as punctuation, its last entry that of all further ones.
    """
    count, token, at, sentence = len(starts), 0, 0, 0
    other = len(said) - 1
    for i in range(count):
        while token < len(places) and places[token] < starts[i]:
            token += 1
        clauses[i, LEFT] = token
        while token < len(places) and places[token] < ends[i]:
            token += 1
        clauses[i, RIGHT] = token
        clauses[i, START], clauses[i, END] = starts[i], ends[i]
        while sentence <= owners[i]:
            sentences[sentence, FIRST] = i
            sentence += 1
        clauses[i, MARKED] = at
        for mark in range(dense.shape[1]):
            if dense[i, mark]:
                marks[at] = mark
                at += 1
        clauses[i, ROLE], clauses[i, QUOTED] = roles[i], quoted[i]
        clauses[i, POINT] = said[min(codes[starts[i] - 1], other)] if starts[i] else 0
        clauses[i, CLOSES] = said[min(codes[ends[i] - 1], other)]
    clauses[count, MARKED] = at
    for i in range(sentence, len(sentences)):
        sentences[i, FIRST] = count
    for i in range(len(sentences) - 1):
        sentences[i, OPENS] = i == 0 or blocks[i] != blocks[i - 1]
