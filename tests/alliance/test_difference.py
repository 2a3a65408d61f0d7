"""What differs between two arrangements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from renkei.alliance import Arrangement, arrangement, difference
from renkei.alliance.difference import union
from renkei.packs.structure import Holder, Link, Post
from small_alliance import link, pack, post

DAY = date(2024, 1, 1)
KEYS = ["a", "b", "c"]
POSTS = [
    Post.model_validate(post(key, (key, key, key), "US", rank=rank))
    for key in KEYS
    for rank in ("three-star", "four-star")
]
LINKS = [
    Link.model_validate(link(a, relation, b, since=since))
    for a in KEYS
    for b in KEYS
    for relation in ("commands", "coordinates-with")
    for since in ("unknown", "2020")
]
HOLDERS = [
    Holder(post=key, name=name, rank="x", since="unknown", until="none", source="gazette")
    for key in KEYS
    for name in ("First", "Second")
]


def some(rows, same):
    return st.lists(st.sampled_from(rows), unique_by=same, max_size=6).map(tuple)


arrangements = st.builds(
    Arrangement,
    st.just(DAY),
    some(POSTS, lambda p: p.key),
    some(HOLDERS, lambda h: h.post),
    some(LINKS, lambda k: (k.subject, k.relation, k.object)),
)


def applied(rows, part):
    """`rows` with what a part of a difference says done to them."""
    changed = {c.before: c.after for c in part.changed}
    assert set(part.ended) | set(changed) <= set(rows)
    return {changed.get(r, r) for r in rows if r not in part.ended} | set(part.added)


@given(arrangements)
def test_an_arrangement_does_not_differ_from_itself(one):
    assert not difference(one, one)
    assert not difference(one, replace(one, on=date(2030, 1, 1)))
    assert union(one, one) == one


@given(arrangements, arrangements)
def test_a_difference_leads_from_the_one_to_the_other(one, other):
    found = difference(one, other)
    assert applied(one.posts, found.posts) == set(other.posts)
    assert applied(one.holders, found.holders) == set(other.holders)
    assert applied(one.links, found.links) == set(other.links)
    assert bool(found) == (
        {*one.posts, *one.holders, *one.links} != {*other.posts, *other.holders, *other.links}
    )


@given(arrangements, arrangements)
def test_seen_from_the_other_side_what_came_has_ended(one, other):
    there, back = difference(one, other), difference(other, one)
    assert set(there.links.added) == set(back.links.ended)
    assert {(c.before, c.after) for c in there.posts.changed} == {
        (c.after, c.before) for c in back.posts.changed
    }


@given(arrangements, arrangements)
def test_a_union_holds_every_post_and_every_link_of_both_once(one, other):
    both = union(one, other)
    keys = [p.key for p in both.posts]
    assert len(keys) == len(set(keys))
    assert set(keys) == {p.key for p in (*one.posts, *other.posts)}
    assert set(other.links) <= set(both.links)


def test_a_change_by_hand():
    small = pack()
    before, after = (arrangement(small, day) for day in (date(2024, 4, 1), date(2024, 7, 1)))
    found = difference(before, after)
    assert [p.key for p in found.posts.added] == ["new-hq"]
    assert not found.posts.ended and not found.posts.changed
    assert [(k.subject, k.object) for k in found.links.added] == [
        ("west", "new-hq"),
        ("east", "new-hq"),
    ]
    assert [(k.subject, k.object) for k in found.links.ended] == [("east", "west")]
    (handed,) = found.holders.changed
    assert (handed.before.name, handed.after.name) == ("Adm. First", "Adm. Second")
    assert set(handed.fields) == {"name", "since", "until", "source"}
