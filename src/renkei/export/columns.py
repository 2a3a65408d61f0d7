"""Where the boxes of a structure go: each ally's posts in a column, what they share between them.

A column is a tree of command written as an indented list, so that it stays narrow however many
posts there are; the right one is turned about, so that both face what lies between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.alliance.arrangement import Arrangement
from renkei.alliance.tree import Branch, forest

if TYPE_CHECKING:
    from renkei.alliance.shown import Shown
    from renkei.packs.structure import Link, Post

Point = tuple[float, float]

GAP = 16.0
"""Between a box and the next below it."""
INDENT = 24.0
CORRIDOR = 168.0
"""Between two columns, where the lines run."""
_LOOSE = 32.0
"""Between boxes that stand in the middle, where lines run past them."""
HEAD = 30.0
"""Above a column, for its name."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Hung:
    """A post that hangs from another in its column, and on which side: -1 left, 1 right."""

    link: Link
    above: str
    below: str
    side: int


@dataclass(frozen=True, slots=True)
class Placed:
    """The boxes by the keys of their posts, the heads of columns, and what hangs from what."""

    boxes: Mapping[str, Box]
    heads: Mapping[str, Box]
    hung: tuple[Hung, ...]
    width: float
    height: float


def place(
    shown: Shown,
    parties: Sequence[str],
    heights: Mapping[str, float],
    width: float,
    named: Callable[[str], str],
) -> Placed:
    """Places the posts of a structure, each as high as `heights` says and `width` wide.

    `named` gives the name of a column: of ``left``, ``right``, ``joint`` or ``other``.
    """
    columns = _columns(shown.whole.posts, parties)
    trees = {name: list(_listed(shown, posts)) for name, posts in columns.items()}
    deep = {name: max((d for _, d in rows), default=0) for name, rows in trees.items()}
    x = 0.0
    boxes: dict[str, Box] = {}
    heads: dict[str, Box] = {}
    if trees["left"]:
        heads["left"] = Box(x, 0, width, HEAD)
        boxes |= _stacked(trees["left"], heights, width, lambda d: x + d * INDENT)
        x += width + deep["left"] * INDENT + CORRIDOR
    right = x + (width + CORRIDOR if trees["joint"] or trees["other"] else 0)
    right += deep["right"] * INDENT
    if trees["right"]:
        heads["right"] = Box(right, 0, width, HEAD)
        boxes |= _stacked(trees["right"], heights, width, lambda d: right - d * INDENT)
    y = 0.0
    low = max((box.y + box.height for box in boxes.values()), default=0.0)
    below = _needed([b.post.key for b, _ in trees["other"]], heights) + HEAD + GAP
    for name, end in (("joint", low - below), ("other", low)):
        if trees[name]:
            keys = _by_neighbours([b.post.key for b, _ in trees[name]], shown.whole.links, boxes)
            heads[name] = Box(x, y, width, HEAD)
            y = _between(keys, heights, boxes, shown.whole.links, Box(x, y + HEAD, width, end))
            y += GAP
    hung = [h for name, rows in trees.items() for h in _hung(rows, 1 if name == "right" else -1)]
    return Placed(
        boxes,
        {named(name): head for name, head in heads.items()},
        tuple(hung),
        max(box.x + box.width for box in boxes.values()) if boxes else width,
        max(box.y + box.height for box in boxes.values()) if boxes else HEAD,
    )


def _columns(posts: Iterable[Post], parties: Sequence[str]) -> dict[str, list[Post]]:
    """The first ally's posts, the second's, those that they share, and all others."""
    found: dict[str, list[Post]] = {"left": [], "right": [], "joint": [], "other": []}
    for post in posts:
        if not set(post.nations) <= set(parties):
            found["other"].append(post)
        elif len(post.nations) > 1:
            found["joint"].append(post)
        else:
            found["left" if post.nations[0] == parties[0] else "right"].append(post)
    return found


def _listed(shown: Shown, posts: Sequence[Post]) -> Iterator[tuple[Branch, int]]:
    """The branches of a column's trees from top to bottom, each with how deep it stands."""
    part = Arrangement(shown.whole.on, tuple(posts), (), shown.whole.links)

    def walk(branches: Iterable[Branch], depth: int) -> Iterator[tuple[Branch, int]]:
        for branch in branches:
            if not branch.again:
                yield branch, depth
                yield from walk(branch.below, depth + 1)

    return walk(forest(part, shown.ended), 0)


def _hung(rows: Sequence[tuple[Branch, int]], side: int) -> Iterator[Hung]:
    for branch, _ in rows:
        for below in branch.below:
            if below.link is not None and not below.again:
                yield Hung(below.link, branch.post.key, below.post.key, side)


def _stacked(
    rows: Sequence[tuple[Branch, int]],
    heights: Mapping[str, float],
    width: float,
    left: Callable[[int], float],
) -> dict[str, Box]:
    found, y = {}, HEAD
    for branch, depth in rows:
        height = heights[branch.post.key]
        found[branch.post.key] = Box(left(depth), y, width, height)
        y += height + GAP
    return found


def _by_neighbours(keys: list[str], links: Sequence[Link], boxes: Mapping[str, Box]) -> list[str]:
    """Keys in the order in which what they are linked with stands in the outer columns."""
    return sorted(keys, key=lambda key: (_level(key, links, boxes), key))


def _level(key: str, links: Sequence[Link], boxes: Mapping[str, Box]) -> float:
    """How high, on the average, the posts stand with which one is linked; below all, if none."""
    ends = [{link.subject, link.object} - {key} for link in links]
    near = [
        boxes[other].middle[1]
        for link, rest in zip(links, ends, strict=True)
        if key in (link.subject, link.object)
        for other in rest
        if other in boxes
    ]
    return sum(near) / len(near) if near else float("inf")


def _between(
    keys: Sequence[str],
    heights: Mapping[str, float],
    boxes: dict[str, Box],
    links: Sequence[Link],
    room: Box,
) -> float:
    """Puts boxes below one another into `room`; gives where the last one ends.

    Each stands as near as it can to the height of what it is linked with; if the room is too low
    for all, they stand close together and reach beyond it.
    """
    y = room.y
    levels = {key: _level(key, links, boxes) for key in keys}
    for n, key in enumerate(keys):
        latest = room.height - _needed(keys[n:], heights)
        y = max(y, min(levels[key] - heights[key] / 2, latest))
        boxes[key] = Box(room.x, y, room.width, heights[key])
        y += heights[key] + _LOOSE
    return y - _LOOSE


def _needed(keys: Sequence[str], heights: Mapping[str, float]) -> float:
    """How high boxes are together, one below the other."""
    return sum(heights[key] + _LOOSE for key in keys)
