"""Checks and turns over the marked documents of `corpus/` (their form: `renkei.scoring.marked`).

python tools/marked.py check FILE…      says what is wrong, by file and line
python tools/marked.py rows FILE…       the statements as JSON Lines in the form of a gold file
python tools/marked.py text FILE        the document without its marks
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from renkei.scoring.marked import MarkError, parse

__all__ = ["MarkError", "parse"]


def main(arguments: list[str]) -> Iterator[str]:
    """Lines to print for one command; see the module's docstring."""
    command, *files = arguments
    for path in map(Path, files):
        text, rows = parse(path)
        if command == "rows":
            yield from (json.dumps(row, ensure_ascii=False) for row in rows)
        elif command == "text":
            yield text
        else:
            yield f"{path}: {len(rows)} statements"


if __name__ == "__main__":
    try:
        for line in main(sys.argv[1:]):
            print(line)
    except MarkError as error:
        sys.exit(str(error))
