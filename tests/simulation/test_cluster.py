"""A local Dask cluster of two workers gives the same to the bit."""

from __future__ import annotations

import pytest
from networks import network

pytest.importorskip("distributed")


@pytest.mark.filterwarnings("default")
def test_two_workers_give_the_same_to_the_bit() -> None:
    from distributed import Client, LocalCluster
    from test_run import same

    from renkei.simulation.cluster import run_on
    from renkei.simulation.run import run

    net = network(7)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        done = run_on(client, net, 23, 41, first=2, steps=True, size=4)
        workers = {k for k, v in client.run(lambda: True).items() if v}
    assert len(workers) == 2
    assert same(done, run(net, 23, 41, first=2, steps=True))
