"""All figures in one run: ``python bench``, or ``make bench``."""

from __future__ import annotations

import argparse
import sys
from functools import partial

import comparing
import html_pages
import memory
import pages
import reading
import simulation
import startup
from measure import Row, show


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has LAC")
    parser.add_argument("--documents", type=int, default=100_000, help="for peak memory")
    given = parser.parse_args()
    rows: list[Row] = []
    for part in (
        startup.rows,
        html_pages.rows,
        partial(reading.rows, given.peers),
        simulation.rows,
        comparing.rows,
        partial(memory.rows, given.documents),
        pages.rows,
    ):
        for row in part():
            rows.append(row)
            sys.stderr.write(f"{row.figure}: {row.ours}\n")
    show(rows)


if __name__ == "__main__":
    main()
