"""The same to the bit, however a run is cut; what is refused; what is stored to repeat it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import network
from scipy import stats

from renkei.simulation import compiled
from renkei.simulation.network import Desk, Law, Network, Shape, Stream, Task
from renkei.simulation.plan import plan
from renkei.simulation.provenance import digest
from renkei.simulation.results import ARRAYS, Results, joined
from renkei.simulation.room import arrivals
from renkei.simulation.rules import NetworkError
from renkei.simulation.run import batches, run, taken

HERE = Path(__file__).parent


def same(one: Results, other: Results) -> bool:
    """Whether two results are equal to the bit."""
    names = [*ARRAYS, *(["steps"] if one.steps is not None else [])]
    return one.provenance == other.provenance and all(
        getattr(one, name).dtype == getattr(other, name).dtype
        and getattr(one, name).tobytes() == getattr(other, name).tobytes()
        for name in names
    )


@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_threads_and_batches_change_nothing(seed: int, size: int, threads: int) -> None:
    net = network(seed)
    whole = run(net, 9, seed, steps=True, threads=1)
    cut = list(batches(net, 9, seed, steps=True, size=size, threads=threads))
    assert same(whole, joined(cut))
    assert [len(part.events) for part in cut[:-1]] == [size] * (len(cut) - 1)


def test_a_replication_is_the_same_whatever_runs_with_it() -> None:
    net = network(5)
    whole, last = run(net, 10, 3), run(net, 2, 3, first=8)
    assert (whole.ended[whole.replication >= 8] == last.ended).all()
    assert set(last.replication.tolist()) == {8, 9}


@given(st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_the_short_way_gives_the_same_times(seed: int) -> None:
    net = network(seed)
    whole = run(net, 4, seed)
    for stream in range(len(net.streams)):
        times = (whole.ended - whole.arrived)[whole.stream == stream]
        assert taken(net, 4, seed, stream).tobytes() == times.tobytes()


def test_seeds_and_replications_differ() -> None:
    net = network(1)
    assert len({run(net, 1, seed).arrived.tobytes() for seed in range(20)}) == 20
    assert len({run(net, 1, 0, first=k).arrived.tobytes() for k in range(20)}) == 20


def test_without_compiling_it_gives_the_same_to_the_bit() -> None:
    told = subprocess.run(
        [sys.executable, __file__],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        cwd=HERE,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert told.stderr == ""
    assert json.loads(told.stdout) == list(fingerprints())


def fingerprints() -> Iterator[str]:
    for seed in range(12):
        done = run(network(seed), 2, seed, steps=True, threads=1)
        assert done.steps is not None
        yield "".join(f"{float(x).hex()} " for x in done.steps["end"])


def test_memory_is_given_for_many_at_once() -> None:
    """Thousands of matters at the same hour, each with parallel tasks: the tables must grow."""
    tasks = tuple(Task(f"part {i}", Law(Shape.EXPONENTIAL, 1.0)) for i in range(20))
    tasks = (*tasks, Task("join", Law(Shape.CONSTANT, 0.0), 0, tuple(range(20))))
    net = Network((Desk("desk"),), (Stream("m", tasks, at=(1.0,) * 3000),), 2.0)
    done = run(net, 1, 0)
    assert done.served.tolist() == [[3000]]
    assert done.events.tolist() == [3000 * 22]


def test_room_for_arrivals_that_nobody_expected() -> None:
    task = Task("t", Law(Shape.CONSTANT, 1.0))
    net = Network((), (Stream("m", (task,), ((0.0, 3.0), (50.0, 20.0))),), 100.0)
    tables, given = plan(net), []
    for expected in (0.0, tables.expected):
        counts = np.empty((5, 1), np.int64)
        times = arrivals(replace(tables, expected=expected), 7, 0, 0, 5, counts)
        given.append((counts.tolist(), times.tobytes()))
    assert tables.expected == 3 * 50 + 20 * 50
    assert given[0] == given[1]


def test_nothing_arrives() -> None:
    net = Network((), (Stream("m", (Task("t", Law(Shape.CONSTANT, 1.0)),), ((0.0, 0.0),)),), 9.0)
    done = run(net, 3, 0, steps=True)
    assert done.steps is not None
    assert len(done.arrived) == len(done.steps) == 0
    assert done.events.tolist() == [0, 0, 0]


def test_a_run_is_repeated_from_what_is_stored_with_it() -> None:
    net = network(12)
    done = run(net, 4, 99, first=6, steps=True)
    told = done.provenance
    assert told.network == digest(network(12))
    assert same(done, run(net, told.replications, told.seed, told.first, steps=True))
    assert told.engine == compiled.engine()
    assert all((told.renkei, told.numba, told.numpy))


def test_the_digest_tells_networks_apart() -> None:
    net = network(3)
    others = [
        replace(net, horizon=net.horizon + 1e-9),
        replace(net, stop_at_horizon=not net.stop_at_horizon),
        replace(net, desks=(replace(net.desks[0], servers=9), *net.desks[1:])),
        replace(net, streams=(replace(net.streams[0], key="z"), *net.streams[1:])),
    ]
    assert len({digest(n) for n in (net, *others)}) == 5


def test_quantiles_of_the_normal() -> None:
    u = np.concatenate([np.linspace(0.0005, 0.9995, 1999), 2.0 ** -np.arange(2.0, 54.0)])
    ours = [compiled.kernel().normal(float(x)) for x in u]
    assert ours == pytest.approx(stats.norm.ppf(u), rel=1e-13, abs=1e-14)


WORK = Task("work", Law(Shape.CONSTANT, 1.0), 0)
STREAM = Stream("m", (WORK,), ((0.0, 1.0),))
DESK = Desk("desk")
PLAIN = Network((DESK,), (STREAM,), 10.0)


def tasks(*made: Task) -> Network:
    return replace(PLAIN, streams=(replace(STREAM, tasks=made),))


def stream(**changed: Any) -> Network:
    return replace(PLAIN, streams=(replace(STREAM, **changed),))


def desk(**changed: Any) -> Network:
    return replace(PLAIN, desks=(replace(DESK, **changed),))


WRONG = {
    "the horizon": replace(PLAIN, horizon=float("inf")),
    "there is no stream": replace(PLAIN, streams=()),
    "m stands more than once": replace(PLAIN, streams=(STREAM, STREAM)),
    "names of tasks must differ: work": tasks(WORK, WORK),
    "desk desk: has 0 servers": desk(servers=0),
    "desk desk: opening (5, 4)": desk(opening=((5, 4),)),
    "desk desk: opening (3, 9)": desk(opening=((1, 5), (3, 9))),
    "desk desk: opening (160, 170)": desk(opening=((160, 170),)),
    "desk desk: wake": desk(wake=Law(Shape.EXPONENTIAL, -1.0)),
    "task work: Law": tasks(replace(WORK, law=Law(Shape.UNIFORM, 2.0, 1.0))),
    "task work: there is no desk 3": tasks(replace(WORK, desk=3)),
    "task work: there is no task 4": tasks(replace(WORK, after=(4,))),
    "give either `rates` or `at`": stream(at=(1.0,)),
    "hours must be in order": stream(rates=(), at=(2.0, 1.0)),
    "two rates begin at the same hour": stream(rates=((0.0, 1.0), (0.0, 2.0))),
    "rates must be finite": stream(rates=((0.0, float("nan")),)),
    "probabilities in `then`": tasks(WORK, Task("b", WORK.law, then=((0, 1.5),))),
    "cannot be after work, which branches": tasks(
        replace(WORK, then=((1, 0.5),)), Task("b", WORK.law), Task("c", WORK.law, after=(0,))
    ),
    "branches to c, which has `after`": tasks(
        replace(WORK, then=((2, 0.5),)), Task("b", WORK.law), Task("c", WORK.law, after=(1,))
    ),
    "no task starts at arrival": tasks(replace(WORK, after=(0,))),
    "task b: never starts": tasks(
        WORK, Task("b", WORK.law, after=(2,)), Task("c", WORK.law, after=(1,))
    ),
    "leads round without end": tasks(
        replace(WORK, then=((1, 1.0),)), Task("b", WORK.law, then=((1, 1.0),))
    ),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_breaks_a_rule_is_refused_and_named(message: str) -> None:
    with pytest.raises(NetworkError) as raised:
        run(WRONG[message], 1, 0)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    "given", [{"replications": 0}, {"seed": -1}, {"seed": 2**63}, {"first": -1}, {"size": 0}]
)
def test_arguments_out_of_range_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="give 1 or more"):
        batches(PLAIN, **({"replications": 1, "seed": 0} | given))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(list(fingerprints())))
