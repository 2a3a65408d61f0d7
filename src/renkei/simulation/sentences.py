"""What the figures of a comparison support, in words and no further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renkei.simulation.comparison import Entrant, PairRow, StreamInfo

VERDICTS = {
    "same": "the same here",
    "alike": "as good as the same",
    "untold": "cannot be told apart",
}
"""What verdicts that are no word by themselves say."""
TOGETHER = ("same", "alike", "untold")


def span(hours: float) -> str:
    """A time in the unit that suits it."""
    size = abs(hours)
    if size < 1 / 60:
        return f"{hours * 3600:.0f} s"
    if size < 2:
        return f"{hours * 60:.3g} min"
    return f"{hours:.3g} h" if size < 72 else f"{hours / 24:.3g} d"


def verdicts(
    entrants: Sequence[Entrant], streams: Sequence[StreamInfo], pairs: Sequence[PairRow]
) -> Iterator[str]:
    """For each stream, in what order the arrangements are done, and which are not told apart."""
    keys = [entrant.key for entrant in entrants]
    if len(keys) < 2:
        return
    for stream in streams:
        rows = {(row.one, row.other): row for row in pairs if row.stream == stream.key}
        groups = _groups(keys, rows)
        if len(groups) == 1:
            yield (
                f"{stream.key}: {_listed(groups[0])} cannot be told apart"
                f"{_within(groups[0], rows)}."
            )
            continue
        told = [
            _listed(group) + (f" (not told apart{_within(group, rows)})" if len(group) > 1 else "")
            for group in groups
        ]
        yield f"{stream.key}: soonest on the mean {'; then '.join(told)}."


def _groups(keys: Sequence[str], rows: dict[tuple[str, str], PairRow]) -> list[list[str]]:
    """The arrangements from the soonest to the latest; those not told apart stand together."""

    def lead(key: str) -> float:
        return 0.0 if key == keys[0] else rows[key, keys[0]].difference.value

    groups: list[list[str]] = []
    for key in sorted(keys, key=lead):
        if groups and all(_row(key, other, rows).verdict in TOGETHER for other in groups[-1]):
            groups[-1].append(key)
        else:
            groups.append([key])
    return groups


def _row(one: str, other: str, rows: dict[tuple[str, str], PairRow]) -> PairRow:
    return rows[one, other] if (one, other) in rows else rows[other, one]


def _within(group: Sequence[str], rows: dict[tuple[str, str], PairRow]) -> str:
    """By how much at most the members of a group differ."""
    pairs = [_row(a, b, rows) for i, a in enumerate(group) for b in group[:i]]
    if all(row.verdict == "same" for row in pairs):
        return ": nothing in which they differ is asked"
    widest = max(max(abs(row.difference.low), abs(row.difference.high)) for row in pairs)
    return f": they differ by less than {span(max(widest, 1 / 3600))}, if at all"


def _listed(keys: Sequence[str]) -> str:
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"
