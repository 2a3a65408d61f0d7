"""What is wrong with a contingency in a file, down to whether each line-up can be run with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from renkei.errors import RenkeiError
from renkei.packs.scenario_file import FaultAt, check_scenario
from renkei.simulation.contest import contest

if TYPE_CHECKING:
    from renkei.packs.pack import Pack


def check_file(path: Path, pack: Pack) -> list[FaultAt]:
    """Every fault with its file, line and field; nothing, if it is in order.

    Raises
    ------
    PackError
        If the file cannot be read, or is not YAML.
    """
    scenario, faults = check_scenario(path, pack)
    if scenario is None or faults:
        return faults
    line = next(
        (
            number
            for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
            if text.startswith("lineups:")
        ),
        1,
    )
    for i, key in enumerate(scenario.lineups):
        try:
            ready = contest(pack, scenario, [key])
            ready.network(ready.entrants[0], ready.guess)
        except RenkeiError as error:
            faults.append(FaultAt(str(path), line, f"lineups.{i}", f"{key}: {error}"))
    return faults
