"""Trees of command."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from renkei.alliance import Arrangement, arrangement
from renkei.alliance.tree import forest, sideways
from renkei.packs.structure import Link, Post
from small_alliance import link, post

DAY = date(2024, 7, 1)
KEYS = list("abcde")


def outline(branches):
    return [(b.post.key, b.again, outline(b.below)) for b in branches]


def every(branches):
    for branch in branches:
        yield branch
        yield from every(branch.below)


def made(*links, parents=()):
    parent = dict(parents)
    posts = [
        Post.model_validate(post(k, (k, k, k), "US", parent=parent.get(k, "none"))) for k in KEYS
    ]
    return Arrangement(DAY, tuple(posts), (), tuple(Link.model_validate(link(*k)) for k in links))


def test_a_tree_by_hand(small):
    assert outline(forest(arrangement(small, DAY))) == [
        ("crown", False, [("east", False, [])]),
        ("west", False, [("new-hq", False, [])]),
        ("forum", False, []),
        ("guest", False, []),
    ]
    assert {k.relation.value for k in sideways(arrangement(small, DAY))} == {
        "coordinates-with",
        "shares-information-with",
    }


def test_command_goes_before_the_packs_own_placing_and_reports_hang_upwards():
    found = made(("a", "commands", "b"), ("c", "reports-to", "b"), parents=[("b", "e"), ("d", "e")])
    assert outline(forest(found)) == [
        ("a", False, [("b", False, [("c", False, [])])]),
        ("e", False, [("d", False, [])]),
    ]


def test_a_post_under_two_stands_in_full_once_where_the_link_holds():
    found = made(("a", "commands", "c"), ("b", "commands", "c"), ("c", "commands", "d"))
    below_d = [("d", False, [])]
    assert outline(forest(found))[:2] == [
        ("a", False, [("c", False, below_d)]),
        ("b", False, [("c", True, [])]),
    ]
    ended = frozenset(found.links[:1])
    assert outline(forest(found, ended))[:2] == [
        ("a", False, [("c", True, [])]),
        ("b", False, [("c", False, below_d)]),
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KEYS),
            st.sampled_from(["commands", "reports-to"]),
            st.sampled_from(KEYS),
        ),
        unique=True,
    )
)
def test_every_post_stands_in_full_once_whatever_the_links(links):
    branches = list(every(forest(made(*links))))
    assert sorted(b.post.key for b in branches if not b.again) == KEYS
