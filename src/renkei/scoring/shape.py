"""A score as plain dictionaries and lists, for ``--json`` and for other programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from renkei.scoring.measures import Figures
from renkei.scoring.report import Score

Json = dict[str, Any]


def as_json(score: Score) -> Json:
    """Everything in a score; ``docs/scoring.md`` says what the figures mean."""
    groups = {"languages": score.languages, "documents": score.documents, "kinds": score.kinds}
    listed: dict[str, list[Json]] = {"missed": [], "invented": [], "mistaken": []}
    for error in score.errors:
        row = asdict(error)
        listed[row.pop("what")].append(row)
    return {
        "by": score.by,
        "gold": score.gold,
        "overall": _figures(score.overall),
        **{name: {key: _figures(f) for key, f in group.items()} for name, group in groups.items()},
        "confusion": {"rung": _nested(score.rungs()), "kind": _nested(score.confused())},
        **listed,
        "unscored": [asdict(one) for one in score.unscored],
        "astray": [{"document": name, "quote": gold.quote} for name, gold in score.astray()],
    }


def _figures(figures: Figures) -> Json:
    row: Json = asdict(figures)
    shares: Json = row.pop("shares")
    return row | shares


def _nested(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    nested: dict[str, dict[str, int]] = {}
    for (gold, given), number in counts.items():
        nested.setdefault(gold, {})[given] = number
    return nested
