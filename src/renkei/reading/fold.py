"""Folding text for matching: the same length as the original, so that offsets hold.

Full-width forms become ASCII, capitals small in English, traditional Chinese simplified. Quotes are
always cut from the original, never from the folded text. A lone surrogate, which no automaton can
encode, becomes the replacement character.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel
from renkei.reading.features import codepoints

if TYPE_CHECKING:
    from opencc import OpenCC

_NARROW = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",?!:;()"}
_NARROW["\u3000"] = " "
_WIDE = re.compile(f"[{''.join(_NARROW)}\ud800-\udfff]")
_STRAY = "\ufffd"

_IN_PHRASES = "乾俱剋劄吒哩噁坏彷徵扞於昇氾沈濛甦畫瞭祕脩蒐薹藉衹袷覆谿貲逕釐鉅鍊鍾陞麼麽"
"""One of these is in each phrase that OpenCC simplifies in another way than character by character
(its TSPhrases, version 1.4)."""
_COMPATIBLE = range(0xF900, 0xFB00)
_UNSURE = "\0"
_MARKS = "，。"
_MARK = re.compile(f"[{_MARKS}]")
_ASIAN = 0x2E80
"""No character before this one is simplified."""
_PLANE = 0x10000
_SIGMA = "Σ"
"""The one capital whose small form depends on where it stands."""


def fold(text: str, language: str) -> str:
    """`text` as cues and names are matched in it; ``len`` is kept.

    `language` is ``zh``, ``ja`` or ``en``.
    """
    return fold_codes(text, codepoints(text), language)[0]


def fold_codes(
    text: str, codes: NDArray[np.uint32], language: str
) -> tuple[str, NDArray[np.uint32]]:
    """The same with its code points; `codes` are those of `text`.

    Each character is folded by itself; one whose form depends on others has the whole looked at.
    """
    chinese = language == "zh"
    if text.isascii():
        folded = text if chinese else text.lower()
        return folded, codepoints(folded)
    out, halves = np.empty(len(codes), np.uint32), np.empty(len(codes), np.uint16)
    known = kernel().fold(codes, _simple() if chinese else _small(), out, halves)
    if known:
        out.setflags(write=False)
        return str(halves.data, "utf-16-le"), out
    whole = _simplified(text, out) if chinese else _lowered(text)
    return whole, codepoints(whole)


def _narrowed(text: str) -> str:
    return _WIDE.sub(lambda wide: _NARROW.get(wide[0], _STRAY), text)


def _lowered(text: str) -> str:
    folded = _narrowed(text)
    lower = folded.lower()
    return lower if len(lower) == len(text) else "".join(map(_small_of, folded))


def _small_of(char: str) -> str:
    return lower if len(lower := char.lower()) == 1 else char


def _simplified(text: str, codes: NDArray[np.uint32]) -> str:
    """By OpenCC, from mark to mark, what a character stands in that may depend on others; `codes`
    are the others, folded."""
    folded = codes.tobytes().decode("utf-32-le")
    spans = _stretches(folded)
    simple = _converted(_narrowed("\n".join([text[start:end] for start, end in spans])))
    out: list[str] = []
    at = taken = 0
    for start, end in spans:
        out += folded[at:start], simple[taken : taken + end - start]
        at = end
        taken += end - start + 1
    return "".join([*out, folded[at:]])


def _stretches(folded: str) -> list[tuple[int, int]]:
    """What stands from mark to mark around what is unsure."""
    out, end = [], 0
    while (unsure := folded.find(_UNSURE, end)) >= 0:
        start = max(end, *[folded.rfind(mark, end, unsure) for mark in _MARKS])
        mark = _MARK.search(folded, unsure)
        end = mark.start() if mark else len(folded)
        out.append((start, end))
    return out


def _converted(text: str) -> str:
    """Simplified, character by character if its length would change."""
    convert = _t2s().convert
    simple: str = convert(text)
    if len(simple) == len(text):
        return simple
    return "".join(one if len(one := convert(char)) == 1 else char for char in text)


@cache
def _t2s() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _simple() -> NDArray[np.uint32]:
    """The folded form of each character of the basic plane in Chinese, and of those beyond;
    `_UNSURE` if it depends on others, or if either is beyond."""
    narrow = _narrowed("".join(map(chr, range(_PLANE))))
    simple = _t2s().convert("\n".join(narrow[_ASIAN:])).split("\n")
    table = codepoints(narrow + _UNSURE).copy()
    table[_ASIAN:_PLANE] = [ord(one) if len(one) == 1 else 0 for one in simple]
    table[list(map(ord, _IN_PHRASES))] = 0
    table[table >= _PLANE] = 0
    table[_COMPATIBLE.start : _COMPATIBLE.stop] = 0
    return table


@cache
def _small() -> NDArray[np.uint32]:
    """The same in Japanese and English."""
    every = _narrowed("".join(map(chr, range(_PLANE))))
    table = codepoints("".join(map(_small_of, every)) + _UNSURE).copy()
    table[ord(_SIGMA)] = 0
    return table
