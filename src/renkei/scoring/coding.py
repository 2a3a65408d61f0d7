"""A coding: rows with the codebook's fields, each quote found in its document.

A coding is a JSONL file (one object a line with ``doc``, ``quote``, ``kind`` and the codebook's
other fields), a marked file (`renkei.scoring.marked`) or a folder of marked files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from renkei.errors import RenkeiError
from renkei.nouns import Kind, Likelihood, Polarity, Role, Rung
from renkei.scoring.compare import Coded

Row = dict[str, object]
"""A coded statement, by the names of the codebook's fields."""

_VALUES: dict[str, set[str]] = {
    "kind": set(Kind),
    "status": {"", *Rung},
    "likelihood": {"", *Likelihood},
    "polarity": {"", *Polarity},
    "speaker_role": {"", *Role},
}
_BLANK = re.compile(r"\s+")


class CodingError(RenkeiError):
    """A coding cannot be used; the message names the file and the line."""


def read_rows(path: Path) -> dict[str, list[Row]]:
    """The rows of a JSONL coding, by the name of their document.

    Raises
    ------
    CodingError
        If the file cannot be read, or a line is no coded statement.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise CodingError(f"{path}: cannot be read ({error})") from error
    rows: dict[str, list[Row]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(line, f"{path}:{number}")
            rows.setdefault(str(row["doc"]), []).append(row)
    if not rows:
        raise CodingError(f"{path}: holds no coded statement")
    return rows


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CodingError(f"{where}: not JSON ({error})") from error
    if not isinstance(row, dict):
        raise CodingError(f"{where}: not an object with the codebook's fields")
    for key in ("doc", "quote", "kind"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise CodingError(f"{where}: has no {key}")
    for key, allowed in _VALUES.items():
        if (row.get(key) or "") not in allowed:
            known = ", ".join(sorted(allowed - {""}))
            raise CodingError(f"{where}: {key} {row[key]!r} is not of the codebook ({known})")
    if not isinstance(row.get("actors") or [], list):
        raise CodingError(f"{where}: actors must be a list")
    return row


def placed(rows: Iterable[Mapping[str, object]], text: str) -> list[Coded]:
    """The rows with their places in `text`.

    Rows are looked for in the order of the text, each from the place of the one before. A quote
    that stands there but for its spaces and line ends is placed, too; it keeps its own wording. One
    that is not there at all has the place -1 and matches nothing.
    """
    found, at = [], 0
    for row in rows:
        start, end = _place(str(row["quote"]), text, at)
        at = max(start, 0)
        found.append(_coded(row, start, end))
    return found


def _place(quote: str, text: str, at: int) -> tuple[int, int]:
    for begin in (at, 0):
        start = text.find(quote, begin)
        if start >= 0:
            return start, start + len(quote)
    loose = re.search(r"\s*".join(map(re.escape, _BLANK.sub("", quote))), text)
    return loose.span() if loose else (-1, -1)


def _coded(row: Mapping[str, object], start: int, end: int) -> Coded:
    def text(key: str, default: str = "") -> str:
        return str(row.get(key) or default)

    actors = row.get("actors")
    return Coded(
        start=start,
        end=end,
        quote=text("quote"),
        kind=text("kind"),
        status=text("status"),
        likelihood=text("likelihood"),
        polarity=text("polarity", "affirmed"),
        actors=tuple(map(str, actors)) if isinstance(actors, list) else (),
        speaker=text("speaker", "author"),
        speaker_role=text("speaker_role", "author"),
        time=text("time"),
        quantity=text("quantity"),
        topic=text("topic"),
    )
