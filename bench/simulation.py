"""Events a second of the simulation beside SimPy and Ciw, on the same networks.

An event is an arrival or the end of a task. Ours gives every matter's times and where they went;
SimPy's models keep sums only; Ciw keeps its records, as it always does. The plain network is the
open Jackson network of `tests/simulation/queues.py`, the full model that of `full` below, with
shifts in two time zones, waking, priorities, climbing and joins.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from statistics import median
from typing import Any

from measure import ROOT, Row, fresh, pin, show
from memory import peak
from renkei.simulation.network import Desk, Law, Network, Shape, Spent, Stream, Task

sys.path.insert(0, str(ROOT / "tests" / "simulation"))

from queues import OUTSIDE, ROUTES, SERVERS, jackson

HOURS = 10_000 / 3
ROUNDS = 5
OURS = 60
REPLICATIONS = (1_000, 10_000)
GOALS = {"simpy": 80, "ciw": 150, "full": 80}


def full() -> Network:
    """Two nations of four posts each: detect, share, assess, climb, concur and order."""
    office = tuple((24.0 * d + 8, 24.0 * d + 18) for d in range(5))
    there = tuple((24.0 * d + 14, 24.0 * d + 24) for d in range(5))
    wake = Law(Shape.TRIANGULAR, 0.25, 0.5, 2.0)
    desks = tuple(
        Desk(f"{nation} {level}", (3, 2, 2, 1)[level], hours if level else (), wake)
        for nation, hours in (("A", office), ("B", there))
        for level in range(4)
    )
    step = Law(Shape.LOGNORMAL, 0.3, 0.6)
    link = Law(Shape.EXPONENTIAL, 0.1)

    def tasks(top: int) -> tuple[Task, ...]:
        made = [Task("detect", step, 0), Task("share", link, None, (0,), counts_as=Spent.LINK)]
        ends = []
        for nation, first in (("A", 0), ("B", 4)):
            last = 0 if nation == "A" else 1
            for level in range(top + 1):
                made.append(Task(f"{nation} assess {level}", step, first + level, (last,)))
                made.append(Task(f"{nation} up {level}", link, None, (len(made) - 1,)))
                last = len(made) - 1
            ends.append(last)
        made.append(Task("A concur", step, top, tuple(ends), milestone="agreed"))
        made.append(Task("B concur", step, 4 + top, tuple(ends), milestone="agreed"))
        joint = (len(made) - 2, len(made) - 1)
        made.append(Task("A order", step, 0, joint, milestone="ordered"))
        made.append(Task("B order", step, 4, joint, milestone="ordered"))
        return tuple(made)

    streams = tuple(
        Stream(f"kind {top}", tasks(top), ((0.0, rate), (100.0, 2 * rate)), (), top, top == 0)
        for top, rate in ((0, 0.12), (1, 0.08), (2, 0.05), (3, 0.03))
    )
    return Network(desks, streams, 1500.0)


def ours(network: Network, replications: int, threads: int) -> tuple[int, float]:
    """Events, and seconds of the wall, once the kernel is there."""
    from renkei.simulation.run import batches

    begin = time.perf_counter()
    events = sum(
        int(done.events.sum())
        for done in batches(network, replications, 1, size=10, threads=threads)
    )
    return events, time.perf_counter() - begin


def simpy_jackson(seed: int) -> int:
    import simpy

    chance, world, events = random.Random(seed), simpy.Environment(), 0
    stations = [simpy.Resource(world, servers) for servers in SERVERS]
    network = jackson(HOURS)
    means = [task.law.a for task in network.streams[0].tasks[:5]]
    routes = [[(j, p) for j, p in enumerate(row.tolist()) if p] for row in ROUTES]

    def customer(i: int) -> Generator[Any, Any, None]:
        nonlocal events
        going = True
        while going:
            with stations[i].request() as place:
                yield place
                yield world.timeout(chance.expovariate(1 / means[i]))
            events += 1
            u = chance.random()
            going = False
            for j, p in routes[i]:
                u -= p
                if u < 0:
                    i, going = j, True
                    break

    def arrivals(i: int, rate: float) -> Generator[Any, Any, None]:
        nonlocal events
        while True:
            yield world.timeout(chance.expovariate(rate))
            if world.now > HOURS:
                return
            events += 1
            world.process(customer(i))

    for i, rate in enumerate(OUTSIDE.tolist()):
        if rate:
            world.process(arrivals(i, rate))
    world.run()
    return events


def ciw_jackson(seed: int) -> int:
    import ciw

    network = jackson(HOURS)
    means = [task.law.a for task in network.streams[0].tasks[:5]]
    ciw.seed(seed)
    simulation = ciw.Simulation(
        ciw.create_network(
            arrival_distributions=[
                ciw.dists.Exponential(r) if r else None for r in OUTSIDE.tolist()
            ],
            service_distributions=[ciw.dists.Exponential(1 / mean) for mean in means],
            number_of_servers=list(SERVERS),
            routing=ROUTES.tolist(),
        )
    )
    simulation.simulate_until_max_time(HOURS)
    records = simulation.get_all_records()
    return len(records) + len({record.id_number for record in records})


def simpy_full(seed: int) -> int:
    """The full model as one writes it in SimPy, to the semantics of `Network`."""
    import simpy_model

    return simpy_model.run(full(), seed).events


def timed(function: Callable[[int], int], seed: int) -> float:
    """Events a second of processor time."""
    begin = time.process_time()
    events = function(seed)
    return events / (time.process_time() - begin)


def ours_timed(network: Network, replications: int) -> float:
    """Events a second of processor time, on one thread."""
    begin = time.process_time()
    events, _ = ours(network, replications, 1)
    return events / (time.process_time() - begin)


def once() -> dict[str, float]:
    """Everything in this process, by turns so that all meet the same minutes: medians."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    plain, whole = jackson(HOURS), full()
    longer = replace(plain, horizon=10 * HOURS)
    for network in (plain, whole):
        ours(network, 20, 1)
    pin()
    found: dict[str, list[float]] = {}
    for seed in range(ROUNDS):
        for name, rate in (
            ("plain", ours_timed(plain, OURS)),
            ("full", ours_timed(whole, 4 * OURS)),
            ("longer", ours_timed(longer, OURS // 10)),
            ("simpy", timed(simpy_jackson, seed)),
            ("ciw", timed(ciw_jackson, seed)),
            ("simpy full", timed(simpy_full, seed)),
        ):
            found.setdefault(name, []).append(rate)
    if cores:
        os.sched_setaffinity(0, cores)
    for _ in range(ROUNDS):
        for threads in (1, 2):
            events, seconds = ours(whole, 10 * OURS, threads)
            found.setdefault(f"{threads} threads", []).append(events / seconds)
    return {name: median(rates) for name, rates in found.items()}


def memory(replications: int) -> float:
    """The most memory this process has held, in MB, after replications of the full model."""
    from renkei.simulation.run import batches

    for _ in batches(full(), replications, 1):
        pass
    return peak()


def rows() -> list[Row]:
    """Six rows."""
    found: dict[str, float] = fresh("bench/simulation.py", "--once")
    few, many = (fresh("bench/simulation.py", f"--memory={n}") for n in REPLICATIONS)

    def beside(figure: str, name: str, peer: str, said: str, goal: int) -> Row:
        ratio = found[name] / found[peer]
        cells = f"{found[name] / 1e6:.1f} M/s", f"{said} {found[peer]:,.0f}/s", f"{ratio:.0f}×"
        return Row(figure, *cells, f"≥ {goal}×", ratio >= goal)

    grown, gain = many / few, found["2 threads"] / found["1 threads"]
    same = found["longer"] / found["plain"]
    return [
        beside("simulated events, plain network", "plain", "simpy", "SimPy", GOALS["simpy"]),
        beside("the same", "plain", "ciw", "Ciw", GOALS["ciw"]),
        beside("simulated events, full model", "full", "simpy full", "SimPy", GOALS["full"]),
        Row(
            "the full model on two threads, wall",
            f"{found['2 threads'] / 1e6:.1f} M/s",
            f"on one {found['1 threads'] / 1e6:.1f} M/s",
            f"{gain:.2f}×",
        ),
        Row(
            "events/s when a run is ten times as long",
            f"{found['longer'] / 1e6:.1f} M/s",
            f"itself {found['plain'] / 1e6:.1f} M/s",
            f"{same:.2f}×",
            "linear: ≥ 0.8×",
            same >= 0.8,
        ),
        Row(
            f"peak memory, {REPLICATIONS[1]:,} replications in batches",
            f"{many:.0f} MB",
            f"itself at a tenth {few:.0f} MB",
            f"{grown:.2f}×",
            "flat",
            grown < 1.1,
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="speed in this process, as JSON")
    parser.add_argument("--memory", type=int, help="peak memory of so many replications, as JSON")
    given = parser.parse_args()
    if given.once:
        sys.stdout.write(json.dumps(once()) + "\n")
    elif given.memory:
        sys.stdout.write(json.dumps(memory(given.memory)) + "\n")
    else:
        show(rows())


if __name__ == "__main__":
    main()
