"""The numbers in a quote with their units, as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
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
    spans: Iterable[tuple[int, int]],
    times: Sequence[Time],
    dated: str,
    language: str,
) -> list[str]:
    """The quantities in each span of a text, as written, parted by ``; ``; dates are none.

    `dated` is the folded text with its times blanked. Few spans hold a sign of a number that is
    part of no time, and only those are looked through.
    """
    whole, sign = patterns(language)
    signs = [m.start() for m in sign.finditer(dated)]
    out = []
    for start, end in spans:
        at = bisect_left(signs, start)
        found = []
        if at < len(signs) and signs[at] < end:
            for m in whole.finditer(folded, start, end):
                if not _is_dated(times, *m.span()):
                    found.append(text[m.start() : m.end()].strip())
        out.append("; ".join(found))
    return out


def _is_dated(times: Sequence[Time], start: int, end: int) -> bool:
    """Whether a time overlaps a place."""
    at = bisect_left(times, start + 1, key=_end)
    return at < len(times) and times[at].start < end
