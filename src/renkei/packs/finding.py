"""What is wrong with a pack, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule.

    `file` is the path inside the pack, `row` the key of the row (or its place in the list),
    `field` the path inside the row, `message` what is wrong and what to do.
    """

    rule: str
    file: str
    row: str
    field: str
    message: str

    def __str__(self) -> str:
        """One line: ``items/posture.yaml · guam-relocation · parent: … [reference]``."""
        where = " · ".join(part for part in (self.file, self.row, self.field) if part)
        return f"{where}: {self.message} [{self.rule}]"
