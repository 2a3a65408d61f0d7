"""Bytes to text: which encoding, and what could not be read.

The order of trust is: a byte order mark, valid UTF-8, the encoding declared (by HTTP, a meta tag,
an XML declaration) if it holds, then the reading that looks most like running text. A declaration
that does not hold is put aside and said so; bytes that no reading can hold become U+FFFD, counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABELS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-16-le",
}
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})|"""
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 32_768
_SURROGATE = re.compile("[\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NARROW = re.compile(r"[\x00-\x7f]+")
_PRINTED = re.compile(r"[ -~]")
_WRONG = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08]")
_DOUBTFUL = re.compile("[\uff61-\uff9f\x80-\x9f]")
_PLAIN_SHARE = 0.12
_SAME = 0.03


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that it was read in, and what its reader should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes, declared: str = "") -> Decoded:
    """`raw` as text. `declared` is an encoding named from outside, such as HTTP's charset.

    Never raises: what cannot be read is replaced by U+FFFD and counted in the warnings.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _finish(raw[len(mark) :], name, [])
    if b"\x1b$" in raw[:_SAMPLE] and not _HIGH.search(raw[:_SAMPLE]):
        return _finish(raw, "iso2022_jp_ext", [])
    label = declared or _declared(raw)
    named = _known(label)
    if not _HIGH.search(raw) and b"\0" not in raw:
        return _finish(raw, "ascii", [])
    warnings = []
    if label and not named:
        warnings.append(f"it declares an unknown encoding, {label[:40]!r}")
    name = _choose(raw, named)
    if named and name != named:
        warnings.append(f"it declares the encoding {label} but is written in {name}")
    return _finish(raw, name, warnings)


def is_utf16(raw: bytes) -> bool:
    """Whether `raw`, the beginning of a file, is UTF-16, with or without a mark that says so."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    even = raw[: len(raw) // 2 * 2]
    return max(_score(even, "utf-16-le"), _score(even, "utf-16-be")) >= 2 * _PLAIN_SHARE


def tidy(text: str) -> tuple[str, list[str]]:
    """`text` without NULs and lone surrogates (each becomes U+FFFD), and what to warn of."""
    warnings = []
    if "\0" in text:
        warnings.append(f"{text.count(chr(0))} NUL characters were replaced by U+FFFD")
        text = text.replace("\0", "\ufffd")
    if not text.isascii():
        if lone := len(_SURROGATE.findall(text)):
            warnings.append(f"{lone} lone surrogates were replaced by U+FFFD")
            text = _SURROGATE.sub("\ufffd", text)
        if _BIDI.search(text):
            warnings.append("it holds bidirectional control characters, which can hide its order")
    return text, warnings


def _finish(raw: bytes, name: str, warnings: list[str]) -> Decoded:
    try:
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        text = raw.decode(name, "replace")
        bad = text.count("\ufffd")
        warnings.append(
            f"{bad} places could not be read as {name} and were replaced by U+FFFD, "
            f"the first at byte {error.start}"
        )
    text, more = tidy(text)
    return Decoded(text, name, (*warnings, *more))


def _declared(raw: bytes) -> str:
    match = _DECLARED.search(raw[:4096])
    return (match[1] or match[2]).decode("ascii") if match else ""


def _known(label: str) -> str:
    if not label:
        return ""
    try:
        name = codecs.lookup(label.strip("\"' ")).name
    except (LookupError, ValueError):
        name = label.strip("\"' ").lower()
        return _LABELS.get(name, "")
    return _LABELS.get(name, name)


def _choose(raw: bytes, named: str) -> str:
    """The encoding of `raw`, which is not all ASCII: `named` if it holds, else the best reading."""
    if raw.count(0) * 20 < len(raw) and _valid_utf8(raw):
        return "utf-8"
    sample = _sample(raw)
    scores = {name: _score(sample, name) for name in _tried(raw, named)}
    best = max(scores, key=lambda name: scores[name])
    if named in scores and scores[named] >= min(scores[best] - _SAME, 0.3):
        return named
    if scores[best] >= _PLAIN_SHARE:
        return best
    return _fallback(sample, named, best)


def _tried(raw: bytes, named: str) -> tuple[str, ...]:
    if b"\0" in raw[:_SAMPLE] or named.startswith("utf-16"):
        return tuple(dict.fromkeys((named or "utf-16-le", "utf-16-le", "utf-16-be")))
    wide = ("utf-16-le", "utf-16-be") if len(raw) % 2 == 0 else ()
    return tuple(dict.fromkeys((*_CANDIDATES, *wide, *((named,) if named else ()))))


def _valid_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sample(raw: bytes) -> bytes:
    """A part of `raw` that holds what is not ASCII."""
    first = _HIGH.search(raw)
    start = max(0, first.start() - 256) if first and len(raw) > _SAMPLE else 0
    return raw[start - start % 4 :][:_SAMPLE]


def _score(sample: bytes, name: str) -> float:
    """How much `sample` read as `name` looks like running text: 1 is all common characters.

    Counts, among the characters that are not ASCII, the share of very common ones, less three
    times the share of those that could not be read or that no text holds.
    """
    text = sample.decode(name, "replace").removesuffix("\ufffd")
    counted = text if name.startswith("utf-16") else _NARROW.sub("", text)
    if not counted:
        return 0.0
    hits = sum(map(frequent().__contains__, counted))
    if name.startswith("utf-16"):
        hits += len(_PRINTED.findall(counted))
    wrong = len(_WRONG.findall(counted)) + len(_DOUBTFUL.findall(counted)) / 3
    return (hits - 3 * wrong) / len(counted)


def _fallback(sample: bytes, named: str, best: str) -> str:
    """For languages that we do not read ourselves: what is declared, else a general detector."""
    if named and _score(sample, named) > -0.5:
        return named
    from charset_normalizer import from_bytes

    found = from_bytes(sample[:8192]).best()
    return _known(found.encoding) or best if found else best


@cache
def frequent() -> frozenset[str]:
    """The characters of ``data/frequent.txt``."""
    text = (files("renkei.documents") / "data" / "frequent.txt").read_text("utf-8")
    rows = (line.split(maxsplit=1) for line in text.splitlines() if not line.startswith("#"))
    return frozenset("".join(row[1] for row in rows if len(row) == 2))
