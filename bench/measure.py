"""How things are measured: in a fresh process, on one core, as a row beside a peer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "RAYON")}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside the same of a peer, and the goal; `met` is None where there is no goal."""

    figure: str
    ours: str
    peer: str = ""
    ratio: str = ""
    goal: str = ""
    met: bool | None = None


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    said = {None: "", True: "met", False: "**missed**"}
    lines = ["| figure | Renkei | peer | ratio | goal | |", "| --- | --: | --: | --: | --- | --- |"]
    lines += [
        f"| {r.figure} | {r.ours} | {r.peer} | {r.ratio} | {r.goal} | {said[r.met]} |" for r in rows
    ]
    return "\n".join(lines) + "\n"


def show(rows: Sequence[Row]) -> None:
    """Prints the rows at once, so that a long run shows how far it is."""
    sys.stdout.write(table(rows))
    sys.stdout.flush()


def pin() -> None:
    """Keeps this process on one core, where the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def fresh(*arguments: str, python: str = sys.executable, given: str = "") -> Any:
    """What a fresh Python, run with `arguments`, prints as JSON on its last line.

    It runs in the project's folder with one thread a library; `given` is its standard input.

    Raises
    ------
    ImportError
        If it ends with a failure; the message is the last line of what it said.
    """
    done = subprocess.run(
        [python, *arguments],
        cwd=ROOT,
        env=os.environ | _ONE_THREAD,
        input=given,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise ImportError(
            ((done.stderr or done.stdout).strip().splitlines() or ["it said nothing"])[-1]
        )
    return json.loads(done.stdout.splitlines()[-1])
