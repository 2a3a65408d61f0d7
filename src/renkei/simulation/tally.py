"""Counting the results of one arrangement, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from renkei.simulation.outline import WEEK, Outline
from renkei.simulation.results import Part
from renkei.simulation.statistics import Sketch, total

if TYPE_CHECKING:
    from renkei.simulation.network import Network
    from renkei.simulation.results import Results
    from renkei.simulation.statistics import Floats

END = "end"
EVERYONE = "all"


@dataclass(slots=True)
class Tally:
    """What is kept of the runs of one arrangement. Streams are those of the contingency only."""

    outline: Outline
    network: Network
    warm_up: float
    times: list[dict[str, Sketch]] = field(init=False)
    late: Floats = field(init=False)
    spent: Floats = field(init=False)
    matters: Floats = field(init=False)
    busy: Floats = field(init=False)
    waited: Floats = field(init=False)
    served: Floats = field(init=False)
    replications: int = 0

    def __post_init__(self) -> None:
        """Begin with nothing."""
        streams, desks = self.outline.matters, len(self.network.desks)
        self.times = [{} for _ in range(streams)]
        self.late, self.matters = np.zeros(streams), np.zeros(streams)
        self.spent = np.zeros((streams, len(Part)))
        self.busy, self.waited, self.served = np.zeros(desks), np.zeros(desks), np.zeros(desks)

    def add(self, results: Results) -> list[tuple[Floats, Floats]]:
        """Count a batch; gives each stream's total time and number of matters by replication."""
        first, many = results.provenance.first, results.provenance.replications
        self.replications += many
        self.busy += [total(desk) for desk in results.busy.T]
        self.waited += [total(desk) for desk in results.waited.T]
        self.served += results.served.sum(axis=0)
        totals = []
        for i in range(self.outline.matters):
            mine = (results.stream == i) & (results.arrived >= self.warm_up)
            arrived, ended = results.arrived[mine], results.ended[mine]
            taken = ended - arrived
            self._time(i, END, taken)
            for name, ends in self._milestones(i, results, mine):
                self._time(i, name, ends - arrived)
            self.late[i] += np.count_nonzero(taken > self.network.streams[i].deadline)
            self.matters[i] += len(taken)
            self.spent[i] += [total(part) for part in results.spent[mine].T]
            place = results.replication[mine] - first
            totals.append(
                (
                    np.asarray(np.bincount(place, taken, many), np.float64),
                    np.asarray(np.bincount(place, minlength=many), np.float64),
                )
            )
        return totals

    def _time(self, stream: int, name: str, values: Floats) -> None:
        self.times[stream].setdefault(name, Sketch()).add(values)

    def _milestones(self, stream: int, results: Results, mine: Floats) -> list[tuple[str, Floats]]:
        """When each milestone of a stream was reached, by each nation and by all."""
        columns = {name: i for i, name in enumerate(results.milestone_names)}
        found = []
        for word, names in milestones(self.outline, stream).items():
            ends = results.milestones[mine][:, [columns[name] for name in names]]
            found += [(name, ends[:, i]) for i, name in enumerate(names)]
            if len(names) > 1:
                found.append((f"{word} by {EVERYONE}", ends.max(axis=1)))
        return found

    def utilisation(self) -> Floats:
        """The share of its staffed hours that each desk worked."""
        return self.busy / (self.replications * staffed(self.network))


def milestones(outline: Outline, stream: int) -> dict[str, list[str]]:
    """The milestones of a stream in the order of its procedure: by word, those of each nation."""
    words: dict[str, list[str]] = {}
    for task in outline.streams[stream].tasks:
        if task.milestone:
            names = words.setdefault(task.milestone.rpartition(" by ")[0], [])
            if task.milestone not in names:
                names.append(task.milestone)
    return words


def staffed(network: Network) -> Floats:
    """Hours of servers that each desk is open for up to the horizon."""
    weeks = network.horizon / WEEK
    hours: Sequence[float] = [
        sum(until - since for since, until in desk.opening) if desk.opening else WEEK
        for desk in network.desks
    ]
    return np.asarray(hours) * weeks * [desk.servers for desk in network.desks]
