"""Which pieces of a page are its main text.

Every piece gets a weight: prose counts for it by its length, links, furniture and crumbs against
it. The main text is the run of pieces with the greatest sum (maximum subsequence segmentation,
Pasternack & Roth, WWW 2009), sought inside the innermost container that holds most of the prose;
what is furniture inside the run is left out. Weights count wide characters double and use
punctuation of all our languages, so that Chinese and Japanese need no stop list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from renkei.documents.align import block
from renkei.documents.cues import byline, opens_list, promotes
from renkei.documents.dates import declared
from renkei.documents.draft import Block
from renkei.documents.flow import Piece

_PUNCTUATION = re.compile(r"[。！？；，、]|[.!?,;:](?=[\s”’」』）)\]\"']|[^\x00-\x7f]|$)")
_STOP = re.compile(r"[。！？.!?…]['\"”’」』）)\]]*\s*(?:\[\d+\]|[①-⑳])*$")
_PLACE = re.compile(r".{1,24}\s*[—–]{1,2}\s*|.{1,24}\s-{1,2}\s*")
_WIDE = re.compile("[\x00-\u2e7f]+")
_DIGIT = re.compile(r"\d")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

_LONGEST = 600
_LINKS = 0.5
_LINKS_IN_PROSE = 0.85
_CRUMB = 20
_LIST_OPENS = -300.0
_FURNITURE = -15.0
_TEASER = -40.0
_MOST = 0.5
_ENOUGH = 0.15
_LITTLE = 300.0
_TITLE_LENGTH = 12
_LOOK_BACK = 15
_SHORT = 120


def main_text(pieces: Sequence[Piece], title: str = "") -> tuple[list[tuple[int, str]], bool]:
    """The numbers and kinds of the pieces to keep, and whether main text could be told at all.

    `title` is the page's own. Where main text could not be told, everything that is not marked as
    furniture is kept.
    """
    plain = [_weight(piece) for piece in pieces]
    weights = _weights(pieces, plain)
    low, high = _within(pieces, weights)
    low = _headline(pieces, weights, title, low, high)
    start, end, total = _best_run(weights, low, high)
    if total <= 0:
        kept = [i for i, p in enumerate(pieces) if not p.hard and not p.soft]
        return [(i, _kind(pieces[i])) for i in kept], False
    before = _head(pieces, plain, start)
    run = [(i, _kind(pieces[i])) for i in range(start, end) if _stays(pieces[i], weights[i])]
    return before + run, True


def fragment(pieces: Sequence[Piece]) -> list[tuple[int, str]]:
    """The same for a fragment that is all article (a feed's item): only furniture goes."""
    return [
        (i, _kind(piece))
        for i, piece in enumerate(pieces)
        if not piece.hard and not _is_furniture(piece)
    ]


def blocks(pieces: Sequence[Piece], kept: Sequence[tuple[int, str]]) -> tuple[Block, ...]:
    """The blocks of the pieces kept."""
    return tuple(block(pieces[i].text, kind, pieces[i].anchors) for i, kind in kept)


def length(text: str) -> int:
    """The length of `text` with wide characters counted double."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.sub("", text))


def _weights(pieces: Sequence[Piece], plain: Sequence[float]) -> list[float]:
    """`plain` heeding tags, and classes unless that leaves next to nothing.

    A class around the headline marks no furniture, whatever its name.
    """
    headed = {n for piece in pieces if piece.tag == "h1" and not piece.hard for n in piece.soft}
    tags = [_marked(w) if p.hard else w for p, w in zip(pieces, plain, strict=True)]
    classes = [
        _marked(w) if p.soft and not headed.issuperset(p.soft) else w
        for p, w in zip(pieces, tags, strict=True)
    ]
    left = _prose(classes)
    return classes if left >= _LITTLE or left * 3 >= _prose(tags) else tags


def _marked(weight: float) -> float:
    return -20 - abs(weight) / 4


def _prose(weights: Sequence[float]) -> float:
    return sum(weight for weight in weights if weight > 0)


def _weight(piece: Piece) -> float:
    """What a piece counts for by its own text and links; `_FURNITURE` if it is furniture."""
    text = piece.text
    if piece.tag in _HEADINGS:
        linked = piece.linked > _LINKS_IN_PROSE * len(text) and piece.tag != "h1"
        return _LIST_OPENS if opens_list(text) else _TEASER if linked else 0.0
    if piece.linked > _LINKS * len(text) and not _is_linked_prose(piece):
        return -15 - min(length(text), 100)
    if _is_furniture(piece):
        return _LIST_OPENS if opens_list(text) else _FURNITURE
    if piece.caption:
        return 0.0
    size = min(length(text), _LONGEST)
    marks = len(_PUNCTUATION.findall(text))
    if not marks:
        return -8.0 if size < _CRUMB else 0.2 * min(size, 60)
    return float(size) if marks > 1 or _STOP.search(text) else 0.4 * size


def _is_linked_prose(piece: Piece) -> bool:
    return piece.linked < _LINKS_IN_PROSE * len(piece.text) and bool(_STOP.search(piece.text))


def _within(pieces: Sequence[Piece], weights: Sequence[float]) -> tuple[int, int]:
    """The range to search: the innermost container that holds most of the prose.

    Failing that, the innermost that holds the headline and enough prose; else the whole page.
    """
    mass: dict[int, float] = defaultdict(float)
    for piece, weight in zip(pieces, weights, strict=True):
        if weight > 0:
            for number in piece.inside:
                mass[number] += weight
    total = _prose(weights)
    held = [number for number, sum_ in mass.items() if sum_ >= _MOST * total]
    headed = {n for piece in pieces if piece.tag == "h1" and not piece.hard for n in piece.inside}
    if not held:
        held = [n for n in headed if mass[n] >= max(_LONGEST / 2, _ENOUGH * total)]
    if not held:
        return 0, len(pieces)
    inner = max(held)
    places = [i for i, piece in enumerate(pieces) if inner in piece.inside]
    return places[0], places[-1] + 1


def _headline(
    pieces: Sequence[Piece], weights: Sequence[float], title: str, low: int, high: int
) -> int:
    """Where the search begins: the heading that the page's title repeats, if prose follows it."""
    prose = _prose(weights[low:high])
    for i in range(high - 1, low - 1, -1):
        piece = pieces[i]
        if piece.tag not in ("h1", "h2") or piece.hard or length(piece.text) < _TITLE_LENGTH:
            continue
        if piece.text in title and _prose(weights[i:high]) >= _MOST / 2 * prose:
            return i
    return low


def _best_run(weights: Sequence[float], low: int, high: int) -> tuple[int, int, float]:
    """The run with the greatest sum (Kadane's algorithm)."""
    best = (low, low, 0.0)
    start, sum_ = low, 0.0
    for i in range(low, high):
        if sum_ <= 0:
            start, sum_ = i, 0.0
        sum_ += weights[i]
        if sum_ > best[2]:
            best = (start, i + 1, sum_)
    return best


def _head(pieces: Sequence[Piece], plain: Sequence[float], start: int) -> list[tuple[int, str]]:
    """What stands shortly before the run and belongs to it: headline, date line, captions."""
    first = max(0, start - _LOOK_BACK)
    heads = [i for i in range(first, start) if pieces[i].tag == "h1" and not pieces[i].hard]
    first = heads[-1] if heads else first
    found = []
    for i in range(first, start):
        piece, kind = pieces[i], _kind(pieces[i])
        if piece.hard or plain[i] <= _FURNITURE or (piece.soft and piece.tag != "h1"):
            continue
        if piece.tag == "h1" or (kind in ("dateline", "caption") and heads):
            found.append((i, kind))
    return found


def _stays(piece: Piece, weight: float) -> bool:
    return weight > _FURNITURE and bool(piece.text.strip("|·•-–—/>»«< "))


def _is_furniture(piece: Piece) -> bool:
    text = piece.text
    if len(text) <= _SHORT and (promotes(text) or opens_list(text) or byline(text)):
        return True
    return piece.linked >= len(text) > 0 and not _STOP.search(text) and piece.tag not in _HEADINGS


def _kind(piece: Piece) -> str:
    text = piece.text
    if piece.tag in _HEADINGS:
        return "heading"
    if piece.caption:
        return "caption"
    if len(text) <= 60 and (is_date_line(text) or _PLACE.fullmatch(text)):
        return "dateline"
    return "body"


def is_date_line(text: str) -> bool:
    """Whether `text` is a date and no more, a label such as *Published:* aside."""
    if not _DIGIT.search(text):
        return False
    return bool(date_of(text))


def date_of(text: str) -> str:
    """The EDTF date that a line states, with or without a label before it; else nothing."""
    if stated := declared(text):
        return stated
    label, mark, rest = text.partition("：") if "：" in text else text.partition(":")
    return declared(rest) if mark and len(label) <= 12 and not _DIGIT.search(label) else ""
