"""The numbers in a quote with their units, as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from renkei.reading.lexicon import load_yaml
from renkei.reading.times import Time


@cache
def _pattern(language: str) -> re.Pattern[str]:
    data = load_yaml(language, "quantities.yaml")
    return re.compile(f"(?:{data['before']})*(?:{data['number']})(?:{data['after']})+")


def quantities(
    text: str, folded: str, span: tuple[int, int], times: Sequence[Time], language: str
) -> str:
    """The quantities in ``text[span]``, as written, parted by ``; ``; dates are none."""
    found = []
    for m in _pattern(language).finditer(folded, *span):
        if not any(t.start < m.end() and m.start() < t.end for t in times):
            found.append(text[m.start() : m.end()].strip())
    return "; ".join(found)
