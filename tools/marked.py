"""Reads the marked documents of `corpus/`: a text and its coding in one file that a person can edit.

A marked file has header lines (`title`, `source`, `published`, `lang`), an empty line, then
paragraphs. A quote stands between ``⟦n⟧`` and ``⟦/n⟧``; quotes may nest or overlap. Below the
paragraph, one line a quote gives its coding by the codebook::

    ⟦1⟧日本计划在2027财年前⟦/1⟧……
    @1 commitment/intended | JP | author | ../FY2027 | 2% | defence-spending-2-percent

`kind/status` for a commitment, `kind/likelihood` for a forecast, the kind alone otherwise; a
trailing ``!`` means negated. The speaker is ``author`` or ``Name:role``. Empty fields stay empty.

    python tools/marked.py check FILE…      says what is wrong, by file and line
    python tools/marked.py rows FILE…       the statements as JSON Lines in the form of a gold file
    python tools/marked.py text FILE        the document without its marks
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

KINDS = {"commitment", "event", "position", "forecast", "measure", "arrangement"}
STATUS = set(
    "floated considered proposed intended agreed authorised under-way in-effect rejected stalled"
    " ended".split()
)
LIKELIHOOD = {"very-likely", "likely", "possible", "unlikely", "very-unlikely"}
ROLES = {"official", "analyst", "media", "poll", "author", "other"}
MARK = re.compile(r"⟦(/?)(\d+)⟧")
CODE = re.compile(r"@(\d+) +([a-z-]+)(?:/([a-z-]+))?(!?) *\|(.*)")
BREAK = re.compile(r"[。！？!?]|(?<=[a-z0-9”\")]{4})\. (?=[A-Z“])")


class MarkError(ValueError):
    """A marked file breaks a rule; the message names the file and the line."""


def parse(path: Path) -> tuple[str, list[dict[str, object]]]:
    """The clean document (header included) and its statements, as rows of a gold file."""
    out: list[str] = []
    rows: list[dict[str, object]] = []
    open_quotes: dict[str, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        where = f"{path}:{number}"
        if line.startswith("@"):
            rows.append(_row(path.stem, line, open_quotes, where))
            continue
        if line.strip():
            if open_quotes:
                raise MarkError(f"{where}: no code for quote {', '.join(open_quotes)}")
            line, open_quotes = _quotes(line, where)
        out.append(line)
    if open_quotes:
        raise MarkError(f"{path}: no code for quote {', '.join(open_quotes)} at the end")
    text = "\n".join(out).strip() + "\n"
    head = text.split("\n\n", 1)[0]
    for key in ("title", "source", "published", "lang"):
        if not re.search(rf"^{key}: \S", head, re.M):
            raise MarkError(f"{path}: header has no {key}")
    return text, rows


def _quotes(line: str, where: str) -> tuple[str, dict[str, str]]:
    clean, last, starts, quotes = "", 0, {}, {}
    for m in MARK.finditer(line):
        clean += line[last : m.start()]
        last = m.end()
        if not m[1]:
            starts[m[2]] = len(clean)
        elif m[2] in starts:
            quotes[m[2]] = (starts.pop(m[2]), len(clean))
        else:
            raise MarkError(f"{where}: ⟦/{m[2]}⟧ was never opened")
    if starts:
        raise MarkError(f"{where}: ⟦{next(iter(starts))}⟧ is never closed")
    clean += line[last:]
    return clean, {n: clean[a:b] for n, (a, b) in quotes.items()}


def _row(doc: str, line: str, open_quotes: dict[str, str], where: str) -> dict[str, object]:
    m = CODE.fullmatch(line)
    if not m or m[1] not in open_quotes:
        raise MarkError(f"{where}: not the code of a quote above it: {line}")
    quote = open_quotes.pop(m[1])
    kind, detail = m[2], m[3] or ""
    wanted = {"commitment": STATUS, "forecast": LIKELIHOOD}.get(kind, {""})
    if kind not in KINDS or detail not in wanted:
        raise MarkError(f"{where}: {kind}/{detail} is not of the codebook")
    parts = [p.strip() for p in m[5].split("|")]
    if len(parts) != 5:
        raise MarkError(f"{where}: wants actors | speaker | time | quantity | topic")
    actors, speaker, time, quantity, topic = parts
    name, _, role = speaker.rpartition(":")
    if not name:
        name, role = role, "author"
    if role not in ROLES or (role == "author") != (name == "author"):
        raise MarkError(f"{where}: speaker wants `author` or `Name:role`, not {speaker!r}")
    if BREAK.search(quote[:-1]) and not re.search(r"[“「『\"].*[。！？.]", quote):
        raise MarkError(f"{where}: the quote crosses the end of a sentence: {quote}")
    return {
        "doc": doc, "quote": quote, "kind": kind,
        "status": detail if kind == "commitment" else "",
        "likelihood": detail if kind == "forecast" else "",
        "polarity": "negated" if m[4] else "affirmed",
        "actors": [a.strip() for a in actors.split(",") if a.strip()],
        "speaker": name, "speaker_role": role,
        "time": time, "quantity": quantity, "topic": topic,
    }  # fmt: skip


def main(arguments: list[str]) -> Iterator[str]:
    """Lines to print for one command; see the module's docstring."""
    command, *files = arguments
    for path in map(Path, files):
        text, rows = parse(path)
        if command == "rows":
            yield from (json.dumps(row, ensure_ascii=False) for row in rows)
        elif command == "text":
            yield text
        else:
            yield f"{path}: {len(rows)} statements"


if __name__ == "__main__":
    try:
        for line in main(sys.argv[1:]):
            print(line)
    except MarkError as error:
        sys.exit(str(error))
