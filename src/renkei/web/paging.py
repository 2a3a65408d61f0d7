"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Query

T = TypeVar("T")

Number = Annotated[
    int, Query(ge=0, le=1_000_000, description="Which page of the list; 0 for all of it.")
]


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """A page of a list: its rows, its number, how many pages, how many rows there are in all."""

    rows: tuple[T, ...]
    number: int
    pages: int
    total: int


def place(number: int, size: int, total: int) -> tuple[int, int]:
    """The number of a page of a list, kept within it, and how many pages there are."""
    pages = max(-(-total // size), 1)
    return min(max(number, 1), pages), pages


def cut(rows: Sequence[T], number: int, size: int) -> Cut[T]:
    """The page of that number, or the last one; the whole list for the number 0."""
    if not number:
        return Cut(tuple(rows), 1, 1, len(rows))
    at, pages = place(number, size, len(rows))
    return Cut(tuple(rows[(at - 1) * size : at * size]), at, pages, len(rows))
