"""Comparisons on a made-up alliance, whose answers are known."""

import json
import re
from itertools import pairwise

import pytest
from made_up import ALL, DECIDE, MINUTES, conduct, link, pack, parameter, scenario, two_nations

from renkei.errors import SimulationError
from renkei.simulation import record
from renkei.simulation.compare import compare
from renkei.simulation.comparison import Entrant, PairRow, StreamInfo
from renkei.simulation.losses import without_post
from renkei.simulation.sensitivity import sensitivity
from renkei.simulation.sentences import interval, verdicts
from renkei.simulation.statistics import Estimate
from renkei.simulation.story import story
from renkei.simulation.tabling import verdict_on

HQS = link("aa-hq", "coordinates-with", "bb-hq")
TALL = [
    {"op": "end-link", "subject": "aa-unit", "relation": "reports-to", "object": "aa-hq"},
    {
        "op": "add-post",
        "post": {
            "key": "aa-extra",
            "labels": {"en": "x", "zh": "x", "ja": "x"},
            "nations": ["AA"],
            "type": "headquarters",
            "seat": "none",
            "tz": "none",
            "rank": "unknown",
            "parent": "aa-hq",
        },
    },
    {"op": "add-link", "subject": "aa-extra", "relation": "commands", "object": "aa-unit"},
]
"""One level more between the unit and its headquarters, which decides nothing."""
LEVEL = (MINUTES["forward"] + MINUTES["order"] + 2 * MINUTES["message"]) / 60
"""Hours that it costs: a paper up, an order down, and the messages."""
IDLE = [{"op": "add-link", "subject": "bb-minister", "relation": "commands", "object": "bb-unit"}]


@pytest.fixture(scope="module")
def book():
    how = conduct(("aa-hq", "matter"), ("bb-hq", "matter"))
    names = ["as-it-is", "tall", "idle"]
    return pack(two_nations(HQS), how, scenario(*ALL, lineups=names), tall=TALL, idle=IDLE)


@pytest.fixture(scope="module")
def found(book):
    return compare(book, "made-up", (), 40, 3)


def pair(found, one, other="as-it-is"):
    return next(row for row in found.pairs if (row.one, row.other) == (one, other))


def test_a_level_more_costs_what_its_work_costs(found):
    """AA's path is the longer one once it has a level more than BB, which was told later."""
    ahead = (MINUTES["abroad"] + MINUTES["relay"]) / 60
    up, down = MINUTES["forward"] + MINUTES["message"], MINUTES["order"] + MINUTES["message"]
    row = pair(found, "tall")
    assert row.difference.value == pytest.approx(up / 60 - ahead + down / 60)
    assert row.verdict == "slower"


def test_what_is_never_asked_changes_nothing(found):
    assert pair(found, "idle").verdict == "same"
    assert next(e for e in found.entrants if e.key == "idle").like == "as-it-is"
    assert "the same by construction: nothing in which they differ" in " ".join(found.sentences)


def test_what_differs_in_nothing_is_not_said_to_be_untold(book):
    (said,) = compare(book, "made-up", ["as-it-is", "idle"], 4, loss_replications=0).sentences
    assert said.startswith("matter: as-it-is and idle are the same by construction: nothing in")


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("alike", "m: b and a are as good as the same: they differ by less than 3 min, if at all."),
        ("untold", "m: b and a cannot be told apart: they differ by less than 3 min, if at all."),
        ("same", "m: b and a are the same by construction: nothing in which they differ is asked."),
        ("faster", "m: soonest on the mean b; then a."),
    ],
)
def test_the_sentence_uses_the_words_of_the_table(verdict, said):
    entrants = [Entrant(key, key, key, key, "", (), "") for key in "ab"]
    row = PairRow("b", "a", "m", Estimate(-0.01, -0.05, 0.03), verdict)
    assert list(verdicts(entrants, [StreamInfo("m", "m", 9, 1.0)], [row])) == [said]


def test_a_desk_with_too_much_work_is_said_not_to_keep_up():
    """Thirty minutes of work and more on each of 60 matters a day, at a desk for one at a time."""
    how = conduct(("aa-hq", "matter"), ("bb-hq", "matter"))
    figures = [p.model_copy(update={"value": 1}) if p.key == "many" else p for p in how.parameters]
    busy = scenario(
        *ALL, parameters=[parameter("rate", 60, "per-day"), parameter("due", 3, "hours")]
    )
    alone = pack(two_nations(HQS), how.model_copy(update={"parameters": tuple(figures)}), busy)
    found = compare(alone, "made-up", (), 2, loss_replications=0)
    assert "as-it-is: aa-unit/desk and bb-unit/desk do not keep up" in " ".join(found.sentences)


def test_what_lies_outside_is_remarked(book):
    found = compare(book, "made-up", ["1999"], 2, loss_replications=0)
    assert "1999: 1999-12-31 lies outside what the pack covers (2025)." in found.sentences


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-1.68333, -1.68250, "-101 min to -101 min"),
        (1.0, 2.5, "60 min to 2.5 h"),
        (0.5, 0.5, "30 min to 30 min"),
    ],
)
def test_ends_that_differ_read_differently(low, high, said):
    told = interval(low, high).split(" to ")
    assert (told[0] == told[1]) == (low == high)
    assert [end.split()[1] for end in told] == [w for w in said.split() if w in ("min", "h")]


def test_where_the_time_went_adds_up_to_the_mean(found):
    for entrant in found.entrants:
        parts = sum(row.hours for row in found.parts if row.lineup == entrant.key)
        whole = next(r.mean for r in found.times if (r.lineup, r.milestone) == (entrant.key, "end"))
        assert parts == pytest.approx(whole)


def test_the_loss_of_the_only_link_across_is_told_as_what_cannot_be_done(found):
    lost = {row.lost: row.hours for row in found.losses if row.lineup == "as-it-is"}
    assert lost["aa-hq – bb-hq"] == float("inf")
    assert 0 < lost["aa-unit – bb-unit"] < float("inf")


def test_a_stream_that_can_still_be_done_is_not_lost_with_another():
    """Only the grave stream needs the minister of AA."""
    how = conduct(("aa-hq", "matter"), ("bb-hq", "matter"), ("aa-minister", "grave"))
    grave = [{**s, "decision": "grave", "nations": ["AA"]} if s is DECIDE else s for s in ALL[:4]]
    plain = scenario(*ALL[:4])
    two = [
        plain.streams[0].model_dump(),
        scenario(*grave).streams[0].model_dump() | {"key": "grave"},
    ]
    book = pack(two_nations(HQS), how, scenario(*ALL[:4], streams=two))
    found = compare(book, "made-up", (), 4)
    lost = {(r.stream, r.lost): r.hours for r in found.losses}
    assert lost["grave", "aa-minister"] == float("inf")
    assert ("matter", "aa-minister") not in lost


def test_the_same_again_is_the_same_to_the_bit_and_another_seed_is_not(book, found):
    kept = [json.loads(json.dumps(row)) for row in record.rows(found)]
    assert record.departures(compare(book, "made-up", (), 40, 3), kept) == []
    assert record.departures(compare(book, "made-up", (), 40, 4), kept)


def test_the_rule_runs_until_the_differences_are_known(book):
    found = compare(book, "made-up", ["as-it-is", "tall"], seed=2, loss_replications=0)
    assert found.replications == 500
    assert "(reached)" in found.rule
    assert all(row.difference.half_width < 0.01 for row in found.pairs)


def test_who_stood_below_a_lost_post_stands_below_the_next_above():
    left = without_post(two_nations(HQS), "aa-hq")
    assert "aa-hq" not in {p.key for p in left.posts}
    ends = {(k.subject, k.relation.value, k.object) for k in left.links}
    assert ("aa-unit", "reports-to", "aa-minister") in ends
    assert not any("aa-hq" in (k.subject, k.object) for k in left.links)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["nowhere"], "no arrangement 'nowhere'"),
        (["tall", "tall"], "given twice: tall"),
    ],
)
def test_what_is_not_there_is_named(book, names, said):
    with pytest.raises(SimulationError, match=said):
        compare(book, "made-up", names, 2)


def test_there_is_no_such_contingency(book):
    with pytest.raises(SimulationError, match="the pack has made-up"):
        compare(book, "flood", (), 2)


@pytest.fixture(scope="module")
def open_book():
    """Only two figures are open; only one of them has to do with the level more."""
    how = conduct(("aa-hq", "matter"), ("bb-hq", "matter"))
    opened = {"source": "assumption", "why": "Because."}
    figures = [
        p.model_copy(update={"range": (p.value / 2, p.value * 8), **opened})
        if p.key in ("forward", "review")
        else p
        for p in how.parameters
    ]
    how = how.model_copy(update={"parameters": tuple(figures)})
    return pack(two_nations(HQS), how, scenario(*ALL), tall=TALL)


def test_the_variance_is_laid_to_the_figure_that_makes_it(open_book):
    found = sensitivity(
        open_book, "made-up", ["as-it-is", "tall"], 5, {"decide": 13}, points=32, replications=2
    )
    assert found.varied == ("forward", "review")
    assert found.held == 1.0
    assert "holds over 100% of what we assume." in found.sentences[0]
    totals = {i.parameter: i.total for i in found.indices if i.one == "tall"}
    assert totals["forward"] > 0.7
    assert totals["forward"] > 3 * totals["review"]


def test_a_small_sample_names_no_cause(open_book):
    found = sensitivity(open_book, "made-up", ["as-it-is", "tall"], points=8, replications=2)
    assert found.sways == ()
    assert "nothing that a sample of base 8 can name" in found.sentences[1]


def test_sentence_and_tornado_name_the_same(open_book):
    found = sensitivity(open_book, "made-up", ["as-it-is", "tall"], points=64, replications=2)
    told = re.findall("“(.*?)”", found.sentences[1])
    assert told[0] == "forward"
    assert told == [row.parameter for row in found.sways]
    assert all(row.total_low > 0.1 for row in found.indices if row.parameter in told and row.one)


def test_workers_change_nothing(open_book):
    one, two = (
        sensitivity(open_book, "made-up", ["as-it-is", "tall"], points=4, replications=2, workers=n)
        for n in (1, 2)
    )
    assert one == two


def test_points_are_a_power_of_two(open_book):
    with pytest.raises(SimulationError, match="power of two"):
        sensitivity(open_book, "made-up", ["as-it-is", "tall"], points=12)


def test_a_story_tells_each_step_of_one_matter(book):
    told = story(book, "made-up", "as-it-is", 3)
    assert told.scenes[0].what == "detect"
    pressing = [scene for scene in told.scenes if scene.pressing and scene.post]
    for before, after in pairwise(pressing):
        assert after.start == pytest.approx(before.end)
    assert told.scenes[-1].what.startswith("ordered by")
    starts = [scene.start for scene in told.scenes]
    assert starts == sorted(starts)


def test_a_matter_that_did_not_come_up_is_an_error(book):
    with pytest.raises(SimulationError, match="there is no number 999"):
        story(book, "made-up", "as-it-is", matter=999)


def test_a_steady_contingency_leaves_its_beginning_out():
    how = conduct(("aa-hq", "matter"), ("bb-hq", "matter"))
    steady = scenario(
        *ALL,
        steady=True,
        weeks=2,
        parameters=[parameter("rate", 24, "per-day"), parameter("due", 3, "hours")],
    )
    found = compare(pack(two_nations(HQS), how, steady), "made-up", (), 5, loss_replications=0)
    assert 0 <= found.warm_up <= 168


@pytest.mark.parametrize(
    ("low", "high", "same", "verdict"),
    [
        (-0.2, -0.1, True, "same"),
        (-1e-12, 1e-12, False, "same"),
        (0.001, 0.009, False, "alike"),
        (-0.02, 0.005, False, "untold"),
        (0.009, 0.011, False, "slower"),
        (-0.2, -0.1, False, "faster"),
    ],
)
def test_a_verdict_is_what_the_interval_supports(low, high, same, verdict):
    assert verdict_on(Estimate((low + high) / 2, low, high), same, 0.01) == verdict
