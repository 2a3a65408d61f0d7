"""Networks with known answers, and estimates with their error from independent replications."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renkei.simulation.network import Desk, Law, Network, Shape, Stream, Task
from renkei.simulation.results import Results
from renkei.simulation.run import run

Z = 3.29
"""Half-width of an interval in standard errors: 99.9 in a hundred would hold the true value."""


@dataclass(frozen=True, slots=True)
class Estimate:
    mean: float
    error: float

    def holds(self, value: float, close: float) -> bool:
        """Whether the interval holds a value, and is at most `close` of it on each side."""
        return abs(self.mean - value) <= Z * self.error and Z * self.error <= close * value


def exponential(mean: float) -> Law:
    return Law(Shape.EXPONENTIAL, mean)


def station(rate: float, law: Law, servers: int = 1, hours: float = 2000.0) -> Network:
    """Poisson arrivals at one desk."""
    stream = Stream("matter", (Task("work", law, 0),), ((0.0, rate),))
    return Network((Desk("desk", servers),), (stream,), hours)


def estimate(
    network: Network,
    of: Callable[[Results], NDArray[np.float64]],
    replications: int,
    seed: int = 4,
    warm: float = 0.1,
) -> Estimate:
    """The mean of a figure of each matter that comes after the first `warm` of the horizon."""
    done = run(network, replications, seed)
    return estimated(done, of(done), done.arrived > warm * network.horizon)


def estimated(done: Results, values: NDArray[np.float64], kept: NDArray[np.bool_]) -> Estimate:
    """The mean over replications of the mean of the values of the matters kept."""
    where = done.replication[kept]
    means = np.bincount(where, values[kept]) / np.bincount(where)
    return Estimate(float(means.mean()), float(means.std(ddof=1) / len(means) ** 0.5))


def sojourn(done: Results) -> NDArray[np.float64]:
    return done.ended - done.arrived


def wait(done: Results) -> NDArray[np.float64]:
    return done.spent[:, 7]


def erlang_c(servers: int, load: float) -> float:
    """The share that has to wait in M/M/c; `load` is the rate times the mean service."""
    term, below = 1.0, 0.0
    for k in range(servers):
        below += term
        term *= load / (k + 1)
    above = term / (1 - load / servers)
    return above / (below + above)


ROUTES = np.array(
    [
        [0.0, 0.4, 0.4, 0.0, 0.0],
        [0.0, 0.0, 0.4, 0.3, 0.0],
        [0.1, 0.0, 0.0, 0.4, 0.2],
        [0.0, 0.1, 0.0, 0.0, 0.4],
        [0.1, 0.0, 0.1, 0.0, 0.0],
    ]
)
SERVERS = (3, 2, 4, 2, 3)
BUSY = (0.70, 0.80, 0.75, 0.85, 0.60)
OUTSIDE = np.array([2.0, 1.0, 0.0, 0.0, 0.0])


def jackson(hours: float) -> Network:
    """An open Jackson network of five stations with feedback; mean sojourn 6.893."""
    rates = np.linalg.solve((np.eye(5) - ROUTES).T, OUTSIDE)
    means = [c * rho / rate for c, rho, rate in zip(SERVERS, BUSY, rates, strict=True)]
    then = [tuple((j, float(p)) for j, p in enumerate(row) if p) for row in ROUTES]
    stations = [Task(f"station {i}", exponential(means[i]), i, then=then[i]) for i in range(5)]
    streams = tuple(
        Stream(
            f"from {i}",
            (*stations, Task("entrance", exponential(means[i]), i, then=then[i])),
            ((0.0, float(rate)),),
        )
        for i, rate in enumerate(OUTSIDE)
        if rate
    )
    desks = tuple(Desk(f"desk {i}", servers) for i, servers in enumerate(SERVERS))
    return Network(desks, streams, hours)


def jackson_sojourn() -> float:
    """By Jackson's theorem: the numbers at the stations are those of M/M/c, over the arrivals."""
    inside = 0.0
    for servers, busy in zip(SERVERS, BUSY, strict=True):
        load = servers * busy
        inside += load + erlang_c(servers, load) * busy / (1 - busy)
    return inside / float(OUTSIDE.sum())
