"""Procedures worked out by hand. Every piece of work takes a set time, and nothing queues."""

import made_up
import numpy as np
import pytest
from made_up import MINUTES as M
from made_up import conduct, link, post, scenario, two_nations

from renkei.errors import SimulationError
from renkei.simulation.outline import realised
from renkei.simulation.procedure import compiled
from renkei.simulation.run import run

HQS = link("aa-hq", "coordinates-with", "bb-hq")
SEEN = M["detect"] + M["abroad"] + M["relay"]
"""Minutes until the other unit has taken in what this one saw, by the link that is there."""


def outline_of(arrangement, *steps, authority=(("aa-hq", "matter"), ("bb-hq", "matter")), **more):
    how = conduct(*authority)
    return compiled(arrangement, scenario(*steps, **more), how, {}, "")


def minutes(arrangement, *steps, **more):
    """Minutes from arrival to each milestone, and to the end; the same for every matter."""
    outline = outline_of(arrangement, *steps, **more)
    how = conduct()
    figures = {
        p.key: p.value / 60 if p.unit == "minutes" else p.value
        for p in (*how.parameters, *scenario(*steps).parameters)
    }
    results = run(realised(outline, figures | {"rate": 3 / 24}), 5, 1)
    found = {"end": results.ended}
    found |= {name: results.milestones[:, i] for i, name in enumerate(results.milestone_names)}
    taken = {name: 60 * (ends - results.arrived) for name, ends in found.items()}
    for times in taken.values():
        assert np.ptp(times) == pytest.approx(0, abs=1e-6)
    return {name: times[0] for name, times in taken.items()}


def test_detecting_and_sharing():
    found = minutes(two_nations(), made_up.DETECT, made_up.SHARE)
    assert found["detected by AA"] == pytest.approx(M["detect"])
    assert found["seen by AA"] == pytest.approx(M["detect"])
    assert found["seen by BB"] == pytest.approx(SEEN)


def test_a_decision_climbs_level_by_level_until_someone_may():
    steps = made_up.DETECT, made_up.SHARE, made_up.ASSESS, made_up.DECIDE
    authority = ("aa-minister", "matter"), ("bb-hq", "matter")
    found = minutes(two_nations(), *steps, authority=authority)
    level = M["forward"] + M["message"]
    assert found["decided by AA"] == pytest.approx(
        M["detect"] + M["assess"] + 2 * level + M["decide"]
    )
    assert found["decided by BB"] == pytest.approx(SEEN + M["assess"] + level + M["decide"])


def test_who_stands_above_one_that_may_decide_may_too():
    """The matter is put to the minister first; it needs no row for him."""
    steps = made_up.DETECT, {**made_up.DECIDE, "nations": ["AA"], "after": ["detect"]}
    roles = {"unit": {"AA": ["aa-minister"], "BB": ["bb-unit"]}}
    found = minutes(two_nations(), *steps, roles=roles)
    assert found["decided by AA"] == pytest.approx(M["detect"] + M["decide"])


@pytest.mark.parametrize("rounds", [1, 2])
def test_agreement_crosses_the_border_both_ways(rounds):
    choice = {
        "key": "rounds",
        "what": "How often",
        "options": ["1", "2"],
        "weights": [0.5, 0.5],
        "value": "1",
        "source": "made-up",
    }
    agree = {**made_up.AGREE, "rounds": "rounds"}
    steps = (made_up.DETECT, made_up.SHARE, made_up.ASSESS, made_up.DECIDE, agree)
    how = conduct(("aa-hq", "matter"), ("bb-hq", "matter"))
    outline = compiled(
        two_nations(HQS), scenario(*steps, choices=[choice]), how, {"rounds": str(rounds)}, ""
    )
    names = [task.name for task in outline.streams[0].tasks]
    assert sum(name.startswith("agree/AA/") and name.endswith("/link") for name in names) == rounds
    if rounds == 1:
        found = minutes(two_nations(HQS), *steps[:-1], made_up.AGREE)
        decided = SEEN + M["assess"] + M["forward"] + M["message"] + M["decide"]
        crossing = M["review"] + M["translate"] + M["abroad"]
        assert found["agreed by AA"] == pytest.approx(decided + 2 * M["concur"] + crossing)


def test_a_body_of_both_makes_the_crossing_short():
    body = post("body", ["AA", "BB"], type="coordination-body")
    ties = [link(f"{low}-hq", "coordinates-with", "body") for low in ("aa", "bb")]
    arrangement = two_nations(*ties, more=(body,))
    found = minutes(arrangement, *made_up.ALL[:-1])
    decided = SEEN + M["assess"] + M["forward"] + M["message"] + M["decide"]
    through = M["message"] + M["relay"] + M["room"] + M["message"]
    assert found["agreed by AA"] == pytest.approx(decided + 2 * M["concur"] + through)


def test_orders_go_down_in_parallel_within_each_nation():
    found = minutes(two_nations(HQS), *made_up.ALL)
    order = M["order"] + M["message"] + M["relay"]
    assert found["ordered by AA"] == pytest.approx(found["agreed by AA"] + order)
    assert found["end"] == pytest.approx(found["agreed by BB"] + order)


def test_a_combined_command_decides_once_and_agrees_with_itself():
    both = post("both", ["AA", "BB"], "four-star")
    over = [link("both", "commands", f"{low}-unit") for low in ("aa", "bb")]
    ends = [link("both", "reports-to", f"{low}-minister") for low in ("aa", "bb")]
    posts, links = two_nations(*over, *ends, more=(both,)), []
    links = [k for k in posts.links if k.relation != "reports-to" or k.subject == "both"]
    arrangement = type(posts)(posts.on, posts.posts, (), tuple(links))
    found = minutes(arrangement, *made_up.ALL, authority=(("both", "matter"),))
    decided = SEEN + M["assess"] + M["forward"] + M["message"] + M["decide"]
    assert found["decided by AA"] == found["decided by BB"] == pytest.approx(decided)
    assert found["agreed by AA"] == pytest.approx(decided + M["concur"])
    names = [
        t.name
        for t in outline_of(arrangement, *made_up.ALL, authority=(("both", "matter"),))
        .streams[0]
        .tasks
    ]
    assert [name for name in names if name.endswith("/decide")] == ["decide/AA/decide"]


def test_two_nations_swapped_swap_in_the_result():
    """AA and BB change names and everything else; the minister must decide in one of them."""
    one = two_nations(HQS, tz=("Asia/Tokyo", "Pacific/Honolulu"))
    other = two_nations(HQS, tz=("Pacific/Honolulu", "Asia/Tokyo"))
    hours = {"days": ["mon", "tue", "wed", "thu", "fri"], "since": "eight", "until": "six"}
    both = {**made_up.DETECT, "nations": ["AA", "BB"]}
    steps = both, {**made_up.ASSESS, "after": ["detect"]}, *made_up.ALL[3:]

    def ends(arrangement, minister):
        authority = (f"{minister}-minister", "matter"), ("aa-hq", "matter"), ("bb-hq", "matter")
        may = [row for row in authority if row[0] != f"{minister}-hq"]
        how = conduct(*may, hours=hours)
        outline = compiled(arrangement, scenario(*steps), how, {}, "")
        figures = {p.key: p.value / 60 if p.unit == "minutes" else p.value for p in how.parameters}
        results = run(realised(outline, figures | {"rate": 3 / 24, "due": 3.0}), 20, 5)
        return {
            name: results.milestones[:, i] - results.arrived
            for i, name in enumerate(results.milestone_names)
        }

    straight, swapped = ends(one, "aa"), ends(other, "bb")
    assert not np.array_equal(straight["decided by AA"], straight["decided by BB"])
    for word in ("assessed", "decided", "agreed", "ordered"):
        np.testing.assert_allclose(straight[f"{word} by AA"], swapped[f"{word} by BB"], rtol=1e-12)
        np.testing.assert_allclose(straight[f"{word} by BB"], swapped[f"{word} by AA"], rtol=1e-12)


def test_nobody_with_authority_is_an_error_that_names_step_and_chain():
    with pytest.raises(SimulationError, match=r"made-up: stream matter, step decide: nobody .*aa-"):
        outline_of(two_nations(HQS), *made_up.ALL, authority=())


def test_a_nation_that_was_not_told_is_an_error():
    steps = made_up.DETECT, {**made_up.ASSESS, "after": ["detect"]}
    with pytest.raises(SimulationError, match="BB has not learnt of the matter"):
        outline_of(two_nations(), *steps)


def test_the_same_work_has_the_same_name_whoever_does_it():
    steps = made_up.ALL[:4]
    low, high = (
        outline_of(
            two_nations(HQS), *steps, authority=((f"aa-{who}", "matter"), ("bb-hq", "matter"))
        )
        for who in ("hq", "minister")
    )

    def posts(outline):
        return {t.name: t.post for t in outline.streams[0].tasks}

    assert posts(low)["decide/AA/decide"] == "aa-hq"
    assert posts(high)["decide/AA/decide"] == "aa-minister"
    assert set(posts(low)) < set(posts(high))


def test_other_work_comes_to_each_desk_that_does_it_once():
    background = [{"work": "assess", "rate": "rate"}]
    outline = outline_of(two_nations(), made_up.DETECT, made_up.SHARE, background=background)
    assert [s.key for s in outline.streams[outline.matters :]] == [
        "other/assess/aa-unit",
        "other/assess/bb-unit",
    ]
