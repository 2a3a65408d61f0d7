"""Reading a hand coding: JSON Lines with the codebook's fields, each quote found in its document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from renkei.errors import RenkeiError
from renkei.nouns import Document
from renkei.scoring.compare import Coded


class GoldError(RenkeiError):
    """A coding cannot be used: a line is broken, or names a document that is not there."""


def read_gold(path: Path) -> dict[str, list[dict[str, object]]]:
    """The rows of a coding, by the name of their document.

    Raises
    ------
    GoldError
        If a line is not a JSON object with ``doc``, ``quote`` and ``kind``.
    """
    rows: dict[str, list[dict[str, object]]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows.setdefault(str(row["doc"]), []).append(row)
            _ = row["quote"], row["kind"]
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}:{number}: not a coded statement ({error})") from error
    return rows


def placed(rows: Iterable[dict[str, object]], document: Document) -> tuple[list[Coded], list[str]]:
    """The coded statements with their places in the clean text, and the quotes not found there."""
    found, lost, at = [], [], 0
    for row in rows:
        quote = str(row["quote"])
        start = document.text.find(quote, at)
        if start < 0:
            start = document.text.find(quote)
        if start < 0:
            lost.append(quote)
            continue
        at = start
        found.append(_coded(row, document.id, start))
    return found, lost


def _coded(row: dict[str, object], document: str, start: int) -> Coded:
    def text(key: str, default: str = "") -> str:
        return str(row.get(key) or default)

    actors = row.get("actors") or ()
    return Coded(
        document=document,
        start=start,
        end=start + len(text("quote")),
        quote=text("quote"),
        kind=text("kind"),
        status=text("status"),
        likelihood=text("likelihood"),
        polarity=text("polarity", "affirmed"),
        actors=tuple(map(str, actors)) if isinstance(actors, list | tuple) else (),
        speaker=text("speaker", "author"),
        speaker_role=text("speaker_role", "author"),
        time=text("time"),
        quantity=text("quantity"),
        topic=text("topic"),
    )
