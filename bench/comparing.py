"""What one asks of the simulation: arrangements compared, and everything assumed varied at once.

Wall and processor time of the shipped grey-zone contingency with all of its arrangements; equal
arrangements are run once, and counted as one. The engine is compiled before.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from tempfile import TemporaryDirectory

from measure import Row, fresh, show
from renkei.packs.load import load_pack
from renkei.simulation.compare import compare
from renkei.simulation.contest import contest
from renkei.simulation.sensitivity import sensitivity
from renkei.simulation.warmup import warmup

PACK, CONTINGENCY = "us_japan", "grey-zone"
REPLICATIONS = 10_000
GOALS = {"comparison": 60, "sensitivity": 90}


def once(what: str) -> dict[str, float]:
    """Seconds of the wall and of processor time, and how much was run."""
    warmup()
    pack = load_pack(PACK)
    begin, used = time.perf_counter(), time.process_time()
    if what == "comparison":
        compare(pack, CONTINGENCY, (), REPLICATIONS, loss_replications=0)
        ready = contest(pack, CONTINGENCY)
        number = len({ready.network(entrant, ready.guess)[1] for entrant in ready.entrants})
    else:
        number = sensitivity(pack, CONTINGENCY).points
    wall, used = time.perf_counter() - begin, time.process_time() - used
    return {"wall": wall, "used": used, "number": number}


def made_ready(folder: str) -> dict[str, float]:
    """Seconds of processor time until the engine is there, kept in `folder`."""
    from numba.core import config

    config.CACHE_DIR = folder
    used = time.process_time()
    warmup()
    return {"used": time.process_time() - used}


def rows() -> list[Row]:
    """Three rows."""
    found = {what: fresh("bench/comparing.py", f"--once={what}") for what in GOALS}
    with TemporaryDirectory() as folder:
        first, kept = (fresh("bench/comparing.py", f"--ready={folder}") for _ in range(2))

    def told(figure: str, what: str) -> Row:
        row, goal = found[what], GOALS[what]
        cell = f"{row['wall']:.0f} s (processor {row['used']:.0f} s)"
        return Row(figure, cell, goal=f"< {goal} s on two cores", met=row["wall"] < goal)

    many, points = found["comparison"]["number"], found["sensitivity"]["number"]
    compared = f"grey zone, {many} arrangements that differ, {REPLICATIONS:,} replications each"
    return [
        told(compared, "comparison"),
        told(f"grey zone, sensitivity: {points:,} points, all arrangements", "sensitivity"),
        Row(
            "the engine compiled, once on a machine",
            f"{first['used']:.1f} s of processor",
            f"loaded {kept['used']:.1f} s",
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", choices=list(GOALS), help="one figure, as JSON")
    parser.add_argument("--ready", metavar="FOLDER", help="the engine made ready, as JSON")
    given = parser.parse_args()
    if given.once or given.ready:
        found = once(given.once) if given.once else made_ready(given.ready)
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        show(rows())


if __name__ == "__main__":
    main()
