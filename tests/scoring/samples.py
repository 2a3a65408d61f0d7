"""A small coded document of our own, in both forms."""

from __future__ import annotations

import json
from pathlib import Path

TEXT = """title: Harbour talks <end>
source: Sample Wire
published: 2024-05-11
lang: en

Japan will lease two tugboats to the allied fleet by 2026. The ministers met in Sasebo on Friday.

Critics doubt that the money & the crews will be found, said a port official.
"""

ROWS: list[dict[str, object]] = [
    {
        "doc": "007",
        "quote": "Japan will lease two tugboats to the allied fleet by 2026",
        "kind": "commitment",
        "status": "intended",
        "actors": ["JP"],
        "time": "../2026",
        "quantity": "two",
    },
    {
        "doc": "007",
        "quote": "The ministers met in Sasebo on Friday",
        "kind": "event",
        "actors": ["JP"],
        "time": "2024-05-10",
    },
    {
        "doc": "007",
        "quote": "the money & the crews will be found",
        "kind": "position",
        "polarity": "negated",
        "speaker": "Critics",
        "speaker_role": "other",
    },
]

MARKED = """title: Harbour talks
source: Sample Wire
published: 2024-05-11
lang: en

⟦1⟧Japan will lease ⟦2⟧two tugboats⟦/2⟧ to the fleet by 2026⟦/1⟧. A bell rang.
@1 commitment/intended | JP, US | author | ../2026 | two | tugboats
@2 measure! | | Port Office:official | | 2 |

⟦1⟧Rain may delay it⟦/1⟧, he said.
@1 forecast/possible | | port official:official | | |
"""


def write(folder: Path, rows: list[dict[str, object]], name: str = "gold.jsonl") -> Path:
    """A JSONL coding in `folder`."""
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path
