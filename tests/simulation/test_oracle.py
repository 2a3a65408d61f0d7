"""Against SimPy, step for step."""

from __future__ import annotations

import numpy as np
import pytest
from networks import network
from oracle import Oracle

from renkei.simulation.run import run

EXACT = ("stream", "matter", "task", "visit", "ready", "start", "end")
NETWORKS = 240
GROUP = 20


@pytest.mark.parametrize("group", range(NETWORKS // GROUP))
def test_every_step_is_the_same_to_the_bit_as_in_simpy(group: int) -> None:
    for seed in range(group * GROUP, (group + 1) * GROUP):
        net = network(seed)
        ours = run(net, 2, seed, first=seed, steps=True, threads=1)
        assert ours.steps is not None
        for replication in (seed, seed + 1):
            theirs = Oracle(net, seed, replication).run()
            mine = ours.steps[ours.steps["replication"] == replication]
            mine = np.sort(mine, order=EXACT)
            theirs.sort(key=lambda step: [getattr(step, name) for name in EXACT])
            assert len(mine) == len(theirs), seed
            for name in EXACT:
                assert mine[name].tolist() == [getattr(step, name) for step in theirs], seed
            for name in ("asleep", "closed", "queueing"):
                other = [getattr(step, name) for step in theirs]
                assert mine[name] == pytest.approx(other, abs=1e-9), seed


def test_the_random_networks_have_everything() -> None:
    nets = [network(seed) for seed in range(NETWORKS)]
    runs = [run(net, 2, seed, first=seed, steps=True) for seed, net in enumerate(nets)]
    steps = np.concatenate([r.steps for r in runs if r.steps is not None])
    assert (steps["asleep"] > 0).sum() > 100
    assert (steps["closed"] > 0).sum() > 1000
    assert (steps["queueing"] > 0).sum() > 1000
    assert (steps["visit"] > 0).sum() > 100
    joins = [len(t.after) > 1 for net in nets for s in net.streams for t in s.tasks]
    assert sum(joins) > 100
    assert len({s.priority for net in nets for s in net.streams}) == 3
