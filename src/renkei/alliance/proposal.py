"""A proposed arrangement, laid over the arrangement of a day.

The result is an arrangement of the same type, so that whatever draws, compares or runs the one can
do it with the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, assert_never

from renkei.alliance.arrangement import Arrangement
from renkei.alliance.difference import ends
from renkei.edtf import bounds
from renkei.errors import PackError
from renkei.packs.structure import AddLink, AddPost, EndLink, Link, Post, SetField

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.structure import Arrangement as Proposal


@dataclass(frozen=True, slots=True)
class Laid:
    """A proposal laid over a day.

    `base` is the arrangement of the day, `result` what the proposal makes of it, `made` the posts
    and links that the proposal gives: they rest on all of its sources together. `remarks` say
    where its changes and the day do not fit.
    """

    proposal: Proposal
    base: Arrangement
    result: Arrangement
    made: frozenset[Post | Link]
    remarks: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    pack: Pack
    proposal: Proposal
    on: date
    posts: dict[str, Post]
    links: dict[tuple[str, str, str], Link]
    made: set[Post | Link] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


def find_proposal(pack: Pack, text: str) -> Proposal:
    """The proposed arrangement whose key is `text`, or alone begins with it.

    Raises
    ------
    PackError
        If there is none, or if several begin so; the message lists them.
    """
    known = {proposal.key: proposal for proposal in pack.structure.arrangements}
    wanted = text.strip().casefold()
    if wanted in known:
        return known[wanted]
    begun = [key for key in known if wanted and key.startswith(wanted)]
    if len(begun) == 1:
        return known[begun[0]]
    if begun:
        raise PackError(f"{text!r} may mean {', '.join(begun)}; give more of it")
    listed = ", ".join(known) or "none in this pack"
    raise PackError(f"no arrangement {text!r}; there are: {listed}")


def proposed_on(proposal: Proposal) -> date:
    """The day from which a proposal was discussed, the first of a month or year."""
    first, last = bounds(proposal.first_discussed)
    day = first or last
    assert day
    return day


def lay(pack: Pack, proposal: Proposal, base: Arrangement) -> Laid:
    """`base` with the changes of `proposal` made, one after the other.

    A post that a change names and that is not there yet (or no more) on the day is brought in from
    the pack, for the proposal reckons with it; a remark says so. Ending a link that does not
    stand, and adding one that does, change nothing and are remarked on.
    """
    draft = _Draft(
        pack,
        proposal,
        base.on,
        {post.key: post for post in base.posts},
        {ends(link): link for link in base.links},
    )
    for change in proposal.changes:
        match change:
            case SetField():
                _set(draft, change)
            case AddPost():
                _add_post(draft, change)
            case AddLink():
                _add_link(draft, change)
            case EndLink():
                _end_link(draft, change)
            case _:
                assert_never(change)
    posts, links = tuple(draft.posts.values()), tuple(draft.links.values())
    result = Arrangement(base.on, posts, base.holders, links, base.withheld)
    made = draft.made & {*posts, *links}
    return Laid(proposal, base, result, frozenset(made), tuple(dict.fromkeys(draft.remarks)))


def _set(draft: _Draft, change: SetField) -> None:
    post = _there(draft, change.post)
    if getattr(post, change.field) != change.value:
        changed = post.model_copy(update={change.field: change.value})
        draft.posts[post.key] = changed
        draft.made.add(changed)


def _add_post(draft: _Draft, change: AddPost) -> None:
    fields = change.post.model_dump() | {
        "since": "unknown",
        "until": "none",
        "source": draft.proposal.sources[0],
        "note": f"proposed: {draft.proposal.key}",
    }
    post = Post.model_validate(fields)
    draft.posts[post.key] = post
    draft.made.add(post)


def _add_link(draft: _Draft, change: AddLink) -> None:
    for key in (change.subject, change.object):
        _there(draft, key)
    name = change.subject, change.relation.value, change.object
    if name in draft.links:
        draft.remarks.append(f"{' '.join(name)}: stands already on {draft.on}")
        return
    link = Link(
        subject=change.subject,
        relation=change.relation,
        object=change.object,
        since="unknown",
        until="none",
        source=draft.proposal.sources[0],
        note=f"proposed: {draft.proposal.key}",
    )
    draft.links[name] = link
    draft.made.add(link)


def _end_link(draft: _Draft, change: EndLink) -> None:
    name = change.subject, change.relation.value, change.object
    if draft.links.pop(name, None) is None:
        draft.remarks.append(f"{' '.join(name)}: does not stand on {draft.on}, so it cannot end")


def _there(draft: _Draft, key: str) -> Post:
    """The post, brought in from the pack if it is not there on the day."""
    if key in draft.posts:
        return draft.posts[key]
    rows = [post for post in draft.pack.structure.posts if post.key == key]
    if not rows:
        raise PackError(f"{draft.proposal.key}: it names {key!r}, and the pack has no such post")
    post = rows[0]
    draft.posts[key] = post
    draft.remarks.append(
        f"{key}: not there on {draft.on} (since {post.since}); the proposal reckons with it"
    )
    return post
