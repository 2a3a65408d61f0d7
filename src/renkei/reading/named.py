"""The names in a text in columns, so that most are passed over without a look at what they name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import add
from typing import NamedTuple

from renkei.nouns import Name
from renkei.reading.layout import Layout

DOT = re.compile("[·・.]")
"""What stands between the parts of a foreign name."""


class Named(NamedTuple):
    """The names in a text, in order of place; none overlaps another.

    Each begins at `starts` and ends at `ends`; `parts` tell what it may be to a voice (see
    `renkei.reading.parts`), `whom` all that it may name.
    """

    starts: list[int]
    ends: list[int]
    parts: list[int]
    whom: list[tuple[Name, ...]]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first of those that stand in a run of text, and the one behind the last."""
        first = bisect_left(self.starts, start)
        behind = bisect_left(self.starts, end, first)
        if behind > first and self.ends[behind - 1] > end:
            behind -= 1
        return first, behind


def named(layout: Layout) -> Named:
    """The names of `layout`."""
    entries, starts, ends = layout.spots.T.tolist()
    finder = layout.finder
    parts = finder.parts.take(layout.spots[:, 0]).tolist()
    return Named(starts, ends, parts, list(map(finder.owners.__getitem__, entries)))


def merged(found: Named, names: Named) -> Named:
    """Both in order of place; of two that overlap the longer stands.

    Of two as long, whoever the text has introduced by given and family name stands, else the
    earlier.
    """
    starts, ends, parts, whom = every = Named(*map(add, names, found))
    order: list[int] = []
    done = 0
    for one in range(len(names.starts), len(starts)):
        before = bisect_right(names.starts, starts[one], done)
        while done < before and order and starts[done] < ends[order[-1]]:
            if _outdoes(done, order[-1], every):
                order[-1] = done
            done += 1
        order += range(done, before)
        done = before
        if not order or ends[order[-1]] <= starts[one]:
            order.append(one)
        elif _outdoes(one, order[-1], every):
            order[-1] = one
    while done < len(names.starts) and order and starts[done] < ends[order[-1]]:
        if _outdoes(done, order[-1], every):
            order[-1] = done
        done += 1
    order += range(done, len(names.starts))
    return Named(
        list(map(starts.__getitem__, order)),
        list(map(ends.__getitem__, order)),
        list(map(parts.__getitem__, order)),
        list(map(whom.__getitem__, order)),
    )


def _outdoes(one: int, last: int, every: Named) -> bool:
    """Whether the later of two names that overlap stands, and not the earlier."""
    starts, ends, _, whom = every
    longer = (ends[one] - starts[one]) - (ends[last] - starts[last])
    return longer > 0 or (longer == 0 and _introduces(whom[one]))


def _introduces(whom: tuple[Name, ...]) -> bool:
    return len(whom) == 1 and DOT.search(whom[0].text) is not None
