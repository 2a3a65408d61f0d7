"""What a sensitivity analysis supports, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from renkei.simulation.spread import Index, Share

if TYPE_CHECKING:
    from renkei.simulation.assumptions import Space

NOTEWORTHY = 0.1
"""A figure is named where the whole interval of its total index lies above this."""
LEAST_BASE = 32
"""From a smaller base nothing is named: resampling so few points says little of their tails."""
TELLING = (0.05, 0.975)
"""Shares of what is assumed between which enough departs from the order to say why."""


def said(
    order: Sequence[str],
    held: float,
    shares: Sequence[Share],
    indices: Sequence[Index],
    space: Space,
    keys: Sequence[str],
    base: int,
) -> Iterator[str]:
    """The sentence on the whole order, and one for each arrangement against the first."""
    turns = _turns(indices, "", "", space, base)
    yield (
        f"The ranking ({', '.join(order)}) holds over {held:.0%} of what we assume"
        + (f"; it turns on {turns}." if TELLING[0] < held < TELLING[1] else ".")
    )
    for one in keys[1:]:
        share = next(s for s in shares if s.one == one and s.other == keys[0])
        yield _against(share, _turns(indices, one, keys[0], space, base))


def named(indices: Sequence[Index], base: int) -> list[Index]:
    """Those of one output that a sample of this base can name, the largest total index first.

    One rule for sentences and charts: 95 % intervals that lie above `NOTEWORTHY`.
    """
    told = [row for row in indices if base >= LEAST_BASE and row.total_low > NOTEWORTHY]
    return sorted(told, key=lambda row: -row.total)


def _against(share: Share, turns: str) -> str:
    if not share.sooner and not share.later:
        return f"{share.one} and {share.other} are the same whatever is assumed."
    word, over = ("sooner", share.sooner) if share.sooner > share.later else ("later", share.later)
    same = 1 - share.sooner - share.later
    return (
        f"{share.one} is {word} than {share.other} over {over:.0%} of what we assume"
        + (f" and the same over {same:.0%}" if same >= 0.005 else "")
        + f", by {abs(share.middle):.1%} of the time in the middle case"
        + f"; how much turns on {turns}."
    )


def _turns(indices: Sequence[Index], one: str, other: str, space: Space, base: int) -> str:
    """The figures of the largest total indices, in words."""
    rows = named([row for row in indices if (row.one, row.other) == (one, other)], base)[:3]
    if not rows:
        return f"nothing that a sample of base {base} can name"
    return ", ".join(
        f"“{what(space, row.parameter)}” "
        f"(about {min(row.total, 1):.0%}: {row.total_low:.0%} to {row.total_high:.0%})"
        for row in rows
    )


def what(space: Space, key: str) -> str:
    """What a parameter or choice is, in words."""
    row = space.parameters.get(key) or space.choices[key]
    return row.what.rstrip("?")
