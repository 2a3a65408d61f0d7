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
def pattern(language: str) -> re.Pattern[str]:
    """What a quantity is in ``zh``, ``ja`` or ``en``."""
    data = load_yaml(language, "quantities.yaml")
    return re.compile(quick(f"(?:{data['before']})*(?:{data['number']})(?:{data['after']})+"))


def quantities(
    text: str, folded: str, span: tuple[int, int], times: Sequence[Time], language: str
) -> str:
    """The quantities in ``text[span]``, as written, parted by ``; ``; dates are none.

    `times` are those of the text, in order.
    """
    found = [m.span() for m in pattern(language).finditer(folded, *span)]
    return "; ".join([text[a:b].strip() for a, b in found if not _is_dated(times, a, b)])


def _is_dated(times: Sequence[Time], start: int, end: int) -> bool:
    """Whether a time overlaps a place."""
    at = bisect_left(times, start + 1, key=_end)
    return at < len(times) and times[at].start < end
