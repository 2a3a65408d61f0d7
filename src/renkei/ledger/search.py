"""Splitting text into words that a full-text index finds again, in Chinese, Japanese and English.

The usual tokenizers find nothing for a word of two characters. So text is split here, before any
index sees it, and queries are split the same way: runs of Chinese or Japanese into overlapping
pairs of characters and the run's last one, everything else into words of letters or digits.

``同盟の抑止力`` becomes ``同盟 盟の の抑 抑止 止力 力``; to look for 抑止力 is to look for the
phrase ``抑止 止力``, and for 力 alone for any word that begins with it. This is exact: it finds
what is there and nothing else.

Both are folded first, character by character, so that what looks alike meets: compatibility
forms (NFKC), upper and lower case, accents on Latin, Greek and Cyrillic letters, and traditional
with simplified Chinese (臺灣海峽 finds 台湾海峡).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_CJK = (
    "\u3005-\u3007\u3021-\u3029\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"(?P<cjk>[{_CJK}]+)|[^\\W_{_CJK}]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNIT = re.compile(r"(?s).[\u0300-\u036f\u3099\u309a]*")
_CHUNK = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        text = unicodedata.normalize("NFKC", chr(code)).lower()
        if code < 0x530 or 0x1E00 <= code < 0x2000:
            parts = unicodedata.normalize("NFD", text)
            text = "".join(c for c in parts if not unicodedata.combining(c))
        if _HAN.search(text):
            text = _simplifier().convert(text)
        self[code] = text
        return text


_FOLDED = _Folded()


def fold(text: str) -> str:
    """`text` as it is compared: compatibility forms, case, accents and variants made one."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def words(text: str) -> list[str]:
    """The words of `text` for the index, in order."""
    found: list[str] = []
    for run in _RUN.finditer(fold(text)):
        chars = run[0]
        if run["cjk"]:
            found += map(add, chars, chars[1:])
            found.append(chars[-1])
        else:
            found.append(chars)
    return found


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to one another; of the last, only the beginning if it is a prefix."""

    words: tuple[str, ...]
    prefix: bool = False


def phrases(query: str) -> list[Phrase]:
    """What a query looks for: one phrase for each part, all of which must occur in a sentence.

    Parts are set apart by white space; quotation marks keep a part together. A part that ends in
    a single Chinese or Japanese character looks for any word that begins with it.
    """
    return [found for part in parts(query) if (found := _phrase(part)).words]


def parts(query: str) -> list[str]:
    """The parts of a query, as typed, quotation marks left off."""
    return [quoted or plain for quoted, plain in _CHUNK.findall(query) if quoted or plain]


def _phrase(part: str) -> Phrase:
    found = words(part)
    runs = list(_RUN.finditer(fold(part)))
    if not runs or not runs[-1]["cjk"]:
        return Phrase(tuple(found))
    if len(runs[-1][0]) > 1:
        return Phrase(tuple(found[:-1]))
    return Phrase(tuple(found), prefix=True)


def marks(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where the parts of `query` stand in `text`: code-point offsets, merged and in order."""
    units = [(m.span(), fold(m[0])) for m in _UNIT.finditer(text)]
    places = [span for span, letters in units for _ in letters]
    folded = "".join(letters for _, letters in units)
    found = sorted(
        (places[m.start()][0], places[m.end() - 1][1])
        for part in parts(query)
        for m in _occurrences(folded, part)
    )
    return tuple(_merged(found))


def _occurrences(folded: str, part: str) -> Iterator[re.Match[str]]:
    """Where a part stands in folded text: its runs, with anything but letters between them."""
    runs = list(_RUN.finditer(fold(part)))
    if runs:
        body = r"[\W_]*".join(re.escape(run[0]) for run in runs)
        left = "" if runs[0]["cjk"] else f"(?<![^\\W_{_CJK}])"
        right = "" if runs[-1]["cjk"] else f"(?![^\\W_{_CJK}])"
        yield from re.finditer(left + body + right, folded)


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current and start <= current[1]:
            current = current[0], max(end, current[1])
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current
