"""Which milestones of a comparison are shown side by side."""

from __future__ import annotations

from renkei.simulation.comparison import Comparison
from renkei.simulation.tally import END, EVERYONE

UNSHOWN = ("detected", "assessed")
EACH = "decided"


def milestone_columns(found: Comparison, stream: str) -> list[tuple[str, str]]:
    """The heading and the name of each milestone to show: what all have reached, and the decision
    of each nation. What ends the procedure is left out, for ``end`` says it."""
    names = [
        row.milestone
        for row in found.times
        if row.stream == stream and row.lineup == found.entrants[0].key and row.milestone != END
    ]
    words = list(dict.fromkeys(name.rpartition(" by ")[0] for name in names))
    columns = []
    for word in words[:-1]:
        own = [name for name in names if name.rpartition(" by ")[0] == word]
        together = f"{word} by {EVERYONE}"
        if word in UNSHOWN:
            continue
        if word == EACH or together not in own:
            each = [name for name in own if name != together]
            columns += [(f"{word} {name.rpartition(' by ')[2]}", name) for name in each]
        else:
            columns.append((word, together))
    return columns
