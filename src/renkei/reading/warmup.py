"""The reader made ready: its compiled part loaded, or compiled where this machine has none yet.

``python -m renkei.reading.warmup`` does it at installation, so that no reading has to wait.
"""

from __future__ import annotations

from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.nouns import Name
from renkei.reading.compiled import KERNEL
from renkei.reading.reader import ClauseReader

PREPARING = "preparing the reader, once on this machine …"
_NAMES = (
    Name("Japan", "state", "JP", "en", "JP"),
    Name("command", "item", "command", "en"),
    Name("headquarters", "hint", "command", "en"),
)
_TEXTS = (
    "Japan will set up a command with 240 people in March 2025, the minister said. "
    "Its headquarters is to be in Tokyo.",
    "部长2025年3月表示，日本将设立240人的司令部。",
    "大臣は2025年3月、日本が240人の司令部を設置すると述べた。",
)


def is_ready() -> bool:
    """Whether the compiled part is on this machine."""
    return KERNEL.is_kept()


def warmup() -> None:
    """Reads a sentence in each language: some twenty seconds of processor time where the compiled
    part is not on this machine yet, half a second where it is."""
    reader = ClauseReader()
    for text in _TEXTS:
        reader.read(assemble(read_plain(text, "warmup")), _NAMES)


if __name__ == "__main__":
    warmup()
