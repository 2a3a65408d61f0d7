"""Run arrangements through one contingency on the same numbers, and compare them.

Every source of randomness has numbers of its own, keyed by replication, matter and the name of the
task, so that the same matter meets the same luck in every arrangement; differences are taken
matter by matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from renkei.simulation.comparison import Comparison, LossRow, Setting
from renkei.simulation.contest import Contest, Overrides, contest
from renkei.simulation.losses import losses
from renkei.simulation.network import Network
from renkei.simulation.outline import Outline
from renkei.simulation.run import run
from renkei.simulation.statistics import Paired, mser5
from renkei.simulation.tabling import tabled
from renkei.simulation.tally import Tally

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.scenario import Scenario
    from renkei.simulation.statistics import Floats

Progress = Callable[[float, str], None]
BATCH, LEAST, MOST = 250, 500, 20_000
SHARE_OF_MEAN = 0.01
LOSS_REPLICATIONS = 100
_PILOT, _BIN = 50, 4.0


def compare(
    pack: Pack,
    contingency: str | Path | Scenario,
    arrangements: Sequence[str] = (),
    replications: int | None = None,
    seed: int = 1,
    overrides: Overrides | None = None,
    progress: Progress | None = None,
    *,
    half_width: float | None = None,
    loss_replications: int = LOSS_REPLICATIONS,
) -> Comparison:
    """Compare arrangements (all that the contingency names, if none are given).

    `replications` are run, or, if it is None, as many as it takes to know each difference from the
    first arrangement to within `half_width` hours, or one per cent of that one's mean if that is
    None too: sequential sampling of fixed width (Y. S. Chow and H. Robbins, *Annals of
    Mathematical Statistics* 36, 1965), at least 500, at most 20,000. `overrides` set parameters
    (in their own units) and choices. `progress` is told the share done and what is being done.
    With `loss_replications` 0 no post or link is taken away. Equal arguments give equal answers to
    the bit.

    Raises
    ------
    SimulationError
        If something is not there, or an arrangement cannot do what the contingency asks.
    """
    ready = contest(pack, contingency, arrangements, overrides)
    told = progress or _silent
    networks = [ready.network(entrant, ready.guess) for entrant in ready.entrants]
    likes = _likes([network for _, network in networks])
    warm_up = _warm_up(ready, networks, seed)
    tallies = [Tally(outline, network, warm_up) for outline, network in networks]
    pairs = [Paired(len(tallies)) for _ in range(networks[0][0].matters)]
    rule = _run(tallies, likes, pairs, replications, half_width, seed, told)
    lost: list[LossRow] = []
    for i, entrant in enumerate(ready.entrants if loss_replications else ()):
        if likes[i] == i:
            told(0.7 + 0.3 * i / len(likes), f"losses in {entrant.key}")
            lost += losses(ready, entrant, loss_replications, seed)
    told(1.0, "done")
    asked = Setting(
        pack.manifest.key,
        str(contingency) if not isinstance(contingency, type(ready.scenario)) else "",
        tuple(arrangements),
        replications,
        seed,
        tuple((overrides or {}).items()),
        loss_replications,
        half_width,
    )
    return tabled(ready, asked, tallies, likes, pairs, rule, warm_up, tuple(lost))


def _silent(_share: float, _doing: str) -> None:
    pass


def _likes(networks: Sequence[Network]) -> list[int]:
    """For each network the number of the first that is equal to it."""
    return [networks.index(network) for network in networks]


def _warm_up(ready: Contest, networks: Sequence[tuple[Outline, Network]], seed: int) -> float:
    """How many hours to leave out where the contingency is steady: the most that MSER-5 asks for.

    The series is the mean time to the end of matters by the four hours in which they arrive, over
    50 replications.
    """
    if not ready.scenario.steady:
        return 0.0
    most = 0
    for outline, network in networks:
        results = run(network, _PILOT, seed)
        own = results.stream < outline.matters
        place = (results.arrived[own] // _BIN).astype(np.int64)
        taken = (results.ended - results.arrived)[own]
        number = np.bincount(place)
        means = np.bincount(place, taken)[number > 0] / number[number > 0]
        most = max(most, mser5([float(x) for x in means]))
    return most * _BIN


def _run(
    tallies: Sequence[Tally],
    likes: Sequence[int],
    pairs: Sequence[Paired],
    replications: int | None,
    half_width: float | None,
    seed: int,
    told: Progress,
) -> str:
    """Run batch after batch until there are enough; gives the rule in words."""
    most = replications or MOST
    done = 0
    while done < most:
        size = min(BATCH, most - done)
        batch: list[list[tuple[Floats, Floats]]] = []
        for i, tally in enumerate(tallies):
            told(0.7 * (done + size * i / len(tallies)) / most, f"{done} of at most {most} runs")
            batch.append(
                batch[likes[i]]
                if likes[i] < i
                else tally.add(run(tally.network, size, seed, first=done))
            )
        for k, paired in enumerate(pairs):
            paired.add([totals[k][0] for totals in batch], batch[0][k][1])
        done += size
        if replications is None and done >= LEAST and _settled(pairs, half_width):
            break
    if replications is not None:
        return f"{done} replications, as asked for"
    target = (
        f"{half_width * 60:.3g} minutes" if half_width else f"{SHARE_OF_MEAN:.0%} of the first mean"
    )
    reached = "reached" if _settled(pairs, half_width) else f"not reached within {MOST}"
    return (
        f"{done} replications: until every difference from the first arrangement is known to "
        f"within {target} with 95 % confidence ({reached})"
    )


def _settled(pairs: Sequence[Paired], half_width: float | None) -> bool:
    for paired in pairs:
        target = half_width or SHARE_OF_MEAN * paired.mean(0).value
        if paired.runs == 1 and not paired.mean(0).half_width <= target:
            return False
        for run_number in range(1, paired.runs):
            if not paired.difference(run_number, 0).half_width <= target:
                return False
    return True
