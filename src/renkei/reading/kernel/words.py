"""Text as tokens: English words, numbers and marks, each by the check sum of its characters, and
single characters."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth

LETTER, DIGIT, SIGN = 1, 2, 3
"""What a character is, 0 if it is no part of a token; only small letters of English count."""
_ZERO, _ONE, _NINE = ord("0"), ord("1"), ord("9")
_JOINERS = (ord("."), ord("'"), ord("’"), ord("-"))
_BEGUN = 0xFFFFFFFF


@entry
def tokenise(codes: Any, kinds: Any, table: Any, ids: Any, starts: Any) -> Any:
    """Fill in the number of each token of a text, and where each starts; how many there are is
    returned, or -1 if a character is not in `kinds`.

    A token is a run of letters, which marks within words may join, a run of digits, or a mark. Its
    number is the CRC-32 of its UTF-8 with all digits of ASCII as 0; `table` is that of the bytes.
    `codes` are the code points of the text, `kinds` has what each is.
    """
    count = at = 0
    while at < len(codes):
        code = codes[at]
        if code >= len(kinds):
            return -1
        kind = kinds[code]
        if not kind:
            at += 1
            continue
        starts[count] = at
        crc = _BEGUN
        while True:
            plain = kind == DIGIT and _ONE <= code <= _NINE
            crc = _add(crc, _ZERO if plain else code, table)
            at += 1
            if at == len(codes) or kind == SIGN:
                break
            code = codes[at]
            if kind == LETTER and _joins(codes, at):
                crc = _add(crc, code, table)
                at += 1
                code = codes[at]
            if code >= len(kinds) or kinds[code] != kind:
                break
        ids[count] = crc ^ _BEGUN
        count += 1
    return count


@entry
def single(codes: Any, ids: Any) -> None:
    """Fill in the number of each character of a text: its code point, but all digits of ASCII are
    as 0."""
    for at in range(len(codes)):
        code = codes[nth(at)]
        ids[nth(at)] = _ZERO if _ONE <= code <= _NINE else code


@inline
def _joins(codes: Any, at: Any) -> Any:
    """Whether a mark stands between two letters, the first of which is known to."""
    if codes[at] not in _JOINERS or at + 1 == len(codes):
        return False
    return ord("a") <= codes[at + 1] <= ord("z")


@inline
def _add(crc: Any, code: Any, table: Any) -> Any:
    """The check sum with one more character."""
    if code < 0x80:
        return _step(crc, code, table)
    if code < 0x800:
        crc = _step(crc, 0xC0 | code >> 6, table)
    else:
        if code < 0x10000:
            crc = _step(crc, 0xE0 | code >> 12, table)
        else:
            crc = _step(crc, 0xF0 | code >> 18, table)
            crc = _step(crc, 0x80 | code >> 12 & 0x3F, table)
        crc = _step(crc, 0x80 | code >> 6 & 0x3F, table)
    return _step(crc, 0x80 | code & 0x3F, table)


@inline
def _step(crc: Any, byte: Any, table: Any) -> Any:
    return table[(crc ^ byte) & 0xFF] ^ crc >> 8
