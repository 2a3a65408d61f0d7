"""The event loop, compiled. What these modules call and compile stays in this folder.

numba keeps compiled code by the file that holds the entry: an edit in another file could go unseen.
So `renkei.compiled` imports this package with a cache folder that is named by the hash
over all of its files. `renkei.simulation.plan` fills the tables.

Tables are arrays of records, handed on one by one: numba counts references to every array of a
tuple whenever the tuple is handed on, which made the loop sixty times as slow.
"""

from renkei.simulation.kernel.arriving import arrivals
from renkei.simulation.kernel.loop import simulate
from renkei.simulation.kernel.normal import normal
from renkei.simulation.kernel.tables import (
    BRANCH,
    COUNTERS,
    DESK,
    EVENT,
    JOB,
    LINE,
    NONE,
    PASS,
    RATE,
    SLOT,
    STREAM,
    TASK,
)

__all__ = [
    "BRANCH",
    "COUNTERS",
    "DESK",
    "EVENT",
    "JOB",
    "LINE",
    "NONE",
    "PASS",
    "RATE",
    "SLOT",
    "STREAM",
    "TASK",
    "arrivals",
    "normal",
    "simulate",
]
