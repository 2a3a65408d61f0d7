"""Where words are quoted, by the marks around them."""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline, nth

_PLAIN = ord('"')
_OPENING = (ord("“"), ord("「"), ord("『"))
"""Each of these is closed by the character behind it in Unicode."""
_FIRST, _LAST = ord("“"), ord("』")
_LINE = ord("\n")
_NONE = -1


@entry
def quote(codes: Any, out: Any) -> Any:
    """Fill the rows of `out` with each quotation in a text of these code points: its first
    character, and the closing mark or the end of the paragraph; how many there are.

    A quotation may run over several paragraphs, but not in plain marks; one that is never closed,
    or opened once more in another paragraph, ends with its own, unless that is empty.
    """
    size = len(codes)
    count, opened, wanted, line = 0, _NONE, _NONE, _NONE
    for at in range(size):
        code = codes[nth(at)]
        if code == _LINE:
            if line == _NONE:
                line = size if at == opened and wanted != _PLAIN else at
            continue
        closing = _closing(code)
        if not closing:
            continue
        ended = opened >= 0 and _NONE < line < at
        if opened >= 0 and wanted == code and not (ended and wanted == _PLAIN):
            out[count, 0], out[count, 1] = opened, at
            count += 1
            opened = _NONE
        elif (code == _PLAIN or code != closing) and (
            opened < 0 or (ended and wanted in (closing, _PLAIN))
        ):
            if opened >= 0:
                out[count, 0], out[count, 1] = opened, line
                count += 1
            opened, wanted, line = at + 1, closing, _NONE
    if opened >= 0:
        out[count, 0], out[count, 1] = opened, line if line >= 0 else size
        count += 1
    return count


@inline
def _closing(code: Any) -> Any:
    """The mark that closes what this one opens, itself if it closes, 0 if it is no mark."""
    if code == _PLAIN:
        return code
    if not _FIRST <= code <= _LAST:
        return 0
    for opening in _OPENING:
        if opening <= code <= opening + 1:
            return opening + 1
    return 0
