"""What a sensitivity analysis supports, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from renkei.simulation.spread import Index, Share

if TYPE_CHECKING:
    from renkei.simulation.assumptions import Space

NOTEWORTHY = 0.1
"""A total index below this is not named."""
TELLING = (0.05, 0.975)
"""Shares of what is assumed between which enough departs from the order to say why."""


def said(
    order: Sequence[str],
    held: float,
    shares: Sequence[Share],
    indices: Sequence[Index],
    space: Space,
    keys: Sequence[str],
) -> Iterator[str]:
    """The sentence on the whole order, and one for each arrangement against the first."""
    turns = _turns(indices, "", "", space)
    yield (
        f"The ranking ({', '.join(order)}) holds over {held:.0%} of what we assume"
        + (f"; it turns on {turns}." if turns and TELLING[0] < held < TELLING[1] else ".")
    )
    for one in keys[1:]:
        share = next(s for s in shares if s.one == one and s.other == keys[0])
        yield _against(share, _turns(indices, one, keys[0], space))


def _against(share: Share, turns: str) -> str:
    if not share.sooner and not share.later:
        return f"{share.one} and {share.other} are the same whatever is assumed."
    word, over = ("sooner", share.sooner) if share.sooner > share.later else ("later", share.later)
    same = 1 - share.sooner - share.later
    return (
        f"{share.one} is {word} than {share.other} over {over:.0%} of what we assume"
        + (f" and the same over {same:.0%}" if same >= 0.005 else "")
        + f", by {abs(share.middle):.1%} of the time in the middle case"
        + (f"; how much turns on {turns}." if turns else ".")
    )


def _turns(indices: Sequence[Index], one: str, other: str, space: Space) -> str:
    """The figures of the largest total indices, in words."""
    rows = [row for row in indices if (row.one, row.other) == (one, other)]
    rows = sorted(rows, key=lambda row: -row.total)[:3]
    return ", ".join(
        f"“{what(space, row.parameter)}” ({min(row.total, 1):.0%})"
        for row in rows
        if row.total >= NOTEWORTHY
    )


def what(space: Space, key: str) -> str:
    """What a parameter or choice is, in words."""
    row = space.parameters.get(key) or space.choices[key]
    return row.what.rstrip("?")
