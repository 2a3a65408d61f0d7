"""Which characters a match of a regular expression may begin with.

Patterns are many and most spots in a text suit few of them, so those that cannot begin with the
character at hand are not tried. The answer comes from the standard library's own parser, whose
trees are not part of its public interface: what is not understood counts as *any character*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from typing import Any

#: No character is excluded.
ANY: frozenset[str] | None = None
_LIMIT = 400
_SPACES = frozenset(filter(str.isspace, map(chr, range(0x3001))))

_Set = frozenset[str] | None


def first(pattern: str) -> frozenset[str] | None:
    """The characters that a match may begin with; None if it may be any, or none (empty match).

    Raises
    ------
    re.error
        If the pattern is malformed.
    """
    try:
        found, empty = _sequence(parsed(pattern))
    except (ImportError, AttributeError, KeyError, TypeError, ValueError):
        return ANY
    return ANY if empty else found


def parsed(pattern: str) -> Any:
    """The pattern as the standard library's parser reads it: a sequence of (operation, value)."""
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(pattern)


def quick(pattern: str) -> str:
    """`pattern`, made to fail at once where it cannot begin."""
    found = first(pattern)
    if not found:
        return pattern
    chars = "".join(re.escape(char) for char in sorted(found))
    return f"(?=[{chars}])(?:{pattern})"


def _sequence(items: Iterable[Any]) -> tuple[_Set, bool]:
    """The first characters of a sequence, and whether it can match nothing."""
    found: _Set = frozenset()
    for op, value in items:
        here, empty = _item(str(op), value)
        found = _union(found, here)
        if not empty:
            return found, False
    return found, True


def _item(op: str, value: Any) -> tuple[_Set, bool]:
    if op == "LITERAL":
        return frozenset(chr(value)), False
    if op == "IN":
        return members(value), False
    if op == "BRANCH":
        parts = [_sequence(part) for part in value[1]]
        return reduce(_union, (part[0] for part in parts)), any(part[1] for part in parts)
    if op == "SUBPATTERN":
        return _sequence(value[3])
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        found, empty = _sequence(value[2])
        return found, empty or value[0] == 0
    if op in ("ASSERT", "ASSERT_NOT", "AT"):
        return frozenset(), True
    return ANY, False


def members(items: Iterable[Any]) -> frozenset[str] | None:
    """The characters of a class; None if they are too many, or not to be told."""
    found: set[str] = set()
    for op, value in items:
        if str(op) == "LITERAL":
            found.add(chr(value))
        elif str(op) == "RANGE" and value[1] - value[0] < _LIMIT:
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif str(value) == "CATEGORY_SPACE":
            found |= _SPACES
        else:
            return ANY
    return frozenset(found)


def _union(one: _Set, two: _Set) -> _Set:
    return None if one is None or two is None else one | two
