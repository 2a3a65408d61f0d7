"""The contingencies and line-ups that ship with the pack."""

import numpy as np
import pytest

from renkei.errors import SimulationError
from renkei.packs.load import load_pack
from renkei.simulation.contest import contest
from renkei.simulation.lineups import ready
from renkei.simulation.run import run

PACK = load_pack("us_japan")
SCENARIOS = {scenario.key: scenario for scenario in PACK.scenarios}
WANTED = {
    "missile-warning",
    "grey-zone",
    "earthquake-relief",
    "long-crisis",
    "deterrence-consultation",
}


def outline(contingency, lineup, **answers):
    found = contest(PACK, contingency, [lineup])
    return found.outline(found.entrants[0], found.guess.answers | answers)


def decider(contingency, lineup, nation, **answers):
    tasks = outline(contingency, lineup, **answers).streams[0].tasks
    return next(t.post for t in tasks if t.name == f"decide/{nation}/decide")


def test_the_contingencies_that_were_asked_for_ship():
    assert set(SCENARIOS) == WANTED


@pytest.mark.parametrize("key", sorted(WANTED))
def test_every_line_up_can_be_run_whatever_the_answers(key):
    found = contest(PACK, key)
    for choice in (None, *found.space.choices.values()):
        for option in choice.options if choice else ("",):
            answers = dict(found.guess.answers) | ({choice.key: option} if choice else {})
            for entrant in found.entrants:
                assert found.outline(entrant, answers).streams[0].tasks


@pytest.mark.parametrize("key", ["grey-zone", "earthquake-relief", "long-crisis"])
def test_no_nation_orders_anothers_forces_save_through_a_combined_command(key):
    found = contest(PACK, key)
    for entrant in found.entrants:
        nations = {post.key: set(post.nations) for post in entrant.arrangement.posts}
        for stream in found.outline(entrant, found.guess.answers).streams:
            for task in stream.tasks:
                if task.step == "order" and task.sender:
                    assert nations[task.sender] & nations[task.post], (entrant.key, task.name)
                    if entrant.key != "combined":
                        assert len(nations[task.sender] | nations[task.post]) == 1


def test_who_decides_an_operational_matter():
    assert decider("grey-zone", "spring-2024", "JP") == "jp-defence-minister"
    assert decider("grey-zone", "joc-2025", "JP") == "jp-joint-operations-command"
    assert decider("grey-zone", "joc-2025", "US") == "indopacom"
    assert decider("grey-zone", "four-star", "US") == "us-forces-japan"
    answers = {"usfj-four-star-commands": "no"}
    assert decider("grey-zone", "four-star", "US", **answers) == "indopacom"
    assert decider("grey-zone", "combined", "US") == "us-japan-combined-command"


@pytest.mark.parametrize("contingency", sorted(WANTED))
def test_the_two_plus_two_relays_nothing(contingency):
    """A meeting of once a year is no office: ministers ring each other up."""
    found = contest(PACK, contingency)
    for entrant in found.entrants:
        for stream in found.outline(entrant, found.guess.answers).streams:
            assert all(task.post != "security-consultative-committee" for task in stream.tasks)


def test_ministers_agree_by_the_link_between_them():
    tasks = outline("grey-zone", "spring-2024").streams[0].tasks
    drafts = {(t.sender, t.post) for t in tasks if t.step == "agree" and t.what == "link"}
    ministers = ("us-secretary-of-defense", "jp-defence-minister")
    assert {ministers, ministers[::-1]} <= drafts


@pytest.mark.parametrize(
    ("answer", "passed"),
    [("telephone", {"interpreting"}), ("paper", {"release-review", "translation"})],
)
def test_what_passes_between_ministers_is_a_choice(answer, passed):
    tasks = outline("grey-zone", "spring-2024", **{"principals-agree": answer}).streams[0].tasks
    assert {t.what for t in tasks if t.step == "agree" and t.sender and t.what != "link"} == passed


def test_deterrence_is_still_talked_of_in_the_dialogue():
    tasks = outline("deterrence-consultation", "dialogue").streams[0].tasks
    assert any(task.post == "extended-deterrence-dialogue-body" for task in tasks)


def test_the_task_force_moved_to_japan_differs_by_nothing_but_the_clock():
    hawaii, japan = outline("grey-zone", "jtf-hawaii"), outline("grey-zone", "jtf-japan")
    assert hawaii.streams == japan.streams
    differ = [(a, b) for a, b in zip(hawaii.desks, japan.desks, strict=True) if a != b]
    assert differ
    assert {(a.post, a.tz, b.tz) for a, b in differ} == {
        ("pacific-fleet-jtf", "Pacific/Honolulu", "Asia/Tokyo")
    }


def test_japan_warns_as_soon_after_a_launch_as_was_reported():
    """About 6, 3 and 7 minutes in 2012, 2017 and 2022 (NHK, 5 October 2022)."""
    found = contest(PACK, "missile-warning", ["joc-2025"])
    made, network = found.network(found.entrants[0], found.guess)
    results = run(network, 200, 1)
    column = results.milestone_names.index("warned by JP")
    mine = results.stream == [s.key for s in made.streams].index("warning-us")
    taken = 60 * (results.milestones[mine, column] - results.arrived[mine])
    assert 3 <= np.median(taken) <= 7


def test_names_of_arrangements():
    assert ready(PACK, "2024-03").arrangement == ready(PACK, "spring-2024").arrangement
    assert ready(PACK, "joc").key == "joc-2025"
    assert ready(PACK, "armitage").key == "armitage-nye-2024"
    with pytest.raises(SimulationError, match="may mean jtf-hawaii, jtf-japan"):
        ready(PACK, "jtf")
    with pytest.raises(SimulationError, match="give a date or one of"):
        ready(PACK, "five-star")


def test_another_alliance_runs_on_figures_taken_over_from_the_first():
    """`like` takes figures, desks and borders over, and the choices that borders name."""
    rok = load_pack("us_rok")
    figures = {row.key: row for row in rok.conduct.parameters}
    assert figures == {row.key: row for row in PACK.conduct.parameters}
    assert "indopacom" in {post for row in rok.conduct.authority for post in row.posts}
    assert "jp-prime-minister" not in {p for row in rok.conduct.authority for p in row.posts}
    assert [row.key for row in rok.conduct.choices] == ["rounds", "principals-agree"]
    found = contest(rok, "high-tempo", ["combined-forces-command"])
    tasks = found.outline(found.entrants[0], found.guess.answers).streams[0].tasks
    decided = [task.post for task in tasks if task.name.endswith("/decide")]
    assert decided == ["rok-us-combined-forces-command"]
