"""The same sweep on a Dask cluster: ``pip install 'renkei[cluster]'``.

Replications are cut into batches, each of which a worker runs on one thread; they come back in
order, the same to the bit as `run.batches` gives here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from renkei.simulation.network import Network
from renkei.simulation.results import Results, joined
from renkei.simulation.run import BATCH, pieces, run

_AHEAD = 2
"""Batches handed out for each thread of the cluster before the first is waited for."""


def batches_on(
    client: Any,
    network: Network,
    replications: int,
    seed: int,
    first: int = 0,
    steps: bool = False,
    *,
    size: int = BATCH,
) -> Iterator[Results]:
    """Batches of `size` replications, in order, run by the workers of a `distributed.Client`.

    No more than a few batches for each thread of the cluster are under way or waiting here, so
    memory does not grow with the number of replications.

    Raises
    ------
    NetworkError
        If the network cannot be run.
    ValueError
        If the arguments are not such as `run.batches` takes.
    """
    waiting: list[Any] = []
    room = _AHEAD * max(1, sum(client.nthreads().values()))
    for begin, count in pieces(network, replications, seed, first, size):
        if len(waiting) == room:
            yield waiting.pop(0).result()
        waiting.append(
            client.submit(run, network, count, seed, begin, steps, threads=1, pure=False)
        )
    while waiting:
        yield waiting.pop(0).result()


def run_on(
    client: Any,
    network: Network,
    replications: int,
    seed: int,
    first: int = 0,
    steps: bool = False,
    *,
    size: int = BATCH,
) -> Results:
    """What `run.run` gives for these arguments, worked out by the workers of a Dask `client`."""
    return joined(list(batches_on(client, network, replications, seed, first, steps, size=size)))
