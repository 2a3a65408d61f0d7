"""What must hold whatever the network."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import law, network, opening
from scipy import stats

from renkei.simulation.network import Desk, Law, Network, Shape, Stream, Task
from renkei.simulation.results import Results
from renkei.simulation.run import run

SEEDS = st.integers(0, 10**6)
quickly = settings(max_examples=60, deadline=None)


def stepped(net: Network, replications: int = 2, seed: int = 1) -> tuple[Results, Any]:
    done = run(net, replications, seed, steps=True, threads=1)
    assert done.steps is not None
    return done, done.steps


def told(net: Network) -> list[tuple[Any, ...]]:
    """Every step by the names of stream and task, in no order."""
    _, steps = stepped(net)
    return sorted(
        (
            int(s["replication"]),
            net.streams[s["stream"]].key,
            int(s["matter"]),
            net.streams[s["stream"]].tasks[s["task"]].name,
            int(s["visit"]),
            *(float(s[x]) for x in ("ready", "start", "end", "asleep", "closed", "queueing")),
        )
        for s in steps
    )


def area(begins: Any, ends: Any) -> tuple[float, int]:
    """The integral over time of how many are inside, by a sweep, and the most at once."""
    times = np.concatenate([ends, begins])
    change = np.concatenate([-np.ones(len(ends)), np.ones(len(begins))])
    order = np.lexsort((change, times))
    inside = np.cumsum(change[order])
    between = np.diff(times[order])
    lasting = inside[:-1][between > 0]
    most = int(lasting.max()) if len(lasting) else 0
    return float((inside[:-1] * between).sum()), most


@given(SEEDS)
@quickly
def test_littles_law(seed: int) -> None:
    """At each desk and in the whole, the mean number is the rate times the mean time inside."""
    net = replace(network(seed), stop_at_horizon=False)
    done, steps = stepped(net, 1)
    total, _ = area(done.arrived, done.ended)
    assert total == pytest.approx((done.ended - done.arrived).sum())
    desks = [[task.desk for task in s.tasks] for s in net.streams]
    at = np.array([desks[s["stream"]][s["task"]] is not None for s in steps], bool)
    where = np.array([desks[s["stream"]][s["task"]] or 0 for s in steps], int)
    for d, desk in enumerate(net.desks):
        here = steps[at & (where == d)]
        waiting, _ = area(here["ready"], here["start"])
        inside, _ = area(here["ready"], here["end"])
        work, most = area(here["start"], here["end"])
        assert done.served[0, d] == len(here)
        assert waiting == pytest.approx(done.waited[0, d], abs=1e-6)
        assert inside == pytest.approx(waiting + work, abs=1e-6)
        assert most <= desk.servers
        within = np.minimum(here["end"], net.horizon) - np.minimum(here["start"], net.horizon)
        assert within.sum() == pytest.approx(done.busy[0, d], abs=1e-6)


@given(SEEDS)
@quickly
def test_the_path_that_ended_last_adds_up(seed: int) -> None:
    net = network(seed)
    done, _ = stepped(net)
    ended = ~np.isnan(done.ended)
    assert ended.all() or net.stop_at_horizon
    assert done.spent[ended].sum(axis=1) == pytest.approx((done.ended - done.arrived)[ended])
    assert (done.spent[ended] > -1e-9).all()
    reached = done.milestones[ended]
    assert not (reached > done.ended[ended, None]).any()
    assert not (reached < done.arrived[ended, None]).any()


@given(SEEDS, st.integers(1, 4))
@quickly
def test_more_servers_never_lengthen_a_wait(seed: int, servers: int) -> None:
    """Kiefer and Wolfowitz: in order of arrival and with the same draws, of no single matter."""
    chance = Random(seed)
    stream = Stream("m", (Task("work", law(chance), 0),), ((0.0, 1.0),))
    desk = Desk("desk", servers, opening(chance))
    fewer = Network((desk,), (stream,), 200.0)
    more = replace(fewer, desks=(replace(desk, servers=servers + 1),))
    assert (run(more, 2, seed).ended <= run(fewer, 2, seed).ended).all()


@given(SEEDS)
@quickly
def test_a_desk_that_is_never_asked_changes_nothing(seed: int) -> None:
    net = network(seed)
    idle = Desk("idle", 2, opening(Random(seed)), Law(Shape.CONSTANT, 1.0))
    assert told(net) == told(replace(net, desks=(*net.desks, idle)))


def relabelled(net: Network, chance: Random) -> Network:
    """The same with its desks, streams and tasks in another order."""
    places = list(range(len(net.desks)))
    chance.shuffle(places)
    desks = [net.desks[places.index(i)] for i in range(len(places))]
    streams = []
    for stream in net.streams:
        order = list(range(len(stream.tasks)))
        chance.shuffle(order)
        moved = [
            replace(
                task,
                desk=None if task.desk is None else places[task.desk],
                after=tuple(order[k] for k in task.after),
                then=tuple((order[k], share) for k, share in task.then),
            )
            for task in stream.tasks
        ]
        tasks = tuple(moved[order.index(i)] for i in range(len(order)))
        streams.append(replace(stream, tasks=tasks))
    chance.shuffle(streams)
    return replace(net, desks=tuple(desks), streams=tuple(streams))


@given(SEEDS)
@quickly
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    net = network(seed)
    assert told(net) == told(relabelled(net, Random(seed)))


def nations(a: Law, b: Law) -> Network:
    """Two nations that assess one after the other's word, each at its own desk."""
    tasks = (
        Task("A assesses", a, 0, milestone="A"),
        Task("B assesses", b, 1, milestone="B"),
        Task("A concurs", a, 0, (0, 1), milestone="A agreed"),
        Task("B concurs", b, 1, (0, 1), milestone="B agreed"),
    )
    hours = ((8.0, 100.0),)
    desks = (Desk("A", 1, hours), Desk("B", 1, hours))
    return Network(desks, (Stream("m", tasks, ((0.0, 0.1),)),), 40.0)


def test_two_nations_swapped_swap_in_the_result() -> None:
    """To the bit where nothing is drawn but arrivals; in distribution where all is."""
    slow, fast = Law(Shape.CONSTANT, 3.0), Law(Shape.CONSTANT, 1.0)
    one, other = run(nations(slow, fast), 50, 2), run(nations(fast, slow), 50, 2)
    assert one.milestone_names == ("A", "A agreed", "B", "B agreed")
    swapped = other.milestones[:, [2, 3, 0, 1]]
    assert (one.milestones == swapped).all()
    assert (one.busy == other.busy[:, ::-1]).all()
    slow, fast = Law(Shape.EXPONENTIAL, 3.0), Law(Shape.LOGNORMAL, 1.0, 0.7)
    one, other = run(nations(slow, fast), 3000, 2), run(nations(fast, slow), 3000, 3)
    here, there = one.milestones[one.number == 0], other.milestones[other.number == 0]
    for mine, theirs in ((0, 2), (1, 3), (2, 0), (3, 1)):
        assert stats.ks_2samp(here[:, mine], there[:, theirs]).pvalue > 0.001


def test_the_same_matter_draws_the_same_in_every_arrangement() -> None:
    """Other desks, hours, order and further tasks: arrivals and lengths of work stay."""
    work = Law(Shape.LOGNORMAL, 1.0, 0.5)
    lean = Network(
        (Desk("one"),),
        (Stream("m", (Task("assess", work, 0), Task("decide", work, 0, (0,))), ((0.0, 1.0),)),),
        50.0,
    )
    rich = Network(
        (Desk("x", 3, ((0.0, 9.0),)), Desk("y", 2)),
        (
            Stream("other", (Task("assess", work, 0),), ((0.0, 2.0),)),
            Stream(
                "m",
                (
                    Task("decide", work, 1, (2,)),
                    Task("review", work, 0, (2,)),
                    Task("assess", work, 1),
                ),
                ((0.0, 1.0),),
            ),
        ),
        50.0,
    )
    lengths = []
    for net in (lean, rich):
        _, steps = stepped(net, 3)
        lengths.append(
            {
                (int(s["replication"]), int(s["matter"]), name): s["end"] - s["start"]
                for s in steps
                for stream in [net.streams[s["stream"]]]
                for name in [stream.tasks[s["task"]].name]
                if stream.key == "m" and name != "review"
            }
        )
    assert lengths[0].keys() == lengths[1].keys()
    assert len(lengths[0]) > 200
    assert all(lengths[1][k] == pytest.approx(v, abs=1e-9) for k, v in lengths[0].items())
