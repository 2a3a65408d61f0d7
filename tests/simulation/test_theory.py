"""Against queueing theory, and Ciw's published examples whose answer hangs on no seed.

Each estimate is from independent replications with a fixed seed. Its interval, 3.29 standard
errors on each side (99.9 in a hundred), must hold the true value and be narrow.
"""

from __future__ import annotations

from math import exp, factorial

import numpy as np
import pytest
from queues import (
    erlang_c,
    estimate,
    estimated,
    exponential,
    jackson,
    jackson_sojourn,
    sojourn,
    station,
    wait,
)
from scipy import stats

from renkei.simulation.network import Desk, Law, Network, Shape, Stream, Task
from renkei.simulation.run import run

SIGNIFICANCE = 0.001


@pytest.mark.parametrize(("rate", "service"), [(0.5, 1.0), (0.8, 1.0), (5.0, 0.125)])
def test_mm1_wait(rate: float, service: float) -> None:
    """The last is Ciw's, *Simulation practice*: wait 0.20833."""
    busy = rate * service
    net = station(rate, exponential(service), hours=4000 * service)
    assert estimate(net, wait, 200).holds(busy * service / (1 - busy), 0.08)


def test_mm1_sojourn_is_exponential() -> None:
    """One matter a replication, the five hundredth: independent draws of the stationary sojourn."""
    done = run(station(0.5, exponential(1.0), hours=1400.0), 3000, 11)
    chosen = done.number == 500
    assert chosen.sum() == 3000
    assert stats.kstest(sojourn(done)[chosen], "expon", (0, 2.0)).pvalue > SIGNIFICANCE


def test_mm1_number_in_system_is_geometric() -> None:
    done = run(station(0.5, exponential(1.0), hours=400.0), 3000, 5)
    inside = np.bincount(done.replication[done.ended > 400.0], minlength=3000)
    seen = np.bincount(np.minimum(inside, 6), minlength=7)
    due = 3000 * np.array([0.5 ** (k + 1) for k in range(6)] + [0.5**6])
    assert stats.chisquare(seen, due).pvalue > SIGNIFICANCE


@pytest.mark.parametrize(("servers", "value"), [(3, 4.444), (4, 0.8696)])
def test_mmc_bank(servers: int, value: float) -> None:
    """Ciw's *Getting started*, part 4: rate 0.2, service 10."""
    exact = erlang_c(servers, 2.0) * 10 / (servers - 2.0)
    assert exact == pytest.approx(value, abs=5e-4)
    net = station(0.2, exponential(10.0), servers, hours=20000.0)
    assert estimate(net, wait, 200).holds(exact, 0.08)


MG1 = {
    "constant (M/D/1)": (Law(Shape.CONSTANT, 1.0), 1.0, 1.0),
    "uniform": (Law(Shape.UNIFORM, 0.0, 2.0), 1.0, 4 / 3),
    "triangular": (Law(Shape.TRIANGULAR, 0.0, 1.0, 2.0), 1.0, 7 / 6),
    "lognormal": (Law(Shape.LOGNORMAL, exp(-0.18), 0.6), 1.0, exp(0.36)),
}


@pytest.mark.parametrize("name", MG1)
def test_mg1_pollaczek_khinchine(name: str) -> None:
    law, mean, square = MG1[name]
    rate = 0.7
    exact = rate * square / (2 * (1 - rate * mean))
    assert estimate(station(rate, law, hours=4000.0), wait, 200).holds(exact, 0.05)


def test_mg1_of_two_kinds() -> None:
    """Ciw's Tutorial IV, the reception: wait 0.28333 for both kinds."""
    streams = tuple(
        Stream(key, (Task("seen", exponential(service), 0),), ((0.0, rate),))
        for key, rate, service in (("baby", 1.0, 1 / 4), ("child", 2.0, 1 / 6))
    )
    net = Network((Desk("reception"),), streams, 2000.0)
    assert estimate(net, wait, 200).holds(0.28333, 0.05)


def test_mm1_with_priorities() -> None:
    """Ciw's test_priority_system_compare_literature: sojourns 2.0 and 6.0 (Cobham's formula)."""
    task = Task("work", exponential(1.0), 0)
    first = Stream("first", (task,), ((0.0, 0.2),), priority=0)
    second = Stream("second", (task,), ((0.0, 0.6),), priority=1)
    net = Network((Desk("desk"),), (second, first), 6000.0)
    done = run(net, 300, 8)
    for stream, exact in ((1, 2.0), (0, 6.0)):
        kept = (done.stream == stream) & (done.arrived > 600)
        assert estimated(done, sojourn(done), kept).holds(exact, 0.05)


def test_open_jackson_network() -> None:
    assert jackson_sojourn() == pytest.approx(6.893, abs=5e-4)
    assert estimate(jackson(4000.0), sojourn, 200).holds(jackson_sojourn(), 0.02)


@pytest.mark.parametrize("branches", [2, 3])
def test_fork_join_without_queues(branches: int) -> None:
    """The largest of n exponentials: 1.5 times the mean for two, 11/6 for three."""
    tasks = [Task(f"branch {i}", exponential(2.0)) for i in range(branches)]
    tasks.append(Task("join", Law(Shape.CONSTANT, 0.0), after=tuple(range(branches))))
    net = Network((), (Stream("fork", tuple(tasks), ((0.0, 1.0),)),), 500.0)
    exact = 2.0 * sum(1 / (k + 1) for k in range(branches))
    assert estimate(net, sojourn, 200).holds(exact, 0.02)


def fork(branches: int, rate: float) -> Network:
    tasks = [Task(f"branch {i}", exponential(1.0), i) for i in range(branches)]
    tasks.append(Task("join", Law(Shape.CONSTANT, 0.0), after=tuple(range(branches))))
    desks = tuple(Desk(f"desk {i}") for i in range(branches))
    return Network(desks, (Stream("fork", tuple(tasks), ((0.0, rate),)),), 3000.0)


def test_fork_join_of_two_queues() -> None:
    """Exact for two M/M/1 queues: (12 - rho) / 8 times their sojourn (Flatto and Hahn 1984)."""
    rate = 0.6
    exact = (12 - rate) / 8 / (1 - rate)
    assert estimate(fork(2, rate), sojourn, 200).holds(exact, 0.04)


def test_fork_join_of_four_queues_lies_between_bounds() -> None:
    """Above one queue's sojourn, below that of independent ones (Nelson and Tantawi 1988)."""
    rate, harmonic = 0.6, 1 + 1 / 2 + 1 / 3 + 1 / 4
    found = estimate(fork(4, rate), sojourn, 100)
    one = 1 / (1 - rate)
    assert one + 3.29 * found.error < found.mean < harmonic * one - 3.29 * found.error
    assert found.mean > harmonic


def test_machine_repair() -> None:
    """Five machines, up 4 hours, one repairer, 1 hour: how busy, by the finite-source formula."""
    machines, ratio = 5, 1.0 / 4.0
    idle = 1 / sum(factorial(machines) / factorial(machines - n) * ratio**n for n in range(6))
    tasks = (
        Task("begins", Law(Shape.CONSTANT, 0.0), then=((1, 1.0),)),
        Task("runs", exponential(4.0), then=((2, 1.0),)),
        Task("repair", exponential(1.0), 0, then=((1, 1.0),)),
    )
    stream = Stream("machine", tasks, at=(0.0,) * machines)
    net = Network((Desk("repairer"),), (stream,), 4000.0, stop_at_horizon=True)
    done = run(net, 200, 3)
    assert np.isnan(done.ended).all()
    assert (done.busy <= 4000.0).all()
    shares = done.busy[:, 0] / 4000.0
    assert abs(shares.mean() - (1 - idle)) < 3.29 * shares.std(ddof=1) / 200**0.5 < 0.01


PERT = (
    ("detect", 2.0, ()),
    ("inform", 3.0, (0,)),
    ("assess", 6.0, (0,)),
    ("review", 4.0, (1,)),
    ("decide", 1.0, (1, 2)),
    ("order", 2.5, (3, 4)),
)


def test_deterministic_pert() -> None:
    """By hand: ends 2, 5, 8, 9, 9, 11.5; the join of two ends at 9 sends the order off."""
    tasks = tuple(
        Task(name, Law(Shape.CONSTANT, hours), after=after, milestone=name)
        for name, hours, after in PERT
    )
    net = Network((), (Stream("plan", tasks, at=(10.0,)),), 20.0)
    done = run(net, 1, 0, steps=True)
    ends = dict(zip(done.milestone_names, done.milestones[0], strict=True))
    by_hand = {"detect": 12, "inform": 15, "assess": 18, "review": 19, "decide": 19, "order": 21.5}
    assert ends == by_hand
    assert done.ended.tolist() == [21.5]
    assert done.events.tolist() == [7]


def test_arrivals_follow_their_rates() -> None:
    """Counts in each piece are Poisson: right in the mean, and no more or less spread."""
    rates = ((10.0, 0.5), (30.0, 0.0), (40.0, 4.0), (60.0, 1.0))
    task = Task("seen", Law(Shape.CONSTANT, 0.0))
    done = run(Network((), (Stream("matter", (task,), rates),), 100.0), 2000, 21)
    for begin, end, mean in ((0, 10, 0), (10, 30, 10), (30, 40, 0), (40, 60, 80), (60, 100, 40)):
        inside = (done.arrived >= begin) & (done.arrived < end)
        counts = np.bincount(done.replication[inside], minlength=2000)
        if not mean:
            assert not counts.any()
            continue
        assert abs(counts.mean() - mean) < 3.29 * (mean / 2000) ** 0.5
        spread = counts.var(ddof=1) * 1999 / mean
        low, high = stats.chi2.ppf([SIGNIFICANCE / 2, 1 - SIGNIFICANCE / 2], 1999)
        assert low < spread < high
    within = done.arrived[(done.arrived >= 40) & (done.arrived < 60)]
    assert stats.kstest(within, "uniform", (40, 20)).pvalue > SIGNIFICANCE


LAWS = {
    Law(Shape.EXPONENTIAL, 2.0): stats.expon(scale=2.0),
    Law(Shape.UNIFORM, 1.0, 4.0): stats.uniform(1.0, 3.0),
    Law(Shape.TRIANGULAR, 1.0, 2.0, 5.0): stats.triang(0.25, 1.0, 4.0),
    Law(Shape.LOGNORMAL, 3.0, 0.8): stats.lognorm(0.8, scale=3.0),
}


@pytest.mark.parametrize("law", LAWS)
def test_laws_are_drawn_as_they_say(law: Law) -> None:
    net = Network((), (Stream("matter", (Task("lasts", law),), at=(0.0,) * 100),), 1.0)
    times = sojourn(run(net, 1000, 17))
    assert stats.kstest(times, LAWS[law].cdf).pvalue > SIGNIFICANCE
    in_order = times.reshape(1000, 100)
    for a, b in ((in_order[:, :-1], in_order[:, 1:]), (in_order[:-1], in_order[1:])):
        assert abs(stats.spearmanr(a.ravel(), b.ravel()).statistic) < 3.29 / 99_000**0.5
