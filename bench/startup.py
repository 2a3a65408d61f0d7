"""Wall time of `renkei --help` beside that of a Python that does nothing, and of the sample."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from measure import Row, show

RUNS = 15
HELP_GOAL, SAMPLE_GOAL = 0.3, 10.0


def wall(*command: str, env: Mapping[str, str] | None = None) -> float:
    """Seconds that a command takes from call to end.

    Raises
    ------
    RuntimeError
        If it ends with a failure; the message is what it said last.
    """
    begin = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8")
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise RuntimeError(
            ((done.stderr or done.stdout).strip().splitlines() or ["it said nothing"])[-1]
        )
    return seconds


def help_row() -> Row:
    """Median of the two in turn, the first call of each left out."""
    pairs = [
        (wall(sys.executable, "-m", "renkei", "--help"), wall(sys.executable, "-c", "pass"))
        for _ in range(RUNS + 1)
    ]
    ours, bare = (median(times) for times in zip(*pairs[1:], strict=True))
    return Row(
        "`renkei --help`, wall",
        f"{ours:.3f} s",
        f"`python -c pass` {bare:.3f} s",
        f"{ours / bare:.1f}×",
        f"< {HELP_GOAL} s",
        ours < HELP_GOAL,
    )


def sample_rows() -> list[Row]:
    """Compiling the reader, as installation does; then the sample corpus into a new ledger with
    nothing else cached, and again as it is then."""
    figure = "`renkei sample`: read and shown for the first time"
    with tempfile.TemporaryDirectory() as folder:
        homes = {f"XDG_{kind}_HOME": str(Path(folder, kind)) for kind in ("CACHE", "DATA")}
        env = os.environ | homes | {"HOME": folder, "RENKEI_LEDGER": str(Path(folder, "ledger"))}
        try:
            compiling = wall(sys.executable, "-m", "renkei.reading.warmup", env=env)
            first, again = (
                wall(sys.executable, "-m", "renkei", "sample", env=env) for _ in range(2)
            )
        except RuntimeError as error:
            return [Row(figure, str(error), goal=f"< {SAMPLE_GOAL:.0f} s", met=False)]
    shown = Row(
        figure,
        f"{first:.1f} s",
        f"the same again {again:.1f} s",
        f"{first / again:.1f}×",
        f"< {SAMPLE_GOAL:.0f} s",
        first < SAMPLE_GOAL,
    )
    return [Row("the reader compiled, once at installation", f"{compiling:.1f} s"), shown]


def rows() -> list[Row]:
    """All of them."""
    return [help_row(), *sample_rows()]


if __name__ == "__main__":
    show(rows())
