"""What the figures of a comparison support, in words and no further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renkei.simulation.comparison import Entrant, PairRow, PostRow, StreamInfo

VERDICTS = {
    "same": "the same by construction",
    "alike": "as good as the same",
    "untold": "cannot be told apart",
}
"""What verdicts that are no word by themselves say."""
FULL, LONG = 0.95, 4.0
"""The share of its hours and the mean wait, in hours, from which a desk does not keep up."""
TOGETHER = ("same", "alike", "untold")


def span(hours: float, digits: int = 3) -> str:
    """A time in the unit that suits it."""
    size = abs(hours)
    if size < 1 / 60:
        return f"{hours * 3600:.{digits - 3}f} s"
    if size < 2:
        return f"{hours * 60:.{digits}g} min"
    return f"{hours:.{digits}g} h" if size < 72 else f"{hours / 24:.{digits}g} d"


def interval(low: float, high: float) -> str:
    """Two ends of an interval, with digits more where they would read alike."""
    pairs = [(span(low, digits), span(high, digits)) for digits in (3, 4, 5, 6)]
    one, other = next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
    return f"{one} to {other}"


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
            word, differ = _within(groups[0], rows)
            verb = "" if word == VERDICTS["untold"] else "are "
            yield f"{stream.key}: {_listed(groups[0])} {verb}{word}: {differ}."
            continue
        told = [_listed(group) + _bracket(group, rows) for group in groups]
        yield f"{stream.key}: soonest on the mean {'; then '.join(told)}."


def keeps_up(row: PostRow) -> bool:
    """Whether a desk is not at work all its hours while matters wait long: then its queue grows."""
    return row.busy < FULL or row.wait < LONG


def strained(entrants: Sequence[Entrant], posts: Sequence[PostRow]) -> Iterator[str]:
    """For each arrangement the desks that do not keep up with what comes to them."""
    for entrant in entrants:
        desks = [row.desk for row in posts if row.lineup == entrant.key and not keeps_up(row)]
        if desks and not entrant.like:
            verb = "does" if len(desks) == 1 else "do"
            yield (
                f"{entrant.key}: {_listed(desks)} {verb} not keep up; what waits there grows for "
                "as long as that lasts, so times say how long was run more than how long it takes."
            )


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


def _bracket(group: Sequence[str], rows: dict[tuple[str, str], PairRow]) -> str:
    if len(group) == 1:
        return ""
    word, differ = _within(group, rows)
    return f" ({word}: {differ})"


def _within(group: Sequence[str], rows: dict[tuple[str, str], PairRow]) -> tuple[str, str]:
    """The verdict on the members of a group together, and by how much at most they differ."""
    pairs = [_row(a, b, rows) for i, a in enumerate(group) for b in group[:i]]
    if all(row.verdict == "same" for row in pairs):
        return VERDICTS["same"], "nothing in which they differ is asked"
    word = VERDICTS["untold" if any(row.verdict == "untold" for row in pairs) else "alike"]
    widest = max(max(abs(row.difference.low), abs(row.difference.high)) for row in pairs)
    return word, f"they differ by less than {span(max(widest, 1 / 3600))}, if at all"


def _listed(keys: Sequence[str]) -> str:
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"
