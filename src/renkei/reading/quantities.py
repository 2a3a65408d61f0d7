"""The numbers in a quote with their units, as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from renkei.reading.lexicon import load_yaml
from renkei.reading.times import Time

_end = attrgetter("end")


class Rules(NamedTuple):
    """What a quantity is in one language: a number with its unit, `whole` with what may stand
    before it, which is made of `chars` and spaces."""

    number: re.Pattern[str]
    whole: re.Pattern[str]
    chars: frozenset[str]


@cache
def rules(language: str) -> Rules:
    """The rules of ``zh``, ``ja`` or ``en``."""
    data = load_yaml(language, "quantities.yaml")
    number = f"(?:{data['number']})(?:{data['after']})+"
    whole = f"(?:{data['before']})*{number}"
    return Rules(re.compile(number), re.compile(whole), frozenset(data["before"]))


def quantities(
    text: str,
    folded: str,
    span: tuple[int, int],
    numbers: Sequence[int],
    times: Sequence[Time],
    language: str,
) -> str:
    """The quantities in ``text[span]``, as written, parted by ``; ``; dates are none.

    `numbers` are the places where one may begin (`contents`), `times` the times of the text, in
    order.
    """
    (at, end), (number, whole, chars) = span, rules(language)
    found = []
    for place in numbers:
        m = number.match(folded, place, end) if place >= at else None
        if not m:
            continue
        first = place
        while first > at and (folded[first - 1] in chars or folded[first - 1].isspace()):
            first -= 1
        if first < place:
            m = whole.search(folded, first, end) or m
        at = m.end()
        if not _is_dated(times, m.start(), at):
            found.append(text[m.start() : at].strip())
    return "; ".join(found)


def _is_dated(times: Sequence[Time], start: int, end: int) -> bool:
    """Whether a time overlaps a place."""
    at = bisect_left(times, start + 1, key=_end)
    return at < len(times) and times[at].start < end
