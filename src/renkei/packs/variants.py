"""The forms of a name: simplified, traditional and Japanese characters, spellings, widths.

OpenCC converts (Apache-2.0, https://github.com/BYVoid/OpenCC); ``variants.yaml`` corrects it and
holds what no converter knows. Forms are made when names are compiled, never by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("variants.yaml")
_FULL = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
_HALF = {half: full for full, half in _FULL.items() if chr(half).isalnum()}
_BRACKETED = re.compile(r"\s*[（(][^（()）]*[)）]")
_ABBREVIATION = re.compile(r"[（(]([A-Z]{3,}\d*)[)）]")


@dataclass(frozen=True, slots=True)
class _Table:
    corrections: dict[str, str]
    either: list[tuple[str, str]]
    marks: list[tuple[str, str]]
    enclosing: list[str]
    spellings: list[tuple[str, str]]
    small: frozenset[str]


@cache
def _table() -> _Table:
    from renkei.packs.text import parse

    raw = parse(FILE.read_text("utf-8"))
    return _Table(
        corrections=raw["corrections"],
        either=[(a, b) for a, b in raw["either"]],
        marks=[(a, b) for a, b in raw["marks"]],
        enclosing=raw["enclosing"],
        spellings=[(a, b) for a, b in raw["spellings"]],
        small=frozenset(raw["small"]),
    )


@cache
def _converter(scheme: str) -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(scheme).convert
    return convert


def simplified(text: str) -> str:
    """Chinese in simplified characters, letter for letter."""
    return _converter("t2s")(text)


def traditional(text: str, scheme: str = "s2tw") -> str:
    """Chinese in traditional characters, as Taiwan writes them unless `scheme` says otherwise."""
    result = _converter(scheme)(simplified(text))
    for wrong, right in _table().corrections.items():
        result = result.replace(wrong, right)
    return result


def simplified_forms(text: str) -> tuple[str, ...]:
    """The forms of a Chinese name in simplified characters, the plainest first."""
    return _unique(_unmarked(simplified(text)))


def traditional_forms(text: str) -> tuple[str, ...]:
    """The forms of a Chinese name in traditional characters: Taiwan's, then Hong Kong's.

    A name that was given in traditional characters keeps its own form too.
    """
    made = [traditional(text, scheme) for scheme in ("s2tw", "s2twp", "s2hk")]
    if text != simplified(text):
        made.append(text)
    made = [other for form in made for other in _swapped(form, _table().either)]
    marked = [form for one in made for form in (one, _all_swapped(one, _table().marks))]
    return _unique(form for one in marked for form in _unmarked(one))


def japanese_forms(text: str) -> tuple[str, ...]:
    """The forms of a Japanese name: as given, and with letters and digits full and half width."""
    forms = (text, text.translate(_FULL_ALNUM), text.translate(_HALF))
    return _unique(form for one in forms for form in _unmarked(one))


def english_forms(text: str) -> tuple[str, ...]:
    """The forms of an English name: as given, other spellings, as a title, at a sentence's head."""
    forms = _swapped(text, _table().spellings)
    return _unique(form for one in forms for form in (one, one[:1].upper() + one[1:], _titled(one)))


def shortened(label: str) -> tuple[str, ...]:
    """What a label's brackets give: the label without them, and an abbreviation that they hold.

    >>> shortened("Alliance Coordination Mechanism (ACM)")
    ('Alliance Coordination Mechanism', 'ACM')
    """
    bare = _BRACKETED.sub("", label).strip() or label
    return _unique([bare, *(m[1] for m in _ABBREVIATION.finditer(label))])


_FULL_ALNUM = {full: half for full, half in _FULL.items() if chr(half).isalnum()}


def _unmarked(text: str) -> tuple[str, ...]:
    for pair in _table().enclosing:
        inner = text[1:-1]
        if len(text) > 3 and text[0] == pair[0] and text[-1] == pair[1] and pair[1] not in inner:
            return text, inner
    return (text,)


def _swapped(text: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """`text` and what it becomes when each pair is swapped, whichever of the two it holds."""
    forms = [text]
    for one, other in pairs:
        for a, b in ((one, other), (other, one)):
            forms += [_replaced(form, a, b) for form in forms if a in form and b not in form]
    return forms


def _replaced(text: str, old: str, new: str) -> str:
    """`old` replaced as a word of its own; anywhere, if it is Chinese or a mark."""
    if not old[0].isascii() or not old[0].isalpha():
        return text.replace(old, new)
    return re.sub(rf"(?<![A-Za-z.]){re.escape(old)}(?![A-Za-z])", new, text)


def _all_swapped(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for one, other in pairs:
        text = text.replace(one, other)
    return text


def _titled(text: str) -> str:
    words = text.split(" ")
    return " ".join(
        w if n and w in _table().small else w[:1].upper() + w[1:] for n, w in enumerate(words)
    )


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
