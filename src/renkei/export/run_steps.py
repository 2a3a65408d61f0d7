"""The raw output of a comparison: one row a step, from which every statistic can be worked out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from renkei.errors import SimulationError
from renkei.simulation.contest import Contest, contest
from renkei.simulation.run import batches

if TYPE_CHECKING:
    import pyarrow as pa

    from renkei.packs.pack import Pack
    from renkei.simulation.comparison import Comparison
    from renkei.simulation.lineups import Ready

NAMES = ("name", "step", "what", "post", "sender")
BATCH = 100


def write_steps(folder: Path, pack: Pack, found: Comparison) -> list[Path]:
    """Run a comparison once more and write the steps of each arrangement as Parquet.

    A row says which matter of which stream passed which task, where, and when: it was `ready`,
    began (`start`) and was done (`end`), in hours from the start of the run, and how its wait
    divides. Other work that comes to the same desks is there too. Memory does not grow with the
    number of replications.

    Raises
    ------
    SimulationError
        If the folder cannot be written, or pyarrow is not installed.
    """
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise SimulationError("steps need pyarrow: python -m pip install pyarrow") from error
    asked = found.setting
    ready = contest(pack, asked.contingency, asked.arrangements, dict(asked.overrides))
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for entrant in ready.entrants:
            path = folder / f"{entrant.key}.parquet"
            writer = None
            for table in _tables(ready, entrant, found.replications, asked.seed):
                writer = writer or parquet.ParquetWriter(path, table.schema)
                writer.write_table(table)
            if writer:
                writer.close()
                written.append(path)
    except OSError as error:
        raise SimulationError(f"{folder}: cannot be written ({error.strerror})") from error
    return written


def _tables(ready: Contest, entrant: Ready, replications: int, seed: int) -> Any:
    import pyarrow as pa

    outline, network = ready.network(entrant, ready.guess)
    firsts = np.cumsum([0, *(len(stream.tasks) for stream in outline.streams)])
    tasks = [task for stream in outline.streams for task in stream.tasks]
    words = {name: pa.array([getattr(task, name) for task in tasks]) for name in NAMES}
    keys = pa.array([stream.key for stream in outline.streams])
    for results in batches(network, replications, seed, steps=True, size=BATCH):
        steps = results.steps
        assert steps is not None
        places = pa.array(firsts[steps["stream"]] + steps["task"])
        columns: dict[str, pa.Array] = {
            "replication": pa.array(steps["replication"]),
            "stream": _coded(pa.array(steps["stream"]), keys),
            "matter": pa.array(steps["matter"]),
        }
        columns |= {name: _coded(places, words[name]) for name in NAMES}
        times = ("ready", "start", "end", "asleep", "closed", "queueing")
        columns |= {name: pa.array(np.ascontiguousarray(steps[name])) for name in times}
        yield pa.table(columns)


def _coded(places: pa.Array, words: pa.Array) -> pa.Array:
    """Each place as the word that stands there."""
    return words.take(places)
