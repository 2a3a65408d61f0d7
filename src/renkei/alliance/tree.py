"""Who stands under whom: the posts of an arrangement as trees of command.

A post hangs from whoever commands it and from whoever it reports to; where no link says either,
from the post that the pack places above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renkei.packs.structure import Relation

if TYPE_CHECKING:
    from renkei.alliance.arrangement import Arrangement
    from renkei.packs.structure import Link, Post

SIDEWAYS = frozenset({Relation.COORDINATES_WITH, Relation.SHARES_INFORMATION_WITH})
"""The relations in which neither stands under the other."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A post and what stands under it.

    `link` is the link by which it hangs there: None at the top, and where the pack only places it.
    `again` is True where the post stands in full elsewhere, so that nothing is repeated under it.
    """

    post: Post
    link: Link | None
    below: tuple[Branch, ...] = ()
    again: bool = False


def forest(arrangement: Arrangement, ended: Set[Link] = frozenset()) -> tuple[Branch, ...]:
    """The trees of an arrangement, in the order of its posts.

    Every post stands in full exactly once, and once more, without what is under it, for each
    further link from above. `ended` are links that no longer hold (where two arrangements are
    shown as one): a post stands in full under another if it can.
    """
    posts = {post.key: post for post in arrangement.posts}
    above = {key: _above(post, posts, arrangement.links) for key, post in posts.items()}
    home = {key: _home(links, ended) for key, links in above.items()}
    seen: set[str] = set()

    def grow(key: str, link: Link | None) -> Branch:
        seen.add(key)
        below = []
        for other, links in above.items():
            for place in links:
                if place[0] != key:
                    continue
                if place == home[other] and other not in seen:
                    below.append(grow(other, place[1]))
                else:
                    below.append(Branch(posts[other], place[1], again=True))
        return Branch(posts[key], link, tuple(below))

    tops = [grow(key, None) for key, links in above.items() if not links]
    # What is left hangs in a circle, and is opened at its first post.
    tops += [grow(key, None) for key in posts if key not in seen]
    return tuple(tops)


def sideways(arrangement: Arrangement) -> tuple[Link, ...]:
    """The links of coordination and information."""
    return tuple(link for link in arrangement.links if link.relation in SIDEWAYS)


Place = tuple[str, "Link | None"]


def _above(post: Post, posts: dict[str, Post], links: Iterable[Link]) -> list[Place]:
    """The posts from which one hangs, each with the link that says so."""
    links = [k for k in links if k.subject in posts and k.object in posts]
    found: dict[str, Place] = {}
    for link in links:
        if link.relation is Relation.COMMANDS and link.object == post.key:
            found.setdefault(link.subject, (link.subject, link))
    for link in links:
        if link.relation is Relation.REPORTS_TO and link.subject == post.key:
            found.setdefault(link.object, (link.object, link))
    if not found and post.parent in posts:
        return [(post.parent, None)]
    return list(found.values())


def _home(places: list[Place], ended: Set[Link]) -> Place | None:
    """Where a post stands in full: its first place by a link that holds, else its first."""
    lasting = [place for place in places if place[1] not in ended]
    return next(iter(lasting or places), None)
