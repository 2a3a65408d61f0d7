"""Desks with opening hours, waking and priorities, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from renkei.simulation.network import Desk, Law, Network, Shape, Stream, Task
from renkei.simulation.results import Part
from renkei.simulation.run import run


def takes(hours: float) -> Law:
    return Law(Shape.CONSTANT, hours)


def every_day(begin: float, end: float) -> tuple[tuple[float, float], ...]:
    return tuple((24 * d + begin, 24 * d + end) for d in range(7))


def matters(key: str, hours: float, *at: float, priority: int = 0, urgent: bool = False) -> Stream:
    return Stream(key, (Task("work", takes(hours), 0),), (), at, priority, urgent)


def served(desk: Desk, *streams: Stream) -> dict[tuple[str, int], tuple[float, float]]:
    """When each matter was begun and ended."""
    return {(key, number): (a, b) for (key, number), (a, b, _) in traced(desk, *streams).items()}


def traced(desk: Desk, *streams: Stream) -> dict[tuple[str, int], tuple[float, float, Any]]:
    done = run(Network((desk,), streams, 1000.0), 1, 0, steps=True)
    assert done.steps is not None
    return {
        (streams[s["stream"]].key, int(s["matter"])): (
            float(s["start"]),
            float(s["end"]),
            (float(s["asleep"]), float(s["closed"]), float(s["queueing"])),
        )
        for s in done.steps
    }


def test_a_matter_waits_for_the_opening() -> None:
    desk = Desk("desk", 1, every_day(8, 16))
    found = traced(desk, matters("m", 2, 5.0, 17.0))
    assert found["m", 0] == (8, 10, (0, 3, 0))
    assert found["m", 1] == (32, 34, (0, 15, 0))


def test_work_begun_is_finished_past_closing_and_no_more_is_begun() -> None:
    desk = Desk("desk", 1, every_day(8, 16))
    found = traced(desk, matters("m", 5, 15.0, 15.5))
    assert found["m", 0] == (15, 20, (0, 0, 0))
    assert found["m", 1] == (32, 37, (0, 16, 0.5))


def test_overtime_holds_a_server_after_the_next_opening() -> None:
    desk = Desk("desk", 1, every_day(8, 16))
    assert served(desk, matters("m", 20, 15.0, 16.0))["m", 1] == (35, 55)


def test_at_the_closing_hour_itself_nothing_is_begun() -> None:
    desk = Desk("desk", 1, every_day(8, 16))
    assert served(desk, matters("m", 1, 16.0))["m", 0] == (32, 33)


def test_at_the_opening_hour_itself_work_is_begun() -> None:
    desk = Desk("desk", 1, every_day(8, 16))
    assert served(desk, matters("m", 1, 8.0))["m", 0] == (8, 9)


def test_priority_is_applied_when_the_desk_opens() -> None:
    """The later but weightier goes first; a server that frees off hours chooses nobody."""
    desk = Desk("desk", 1, every_day(8, 16))
    found = served(
        desk,
        matters("light", 2, 14.0, 15.0, priority=5),
        matters("grave", 2, 20.0, priority=1),
    )
    assert found["light", 0] == (14, 16)
    assert found["grave", 0] == (32, 34)
    assert found["light", 1] == (34, 36)


def test_two_seats_whose_hours_do_not_overlap() -> None:
    """Tokyo 8 to 16, Hawaii 19 hours behind, as hours of one week: 3 to 11 the next day."""
    tokyo, hawaii = Desk("tokyo", 1, every_day(8, 16)), Desk("hawaii", 1, every_day(3, 11))
    tasks = (Task("ask", takes(1), 0), Task("answer", takes(1), 1, (0,)))
    net = Network((tokyo, hawaii), (Stream("m", tasks, at=(9.0, 15.0)),), 24.0)
    assert run(net, 1, 0).ended.tolist() == [11, 28]


def test_the_week_comes_round() -> None:
    desk = Desk("desk", 1, ((10.0, 20.0), (100.0, 110.0)))
    found = served(desk, matters("m", 1, 111.0, 300.0))
    assert found["m", 0] == (178, 179)
    assert found["m", 1] == (346, 347)


def test_hours_across_the_end_of_the_week_are_one() -> None:
    desk = Desk("desk", 1, ((0.0, 8.0), (8.0, 10.0), (160.0, 168.0)))
    found = served(desk, matters("m", 1, 7.5, 8.0, 167.5, 168.0, 177.9, 178.5))
    starts = [found["m", i][0] for i in range(6)]
    assert starts == [7.5, 8.5, 167.5, 168.5, 177.9, 328.0]


def test_open_all_week_is_always_open() -> None:
    desk = Desk("desk", 1, ((0.0, 80.0), (80.0, 168.0)))
    assert served(desk, matters("m", 1, 80.0, 168.0))["m", 1] == (168, 169)


NIGHT = Desk("desk", 1, every_day(8, 16), takes(0.5))


def test_an_urgent_matter_wakes_the_desk() -> None:
    found = traced(NIGHT, matters("u", 1, 2.0, urgent=True))
    assert found["u", 0] == (2.5, 3.5, (0.5, 0, 0))


def test_other_matters_sleep_on_while_the_desk_is_awake() -> None:
    found = traced(NIGHT, matters("u", 1, 2.0, urgent=True), matters("m", 1, 1.0))
    assert found["u", 0][:2] == (2.5, 3.5)
    assert found["m", 0] == (8, 9, (0, 7, 0))


def test_awake_it_works_on_urgent_matters_until_none_is_left_and_sleeps_again() -> None:
    found = traced(NIGHT, matters("u", 1, 2.0, 3.0, 4.0, 6.0, urgent=True))
    assert [found["u", i][0] for i in range(4)] == [2.5, 3.5, 4.5, 6.5]
    assert found["u", 1][2] == (0, 0, 0.5)
    assert found["u", 3][2] == (0.5, 0, 0)


def test_the_opening_ends_a_waking() -> None:
    found = traced(NIGHT, matters("u", 1, 7.75, urgent=True))
    assert found["u", 0] == (8, 9, (0.25, 0, 0))


def test_it_stays_for_an_urgent_matter_at_closing() -> None:
    found = traced(NIGHT, matters("u", 2, 15.0, 15.5, urgent=True), matters("m", 1, 15.6))
    assert found["u", 1] == (17, 19, (0, 0, 1.5))
    assert found["m", 0][0] == 32


def test_without_a_way_to_wake_it_an_urgent_matter_waits_too() -> None:
    found = traced(Desk("desk", 1, every_day(8, 16)), matters("u", 1, 2.0, urgent=True))
    assert found["u", 0] == (8, 9, (0, 6, 0))


def test_where_the_time_went_adds_up() -> None:
    done = run(Network((NIGHT,), (matters("u", 1, 2.0, 2.0, urgent=True),), 24.0), 1, 0)
    assert done.spent[1, [Part.ASLEEP, Part.CLOSED, Part.QUEUE, Part.WORK]].tolist() == [
        0.5,
        0,
        1,
        1,
    ]
    assert done.spent.sum(axis=1) == pytest.approx(done.ended - done.arrived)


def test_the_longer_way_is_the_one_that_counts() -> None:
    tasks = (
        Task("short", takes(1)),
        Task("long", takes(2), 0),
        Task("join", takes(0.25), None, (0, 1)),
    )
    done = run(Network((Desk("desk"),), (Stream("m", tasks, at=(0.0, 0.0)),), 1.0), 1, 0)
    assert done.spent[:, Part.QUEUE].tolist() == [0, 2]
    assert done.spent[:, Part.WORK].tolist() == [2.25, 2.25]


def test_a_loop_draws_anew_at_each_turn() -> None:
    tasks = (
        Task("begin", takes(0), then=((1, 1.0),)),
        Task("try", Law(Shape.EXPONENTIAL, 1.0), then=((1, 0.9),)),
    )
    done = run(Network((), (Stream("m", tasks, at=(0.0,)),), 1.0), 200, 5, steps=True)
    assert done.steps is not None
    tries = done.steps[done.steps["task"] == 1]
    assert tries["visit"].max() > 10
    assert len(set((tries["end"] - tries["ready"]).tolist())) > 0.99 * len(tries)
    assert 7 < len(tries) / 200 < 13


def test_work_on_other_matters_at_closing_keeps_nobody_awake() -> None:
    """Somebody finishes a matter that is not urgent: an urgent one still has to wake the desk."""
    desk = Desk("desk", 2, every_day(8, 16), takes(0.5))
    found = traced(desk, matters("m", 2, 15.5), matters("u", 1, 16.5, urgent=True))
    assert found["u", 0] == (17, 18, (0.5, 0, 0))


def test_a_join_counts_a_task_passed_twice_once() -> None:
    tasks = (
        Task("one way", takes(1), then=((2, 1.0),)),
        Task("other way", takes(2), then=((2, 1.0),)),
        Task("meets", takes(0)),
        Task("slow", takes(10)),
        Task("join", takes(1), None, (2, 3)),
    )
    net = Network((), (Stream("m", tasks, at=(0.0,)),), 1.0)
    done = run(net, 1, 0, steps=True)
    assert done.steps is not None
    assert done.steps["start"][done.steps["task"] == 4].tolist() == [10]
    assert done.ended.tolist() == [11]
