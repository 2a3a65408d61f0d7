"""Proposals laid over a day."""

from datetime import date

import pytest

from renkei.alliance import arrangement, difference
from renkei.alliance.proposal import find_proposal, lay, proposed_on
from renkei.alliance.shown import Sign, look
from renkei.errors import PackError
from renkei.packs.load import load_pack

SPRING, AUTUMN = date(2024, 3, 1), date(2024, 9, 1)


def laid(pack, key, day):
    return lay(pack, find_proposal(pack, key), arrangement(pack, day))


def ends(links):
    return {(link.subject, link.relation.value, link.object) for link in links}


def test_each_change_does_what_it_says(small):
    found = laid(small, "raise-east", AUTUMN)
    change = difference(found.base, found.result)
    assert [p.key for p in change.posts.added] == ["office"]
    (raised,) = change.posts.changed
    assert (raised.before.rank, raised.after.rank) == ("three-star", "four-star")
    assert raised.fields == ("rank",)
    assert ends(change.links.added) == {
        ("office", "coordinates-with", "east"),
        ("office", "coordinates-with", "new-hq"),
    }
    assert not change.links.ended
    assert found.remarks == (
        "east coordinates-with west: does not stand on 2024-09-01, so it cannot end",
    )


def test_a_link_that_stands_is_ended(small):
    found = laid(small, "raise-east", SPRING)
    assert ends(difference(found.base, found.result).links.ended) == {
        ("east", "coordinates-with", "west")
    }


def test_a_post_that_is_not_there_yet_is_brought_in_and_remarked_on(small):
    found = laid(small, "raise-east", SPRING)
    assert "new-hq" in {p.key for p in found.result.posts}
    assert found.remarks == (
        "new-hq: not there on 2024-03-01 (since 2024-06-01); the proposal reckons with it",
    )


def test_adding_what_stands_changes_nothing(small):
    found = laid(small, "keep", AUTUMN)
    assert not difference(found.base, found.result)
    assert len(found.remarks) == 2


def test_the_day_it_is_laid_over_stays_as_it_was(small):
    base = arrangement(small, SPRING)
    lay(small, find_proposal(small, "raise-east"), base)
    assert base == arrangement(small, SPRING)


def test_what_a_proposal_gives_rests_on_all_of_its_sources(small):
    shown = look(small, proposal=find_proposal(small, "raise-east"))
    rows = {p.key: p for p in shown.whole.posts}
    assert shown.against == SPRING
    assert shown.sources(rows["office"]) == ("daily", "weekly")
    assert shown.sources(rows["east"]) == ("gazette", "daily", "weekly")
    assert shown.sources(rows["new-hq"]) == ("weekly",)
    assert shown.sign(rows["east"]) is Sign.CHANGED
    assert shown.changed(rows["east"]) == {"rank": "three-star"}


def test_a_proposal_is_found_by_the_beginning_of_its_key(small):
    assert find_proposal(small, "raise-e").key == "raise-east"
    with pytest.raises(PackError, match="raise-east, raise-west"):
        find_proposal(small, "raise")
    with pytest.raises(PackError, match="there are: raise-east, raise-west, keep"):
        find_proposal(small, "lower")
    with pytest.raises(PackError, match="there are"):
        find_proposal(small, "")


def test_every_proposal_of_the_shipped_pack_can_be_laid_over_its_day():
    pack = load_pack("us_japan")
    assert len(pack.structure.arrangements) >= 10
    for proposal in pack.structure.arrangements:
        found = lay(pack, proposal, arrangement(pack, proposed_on(proposal)))
        there = {post.key for post in found.result.posts}
        assert difference(found.base, found.result), proposal.key
        assert all({link.subject, link.object} <= there for link in found.result.links)


def test_a_four_star_commander_is_a_change_of_rank():
    pack = load_pack("us_japan")
    found = laid(pack, "four-star", date(2024, 3, 25))
    (raised,) = difference(found.base, found.result).posts.changed
    assert raised.after.key == "us-forces-japan"
    assert (raised.before.rank, raised.after.rank) == ("three-star", "four-star")
