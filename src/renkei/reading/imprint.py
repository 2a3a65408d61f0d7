"""How an English text that a state issued calls those who speak in it.

The patterns are those of ``data/en/speech.yaml`` (`joint`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from renkei.nouns import Document
from renkei.reading.fold import fold
from renkei.reading.layout import Layout
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import NameFinder
from renkei.reading.voices import Voice

_OFTEN = 3
"""How often a joint text must open a sentence with those who issue it to be called theirs."""


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    rules = load_yaml("en", "speech.yaml")["joint"]
    return {key: re.compile(value) for key, value in rules.items()}


def only_reports(title: str) -> bool:
    """Whether a title (folded) is that of a readout, which is told in its author's voice."""
    return bool(_rules()["report"].search(title))


def signed(
    issuer: Voice, document: Document, title: str, layout: Layout, finder: NameFinder
) -> Voice:
    """The issuer as the text has it: *the Ministers*, *We*, *fact sheet* or the body behind it."""
    m = _rules()["document"].search(title)
    if m:
        return issuer._replace(name=_publisher(document.source, finder) or m[0])
    called = _called(layout)
    if called.lower() == "we" and "leader" in title:
        called = "the leaders"
    return issuer._replace(name=called or issuer.name)


def _publisher(source: str, finder: NameFinder) -> str:
    """The body that a document's source names, if it names nothing else; else empty."""
    plain = re.sub(r"^the |\s*\(.*", "", source, flags=re.IGNORECASE)
    for found in finder.find(fold(plain, "en"), plain):
        body = any(n.kind == "body" for n in found.names)
        if body and found.start == 0 and found.end == len(plain):
            return plain
    return ""


def _called(layout: Layout) -> str:
    """What the issuers are called most often at the head of a sentence; empty if seldom."""
    pattern = _rules()["called"]
    heads = (pattern.match(layout.folded, p.start, p.end) for p in layout.passages)
    calls = Counter(m[1] for m in heads if m)
    called, often = calls.most_common(1)[0] if calls else ("", 0)
    at = layout.folded.find(called)
    return layout.text[at : at + len(called)] if often >= _OFTEN else ""
