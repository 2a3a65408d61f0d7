"""Expressions compiled from what has been parsed already.

The patterns of a language share their classes of characters, and to make a table of one takes most
of the time that `re.compile` takes; here each is made once. Like the parser, the compiler of the
standard library is no public interface: where it is another, patterns are compiled as ever.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_WITHIN = {"SUBPATTERN": 3, "MAX_REPEAT": 2, "MIN_REPEAT": 2, "ASSERT": 1, "ASSERT_NOT": 1}
"""Where the value of an operation has what it is applied to."""


def tabled(form: str, tree: Any) -> re.Pattern[str]:
    """An expression, compiled from how `first.parsed` read it; there, tables replace classes."""
    try:
        from re import _compiler  # type: ignore[attr-defined]

        _make_tables(tree)
        compiled: re.Pattern[str] = _compiler.compile(tree)
    except (ImportError, AttributeError, IndexError, TypeError, ValueError):
        return re.compile(form)
    return compiled


def _make_tables(tree: Any) -> None:
    for i, (op, value) in enumerate(tree.data):
        if op.name == "IN":
            tree.data[i] = op, _table(tuple(value))
        elif op.name == "BRANCH":
            for part in value[1]:
                _make_tables(part)
        elif op.name in _WITHIN:
            _make_tables(value[_WITHIN[op.name]])


@lru_cache(1 << 10)
def _table(items: tuple[Any, ...]) -> Any:
    from re import _compiler  # type: ignore[attr-defined]

    return _compiler._optimize_charset(items)[0]
