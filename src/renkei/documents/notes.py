"""Footnotes: the marks in the text, and the reference list that they lead to.

A mark is known by its number: ``［1］``, ``¹``, ``(1)`` and ``①`` in the text and ``[1]``, ``1.``
or ``「1」`` in the list are all ``[1]``, so that a passage's notes are its references' marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from renkei.documents.draft import Block
from renkei.documents.sentences import ROUND_MARK, SQUARE_MARK
from renkei.nouns import Document

LONGEST_TAIL = 400
"""Characters up to which a block without a mark may go on an entry of a reference list."""
FURTHEST = 5
"""Numbers that a list may leave out before what looks like a mark is taken for text."""

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹０１２３４５６７８９", "01234567890123456789")
_NUMBER = re.compile(r"\d+")
_MARK = re.compile(SQUARE_MARK)
_ANY_MARK = re.compile(f"{SQUARE_MARK}|{ROUND_MARK}")
_SIGN = re.compile(r"[\[［⁰¹²³⁴-⁹]")
_POWERS = ("²", "³")
_ENTRY = re.compile(
    r"\s*(?:(?P<square>[\[［「【]\s?(?:注|註)?\s?(\d{1,3})\s?[\]］」】])|[（(](\d{1,3})[）)]"
    r"|(?:注|註|\^|\*|※)?\s?(\d{1,3})(?:[.．、:：)）]|\s)(?!\d)|([①-⑳])|([⁰¹²³⁴-⁹]+))"
)
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|doi:|DOI:)", re.ASCII)
_SOURCE = re.compile(r"https?://|\bdoi\b|[『「《“\"].+[』」》”\"].*\d{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a reference list: its mark, and its first and last block (by position)."""

    mark: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Notes:
    """The blocks with the reference list told, its entries, and if marks are ``(1)`` or ``①``."""

    blocks: list[Block]
    entries: tuple[Entry, ...]
    round_marks: bool


def find(blocks: list[Block]) -> Notes:
    """The reference list among `blocks`: under a heading of its own, or a run at the end.

    A run without a heading counts if its numbers rise from 1 and either they stand in square
    brackets, or most entries look like sources. Lines without a mark, an address first of all,
    go on the entry before them.
    """
    heading = next((i for i, block in enumerate(blocks) if block.kind == "reference"), -1)
    first = heading if heading >= 0 else _run(blocks)
    if first < 0:
        return Notes(blocks, (), False)
    entries = _entries(blocks, first)
    listed = {first} if heading >= 0 else set()
    for entry in entries:
        listed.update(range(entry.first, entry.last + 1))
    told = [
        replace(block, kind="reference") if i in listed and block.kind != "furniture" else block
        for i, block in enumerate(blocks)
    ]
    marked = [_ENTRY.match(blocks[entry.first].text) for entry in entries if entry.mark]
    rounded = bool(marked) and all(m is not None and (m[3] or m[5]) for m in marked)
    return Notes(told, entries, rounded)


def marks(text: str, round_marks: bool = False) -> list[tuple[int, tuple[str, ...]]]:
    """Where the footnote marks of `text` stand and what each leads to (``[1–3]``: three notes)."""
    if not round_marks and not _SIGN.search(text):
        return []
    pattern = _ANY_MARK if round_marks else _MARK
    return [
        (match.start(), _canonical(match.group()))
        for match in pattern.finditer(text)
        if not (match.group() in _POWERS and text[match.start() - 1 : match.start()] == "m")
    ]


def among(
    found: list[tuple[int, tuple[str, ...]]], spans: list[tuple[int, int]]
) -> dict[int, tuple[str, ...]]:
    """The notes of each span that bears any, by its position; each note once, in order."""
    starts = [start for start, _ in spans]
    noted: dict[int, tuple[str, ...]] = {}
    for at, notes in found:
        i = bisect_right(starts, at) - 1
        if i >= 0 and at < spans[i][1]:
            noted[i] = tuple(dict.fromkeys((*noted.get(i, ()), *notes)))
    return noted


def behind(document: Document, marks: Iterable[str]) -> tuple[str, ...]:
    """The entries of a document's reference list that marks (``[11]``) lead to, letter for letter.

    They are in the order of `marks`; a mark without an entry leads to nothing. With the notes of a
    passage or a statement: the sources behind what it says.
    """
    listed = {r.mark: document.quote(r.start, r.end) for r in reversed(document.references)}
    return tuple(listed[mark] for mark in marks if mark in listed)


def _entries(blocks: list[Block], first: int) -> tuple[Entry, ...]:
    """The entries from block `first` on, which is the list's heading or its first entry."""
    entries: list[Entry] = []
    number, closed = 0, False
    for i in range(first if _number(blocks[first].text) else first + 1, len(blocks)):
        text, kind = blocks[i].text, blocks[i].kind
        if kind in ("furniture", "caption"):
            closed = True
            continue
        if kind == "heading":
            break
        found = _number(text)
        goes_on = _ADDRESS.match(text) or (number and not closed and len(text) <= LONGEST_TAIL)
        if found and (not number or number < found <= number + FURTHEST):
            entries.append(Entry(f"[{found}]", i, i))
            number = found
        elif entries and goes_on:
            entries[-1] = replace(entries[-1], last=i)
        elif not number and not closed:
            entries.append(Entry("", i, i))
        else:
            break
    return tuple(entries)


def _run(blocks: list[Block]) -> int:
    """Where a reference list without a heading begins at the end of the text, or -1."""
    first = len(blocks)
    for i in range(len(blocks) - 1, -1, -1):
        if blocks[i].kind == "furniture":
            continue
        text = blocks[i].text
        if blocks[i].kind != "body" or not (_number(text) or _ADDRESS.match(text)):
            break
        if _number(text) == 1:
            first = i
            break
    entries = _entries(blocks, first) if first < len(blocks) else ()
    if len(entries) < 2 or entries[1].mark != "[2]":
        return -1
    texts = [blocks[entry.first].text for entry in entries]
    square = all(match and match["square"] for match in map(_ENTRY.match, texts))
    sources = sum(
        any(
            _SOURCE.search(blocks[i].text[:LONGEST_TAIL])
            for i in range(entry.first, entry.last + 1)
        )
        for entry in entries
    )
    return first if square or 2 * sources > len(entries) else -1


def _number(text: str) -> int:
    """The number with which an entry of a list begins, 0 if it begins with none."""
    match = _ENTRY.match(text)
    written = next(filter(None, match.groups()[1:]), "") if match else ""
    return int(_canonical(written)[0][1:-1]) if written else 0


def _canonical(written: str) -> tuple[str, ...]:
    numbers = [int(number) for number in _NUMBER.findall(written.translate(_DIGITS))]
    if not numbers:
        return (f"[{ord(written) - ord('①') + 1}]",)
    if len(numbers) == 2 and re.search("[-–]", written) and numbers[0] < numbers[1]:
        numbers = list(range(numbers[0], numbers[1] + 1))
    return tuple(f"[{number}]" for number in numbers)
