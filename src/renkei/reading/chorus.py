"""The voice in which a joint text speaks of those who issue it: 両首脳, 閣僚, 我々.

The patterns are those of ``data/<language>/speech.yaml`` (`issuers`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from renkei.nouns import Passage, Role
from renkei.reading.frames import Frame
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.voices import Voice
from renkei.reading.wordlists import Placed

_OFTEN = 5
"""In a text of one body, one sentence of so many must speak of several as one to make it theirs."""


@cache
def _chorus(language: str) -> re.Pattern[str]:
    return re.compile(load_yaml(language, "speech.yaml")["issuers"]["chorus"])


def chorus(layout: Layout, issuer: Voice | None, signs: Placed) -> list[Frame]:
    """A frame for each sentence of a joint text, in the voice that it last gave its issuers.

    `signs` stand wherever it may name them.
    """
    if issuer is None or not signs:
        return []
    places = [end for _, _, end in signs]
    found = [_last(layout, p) if _has(places, p) else None for p in layout.passages]
    first = next((m for m in found if m), None)
    seldom = sum(map(bool, found)) * _OFTEN < len(found)
    if first is None or (" " not in issuer.state and seldom):
        return []
    frames = []
    voice: Voice | None = None
    for passage, m in zip(layout.passages, found, strict=True):
        if m or voice is None:
            start, end = (m or first).span("voice")
            voice = Voice(layout.text[start:end], Role.OFFICIAL, issuer.state, start, end)
        frames.append(Frame(passage.start, passage.end, voice, (passage.start, passage.start)))
    return frames


def _has(ends: Sequence[int], passage: Passage) -> bool:
    """Whether something ends in a sentence."""
    return bisect_right(ends, passage.start) < bisect_right(ends, passage.end)


def _last(layout: Layout, passage: Passage) -> re.Match[str] | None:
    """Where a sentence names the issuers last."""
    found = _chorus(layout.language).finditer(layout.folded, passage.start, passage.end)
    return max(found, key=lambda m: m.start(), default=None)
