"""The numbers in a quote with their units, as written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

from renkei.reading.lexicon import load_yaml
from renkei.reading.times import Time
from renkei.reading.times.first import quick

_end = attrgetter("end")


@cache
def patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a quantity is, and what stands in each of them."""
    data = load_yaml(language, "quantities.yaml")
    whole = quick(f"(?:{data['before']})*(?:{data['number']})(?:{data['after']})+")
    return re.compile(whole), re.compile(data["sign"])


def quantities(
    text: str,
    folded: str,
    spans: Sequence[tuple[int, int]],
    times: Sequence[Time],
    dated: str,
    language: str,
) -> list[str]:
    """The quantities in each span of a text, as written, parted by ``; ``; dates are none.

    `spans` are in order and apart, as are `times`; `dated` is the folded text with its times
    blanked. Few spans hold a sign of a number that is part of no time, and only those are looked
    through.
    """
    whole, sign = patterns(language)
    out = [""] * len(spans)
    ends = [span[1] for span in spans]
    behind = 0
    for m in sign.finditer(dated):
        place = m.start()
        if place < behind:
            continue
        at = bisect_right(ends, place)
        if at == len(spans):
            break
        start, behind = spans[at]
        if start <= place:
            found = [m.span() for m in whole.finditer(folded, start, behind)]
            out[at] = "; ".join(text[a:b].strip() for a, b in found if not _is_dated(times, a, b))
        else:
            behind = start
    return out


def _is_dated(times: Sequence[Time], start: int, end: int) -> bool:
    """Whether a time overlaps a place."""
    at = bisect_left(times, start + 1, key=_end)
    return at < len(times) and times[at].start < end
