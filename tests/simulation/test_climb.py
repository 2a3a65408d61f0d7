"""Who stands above whom, who may agree with whom, and which way a message takes."""

import pytest
from made_up import conduct, link, post, two_nations

from renkei.errors import SimulationError
from renkei.simulation.climb import Map
from renkei.simulation.procedure import mapped


def map_of(*links, more=()) -> Map:
    return mapped(two_nations(*links, more=more), conduct())


def ways(hops):
    return [(hop.sender, hop.receiver, hop.crossing) for hop in hops]


def test_a_matter_climbs_by_links_of_command_and_of_report():
    assert map_of().chain("aa-unit", "AA") == ("aa-unit", "aa-hq", "aa-minister")


def test_of_several_above_it_takes_the_lowest():
    past_the_hq = link("aa-minister", "commands", "aa-unit")
    assert map_of(past_the_hq).chain("aa-unit", "AA") == ("aa-unit", "aa-hq", "aa-minister")


def test_it_does_not_climb_into_another_nation():
    assert map_of(link("bb-hq", "commands", "aa-minister")).chain("aa-unit", "AA")[-1] == (
        "aa-minister"
    )


def test_a_circle_of_command_ends():
    assert map_of(link("aa-unit", "commands", "aa-minister")).chain("aa-hq", "AA")


def test_the_pair_is_the_lowest_of_one_level_that_is_linked():
    found = map_of(
        link("aa-hq", "coordinates-with", "bb-hq"),
        link("aa-minister", "coordinates-with", "bb-minister"),
    )
    assert found.pair(("aa-unit", "aa-hq", "aa-minister"), ("bb-unit", "bb-hq", "bb-minister")) == (
        "aa-hq",
        "bb-hq",
    )


def test_where_levels_differ_the_lower_climbs_on():
    """The unit is linked with the other headquarters, but is no match for it."""
    found = map_of(
        link("aa-unit", "coordinates-with", "bb-hq"),
        link("aa-minister", "coordinates-with", "bb-minister"),
    )
    assert found.pair(("aa-unit", "aa-hq", "aa-minister"), ("bb-unit", "bb-hq", "bb-minister")) == (
        "aa-minister",
        "bb-minister",
    )


def test_where_nothing_is_linked_the_highest_of_one_level_meet():
    assert map_of().pair(("aa-unit", "aa-hq", "aa-minister"), ("bb-unit", "bb-hq")) == (
        "aa-hq",
        "bb-hq",
    )


def test_what_stands_in_both_chains_agrees_with_itself():
    both = post("both", ["AA", "BB"], "four-star")
    chains = ("aa-unit", "both"), ("bb-unit", "both")
    assert map_of(more=(both,)).pair(*chains) == ("both", "both")


def test_a_body_of_both_is_used_before_a_border_crossed_from_afar():
    body = post("body", ["AA", "BB"], type="coordination-body")
    found = map_of(
        link("aa-hq", "coordinates-with", "bb-hq"),
        link("aa-hq", "coordinates-with", "body"),
        link("bb-hq", "coordinates-with", "body"),
        more=(body,),
    )
    assert ways(found.way("aa-hq", "bb-hq")) == [
        ("aa-hq", "body", ""),
        ("body", "bb-hq", "co-located"),
    ]


def test_a_body_that_must_be_convened_is_not():
    body = post("body", ["AA", "BB"], type="dialogue")
    found = map_of(
        link("aa-hq", "coordinates-with", "bb-hq"),
        link("aa-hq", "coordinates-with", "body"),
        link("bb-hq", "coordinates-with", "body"),
        more=(body,),
    )
    assert ways(found.way("aa-hq", "bb-hq")) == [("aa-hq", "bb-hq", "remote")]


def test_drafts_do_not_go_by_a_link_of_released_information():
    found = map_of(link("aa-hq", "coordinates-with", "bb-hq"))
    assert ways(found.way("aa-unit", "bb-unit")) == [("aa-unit", "bb-unit", "agreed")]
    assert ways(found.way("aa-unit", "bb-unit", drafts=True)) == [
        ("aa-unit", "aa-hq", ""),
        ("aa-hq", "bb-hq", "remote"),
        ("bb-hq", "bb-unit", ""),
    ]


def test_a_liaison_team_crosses_in_the_room():
    team = post("team", "AA", type="liaison-team", parent="aa-hq")
    found = map_of(link("team", "coordinates-with", "bb-hq"), more=(team,))
    assert ways(found.way("aa-hq", "bb-hq", drafts=True)) == [
        ("aa-hq", "team", ""),
        ("team", "bb-hq", "co-located"),
    ]


def test_no_way_is_an_error_that_names_both_ends():
    with pytest.raises(SimulationError, match="'aa-hq' to 'bb-hq'"):
        map_of().way("aa-hq", "bb-hq", drafts=True)


def test_a_post_that_is_not_there_is_named():
    with pytest.raises(SimulationError, match="no post 'nobody'"):
        map_of().chain("nobody", "AA")
