"""Peak memory while many short documents are read into a ledger.

Each document is new: eight sentences of the corpus in a new order, every number in them changed.
A thousand at a time go through `renkei.intake.take_in` as a JSONL file, into a ledger on disk.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from corpus import LANGUAGES, sentences
from measure import Row, fresh, show

GOAL = 500.0
_BATCH = 1000
_SENTENCES = 8
_TAGS = {"zh": "zh-Hans", "ja": "ja", "en": "en"}


def texts() -> Iterator[dict[str, str]]:
    """Documents without end, no two alike, in the three languages by turns."""
    chance = random.Random(7)
    known = {language: sentences(language) for language in LANGUAGES}

    def other(digits: re.Match[str]) -> str:
        return str(chance.randrange(10 ** (len(digits[0]) - 1), 10 ** len(digits[0])))

    number = 0
    while True:
        for language in LANGUAGES:
            number += 1
            chosen = chance.sample(known[language], _SENTENCES)
            told = (" " if language == "en" else "").join(chosen)
            yield {
                "text": re.sub(r"(?<!\d)\d{1,4}(?!\d)", other, told),
                "title": f"{chosen[0][:20]} {number}",
                "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "lang": _TAGS[language],
            }


def peak() -> float:
    """The most memory this process has held so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def once(count: int) -> dict[str, float]:
    """Peak memory after each of some numbers of documents, and seconds for all of them."""
    from renkei.intake import Taken, take_in
    from renkei.ledger import Ledger
    from renkei.packs.load import load_names
    from renkei.reading.reader import ClauseReader

    steps = {round(count * share): "" for share in (0.1, 0.5, 1)}
    out: dict[str, float] = {}
    made, done, statements = texts(), 0, 0
    names, reader = load_names(), ClauseReader()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger")) as book:
        while done < count:
            size = min(_BATCH, count - done, *(s - done for s in steps if s > done))
            path = Path(folder, f"{done}.jsonl")
            with path.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(next(made)) + "\n" for _ in range(size))
            for one in take_in(book, path, names=names, reader=reader):
                if not isinstance(one, Taken):
                    raise RuntimeError(f"{one.origin}: {one.reason}")
                statements += one.statements or 0
            path.unlink()
            done += size
            if done in steps:
                out[str(done)] = peak()
                sys.stderr.write(
                    f"{done:,} documents, {statements:,} statements: {peak():.0f} MB, "
                    f"{time.perf_counter() - begin:.0f} s\n"
                )
    return out | {"seconds": time.perf_counter() - begin}


def rows(count: int) -> list[Row]:
    """One row."""
    done = fresh("bench/memory.py", "--once", f"--documents={count}")
    seconds = done.pop("seconds")
    held = list(done.values())
    return [
        Row(
            f"peak memory, {' / '.join(f'{int(n):,}' for n in done)} documents into a ledger",
            f"{' / '.join(f'{mb:.0f}' for mb in held)} MB ({count / seconds:.0f} documents/s)",
            "itself at a tenth",
            f"{held[-1] / held[0]:.2f}×",
            f"flat, < {GOAL:.0f} MB",
            held[-1] < GOAL and held[-1] < 1.1 * held[0],
        )
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--once", action="store_true", help="in this process, as JSON")
    given = parser.parse_args()
    if given.once:
        sys.stdout.write(json.dumps(once(given.documents)) + "\n")
    else:
        show(rows(given.documents))


if __name__ == "__main__":
    main()
