"""What is to be run: a contingency, arrangements, and a point of what is assumed, made ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from renkei.errors import SimulationError
from renkei.simulation.assumptions import Point, Space, space
from renkei.simulation.lineups import Ready, for_scenario, ready
from renkei.simulation.outline import Outline, realised
from renkei.simulation.procedure import compiled

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.scenario import Scenario
    from renkei.simulation.network import Network

Overrides = Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Contest:
    """Arrangements and a contingency that fit one another."""

    pack: Pack
    scenario: Scenario
    entrants: tuple[Ready, ...]
    space: Space
    guess: Point

    def outline(self, entrant: Ready, answers: Mapping[str, str]) -> Outline:
        """What an arrangement makes of the contingency, its own name left out."""
        made = compiled(entrant.arrangement, self.scenario, self.pack.conduct, answers, entrant.key)
        return replace(made, lineup="")

    def network(self, entrant: Ready, point: Point) -> tuple[Outline, Network]:
        """The network of an arrangement at a point of what is assumed."""
        outline = self.outline(entrant, point.answers)
        return outline, realised(outline, point.values)


def contest(
    pack: Pack,
    contingency: str | Path | Scenario,
    arrangements: Sequence[str] = (),
    overrides: Overrides | None = None,
) -> Contest:
    """Make ready what is to be run; with no `arrangements`, all that the contingency names.

    `contingency` is a key of the pack, the path of a file, or a scenario itself.

    Raises
    ------
    SimulationError
        If there is no such contingency or arrangement, or one is given twice.
    PackError
        If the file departs from the schema.
    """
    scenario = find_scenario(pack, contingency)
    known = space(pack.conduct, scenario)
    entrants = (
        tuple(ready(pack, name) for name in arrangements)
        if arrangements
        else for_scenario(pack, scenario)
    )
    keys = [entrant.key for entrant in entrants]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise SimulationError(f"given twice: {', '.join(twice)}")
    return Contest(pack, scenario, entrants, known, known.guess(overrides))


def find_scenario(pack: Pack, contingency: str | Path | Scenario) -> Scenario:
    """The scenario of that key, or in that file.

    Raises
    ------
    SimulationError
        If there is none. The message lists what the pack has.
    PackError
        If the file departs from the schema.
    """
    from renkei.packs.scenario import Scenario
    from renkei.packs.scenario_file import read_scenario

    if isinstance(contingency, Scenario):
        return contingency
    known = {scenario.key: scenario for scenario in pack.scenarios}
    if str(contingency) in known:
        return known[str(contingency)]
    if Path(contingency).suffix in (".yaml", ".yml"):
        return read_scenario(Path(contingency), pack)
    listed = ", ".join(known) or "none"
    raise SimulationError(
        f"no contingency {str(contingency)!r}; the pack has {listed}, or give a .yaml file"
    )
