"""The numbers in a quote with their units, as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

from renkei.reading.lexicon import load_yaml
from renkei.reading.times import Time
from renkei.reading.times.first import quick

_end = attrgetter("end")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    data = load_yaml(language, "quantities.yaml")
    return re.compile(quick(f"(?:{data['before']})*(?:{data['number']})(?:{data['after']})+"))


def quantities(
    text: str, folded: str, span: tuple[int, int], times: Sequence[Time], language: str
) -> str:
    """The quantities in ``text[span]``, as written, parted by ``; ``; dates are none.

    `times` are those of the text, in order.
    """
    found = []
    for m in _pattern(language).finditer(folded, *span):
        at = bisect_left(times, m.start() + 1, key=_end)
        if at == len(times) or times[at].start >= m.end():
            found.append(text[m.start() : m.end()].strip())
    return "; ".join(found)
