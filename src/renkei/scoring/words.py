"""What figures, fields and statements are called where people read them."""

from __future__ import annotations

from renkei.scoring.compare import Coded

LABELS = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "place_f1": "F1 by place alone",
    "rung": "rung",
    "rung_near": "rung, or one off",
    "polarity": "polarity",
    "likelihood": "likelihood",
    "time": "time",
    "speaker": "speaker",
    "speaker_role": "speaker's role",
    "actors": "actors (F1)",
    "quantity": "quantity",
    "topic": "topic",
    "letters": "quotes letter for letter",
}
"""The figures of `renkei.scoring.measures`."""


def field(one: Coded, name: str) -> str:
    """A field of a statement, by the name of its figure, as text."""
    value = getattr(one, "status" if name == "rung" else name)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def said(one: Coded) -> str:
    """What a statement claims: kind, rung or likelihood, and whether it is denied."""
    parts = (one.kind, one.status or one.likelihood, "negated" * (one.polarity == "negated"))
    return " ".join(part for part in parts if part)
