"""Marked documents: a text and its coding in one file that a person can edit.

A marked file has header lines (`title`, `source`, `published`, `lang`), an empty line, then
paragraphs. A quote stands between ``⟦n⟧`` and ``⟦/n⟧``; quotes may nest or overlap. Below the
paragraph, one line a quote gives its coding by the codebook::

    ⟦1⟧日本计划在2027财年前⟦/1⟧……
    @1 commitment/intended | JP | author | ../FY2027 | 2% | defence-spending-2-percent

`kind/status` for a commitment, `kind/likelihood` for a forecast, the kind alone otherwise; a
trailing ``!`` means negated. Then actors, speaker, time, quantity, topic. The speaker is ``author``
or ``Name:role``. Empty fields stay empty.
"""

from __future__ import annotations

import re
from pathlib import Path

from renkei.nouns import Kind, Likelihood, Role, Rung
from renkei.scoring.coding import CodingError, Row

HEADER = ("title", "source", "published", "lang")
_DETAIL: dict[str, set[str]] = {"commitment": set(Rung), "forecast": set(Likelihood)}
_MARK = re.compile(r"⟦(/?)(\d+)⟧")
_CODE = re.compile(r"@(\d+) +([a-z-]+)(?:/([a-z-]+))?(!?) *\|(.*)")
_BREAK = re.compile(r"[。！？!?]|(?<=[a-z0-9”\")]{4})\. (?=[A-Z“])")
_SPOKEN_BREAK = re.compile(r"[“「『\"].*[。！？.]")


class MarkError(CodingError):
    """A marked file breaks a rule; the message names the file and the line."""


def parse(path: Path) -> tuple[str, list[Row]]:
    """The clean document (header included) and its statements, as rows of a coding.

    Raises
    ------
    MarkError
        If the file breaks a rule of the form or of the codebook.
    """
    lines: list[str] = []
    rows: list[Row] = []
    uncoded: dict[str, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        where = f"{path}:{number}"
        if line.startswith("@"):
            rows.append(_row(path.stem, line, uncoded, where))
            continue
        if line.strip():
            _none_left(uncoded, where)
            line, uncoded = _quotes(line, where)
        lines.append(line)
    _none_left(uncoded, f"{path}: at the end")
    text = "\n".join(lines).strip() + "\n"
    head = text.split("\n\n", 1)[0]
    for key in HEADER:
        if not re.search(rf"^{key}: \S", head, re.M):
            raise MarkError(f"{path}: header has no {key}")
    return text, rows


def _none_left(uncoded: dict[str, str], where: str) -> None:
    if uncoded:
        raise MarkError(f"{where}: no code for quote {', '.join(uncoded)}")


def _quotes(line: str, where: str) -> tuple[str, dict[str, str]]:
    """A line without its marks, and its quotes by number."""
    clean, last = "", 0
    starts: dict[str, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for mark in _MARK.finditer(line):
        clean += line[last : mark.start()]
        last = mark.end()
        closing, number = mark.groups()
        if not closing:
            if number in starts or number in places:
                raise MarkError(f"{where}: ⟦{number}⟧ is opened twice")
            starts[number] = len(clean)
        elif number in starts:
            places[number] = (starts.pop(number), len(clean))
        else:
            raise MarkError(f"{where}: ⟦/{number}⟧ was never opened")
    if starts:
        raise MarkError(f"{where}: ⟦{next(iter(starts))}⟧ is never closed")
    clean += line[last:]
    return clean, {number: clean[a:b] for number, (a, b) in places.items()}


def _row(doc: str, line: str, uncoded: dict[str, str], where: str) -> Row:
    code = _CODE.fullmatch(line)
    if not code or code[1] not in uncoded:
        raise MarkError(f"{where}: not the code of a quote above it: {line}")
    quote = uncoded.pop(code[1])
    if _BREAK.search(quote[:-1]) and not _SPOKEN_BREAK.search(quote):
        raise MarkError(f"{where}: the quote crosses the end of a sentence: {quote}")
    kind, detail = code[2], code[3] or ""
    if kind not in set(Kind) or detail not in _DETAIL.get(kind, {""}):
        raise MarkError(f"{where}: {kind}/{detail} is not of the codebook")
    parts = [part.strip() for part in code[5].split("|")]
    if len(parts) != 5:
        raise MarkError(f"{where}: wants actors | speaker | time | quantity | topic")
    actors, voice, time, quantity, topic = parts
    speaker, role = _speaker(voice, where)
    return {
        "doc": doc,
        "quote": quote,
        "kind": kind,
        "status": detail if kind == Kind.COMMITMENT else "",
        "likelihood": detail if kind == Kind.FORECAST else "",
        "polarity": "negated" if code[4] else "affirmed",
        "actors": [actor.strip() for actor in actors.split(",") if actor.strip()],
        "speaker": speaker,
        "speaker_role": role,
        "time": time,
        "quantity": quantity,
        "topic": topic,
    }


def _speaker(voice: str, where: str) -> tuple[str, str]:
    if voice == "author":
        return "author", "author"
    name, _, role = voice.rpartition(":")
    if not name or name == "author" or role == "author" or role not in set(Role):
        raise MarkError(f"{where}: speaker wants `author` or `Name:role`, not {voice!r}")
    return name, role
