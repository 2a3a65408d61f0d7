"""All figures of issue 2 in one run: ``python bench``, or ``make bench``."""

from __future__ import annotations

import argparse
import sys

import html_pages
import memory
import reading
import startup
from measure import show


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has LAC")
    parser.add_argument("--documents", type=int, default=100_000, help="for peak memory")
    given = parser.parse_args()
    rows = startup.rows()
    rows += html_pages.rows()
    rows += reading.rows(given.peers)
    rows += memory.rows(given.documents)
    show(rows)


if __name__ == "__main__":
    main()
