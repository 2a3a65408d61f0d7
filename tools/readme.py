"""Write what the commands really print into the README; a test says when it is out of date.

A fence after ``<!-- output: COMMAND -->`` is replaced by what COMMAND prints, at 80 columns, on the
ledger that ``renkei sample`` makes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
_BLOCK = re.compile(r"(<!-- output: ([^\n]+?) -->\n```text\n).*?(```\n)", re.DOTALL)


def refreshed(page: str) -> str:
    """`page` with every output as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        _run("renkei sample", folder)
        return _BLOCK.sub(lambda b: b[1] + _run(b[2], folder) + b[3], page)


def _run(command: str, folder: str) -> str:
    env = os.environ | {"COLUMNS": "80", "RENKEI_LEDGER": "sample.ledger"}
    program = f"'{sys.executable}' -m renkei"
    line = re.sub(r"\brenkei\b", lambda _: program, command, count=1)
    done = subprocess.run(
        ["sh", "-c", line], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=True
    )
    return re.sub(r" +$", "", done.stdout, flags=re.MULTILINE)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text("utf-8")), "utf-8")
