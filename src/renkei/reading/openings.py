"""Where matches of a regular expression begin, by tables: what compiled code asks of a text.

A pattern is taken apart into the *ways* in which a match may begin: which characters may stand at
each place from just before it on. A way may be the whole of a match; else, at the few places that
fit, the expression itself is asked. How a pattern is built comes from the standard library's own
parser, whose trees are not part of its public interface: what is not understood is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.reading.compiled import kernel

BEHIND, AHEAD = 2, 6
"""How many characters before a place, and from it on, tell whether a match may begin there."""
MOST = 64
"""How many ways there may be; if there are more, fewer characters are looked at."""
_PLANE = 0x10000
_BEYOND, _NONE = _PLANE, _PLANE + 1
"""What stands for a character beyond the basic plane, and for none: the ends of the text."""
_CATEGORIES = {"DIGIT": r"\d+", "SPACE": r"\s+", "WORD": r"\w+"}
_CHUNK = 32
_SETS = ("LITERAL", "NOT_LITERAL", "IN", "ANY")
_PARTS = {"SUBPATTERN": 3, "ASSERT": 1, "ASSERT_NOT": 1, "MAX_REPEAT": 2}


class Tables(NamedTuple):
    """What `renkei.reading.kernel.cutting` looks up: the class of each character of the basic
    plane, of one beyond and of none; for each place (from `BEHIND` before) and class the ways that
    allow it, as bits; how long a match by each way is, -1 if the expression must be asked."""

    classes: NDArray[np.uint8]
    ways: NDArray[np.uint64]
    lengths: NDArray[np.int64]


class Openings:
    """Finds the matches of one regular expression in compiled code."""

    def __init__(self, pattern: str) -> None:
        """Take `pattern` apart. It may be any, but only short matches are found quickly.

        Raises
        ------
        re.error
            If the pattern is malformed.
        """
        self._match = re.compile(pattern).match
        self.tables = tables(pattern)
        self._spot = kernel().spot

    def find(self, folded: str, codes: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Starts and ends of the matches that begin anywhere, within another too: a row a match.

        What looked like one and is none has the end -1.
        """
        out, asked = np.empty((2, len(codes), 2), np.int64)
        count, asking = self._spot(codes, *self.tables, out, asked)
        for row, start in asked[:asking].tolist():
            m = self._match(folded, start)
            if m:
                out[row, 1] = m.end()
        return out[:count]


class _Way(NamedTuple):
    """The classes that may stand at each place, as bits; where the next item stands; whether all
    items up to there have been taken in."""

    allowed: dict[int, int]
    at: int = 0
    whole: bool = True

    def with_one_of(self, classes: int, at: int) -> list[_Way]:
        """This way, if it can be gone, when one of `classes` stands at a place."""
        left = self.allowed.get(at, classes) & classes
        return [self._replace(allowed={**self.allowed, at: left})] if left else []

    def asked(self) -> _Way:
        """This way, not followed any further."""
        return self._replace(whole=False)

    def implies(self, other: _Way) -> bool:
        """Whether all that `other` asks for holds on this way."""
        return all(
            at in self.allowed and not self.allowed[at] & ~classes
            for at, classes in other.allowed.items()
        )


def tables(pattern: str) -> Tables:
    """The tables of a pattern, with as many characters as `MOST` ways can tell."""
    from re import _parser  # type: ignore[attr-defined]

    tree = _parser.parse(pattern)
    taken = _Taken(tree)
    for ahead in range(AHEAD, -1, -1):
        ways = _without_doubles(taken.sequence(tree, [_Way({})], ahead))
        if len(ways) <= MOST:
            break
    return _tabled(taken, ways)


def _without_doubles(ways: Iterable[_Way]) -> list[_Way]:
    """`ways`, without those on which an earlier one has the expression asked already."""
    out: list[_Way] = []
    for way in ways:
        if not any(not early.whole and way.implies(early) for early in out):
            out.append(way)
    return out


def _tabled(taken: _Taken, ways: list[_Way]) -> Tables:
    found = np.zeros((BEHIND + AHEAD, taken.count), np.uint64)
    for i, way in enumerate(ways):
        for place in range(BEHIND + AHEAD):
            classes = way.allowed.get(place - BEHIND, taken.every)
            for number in range(taken.count):
                if classes >> number & 1:
                    found[place, number] |= np.uint64(1 << i)
    lengths = [way.at if way.whole and way.at else -1 for way in ways]
    return Tables(taken.classes, found, np.array(lengths or [-1], np.int64))


class _Taken:
    """A pattern taken apart. Characters are of one class if no set in the pattern parts them."""

    def __init__(self, tree: Iterable[Any]) -> None:
        sets = dict(_sets(tree))
        rows = np.array([*sets.values(), np.arange(_PLANE + 2) == _NONE])
        classes = np.zeros(_PLANE + 2, np.int64)
        for part in range(0, len(rows), _CHUNK):
            weights = 1 << np.arange(len(rows[part : part + _CHUNK]))
            keys = (classes << _CHUNK) + weights @ rows[part : part + _CHUNK]
            _, first, classes = np.unique(keys, return_index=True, return_inverse=True)
        self.classes = classes.astype(np.uint8)
        self.count = len(first)
        self.every = (1 << self.count) - 1
        self._bits = {
            key: sum(1 << i for i in range(self.count) if rows[n, first[i]])
            for n, key in enumerate(sets)
        }

    def sequence(self, items: Iterable[Any], ways: list[_Way], ahead: int) -> list[_Way]:
        """`ways` gone on by `items`, the preferred ones first."""
        for op, value in items:
            ways = [on for way in ways for on in self._item(str(op), value, way, ahead)]
        return ways

    def _item(self, op: str, value: Any, way: _Way, ahead: int) -> list[_Way]:
        if not way.whole:
            return [way]
        if op in _SETS:
            if not -BEHIND <= way.at < ahead:
                return [way.asked()]
            ways = way.with_one_of(self._bits[f"{op} {value}"], way.at)
            return [one._replace(at=way.at + 1) for one in ways]
        if op == "BRANCH":
            return [on for part in value[1] for on in self.sequence(part, [way], ahead)]
        if op == "SUBPATTERN":
            return self.sequence(value[3], [way], ahead)
        if op == "MAX_REPEAT":
            return self._repeated(value, way, ahead)
        if op == "ASSERT":
            return [one._replace(at=way.at) for one in self._looked(value, way, ahead)]
        if op == "ASSERT_NOT":
            return self._refused(way, self._looked(value, _Way({}, way.at), ahead))
        return [way.asked()]

    def _repeated(self, times: Any, way: _Way, ahead: int) -> list[_Way]:
        """As often as can be, then less often."""
        least, most, part = times
        more = []
        if most > 0:
            for on in self.sequence(part, [way], ahead):
                again = on.whole and on.at > way.at
                more += self._repeated((least - 1, most - 1, part), on, ahead) if again else [on]
        return more if least > 0 else [*more, way]

    def _looked(self, looked: Any, way: _Way, ahead: int) -> list[_Way]:
        """What stands before (-1) or behind (1) a place."""
        direction, part = looked
        shortest, longest = part.getwidth()
        if direction < 0 and shortest != longest:
            return [way.asked()]
        return self.sequence(part, [way._replace(at=way.at - (direction < 0) * longest)], ahead)

    def _refused(self, way: _Way, refused: list[_Way]) -> list[_Way]:
        """`way` where none of those `refused` can be gone: one at least of what each asks for must
        not hold."""
        if not all(other.whole for other in refused):
            return [way.asked()]
        ways = [way]
        for other in refused:
            ways = [
                on
                for one in ways
                for at, classes in other.allowed.items()
                for on in one.with_one_of(self.every & ~classes, at)
            ]
        return ways


def begins(pattern: str) -> frozenset[str]:
    """The characters with which a match can begin that is not empty, all of the basic plane.

    Raises
    ------
    ValueError
        If it may begin with any other, or that is not understood.
    """
    from re import _parser  # type: ignore[attr-defined]

    first = np.zeros(_PLANE + 2, bool)
    _begun(_parser.parse(pattern), first)
    if first[_BEYOND]:
        raise ValueError("it may begin with any character")
    return frozenset(map(chr, np.flatnonzero(first).tolist()))


def _begun(items: Iterable[Any], first: NDArray[np.bool_]) -> bool:
    """Mark the characters with which what `items` match can begin; whether it can be empty."""
    return all(_begins(str(op), value, first) for op, value in items)


def _begins(op: str, value: Any, first: NDArray[np.bool_]) -> bool:
    """The same of one item."""
    if op == "LITERAL":
        first[min(value, _BEYOND)] = True
        return False
    if op in _SETS:
        first |= _members(op, value)
        return False
    if op == "BRANCH":
        empty = [_begun(part, first) for part in value[1]]
        return any(empty)
    if op == "SUBPATTERN":
        return _begun(value[3], first)
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        return _begun(value[2], first) or not value[0]
    if op in ("ASSERT", "ASSERT_NOT", "AT"):
        return True
    raise ValueError(f"{op} may begin with any character")


def _sets(items: Iterable[Any]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Every set of characters in a pattern, by how it is written in its tree."""
    for op, value in items:
        if str(op) in _SETS:
            yield f"{op} {value}", _members(str(op), value)
        elif str(op) == "BRANCH":
            for part in value[1]:
                yield from _sets(part)
        elif str(op) in _PARTS:
            yield from _sets(value[_PARTS[str(op)]])


def _members(op: str, value: Any) -> NDArray[np.bool_]:
    """Which characters are in a set."""
    out = np.zeros(_PLANE + 2, bool)
    items = value if op == "IN" else [(op.removeprefix("NOT_"), value)]
    for kind, one in items:
        if str(kind) == "LITERAL":
            out[min(one, _BEYOND)] = True
        elif str(kind) == "RANGE":
            out[one[0] : one[1] + 1] = True
        elif str(kind) == "CATEGORY":
            name = str(one).removeprefix("CATEGORY_")
            out |= _category(name.removeprefix("NOT_")) ^ name.startswith("NOT_")
        elif str(kind) == "ANY":
            out[:] = True
            out[ord("\n")] = False
    if op.startswith("NOT_") or (op == "IN" and str(value[0][0]) == "NEGATE"):
        out = ~out
    out[_NONE] = False
    return out


@cache
def _category(name: str) -> NDArray[np.bool_]:
    """The characters of the basic plane that are digits, spaces or of words."""
    out = np.zeros(_PLANE + 2, bool)
    for run in re.finditer(_CATEGORIES[name], "".join(map(chr, range(_PLANE)))):
        out[run.start() : run.end()] = True
    return out
