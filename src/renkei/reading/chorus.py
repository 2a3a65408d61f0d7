"""The voice in which a joint text speaks of those who issue it: 両首脳, 閣僚, 我々.

The patterns are those of ``data/<language>/speech.yaml`` (`issuers`).
"""

from __future__ import annotations

import re
from functools import cache

from renkei.nouns import Role
from renkei.reading.frames import Frame
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.voices import Voice

_OFTEN = 5
"""In a text of one body, one sentence of so many must speak of several as one to make it theirs."""


@cache
def _chorus(language: str) -> re.Pattern[str]:
    return re.compile(load_yaml(language, "speech.yaml")["issuers"]["chorus"])


def chorus(layout: Layout, issuer: Voice | None) -> list[Frame]:
    """A frame for each sentence of a joint text, in the voice that it last gave its issuers."""
    if issuer is None:
        return []
    named = _chorus(layout.language)
    found = [
        max(named.finditer(layout.folded, p.start, p.end), key=lambda m: m.start(), default=None)
        for p in layout.passages
    ]
    first = next((m for m in found if m), None)
    seldom = sum(map(bool, found)) * _OFTEN < len(found)
    if first is None or (" " not in issuer.state and seldom):
        return []
    frames, last = [], first
    for passage, m in zip(layout.passages, found, strict=True):
        last = m or last
        name = layout.text[slice(*last.span("voice"))]
        voice = Voice(name, Role.OFFICIAL, issuer.state, *last.span("voice"))
        frames.append(Frame(passage.start, passage.end, voice, (passage.start, passage.start)))
    return frames
