"""Source text made safe to show: escaped, and with what it hides made visible."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

CONTROLS = {
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""Characters that turn or hide text, by the names of Unicode's Bidirectional Algorithm (UAX #9)."""

_CONTROL = re.compile(f"[{''.join(CONTROLS)}]")
_OTHER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def marked_controls(text: str) -> Markup:
    """`text` escaped, each character that would turn or hide its neighbours named in its place."""
    out, place = Markup(), 0
    for found in _CONTROL.finditer(text):
        out += _plain(text[place : found.start()])
        out += Markup('<span class="control" title="U+{:04X}">{}</span>').format(
            ord(found[0]), CONTROLS[found[0]]
        )
        place = found.end()
    return out + _plain(text[place:])


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, without the empty ones."""
    return [line for line in text.splitlines() if line.strip()]


def _plain(text: str) -> Markup:
    return escape(_OTHER.sub("\ufffd", text))


def named(text: str, labels: Mapping[str, str]) -> str:
    """`text` with each key of `labels` in it led by its label, the key in brackets."""
    if not labels:
        return text
    longest = sorted(labels, key=len, reverse=True)
    keys = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))})(?![\w-])")
    return keys.sub(lambda found: f"{labels[found[0]]} [{found[0]}]", text)
